/**
 * Code, or any other text that is data, as a block of Markdown that shows it as it is.
 *
 * The fence is longer than any run of backticks in the text, so that nothing in it ends the block.
 *
 * @example codeBlock("typescript", "argmax(logits)") // "```typescript\nargmax(logits)\n```"
 */
export function codeBlock(language: string, text: string): string {
  const runs = Array.from(text.matchAll(/`+/g), ([run]) => run.length);
  const fence = "`".repeat(1 + Math.max(2, ...runs));
  return `${fence}${language}\n${text}\n${fence}`;
}
