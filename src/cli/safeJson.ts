/**
 * JSON in which nothing moves a terminal's cursor or hides text: what JSON leaves as it is of such characters is written as an
 * escape, and the value stays the same.
 *
 * JSON has no number for what isn't finite: `NaN`, which means that there is none, becomes `null`, and an infinity its name.
 *
 * @example
 * console.log(safeJson({ label: "\u009b2J", margin: Number.NaN, logit: -Infinity }))
 * // prints: {"label":"\u009b2J","margin":null,"logit":"-Infinity"}
 */
export function safeJson(value: unknown, space?: number): string {
  return JSON.stringify(value, named, space).replace(
    unsafe,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function named(_: string, value: unknown): unknown {
  return value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY
    ? String(value)
    : value;
}

const unsafe = /[\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
