import { checkOptions } from "../logits/checks.js";
import { describe } from "../logits/text.js";
import { type ByteSource, bytesInMemory, bytesText, type FileAt, refusal, utf8 } from "./bytes.js";
import { endingOf, type PredictionsOptions } from "./makePredictions.js";
import { isNpy, readNpy } from "./npy.js";
import { arraysOfNpz } from "./npz.js";
import { type Predictions, PredictionsError } from "./Predictions.js";
import { predictionsOfCsv } from "./predictionCsv.js";
import { predictionsOfJson } from "./predictionJson.js";
import { predictionsOfParquet } from "./predictionParquet.js";
import { pickleOf, readPt } from "./pt.js";
import { readSafetensors, safetensorsHeader } from "./safetensors.js";
import { predictionsOfArrays } from "./storedArrays.js";
import { isZip, readZip } from "./zip.js";

/**
 * Reads saved predictions from the bytes of a file, in Node or in a page: `.npy`, `.npz`, `.safetensors`, `.pt`, `.parquet`,
 * `.json`, `.jsonl`, `.csv` and `.tsv`, as numpy, pandas, PyTorch and Transformers write them.
 *
 * What kind of file it is, its first bytes say, and its name where they can't. Class names, labels and texts are read
 * where the file has them: `label_ids` of a `PredictionOutput`, the `{ label, score }` of a pipeline, the columns of a data
 * frame. Labels and columns are matched with classes **by name** wherever both sides know names. Nothing in a pickle is ever
 * executed.
 *
 * @param bytes the file's contents: a `Uint8Array` or an `ArrayBuffer`
 * @param name the file's name; its ending tells the kinds of text apart
 * @param options `name`, `label`, `text`, `id2label`, `label_ids`: only for a file that could be understood in several ways
 * @returns numbers `[n, k]` (float16, bfloat16 and float32 as `Float32Array`), with what the file knows about them
 * @throws {PredictionsError} when the file is damaged, holds no predictions, or could mean two things; the message says where
 *   and what to do
 * @throws {LogitsError} when `id2label` doesn't have one label for each column
 *
 * @example
 * const bytes = new TextEncoder().encode("joy,fear,label\n4.5,-4.2,joy\n-1,2,fear\n");
 * const predictions = await parsePredictions(bytes, "predictions.csv");
 * predictions // prints: predictions.csv, columns "joy" to "fear": 2 rows of 2 numbers (text)
 * // row  label_ids      joy     fear
 * //   0          0   4.5000  -4.2000
 * //   1          1  -1.0000   2.0000
 * interpret(predictions, { id2label: predictions.id2label })[0].predicted_label // "joy"
 */
export async function parsePredictions(
  bytes: Uint8Array | ArrayBuffer,
  name: string,
  options: PredictionsOptions = {},
): Promise<Predictions> {
  const caller = "parsePredictions";
  const view = viewOf(bytes);
  if (!view) {
    throw new PredictionsError(
      `${caller} needs the bytes of a file as a Uint8Array or an ArrayBuffer, got ${describe(bytes)}; readPredictions(path) opens a file`,
    );
  }
  if (typeof name !== "string") {
    throw new PredictionsError(
      `${caller} needs the file's name, such as "predictions.npy", got ${describe(name)}`,
    );
  }
  return predictionsOf(bytesInMemory(view), options, { caller, file: name });
}

/** The bytes, also where they come from another realm (a notebook cell runs in its own). */
function viewOf(bytes: unknown): Uint8Array | undefined {
  if (ArrayBuffer.isView(bytes)) {
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  const isBuffer = Object.prototype.toString.call(bytes) === "[object ArrayBuffer]";
  return isBuffer ? new Uint8Array(bytes as ArrayBuffer) : undefined;
}

/** The names of the options. */
const knownOptions = ["name", "label", "text", "id2label", "label_ids"];

/**
 * Reads the predictions of a file, in memory or on disk: decides what kind of file it is, and has it read.
 *
 * @throws {PredictionsError} when the file can't be read
 */
export async function predictionsOf(
  source: ByteSource,
  options: PredictionsOptions,
  at: FileAt,
): Promise<Predictions> {
  checkOptions(at.caller, options, {
    known: knownOptions,
    instead: {
      labels: "write { label_ids: […] } for labels of your own, { label: … } to name a column",
      allow_pickle: "pickles can run code and are never opened; save with np.savez",
    },
    ErrorType: PredictionsError,
  });
  if (source.size === 0) throw refusal(at, "it is empty; copy or save it again");
  const head = source.read(0, Math.min(source.size, 16));
  const ending = endingOf(at.file);
  const kind = kindOf(head, source.size) ?? "text";
  const refused = refusedKinds[kind];
  if (refused) throw refusal(at, refused);
  if (kind === "text") {
    refuseStandIn(source, at);
    if (binaryEndings.includes(ending)) throw wrongStart(source, ending, at);
  }
  return readers[kind as Kind](source, ending, options, at);
}

type Kind = "npy" | "zip" | "safetensors" | "parquet" | "text";

const binaryEndings = [
  "npy",
  "npz",
  "safetensors",
  "pt",
  "pth",
  "bin",
  "parquet",
  "pq",
  "pkl",
  "pickle",
];

const textEndings = ["csv", "tsv", "txt", "json", "jsonl", "ndjson"];

/** What a file is by its first bytes; `undefined` for text, which has no mark of its own. */
function kindOf(head: Uint8Array, size: number): string | undefined {
  const starts = (...bytes: number[]) => bytes.every((byte, i) => head[i] === byte);
  const says = (text: string) => starts(...new TextEncoder().encode(text));
  if (isNpy(head)) return "npy";
  if (isZip(head)) return "zip";
  if (says("PAR1")) return "parquet";
  if (safetensorsHeader(head, size) !== undefined) return "safetensors";
  if (starts(0x80) && head[1] >= 2 && head[1] <= 5) {
    return starts(0x80, 2, 0x8a, 0x0a, 0x6c, 0xfc) ? "oldTorch" : "pickle";
  }
  if (starts(0x89, 0x48, 0x44, 0x46)) return "hdf5";
  if (says("ARROW1") || starts(0xff, 0xff, 0xff, 0xff)) return "arrow";
  if (starts(0x1f, 0x8b)) return "gzip";
  if (starts(0xff, 0xfe) || starts(0xfe, 0xff)) return "utf16";
  return undefined;
}

const properly =
  'save the numbers instead: np.savez("predictions.npz", predictions=output.predictions, label_ids=output.label_ids)';

/** Kinds that are known and not read, and what to do about each. */
const refusedKinds: Readonly<Record<string, string | undefined>> = {
  pickle: `it is a Python pickle, which can run code when it is opened, so it never is; ${properly}`,
  oldTorch:
    "it is in torch.save's old format, a pickle that isn't opened; save it anew with torch.save (PyTorch 1.6 or later), or as .npz",
  hdf5: `it is an HDF5 file, which isn't read; ${properly}`,
  arrow: "it is an Arrow or Feather file, which isn't read; save it with to_parquet",
  gzip: "it is compressed by gzip; unpack it first (gunzip)",
  utf16: "it is UTF-16 text; save it as UTF-8",
};

/** What a server or git puts in the place of a file. */
function refuseStandIn(source: ByteSource, at: FileAt): void {
  const start = new TextDecoder().decode(source.read(0, Math.min(source.size, 256)));
  if (/^\s*<(!doctype|html|\?xml)\b/i.test(start)) {
    throw refusal(
      at,
      "it is a web page, which a server sends in the place of a file that it doesn't give; download it again",
    );
  }
  if (start.startsWith("version https://git-lfs")) {
    throw refusal(at, "it is Git LFS's pointer to the file; git lfs pull fetches the file itself");
  }
}

function wrongStart(source: ByteSource, ending: string, at: FileAt): PredictionsError {
  if (ending === "pkl" || ending === "pickle") return refusal(at, refusedKinds.pickle ?? "");
  return refusal(
    at,
    `its name ends in .${ending}, and its ${bytesText(source.size)} don't start as such a file does; copy or save it again`,
  );
}

const readers: Readonly<
  Record<
    Kind,
    (
      source: ByteSource,
      ending: string,
      options: PredictionsOptions,
      at: FileAt,
    ) => Predictions | Promise<Predictions>
  >
> = {
  npy: (source, _, options, at) =>
    predictionsOfArrays([readNpy(source, "", at)], "npy", options, at),
  zip: (source, _, options, at) => ofZip(source, options, at),
  safetensors: (source, _, options, at) => {
    const length = safetensorsHeader(source.read(0, 9), source.size) ?? 0;
    const { arrays, classes } = readSafetensors(source, length, at);
    return predictionsOfArrays(arrays, "safetensors", options, at, { classes });
  },
  parquet: (source, _, options, at) => predictionsOfParquet(source, options, at),
  text: ofText,
};

async function ofZip(source: ByteSource, options: PredictionsOptions, at: FileAt) {
  const entries = readZip(source, at);
  const pickle = pickleOf(entries);
  if (pickle) {
    return predictionsOfArrays(await readPt(entries, pickle, at), "pt", options, at);
  }
  return predictionsOfArrays(await arraysOfNpz(entries, at), "npz", options, at);
}

/** A string in V8 has at most half a gigabyte; beyond a quarter, no text is a good home for numbers. */
const longestText = 2 ** 28;

function ofText(
  source: ByteSource,
  ending: string,
  options: PredictionsOptions,
  at: FileAt,
): Predictions {
  if (source.size > longestText) {
    throw refusal(
      at,
      `it has ${bytesText(source.size)} of text, which is more than is read at once; save large predictions with np.save, which is read in batches`,
    );
  }
  const text = utf8(source.read(0, source.size));
  if (text === undefined && textEndings.includes(ending)) {
    throw refusal(
      at,
      'it is not UTF-8 text; save it as UTF-8 (pandas: encoding="utf-8"; a spreadsheet: "CSV UTF-8")',
    );
  }
  if (text === undefined || text.includes("\0")) {
    throw refusal(
      at,
      "it is neither UTF-8 text nor a known kind of file (.npy, .npz, .safetensors, .pt, .parquet, .json, .jsonl, .csv, .tsv); save it as one of these",
    );
  }
  const isLines = ending === "jsonl" || ending === "ndjson";
  const looksLikeJson = /^\s*[[{]/.test(text) && !["csv", "tsv", "txt"].includes(ending);
  return isLines || ending === "json" || looksLikeJson
    ? predictionsOfJson(text, isLines, options, at)
    : predictionsOfCsv(text, options, at);
}
