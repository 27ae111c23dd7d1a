import { isolate } from "./isolate.js";
import { plainText } from "./plainText.js";
import { shorten } from "./shorten.js";

/**
 * A label for use within a line of Plotly's: at most `limit` characters, letter by letter, and its writing direction ends
 * where it ends.
 *
 * @example plainName("<b>joy</b>", 20) // "&#60;b&#62;joy&#60;/b&#62;"
 */
export function plainName(label: string, limit: number): string {
  return isolate(plainText(shorten(label, limit)));
}
