/**
 * The place of the function's name in whose brackets the cursor stands, for the help that Shift+Tab asks for.
 *
 * Brackets in texts and comments count like any others: at worst, no help is found.
 *
 * @param code the cell
 * @param cursor the number of UTF-16 units before the cursor
 * @returns a place inside the name, or `undefined` outside every call
 *
 * @example calleeBefore("const rows = interpret(softmax([1, 2]), ", 40) // 21: the t of interpret
 */
export function calleeBefore(code: string, cursor: number): number | undefined {
  let open = 0;
  for (let i = cursor - 1; i >= 0; i--) {
    if (")]}".includes(code[i])) open++;
    if (!"([{".includes(code[i])) continue;
    if (open-- > 0) continue;
    open = 0;
    if (code[i] === "(" && /[\w$]\s*$/.test(code.slice(0, i))) {
      return code.slice(0, i).trimEnd().length - 1;
    }
  }
  return undefined;
}
