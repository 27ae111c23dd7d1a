/** Letters that are written from right to left, and the unseen marks that turn the direction of what follows. */
const turning =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\u061C\u200F\u202A-\u202E]/u;

/**
 * A label that stands within a line of other words: its writing direction ends where it ends.
 *
 * Without this a label from right to left would turn the words and numbers after it: a slider at 0.5 would read "5.0".
 *
 * @example isolate("joy") // "joy"; a label in Arabic comes back between U+2068 and U+2069, which nobody sees
 */
export function isolate(label: string): string {
  const closed = label.replace(/[\u2066-\u2069]/g, "");
  return turning.test(closed) ? `\u2068${closed}\u2069` : closed;
}
