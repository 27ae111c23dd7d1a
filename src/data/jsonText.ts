import { type FileAt, refusal } from "./bytes.js";

/**
 * The value of a JSON text, or the list of the values of its lines, whichever the text is.
 *
 * Python's `NaN` and `Infinity` become texts, which are read as the numbers that they are.
 *
 * @throws {PredictionsError} for what is no JSON
 */
export function valueOfJson(
  text: string,
  isLines: boolean,
  at: FileAt,
): { readonly value: unknown; readonly format: "json" | "jsonl" } {
  if (isLines) return { value: linesOf(text, at), format: "jsonl" };
  try {
    return { value: parseJson(text), format: "json" };
  } catch (error) {
    if (!startsWithJsonLine(text)) throw noJson(text, error, at);
    return { value: linesOf(text, at), format: "jsonl" };
  }
}

function linesOf(text: string, at: FileAt): unknown[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === "") return [];
    try {
      return [parseJson(line)];
    } catch (error) {
      throw refusal(at, `line ${index + 1} is not JSON (${reason(error)})`, error);
    }
  });
}

/** One value per line is also saved under the name .json. */
function startsWithJsonLine(text: string): boolean {
  const [first = "", second] = text.split(/\r?\n/, 2);
  if (second === undefined || !/^\s*[[{]/.test(first)) return false;
  try {
    return typeof parseJson(first) === "object";
  } catch {
    return false;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!/\b(NaN|Infinity)\b/.test(text)) throw error;
    const quoted = text.replace(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g, (part) =>
      part.startsWith('"') ? part : `"${part}"`,
    );
    return JSON.parse(quoted);
  }
}

/** What is no JSON, and how it came about where that can be seen. */
function noJson(text: string, error: unknown, at: FileAt): Error {
  const start = text.trimStart();
  const isPython = /^[[{][\s[{(]*'/.test(start) || /[:,[]\s*(None|True|False)\b/.test(start);
  const isCut = /^[[{]/.test(start) && !/[\]}]\s*$/.test(text);
  const advice = isPython
    ? "; this is how Python prints it, save it with json.dump"
    : isCut
      ? "; it ends in the middle, copy or save it again"
      : "";
  return refusal(at, `it is not JSON (${reason(error)})${advice}`, error);
}

/** The engine's reason, without its quotation of the text, which can be long and contain anything. */
function reason(error: unknown): string {
  return (error as Error).message.replace(/,? (\.\.\.)?".*$/s, "");
}
