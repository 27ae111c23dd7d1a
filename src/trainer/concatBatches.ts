/** What Transformers fills up rows with where their length differs between batches. */
const PADDING = -100;

/**
 * The batches' arrays, one after the other; rows of numbers that are longer in some batches are filled up with -100, and of
 * tuples each part for itself.
 */
export function concatBatches(batches: readonly unknown[][], isTuple: boolean): unknown[] {
  if (!isTuple) return padRows(batches.flat());
  const parts = batches[0]?.length ?? 0;
  return Array.from({ length: parts }, (_, part) =>
    padRows(batches.flatMap((batch) => batch[part] as unknown[])),
  );
}

function padRows(rows: unknown[]): unknown[] {
  const width = rows.reduce((most: number, row) => Math.max(most, widthOf(row)), 0);
  return rows.map((row) =>
    Array.isArray(row) && typeof row[0] === "number" && row.length < width
      ? [...row, ...Array(width - row.length).fill(PADDING)]
      : row,
  );
}

function widthOf(row: unknown): number {
  return Array.isArray(row) ? row.length : 0;
}
