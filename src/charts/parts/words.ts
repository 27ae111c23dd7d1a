import { formatNumber, shorten as shortenText } from "../../logits/text.js";

/**
 * A logit as a short text: two decimals while it is of ordinary size, otherwise three significant digits.
 *
 * @example formatLogit(3.8512) // "3.85"
 * @example formatLogit(-1234567) // "-1.23e+6"
 */
export function formatLogit(logit: number): string {
  if (Math.abs(logit) >= 1e5) return logit.toExponential(2);
  const text = logit.toFixed(2);
  return text === "-0.00" ? "0.00" : text;
}

/** The same rule as a Vega expression over the given number, for charts that compute in the page. */
export function formatLogitExpression(number: string): string {
  // d3-format writes a typographic minus, which nobody could paste back into code.
  return `replace(abs(${number}) >= 1e5 ? format(${number}, '.2e') : format(${number}, '.2f'), '\\u2212', '-')`;
}

/**
 * A probability as a short text that claims no false certainty: four decimals, but `>0.9999` and `<0.0001` for what would
 * round to 1 or 0. The same rule as in the tables of `interpret`.
 *
 * @example formatProbability(0.99934) // "0.9993"
 * @example formatProbability(1 - 1e-7) // ">0.9999"
 */
export const formatProbability = formatNumber;

/** The rule of {@link formatProbability} as a Vega expression over the given number, for charts that compute in the page. */
export function formatProbabilityOf(number: string): string {
  return (
    `${number} > 0 && ${number} < 0.00005 ? '<0.0001'` +
    ` : ${number} < 1 && ${number} >= 0.99995 ? '>0.9999'` +
    ` : format(${number}, '.4f')`
  );
}

/** {@link formatProbabilityOf} over `datum.probability`. */
export const formatProbabilityExpression = formatProbabilityOf("datum.probability");

/** A share in per cent, with one decimal: `97.1%`. */
export const percent = (share: number) => `${(100 * share).toFixed(1)}%`;

/** A place in a picture: finer than a pixel. */
export const fourDecimals = (number: number) => Number(number.toFixed(4));

/** A probability for a figure that a lesson stores: finer than any eye can see, and half the size. */
export function twelveDecimals(probability: number): number {
  return Number(probability.toFixed(12));
}

/** Letters that are written from right to left, and the invisible marks that turn the direction of what follows. */
const turning =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\u061C\u200F\u202A-\u202E]/u;

/**
 * A label for use within a line of other words: its writing direction ends where it ends.
 *
 * Without this, a right-to-left label would turn the words and numbers after it: a slider at 0.5 would read "5.0".
 *
 * @example
 * isolate("joy") // "joy"
 * isolate("\u0641\u0631\u062D") // "\u2068\u0641\u0631\u062D\u2069": Arabic, between two invisible marks
 */
export function isolate(label: string): string {
  const closed = label.replace(/[\u2066-\u2069]/g, "");
  return turning.test(closed) ? `\u2068${closed}\u2069` : closed;
}

/**
 * A label for use within a line of text in Plotly: at most `limit` characters, shown letter by letter, and its writing direction
 * ends where it ends.
 *
 * @example plainName("<b>joy</b>", 20) // "&#60;b&#62;joy&#60;/b&#62;"
 */
export function plainName(label: string, limit: number): string {
  return isolate(plainText(shorten(label, limit)));
}

/**
 * What would break a line or reorder its letters without being seen: control characters, line and paragraph separators,
 * the marks that turn the writing direction, and halves of surrogate pairs.
 */
const unseen = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** What has a meaning to Plotly: tags, entities, `%{templates}`, `$formulas$`. */
const meaningful = /[&<>%$]/g;

/**
 * A text in the form that Plotly needs to show it letter by letter: nothing links, loads, styles or is replaced.
 *
 * Plotly fills templates and looks for formulas first and reads entities last, so neither step sees a character that is written
 * as an entity. The result is one line: white space becomes single spaces, and unseen controls a visible "\uFFFD".
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

/**
 * One line of at most `limit` characters: longer text ends in "…", and line breaks become spaces.
 *
 * @example shorten("This is a fantastic movie!", 10) // "This is a…"
 */
export function shorten(text: string, limit: number): string {
  return shortenText(text.replace(/\s+/g, " ").trim(), limit);
}
