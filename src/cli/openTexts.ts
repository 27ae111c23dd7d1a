import { createReadStream, statSync } from "node:fs";
import { createInterface } from "node:readline";
import { printable } from "../logits/text.js";
import { InputError } from "./errors.js";

/** Texts, one a line, and how many bytes of how many were read for them. */
export interface SomeTexts {
  readonly texts: readonly string[];
  readonly done: number;
  readonly total: number;
}

/** As many texts as are classified at once: enough for batches of similar length, few enough for any memory. */
const atOnce = 256;

/**
 * Reads texts, one a line, some at a time. An empty line is an empty text, so that line 5 stays row 4.
 *
 * @param file `-` for standard input
 * @throws {InputError} when it can't be read, or isn't UTF-8
 */
export function openTexts(file: string): AsyncGenerator<SomeTexts, void, void> {
  return textsIn(file, file === "-" ? 0 : sizeOf(file));
}

async function* textsIn(file: string, total: number): AsyncGenerator<SomeTexts, void, void> {
  const stream: NodeJS.ReadableStream = file === "-" ? process.stdin : createReadStream(file);
  let done = 0;
  stream.on("data", (piece: Buffer) => {
    done += piece.length;
  });
  const failed = new Promise<never>((_, reject) => stream.on("error", reject));
  failed.catch(() => {});
  const lines = createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY });
  const reading = lines[Symbol.asyncIterator]();
  let texts: string[] = [];
  let count = 0;
  try {
    for (;;) {
      const line = await Promise.race([reading.next(), failed]);
      if (line.done) break;
      texts.push(checked(line.value, file, count++));
      if (texts.length < atOnce) continue;
      yield { texts, done, total };
      texts = [];
    }
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw problem(file, cause);
  } finally {
    lines.close();
  }
  if (texts.length > 0) yield { texts, done, total };
}

/** Bytes that are no UTF-8 arrive as this character. */
function checked(line: string, file: string, row: number): string {
  if (!line.includes("\uFFFD")) return line.replace(/^\uFEFF/, "");
  throw new InputError(
    `can't read ${nameOf(file)}: row ${row} isn't UTF-8 (a character is broken); save it as UTF-8`,
  );
}

function nameOf(file: string): string {
  return file === "-" ? "standard input" : printable(file);
}

function sizeOf(file: string): number {
  try {
    const facts = statSync(file);
    if (facts.isDirectory()) throw Object.assign(new Error(), { code: "EISDIR" });
    return facts.size;
  } catch (cause) {
    throw problem(file, cause);
  }
}

const reasons: Record<string, string> = {
  ENOENT: "there is no such file",
  EACCES: "this user may not read it",
  EISDIR: "it is a folder; name a file with one text a line",
};

function problem(file: string, cause: unknown): InputError {
  const { code = "", message } = cause as NodeJS.ErrnoException;
  return new InputError(`can't read ${nameOf(file)}: ${reasons[code] ?? (code || message)}`, {
    cause,
  });
}
