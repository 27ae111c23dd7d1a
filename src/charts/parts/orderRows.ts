/** Lists longer than this are a picture rather than a table: their rows are sorted, so that the picture shows something. */
export const longestTable = 40;
/** One pixel per row is the least that can be seen. */
const highest = 560;
/** A page draws this many cells twice, for logits and for probabilities, within a tenth of a second. */
const mostCells = 5000;

/** The most rows that a map of this many classes draws. */
export function mostRows(classes: number): number {
  return Math.min(highest, Math.floor(mostCells / classes));
}

/**
 * Which rows of a batch a map draws, from the top: a short batch in its own order; a long one by true class, and within a
 * class from the most to the least probable truth, so that the errors gather at the end of each class.
 *
 * If there are more rows than a page draws quickly, as many as it can are taken, evenly spaced in that order.
 *
 * @example orderRows([[0.9, 0.1], [0.2, 0.8]]) // [0, 1]
 */
export function orderRows(
  probabilities: readonly (readonly number[])[],
  truth?: readonly number[],
): number[] {
  const rows = probabilities.map((_, row) => row);
  if (truth && rows.length > longestTable) {
    const sureness = rows.map((row) => probabilities[row][truth[row]]);
    rows.sort((a, b) => truth[a] - truth[b] || sureness[b] - sureness[a] || a - b);
  }
  const most = mostRows(probabilities[0].length);
  if (rows.length <= most) return rows;
  return Array.from({ length: most }, (_, i) => rows[Math.floor(((i + 0.5) * rows.length) / most)]);
}
