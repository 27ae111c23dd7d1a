import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { PredictionsOptions } from "../data/makePredictions.js";
import { isRecord } from "../logits/checks.js";
import { functions } from "../logits/config.js";
import { id2labelOf } from "../logits/labels.js";
import { listed, printable, quoted } from "../logits/text.js";
import type { ReadingOptions } from "../report/readingOf.js";
import { InputError, UsageError } from "./errors.js";
import type { Arguments, Options } from "./parseArguments.js";

/** The options of `read`. */
export const readOptions: Options = {
  labels: {
    type: "string",
    value: "NAMES|FILE",
    says: "the classes in the model's order: NEGATIVE,POSITIVE, or a .json or .txt file",
  },
  config: { type: "string", value: "FILE", says: "the model's config.json, or its folder" },
  truth: { type: "string", value: "FILE", says: "the true labels, in a file of their own" },
  "truth-column": { type: "string", value: "NAME", says: "the array or column of the true labels" },
  "no-truth": { type: "boolean", says: "leave labels that are in the file out" },
  "text-column": { type: "string", value: "NAME", says: "the array or column of the texts" },
  name: { type: "string", value: "NAME", says: "the array or column of the predictions" },
  function: { type: "string", value: "NAME", says: "softmax, sigmoid or none, if you know better" },
  "top-k": { type: "string", value: "K", says: "show the K best classes of each row" },
  threshold: {
    type: "string",
    value: "P",
    says: "withhold labels below it: 0.8, or joy=0.8,fear=0.4",
  },
  rows: { type: "string", value: "N", says: "rows in the table (20)" },
  json: { type: "boolean", says: "print one JSON document, with all rows" },
  csv: { type: "boolean", says: "print all rows as CSV, safe for spreadsheets" },
  output: { type: "string", short: "o", value: "FILE", says: "write there what would be printed" },
  report: {
    type: "string",
    value: "FILE",
    says: "write a self-contained page, such as report.html",
  },
  passport: {
    type: "boolean",
    says: "print where the numbers come from; of two files, compare them",
  },
  model: {
    type: "string",
    value: "NAME|FOLDER",
    says: "the model that made them, for the passport",
  },
  strict: { type: "boolean", says: "end with 1 if something is wrong with the numbers" },
};

/** What `read` was asked for, checked. */
export interface ReadRequest {
  readonly files: readonly string[];
  readonly predictions: PredictionsOptions;
  readonly reading: ReadingOptions;
  /** The other files that the predictions are read with. */
  readonly besides: readonly string[];
  /** What the model's config says of the program that made it. */
  readonly versions: Readonly<Record<string, string>>;
  readonly rows: number;
  readonly form: "text" | "json" | "csv";
  readonly output?: string;
  readonly report?: string;
  readonly isPassport: boolean;
  readonly model?: string;
  readonly isStrict: boolean;
}

/**
 * Checks what `read` was asked for.
 *
 * @throws {UsageError} when options can't be used or don't go together
 * @throws {InputError} when a file of labels or a config can't be read
 */
export function readRequest(args: Arguments): ReadRequest {
  const files = args.words;
  if (files.length === 0) {
    throw new UsageError("read needs a file, such as predictions.npy, or - for standard input");
  }
  if (files.filter((file) => file === "-").length > 1) {
    throw new UsageError("read can read standard input once, got - twice");
  }
  const [isJson, isCsv, isPassport] = ["json", "csv", "passport"].map((name) => args.flag(name));
  const report = args.text("report");
  const alone = "one file at a time";
  if (isJson && isCsv) throw new UsageError("read prints --json or --csv, not both");
  if (isCsv && isPassport) throw new UsageError("read prints a --passport as text or --json");
  if (isPassport && report !== undefined) {
    throw new UsageError("read prints a --passport or writes a --report, not both");
  }
  if (isCsv && files.length > 1) throw new UsageError(`read makes CSV of ${alone}`);
  if (report !== undefined && files.length > 1) {
    throw new UsageError(`read writes a report of ${alone}`);
  }
  const output = args.text("output");
  for (const [option, file] of Object.entries({ output, report })) {
    if (file !== undefined && files.some((each) => isSame(each, file))) {
      throw new UsageError(`read would write over what it reads: choose another --${option}`);
    }
  }
  if (output !== undefined && report !== undefined && isSame(output, report)) {
    throw new UsageError("read needs two names for --output and --report");
  }
  const config = configIn(args.text("config"));
  const labels = labelsIn(args.text("labels"));
  const id2label = labels.names ?? config.id2label;
  const besides = [args.text("truth"), labels.file, config.file];
  return {
    files,
    predictions: {
      ...given("name", args.text("name")),
      ...given("label", args.flag("no-truth") ? null : args.text("truth-column")),
      ...given("text", args.text("text-column")),
      ...given("label_ids", args.text("truth")),
      ...given("id2label", id2label),
    } as PredictionsOptions,
    reading: {
      ...config.reading,
      ...given("function_to_apply", functionIn(args.text("function"))),
      ...given("top_k", wholeNumber("--top-k", args.text("top-k"), 1)),
      ...given("threshold", thresholdIn(args.text("threshold"))),
    },
    besides: besides.filter((each) => each !== undefined),
    versions: config.versions,
    rows: wholeNumber("--rows", args.text("rows"), 0) ?? 20,
    form: isJson ? "json" : isCsv ? "csv" : "text",
    ...given("output", output),
    ...given("report", report),
    isPassport,
    ...given("model", args.text("model")),
    isStrict: args.flag("strict"),
  };
}

/** The option, unless it was left out. */
function given<Name extends string, Value>(name: Name, value: Value | undefined) {
  return (value === undefined ? {} : { [name]: value }) as { [name in Name]?: Value };
}

function isSame(one: string, other: string): boolean {
  return one !== "-" && path.resolve(one) === path.resolve(other);
}

/** A whole number after an option. */
export function wholeNumber(
  option: string,
  text: string | undefined,
  least: number,
  command = "read",
): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && Number.isSafeInteger(value)) return value;
  throw new UsageError(
    `${command} needs a whole number of ${least} or more after ${option}, got ${quoted(text)}`,
  );
}

/** The function after `--function`. */
export function functionIn(text: string | undefined, command = "read"): string | undefined {
  if (text === undefined || functions.includes(text)) return text;
  throw new UsageError(
    `${command} needs ${listed(functions, { last: "or" })} after --function, got ${quoted(text)}`,
  );
}

/** The probability after `--threshold`, or one for each label that is named. */
export function thresholdIn(
  text: string | undefined,
  command = "read",
): number | Record<string, number> | undefined {
  if (text === undefined) return undefined;
  const probability = (value: string) => {
    const number = value.trim() === "" ? Number.NaN : Number(value);
    if (number > 0 && number < 1) return number;
    throw new UsageError(
      `${command} needs a probability between 0 and 1 after --threshold, or one for each label, joy=0.8,fear=0.4, got ${quoted(text)}`,
    );
  };
  if (!text.includes("=")) return probability(text);
  return Object.fromEntries(
    text.split(",").map((part) => {
      const cut = part.lastIndexOf("=");
      return [part.slice(0, Math.max(cut, 0)).trim(), probability(part.slice(cut + 1))];
    }),
  );
}

type Labels = NonNullable<PredictionsOptions["id2label"]>;

/** Class names, as a list in the command line or in a file. */
function labelsIn(text: string | undefined): { names?: Labels; file?: string } {
  if (text === undefined) return {};
  // One name has a comma behind it: without, it is a file.
  if (text.includes(",") && !exists(text)) {
    return { names: namesOf(text.replace(/^([^,]+),$/, "$1").split(","), "--labels") };
  }
  if (!exists(text) && /^[^./\\]+$/.test(text)) {
    throw new InputError(
      `there is no file ${printable(text)} to read the classes from; write names with commas between them, --labels NEGATIVE,POSITIVE (one name: POSITIVE,)`,
    );
  }
  if (/\.[ct]sv$/i.test(text)) {
    throw new InputError(
      `can't read ${printable(text)}, named after --labels: names are read from .json, or from .txt with one a line`,
    );
  }
  const content = readText("--labels", text);
  if (!/^\s*[[{]/.test(content) && !/\.json$/i.test(text)) {
    const lines = content.replace(/^\uFEFF|\s+$/g, "").split(/\r?\n/);
    const names = lines.length === 1 ? lines[0].split(",") : lines;
    return { names: namesOf(names, printable(text)), file: text };
  }
  const value = parseJson("--labels", text, content);
  const names = Array.isArray(value) ? value : (namesIn(value, text) ?? value);
  return { names: names as Labels, file: text };
}

/** A class without a name couldn't be told from no class. */
function namesOf(written: readonly string[], where: string): string[] {
  const names = written.map((name) => name.trim());
  const empty = names.indexOf("");
  if (empty < 0) return names;
  throw new InputError(`${where} has no name for class ${empty}, counted from 0; name each class`);
}

/** The names in a config, an `id2label` or a `label2id`. */
function namesIn(value: unknown, file: string): Labels | undefined {
  if (!isRecord(value)) {
    throw new InputError(
      `${printable(file)} holds no names of classes: write a list or an id2label`,
    );
  }
  if (isRecord(value.id2label) || Array.isArray(value.id2label)) return value.id2label as Labels;
  const label2id = isRecord(value.label2id) ? value.label2id : value;
  const isTurned = Object.values(label2id).every((index) => typeof index === "number");
  return isTurned && Object.keys(label2id).length > 0
    ? id2labelOf(label2id as Record<string, number>)
    : undefined;
}

/** What is used of a model's config. */
interface UsedConfig {
  readonly id2label?: Labels;
  readonly reading: ReadingOptions;
  readonly versions: Readonly<Record<string, string>>;
  readonly file?: string;
}

function configIn(text: string | undefined): UsedConfig {
  if (text === undefined) return { reading: {}, versions: {} };
  const file = isFolder(text) ? path.join(text, "config.json") : text;
  const config = parseJson("--config", file, readText("--config", file));
  if (!isRecord(config)) {
    throw new InputError(`${printable(file)} is no config of a model: name its config.json`);
  }
  const { problem_type, transformers_version: version } = config;
  const names = "id2label" in config || "label2id" in config ? namesIn(config, file) : undefined;
  const count = typeof config.num_labels === "number" ? config.num_labels : undefined;
  return {
    ...given("id2label", names),
    reading: {
      ...given("problem_type", typeof problem_type === "string" ? problem_type : undefined),
      ...given("num_labels", count),
    },
    versions: typeof version === "string" ? { "transformers (by its config)": version } : {},
    file,
  };
}

function exists(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}

function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Names and configs are small; what is larger is another file. */
const longest = 2 ** 26;

function readText(option: string, file: string): string {
  try {
    const facts = statSync(file);
    if (facts.isFile() && facts.size > longest) throw Object.assign(new Error(), { code: "E2BIG" });
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const why = reasons[code ?? ""] ?? `it is not UTF-8 text (${code ?? (cause as Error).message})`;
    throw new InputError(`can't read ${printable(file)}, named after ${option}: ${why}`, { cause });
  }
}

const reasons: Record<string, string> = {
  ENOENT: "there is no such file",
  EACCES: "this user may not read it",
  EISDIR: "it is a folder",
  E2BIG: "it is too large for that",
};

function parseJson(option: string, file: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (cause) {
    throw new InputError(`can't read ${printable(file)}, named after ${option}: it is no JSON`, {
      cause,
    });
  }
}
