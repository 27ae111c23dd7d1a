/** Pixels that a chart may take on a phone, the labels at its side included. */
export const narrowRoom = 350;

/** Pixels that labels down the side may take there; the page cuts longer ones. */
const longestLabel = 110;

/** Pixels that these labels take down the side: texts below a panel start as far to the left of it. */
export function narrowInset(labels: readonly string[]): number {
  const longest = Math.max(...labels.map((label) => label.length));
  return Math.min(longestLabel, 7 * longest + 8);
}

/** Pixels that the numbers and the title of an axis take. */
export const axisInset = 44;

/** An expression's text in lines of at most so many letters, as a Vega expression: a word that is longer has a line of its own. */
export function wrapped(expression: string, letters: number): string {
  const line = `regexp('(.{1,${letters}})(\\\\s+|$)', 'g')`;
  // A space stays at the end of each line, for those who hear the lines as one.
  return `split(trim(replace(${expression}, ${line}, '$1 \\n')), '\\n')`;
}
