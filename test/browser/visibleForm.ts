/** White space and everything else that isn't a visible letter: controls, direction marks, joiners, lone surrogates and their replacements. */
const unseen = /[\s\p{C}\p{M}\uFFFD…]/gu;

/**
 * What must be visible of a text where it is shown: its first ten letters, unchanged, out of the first thirty characters. Charts
 * shorten long texts, turn line breaks into spaces and leave out invisible marks, so none of that counts.
 */
export function visibleForm(text: string): string {
  const start = Array.from(text).slice(0, 30).join("");
  return Array.from(seenLetters(start)).slice(0, 10).join("");
}

/** The letters of a page's text, compared with {@link visibleForm}. */
export function seenLetters(text: string): string {
  return text.replace(unseen, "");
}
