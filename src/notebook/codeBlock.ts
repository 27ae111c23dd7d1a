/**
 * Wraps code, or any other text that is data, in a Markdown code block, which shows it verbatim.
 *
 * The fence is longer than any run of backticks in the text, so nothing in the text can end the block.
 *
 * @example codeBlock("typescript", "argmax(logits)") // "```typescript\nargmax(logits)\n```"
 */
export function codeBlock(language: string, text: string): string {
  const runs = Array.from(text.matchAll(/`+/g), ([run]) => run.length);
  const fence = "`".repeat(1 + Math.max(2, ...runs));
  return `${fence}${language}\n${text}\n${fence}`;
}
