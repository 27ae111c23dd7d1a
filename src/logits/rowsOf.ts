/** Cuts flat numbers into what came in: one plain row `[k]`, or a batch of plain rows `[n, k]`. */
export function rowsOf(
  values: ArrayLike<number>,
  shape: { readonly rows: number; readonly columns: number; readonly isBatch: boolean },
): number[] | number[][] {
  if (!shape.isBatch) return rowOf(values, 0, shape.columns);
  const batch = new Array<number[]>(shape.rows);
  for (let row = 0; row < shape.rows; row++) batch[row] = rowOf(values, row, shape.columns);
  return batch;
}

/** Copies one row out of flat numbers as a plain array, which prints well as a cell's last expression. */
export function rowOf(values: ArrayLike<number>, row: number, columns: number): number[] {
  const copy = new Array<number>(columns);
  const start = row * columns;
  for (let column = 0; column < columns; column++) copy[column] = values[start + column];
  return copy;
}
