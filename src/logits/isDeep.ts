/** Lists and objects inside one another, more than any file of predictions, labels or settings has. */
export const deepest = 50;

/**
 * True for lists and objects that are nested more than 50 deep, so that no function loses its way in them.
 *
 * `JSON.parse` reads a hundred thousand brackets; nearly everything that then looks inside runs out of stack.
 *
 * @example
 * isDeep([[1, 2], { a: [3] }]) // false
 */
export function isDeep(value: unknown, levels = deepest): boolean {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return false;
  if (levels === 0) return true;
  const inner = Array.isArray(value) ? value : Object.values(value);
  return inner.some((item) => isDeep(item, levels - 1));
}
