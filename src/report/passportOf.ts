import { createHash } from "node:crypto";
import { createReadStream, statSync } from "node:fs";
import path from "node:path";
import { kitVersion } from "../project.js";
import type { Reading } from "./readingOf.js";
import type { AnyPredictions } from "./summaryOf.js";

/** A file by its name, its size in bytes and its SHA-256 in hexadecimal. */
export interface FilePrint {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Where numbers come from and what was done with them, so that two people can see whether they hold the same. */
export interface Passport {
  readonly passport: 1;
  /** What the numbers were read from: the predictions, and files of labels or configs beside them. */
  readonly files: readonly FilePrint[];
  readonly format: string;
  readonly array: string | null;
  readonly dtype: string;
  /** Rows and columns. */
  readonly shape: readonly number[];
  /** SHA-256 of the numbers as float32, little-endian, row after row: the same numbers in another kind of file have the same one. */
  readonly logits_sha256: string;
  readonly labels: readonly string[];
  /** What the numbers are, as `diagnose` says. */
  readonly kind: string;
  readonly function_to_apply: string | null;
  readonly how: string;
  /** The model that made the numbers, if it was named. */
  readonly model: ModelPrint | null;
  /** What is known of texts that were cut; null where nothing is recorded. */
  readonly truncation: string | null;
  readonly versions: Readonly<Record<string, string>>;
  /** When it was read: an ISO date. */
  readonly date: string;
}

/** A model by its name and the SHA-256 of all its files together. */
export interface ModelPrint {
  readonly name: string;
  readonly sha256: string;
  readonly files: number;
}

/** What a passport says beyond what the numbers show. */
export interface PassportFacts {
  readonly files: readonly FilePrint[];
  readonly model?: ModelPrint | null;
  readonly truncation?: string | null;
  readonly versions?: Readonly<Record<string, string>>;
  readonly date?: Date;
}

/**
 * Makes the passport of predictions that were read.
 */
export async function passportOf(reading: Reading, facts: PassportFacts): Promise<Passport> {
  const { predictions, diagnosis, labels, rows, columns, how, function_to_apply } = reading;
  const { format, array, dtype } = predictions.source;
  return {
    passport: 1,
    files: facts.files,
    format,
    array: array ?? null,
    dtype,
    shape: [rows, columns],
    logits_sha256: await logitsHash(predictions),
    labels,
    kind: diagnosis.kind,
    function_to_apply,
    how,
    model: facts.model ?? null,
    truncation: facts.truncation ?? null,
    versions: { "reading-logits": kitVersion(), ...nodeVersion(), ...facts.versions },
    date: (facts.date ?? new Date()).toISOString(),
  };
}

/** A browser has none. */
function nodeVersion(): Record<string, string> {
  const { node } = process.versions as { node?: string };
  return node === undefined ? {} : { node };
}

async function logitsHash(predictions: AnyPredictions): Promise<string> {
  const hash = createHash("sha256");
  for await (const { data } of predictions.batches()) {
    const numbers = Float32Array.from(data, (value) => (value === 0 ? 0 : value));
    hash.update(new Uint8Array(numbers.buffer));
  }
  return hash.digest("hex");
}

/**
 * The size and the SHA-256 of a file.
 *
 * @throws Node's error where it can't be read
 */
export async function filePrint(file: string): Promise<FilePrint> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(file)) hash.update(piece);
  return { file: path.basename(file), bytes: statSync(file).size, sha256: hash.digest("hex") };
}

/** The same for bytes that have no file, such as standard input. */
export function bytesPrint(name: string, bytes: Uint8Array): FilePrint {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { file: name, bytes: bytes.length, sha256 };
}
