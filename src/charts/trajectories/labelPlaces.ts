/** Where a line's label stands: the place along the line, and above or below it. */
export interface LabelPlace {
  readonly step: number;
  readonly above: boolean;
}

/** Pixels from a line to the middle of its label. */
export const labelDistance = 12;
/** Half a label's height. */
const half = 8;

/**
 * Finds a place for a label at each line where it covers the fewest points of any line and no other label, so that lines are
 * named where they run and no legend is needed. A line without such a place gets none.
 *
 * @param lines `[n, steps]`, in pixels from 0 to `height`; the first ones get labels, the others are only kept clear of
 * @param widths `[labels]`, how wide each label is, in steps
 * @param height of the picture, which no label leaves
 * @param clear the step where something else is drawn from top to bottom
 *
 * @example labelPlaces([[30, 30, 30], [80, 80, 80]], [1, 1], 100)[1] // { step: 1, above: false }
 */
export function labelPlaces(
  lines: readonly (readonly number[])[],
  widths: readonly number[],
  height: number,
  clear?: number,
): (LabelPlace | undefined)[] {
  const taken: Box[] = [];
  if (clear !== undefined) taken.push({ left: clear, right: clear, low: 0, high: height });
  return widths.map((width, line) => {
    const found = bestPlace(lines, line, width, height, taken);
    if (found) taken.push(found.box);
    return found?.place;
  });
}

interface Box {
  left: number;
  right: number;
  low: number;
  high: number;
}

function bestPlace(
  lines: readonly (readonly number[])[],
  line: number,
  width: number,
  height: number,
  taken: readonly Box[],
): { place: LabelPlace; box: Box } | undefined {
  let best: { place: LabelPlace; box: Box } | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  const steps = lines[line].length;
  const reach = Math.ceil(width / 2);
  for (let step = reach; step < steps - reach; step++) {
    for (const above of [true, false]) {
      const middle = lines[line][step] + (above ? labelDistance : -labelDistance);
      const box = {
        left: step - reach,
        right: step + reach,
        low: middle - half,
        high: middle + half,
      };
      if (box.low < 0 || box.high > height) continue;
      if (taken.some((other) => overlaps(box, other))) continue;
      // The middle is where lines are told apart best.
      const cost =
        pointsInside(lines, box) + Math.abs(step / steps - 0.5) + crowd(lines, line, step);
      if (cost >= fewest) continue;
      fewest = cost;
      best = { place: { step, above }, box };
    }
  }
  return best;
}

function overlaps(a: Box, b: Box): boolean {
  return a.left <= b.right && b.left <= a.right && a.low <= b.high && b.low <= a.high;
}

function pointsInside(lines: readonly (readonly number[])[], box: Box): number {
  let points = 0;
  for (const line of lines) {
    for (let step = box.left; step <= box.right; step++) {
      if (line[step] >= box.low && line[step] <= box.high) points++;
    }
  }
  return points;
}

/** A label names nothing where its line runs together with others. */
function crowd(lines: readonly (readonly number[])[], line: number, step: number): number {
  const near = lines.filter((other) => Math.abs(other[step] - lines[line][step]) < 5).length - 1;
  return 10 * near;
}
