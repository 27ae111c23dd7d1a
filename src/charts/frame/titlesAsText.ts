import type { JsonObject, JsonValue } from "../MimeBundle.js";

/** Where data are: Vega reads them as they are. */
const data = ["data", "datasets", "params", "usermeta"];
const titles = ["title", "subtitle", "text"];

/**
 * A Vega-Lite specification whose titles are nothing but text.
 *
 * Vega looks some strings up as names of operators, and so finds `constructor` or `toString` in every object: a title that is
 * just this word ends the drawing. With a space behind it, it is a title like any other.
 *
 * @example titlesAsText({ title: { text: "constructor" } }) // { title: { text: "constructor " } }
 */
export function titlesAsText(spec: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(spec).map(([key, value]) => [
      key,
      data.includes(key) ? value : mend(value, key),
    ]),
  );
}

function mend(value: JsonValue, key: string): JsonValue {
  if (typeof value === "string") {
    return titles.includes(key) && value in Object.prototype ? `${value} ` : value;
  }
  if (Array.isArray(value)) return value.map((inner) => mend(inner, key));
  return typeof value === "object" && value !== null ? titlesAsText(value) : value;
}
