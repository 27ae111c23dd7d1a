/** Three shares that sum to one: how much of the first, the second and the third class. */
export type Shares = readonly [number, number, number];

/** The triangle's height when its sides are 1 long. */
export const triangleHeight = Math.sqrt(3) / 2;

/** The point that is equally far from every corner: all three probabilities are a third. */
export const centre: Shares = [1 / 3, 1 / 3, 1 / 3];

/**
 * Where three shares lie in a triangle with sides of length 1: the first class on top, the second at the left, the third at
 * the right. A corner is all of one class; the nearer to a corner, the larger its share.
 *
 * @example inTriangle([1, 0, 0]) // { x: 0.5, y: 0.866… }
 * @example inTriangle([0, 1, 0]) // { x: 0, y: 0 }
 */
export function inTriangle([first, , third]: Shares): { x: number; y: number } {
  return { x: third + first / 2, y: first * triangleHeight };
}

/** The same as Vega expressions over the fields `p0` and `p2`, for charts that compute in the page. */
export const inTriangleExpressions = {
  x: "datum.p2 + datum.p0 / 2",
  y: `datum.p0 * ${triangleHeight}`,
};

/**
 * The line where one class has this share: both ends, from the side where its number is written to the other.
 *
 * As in Plotly, numbers of the first class stand on the left side, of the second below, of the third on the right side.
 *
 * @example shareLine(0, 0.2) // [[0.2, 0.8, 0], [0.2, 0, 0.8]]
 */
export function shareLine(classIndex: number, share: number): [Shares, Shares] {
  const next = (classIndex + 1) % 3;
  const last = (classIndex + 2) % 3;
  const end = (other: number): Shares => {
    const shares: [number, number, number] = [0, 0, 0];
    shares[classIndex] = share;
    shares[other] = 1 - share;
    return shares;
  };
  return [end(next), end(last)];
}
