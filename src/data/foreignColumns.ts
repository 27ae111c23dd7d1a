/**
 * The columns of whole numbers from 0 up where other columns have other numbers: an index, a count, a label or a truth value
 * rather than a class. A single row says nothing about its columns.
 *
 * @returns the indices of these columns
 */
export function foreignColumns(columns: readonly (readonly unknown[])[]): number[] {
  if (columns.length === 0 || columns[0].length < 2) return [];
  const whole = columns.flatMap((cells, index) => (isWholeColumn(cells) ? [index] : []));
  return whole.length < columns.length ? whole : [];
}

/** True where each cell is a whole number from 0 up, written without a decimal point. */
export function isWholeColumn(cells: readonly unknown[]): boolean {
  return cells.every((cell) => /^\s*\d+\s*$/.test(String(cell)));
}
