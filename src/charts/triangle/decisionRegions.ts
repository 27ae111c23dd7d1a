import { centre, type Shares } from "./ternary.js";

/**
 * The part of the triangle where a class has the highest probability: from its corner to the middle of one side, to the
 * centre, to the middle of the other side. The three parts meet in the centre.
 *
 * @example decisionRegion(0) // [[1, 0, 0], [0.5, 0.5, 0], [1/3, 1/3, 1/3], [0.5, 0, 0.5]]
 */
export function decisionRegion(classIndex: number): Shares[] {
  return [
    mixture(classIndex, classIndex),
    mixture(classIndex, (classIndex + 1) % 3),
    centre,
    mixture(classIndex, (classIndex + 2) % 3),
  ];
}

/** Where a region's name stands: well inside, on the line from the centre to the corner. */
export function regionMiddle(classIndex: number): Shares {
  return [0, 1, 2].map((index) => (index === classIndex ? 0.6 : 0.2)) as unknown as Shares;
}

/** Half of one class and half of another. */
function mixture(one: number, other: number): Shares {
  const shares: [number, number, number] = [0, 0, 0];
  shares[one] += 0.5;
  shares[other] += 0.5;
  return shares;
}
