import { ChartError } from "../ChartError.js";
import { shorten } from "../words/shorten.js";

/** The sentences that were classified, one a row, each cut to one line of `limit` characters; empty ones where none are given. */
export function readTexts(
  chart: string,
  texts: ArrayLike<string> | undefined,
  rows: number,
  limit: number,
): string[] {
  if (texts === undefined) return new Array<string>(rows).fill("");
  if (texts.length !== rows) {
    throw new ChartError(
      `${chart} needs one text for each row: got ${rows} rows and ${texts.length} texts`,
    );
  }
  return Array.from(texts, (text, row) => {
    if (typeof text === "string") return shorten(text, limit);
    throw new ChartError(`${chart} needs sentences as texts: texts[${row}] is a ${typeof text}`);
  });
}
