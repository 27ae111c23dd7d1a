/** White space, and what is no visible letter: controls, direction marks, joiners, halves of pairs, what replaces them. */
const unseen = /[\s\p{C}\p{M}\uFFFD…]/gu;

/**
 * What must be seen of a text where it is shown: its first ten letters, as they are, of the first thirty characters. Charts shorten long texts, set spaces for
 * line breaks and leave out unseen marks, so none of that counts.
 */
export function visibleForm(text: string): string {
  const start = Array.from(text).slice(0, 30).join("");
  return Array.from(seenLetters(start)).slice(0, 10).join("");
}

/** The letters of a page's text, compared with {@link visibleForm}. */
export function seenLetters(text: string): string {
  return text.replace(unseen, "");
}
