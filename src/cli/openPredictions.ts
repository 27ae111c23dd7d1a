import path from "node:path";
import { parsePredictions } from "../data/parsePredictions.js";
import { readPredictions } from "../data/readPredictions.js";
import { ReadingLogitsError } from "../logits/errors.js";
import { printable } from "../logits/text.js";
import { showPath } from "../project.js";
import { bytesPrint, type FilePrint } from "../report/passportOf.js";
import type { AnyPredictions } from "../report/summaryOf.js";
import { InputError, UsageError } from "./errors.js";
import { optionWords } from "./optionWords.js";
import type { ReadRequest } from "./readOptions.js";

/** What messages call standard input. */
export const standardInput = "standard input";

/**
 * Opens a file of predictions, or reads standard input to its end where the file is `-`.
 *
 * @throws {InputError} when it can't be read; the message names the options of the program
 */
export async function openPredictions(
  file: string,
  { predictions }: Pick<ReadRequest, "predictions">,
): Promise<Opened> {
  if (file !== "-") {
    const work = () => readPredictions(file, predictions);
    return { predictions: await inProgram(file, work, predictions.label_ids) };
  }
  const { label_ids, ...others } = predictions;
  if (label_ids !== undefined) {
    throw new UsageError(
      "read takes --truth beside a file, not beside standard input: save what comes first",
    );
  }
  const bytes = await bytesOfStandardInput();
  const name = isLinesOfJson(bytes) ? `${standardInput}.jsonl` : standardInput;
  const read = await inProgram(standardInput, () => parsePredictions(bytes, name, others));
  return { predictions: read, print: bytesPrint(standardInput, bytes) };
}

/** Predictions, and the print of what they are from where that isn't a file any more. */
interface Opened {
  readonly predictions: AnyPredictions;
  readonly print?: FilePrint;
}

/** Standard input, whole. */
async function bytesOfStandardInput(): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  try {
    for await (const piece of process.stdin) pieces.push(piece);
  } catch (cause) {
    throw new InputError(`can't read ${standardInput}: ${(cause as Error).message}`, { cause });
  }
  return new Uint8Array(Buffer.concat(pieces));
}

/** Whether it begins with one line that is JSON by itself, and goes on: standard input has no name that says so. */
function isLinesOfJson(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 2 ** 16));
  const [first, second] = start.split(/\r?\n/);
  if (!second?.trim() || !/^\s*[[{]/.test(first)) return false;
  try {
    JSON.parse(first);
    return true;
  } catch {
    return false;
  }
}

/** Does what may refuse a file, and says so in the words of the program. */
async function inProgram<T>(file: string, work: () => Promise<T>, truth?: unknown): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof ReadingLogitsError)) throw cause;
    const { message } = cause;
    const ofTruth = typeof truth === "string" && isOn(message, path.resolve(truth));
    const words = ofTruth ? programWords(message, truth) : programWords(message, file);
    const text = ofTruth ? words.replace(/(?=: )/, ", named after --truth") : words;
    throw new InputError(typeof truth === "string" ? withTruth(text, truth) : text, { cause });
  }
}

/** What is wrong between predictions and the labels of another file names both, and that file can be left out. */
function withTruth(text: string, truth: string): string {
  if (!/: (the label of row|there (is|are) \d+ labels?|its labels are) /.test(text)) return text;
  return text
    .replace(/(?=: )/, ` with the labels of ${printable(truth)}`)
    .replace(/leave (the labels|them) out with --no-truth/, "leave --truth out");
}

function isOn(message: string, file: string): boolean {
  return message.startsWith(`readPredictions can't read ${showPath(file)}: `);
}

/**
 * An error of the kit in the words of the program: the file as it was named, options as they are written here.
 *
 * @example
 * programWords("readPredictions can't read a.npz: write { id2label: […] }", "a.npz")
 * // "can't read a.npz: write --labels"
 */
export function programWords(message: string, file: string): string {
  const known = [showPath(path.resolve(file)), `${standardInput}.jsonl`, file];
  const named = known.find((each) =>
    [`readPredictions can't read ${each}: `, `parsePredictions can't read ${each}: `].some(
      (start) => message.startsWith(start),
    ),
  );
  const rest =
    named === undefined
      ? message.replace(/^(readPredictions|parsePredictions|readingOf|report) /, "")
      : message.slice(message.indexOf(named) + named.length);
  const words = optionWords(rest);
  return printable(named === undefined ? `${file}: ${words}` : `can't read ${file}${words}`);
}
