import { describe } from "../logits/describe.js";
import { DatasetError } from "./DatasetError.js";
import type { RawRow } from "./RawRow.js";

/**
 * JSON Lines: one object a line. Empty lines are skipped, and lines may end as on Windows.
 *
 * @param shownAs the file as an error names it
 * @throws {DatasetError} for a line that is no JSON, or no object
 *
 * @example
 * readJsonLines('{"text": "A joy.", "label": 1}\n', "mine.jsonl")
 * // [{ place: "mine.jsonl, line 1", columns: { text: "A joy.", label: 1 } }]
 */
export function readJsonLines(content: string, shownAs: string): RawRow[] {
  return content.split(/\r?\n/).flatMap((line, index) => {
    const place = `${shownAs}, line ${index + 1}`;
    return line.trim() === "" ? [] : [{ place, columns: readObject(line, place) }];
  });
}

function readObject(line: string, place: string): Record<string, unknown> {
  const value = parse(line, place);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new DatasetError(
    `loadDataset needs one JSON object a line, like {"text": "…", "label": "…"}: ${place} is ${describe(value)}`,
  );
}

function parse(line: string, place: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    // The engine's reason, without its quotation of the line, which can be long and can hold anything.
    const reason = (cause as Error).message.replace(/, (\.\.\.)?".*$/s, "");
    throw new DatasetError(
      `loadDataset needs one JSON object a line: ${place} is no JSON (${reason})`,
      { cause },
    );
  }
}
