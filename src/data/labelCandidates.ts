import { type FileAt, quoted, refusal } from "./bytes.js";
import { numberOf } from "./numberCells.js";

/**
 * Several columns or arrays that are called as labels are must say the same: in the same words, or one with the names of the
 * classes that the other counts.
 *
 * @throws {PredictionsError} when two of them differ: nothing says which is the truth
 */
export function checkSameLabels(
  candidates: readonly (readonly [string, readonly unknown[]])[],
  at: FileAt,
): void {
  const [first, ...others] = candidates;
  const other = others.find(([, cells]) => !isSame(first[1], cells));
  if (other === undefined) return;
  throw refusal(
    at,
    `${quoted(first[0])} and ${quoted(other[0])} could both be the labels, and they differ; choose one with { label: ${quoted(other[0])} }`,
  );
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  if (one.length !== other.length) return false;
  if (one.every((cell, row) => String(cell) === String(other[row]))) return true;
  if (isNumbers(one) === isNumbers(other)) return false;
  return isFunction(one, other) && isFunction(other, one);
}

function isNumbers(cells: readonly unknown[]): boolean {
  return cells.every((cell) => numberOf(cell) !== undefined);
}

/** True where equal cells of one always stand beside equal cells of the other. */
function isFunction(one: readonly unknown[], other: readonly unknown[]): boolean {
  const seen = new Map<string, string>();
  return one.every((cell, row) => {
    const key = String(cell);
    const value = seen.get(key) ?? String(other[row]);
    seen.set(key, value);
    return value === String(other[row]);
  });
}
