import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import path from "node:path";
import { describe } from "../logits/text.js";
import { projectRoot, showPath } from "../project.js";
import { type ByteSource, type FileAt, refusal } from "./bytes.js";
import { labelsOf } from "./labelsOf.js";
import type { PredictionsOptions } from "./makePredictions.js";
import { type Predictions, PredictionsError } from "./Predictions.js";
import { predictionsOf } from "./parsePredictions.js";

/**
 * Opens a file of saved predictions, yours or one of the kit's own, and reads it as {@link parsePredictions} does.
 *
 * Of a large `.npy`, `.npz` (not compressed), `.safetensors` or `.pt` only the header is read at first; the numbers follow
 * when they are asked for: in parts by `batches()`, so that a gigabyte needs little memory, or all at once by `data`.
 *
 * @param file the path, relative to the current folder, or the name of logits that the kit's models gave on the data sets of their
 *   own tasks, with the true labels: `"sst2-validation"`, `"emotions-validation"`, `"emotions-test"`,
 *   `"emotions-multilabel-validation"` or `"emotions-multilabel-test"`; or `"one-text"`, one sentence's logits from seven runs
 * @param options as for `parsePredictions`
 * @throws {PredictionsError} when there is no such file, or `parsePredictions` would throw
 * @throws {LogitsError} when `id2label` doesn't have one label for each column
 *
 * @example
 * const predictions = await readPredictions("data/examples/predictions.npy");
 * softmax(predictions)[0] // [0.0002, 0.9998]
 * predictions.source.dtype // "float32"
 *
 * const recorded = await readPredictions("sst2-validation");
 * recorded.dims // [872, 2]
 */
export async function readPredictions(
  file: string,
  options: PredictionsOptions = {},
): Promise<Predictions> {
  const caller = "readPredictions";
  if (typeof file !== "string" || file === "") {
    throw new PredictionsError(
      `${caller} needs the path of a file, got ${describe(file)}; parsePredictions(bytes, name) reads bytes`,
    );
  }
  const whole = ours.has(file)
    ? path.join(projectRoot(), "data", "recorded", `${file}.npz`)
    : path.resolve(file);
  const at = { caller, file: showPath(whole) };
  return predictionsOf(fileOnDisk(whole, at), await withLabels(options, caller), at);
}

/** The kit's own, in data/recorded. As in `loadDataset`, a plain name always means one of them. */
const ours = new Set([
  "sst2-validation",
  "emotions-validation",
  "emotions-test",
  "emotions-multilabel-validation",
  "emotions-multilabel-test",
  "one-text",
]);

/** Labels in a file of their own are read first; where `label` names a column, it is one of that file. */
async function withLabels(
  options: PredictionsOptions,
  caller: string,
): Promise<PredictionsOptions> {
  if (typeof options?.label_ids !== "string") return options;
  const whole = path.resolve(options.label_ids);
  const at = { caller, file: showPath(whole) };
  const { label, ...rest } = options;
  const label_ids = await labelsOf(fileOnDisk(whole, at), at, label ?? undefined);
  return { ...rest, label_ids };
}

/** A file that is opened for each piece, and refused if it changes in between. */
function fileOnDisk(file: string, at: FileAt): ByteSource {
  // Asked before it is opened, because opening a pipe waits for somebody to write into it.
  const facts = attempt(at, () => statSync(file));
  if (!facts.isFile()) throw refusal(at, "it is no file but a folder or a device; name a file");
  const read = (start: number, end: number) =>
    withFile(file, at, (open) => {
      const now = fstatSync(open);
      if (now.size !== facts.size || now.mtimeMs !== facts.mtimeMs) {
        throw refusal(at, "it has changed since it was opened; read it again");
      }
      return readBytes(open, start, end, at);
    });
  return { size: facts.size, read };
}

function withFile<T>(file: string, at: FileAt, use: (open: number) => T): T {
  const open = attempt(at, () => openSync(file, "r"));
  try {
    return attempt(at, () => use(open));
  } finally {
    closeSync(open);
  }
}

/** Does what the file system may refuse, and says why it did. */
function attempt<T>(at: FileAt, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof PredictionsError) throw cause;
    const { code, message } = cause as NodeJS.ErrnoException;
    const why = reasons[code ?? ""] ?? `it can't be opened or read (${code ?? message})`;
    throw refusal(at, `${why}; check the path, which is relative to ${process.cwd()}`, cause);
  }
}

const reasons: Record<string, string> = {
  ENOENT: "there is no such file",
  EACCES: "it may not be read by this user",
};

/** Node reads at most two gigabytes at a time. */
const mostAtOnce = 2 ** 30;

function readBytes(open: number, start: number, end: number, at: FileAt): Uint8Array {
  const bytes = roomFor(end - start, at);
  let done = 0;
  while (done < bytes.length) {
    const count = Math.min(bytes.length - done, mostAtOnce);
    const got = readSync(open, bytes, done, count, start + done);
    if (got === 0) throw refusal(at, "it became shorter while it was read; read it again");
    done += got;
  }
  return bytes;
}

function roomFor(size: number, at: FileAt): Uint8Array {
  try {
    return new Uint8Array(size);
  } catch (cause) {
    throw refusal(
      at,
      "it is too large to be held in memory at once; go through it with: for await (const part of predictions.batches()) …",
      cause,
    );
  }
}
