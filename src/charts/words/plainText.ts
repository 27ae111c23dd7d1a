/**
 * What would bend a line or the order of its letters without being seen: control characters, line and paragraph separators,
 * the marks that turn the writing direction, and halves of surrogate pairs.
 */
const unseen = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** What Plotly gives a meaning: tags, entities, `%{templates}`, `$formulas$`. */
const meaningful = /[&<>%$]/g;

/**
 * A text as Plotly must be given it, so that the page shows it letter by letter: nothing links, loads, styles or is replaced.
 *
 * Plotly fills templates and looks for formulas first and reads entities last; so a character as an entity is seen by neither.
 * One line comes out: white space becomes single spaces, and unseen controls a visible "\uFFFD".
 *
 * @example plainText("<b>50 %</b>") // "&#60;b&#62;50 &#37;&#60;/b&#62;"
 */
export function plainText(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .trim()
    .replace(unseen, "\uFFFD")
    .replace(meaningful, (character) => `&#${character.charCodeAt(0)};`);
}
