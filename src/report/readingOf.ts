import { checkOptions } from "../logits/checks.js";
import type { FunctionToApply } from "../logits/config.js";
import type { Diagnosis, Kind } from "../logits/diagnose/Diagnosis.js";
import { diagnose } from "../logits/diagnose/diagnose.js";
import { checkInterpretOptions, type InterpretOptions } from "../logits/InterpretOptions.js";
import { type InterpretedColumns, interpretColumns } from "../logits/interpret.js";
import type { Id2Label } from "../logits/labels.js";
import { scoresIn } from "./asLogits.js";
import { ReportError } from "./ReportError.js";
import { type AnyPredictions, type Summary, summaryOf } from "./summaryOf.js";

/** How predictions are read: what `interpret` takes, apart from a temperature. A model's config fits as it is. */
export interface ReadingOptions extends Omit<InterpretOptions, "temperature"> {
  /** Called while a large file is read, with the rows that were read so far and how many there are. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** What a file of predictions holds, read once. */
export interface Reading {
  readonly predictions: AnyPredictions;
  readonly rows: number;
  readonly columns: number;
  /** What the numbers are, what was found, and what may be concluded. */
  readonly diagnosis: Diagnosis;
  /** Of how many rows the diagnosis is, where it isn't of all: evenly spaced ones, counted from 0 among themselves. */
  readonly diagnosed: number;
  /** Class labels in the order of the columns. */
  readonly labels: readonly string[];
  /** What makes scores of the numbers; null where they are no scores of classes and can't be made any. */
  readonly function_to_apply: FunctionToApply | null;
  /** What the function is applied to: `"logits"`, or what `diagnose` calls numbers that are scores already. */
  readonly from: Kind;
  /** What a score must reach, one for each class, `[k]`. */
  readonly thresholds: Float64Array;
  /** How many classes a row's ranking has. */
  readonly top_k: number;
  /** How the scores were made, in words, or why there are none. */
  readonly how: string;
  /** What was predicted; null where there are no scores. */
  readonly summary: Summary | null;
  /** The rows, in parts of so many, or of about a million numbers. Nothing where there are no scores. */
  parts(size?: number): AsyncGenerator<ReadPart, void, void>;
}

/** Some rows, as they were read. */
interface ReadPart {
  /** The first one's index in the file. */
  readonly from: number;
  readonly read: InterpretedColumns;
  /** The numbers as they are in the file, flat. */
  readonly numbers: ArrayLike<number>;
  readonly label_ids?: readonly (number | number[])[];
  readonly texts?: readonly string[];
}

const known = ["id2label", "problem_type", "function_to_apply", "top_k", "threshold", "num_labels"];

/** Numbers that a diagnosis looks at; of more, evenly spaced rows are taken. */
const diagnosedNumbers = 2 ** 24;

/**
 * Reads predictions: says what the numbers are, turns them into scores as that demands, and counts what was predicted.
 *
 * Probabilities stay what they are: no function is applied to them a second time, unless `function_to_apply` asks for it. A file
 * that is larger than memory is read in parts.
 *
 * @throws {ReportError} when an option is unknown or a number isn't finite in a row that the diagnosis didn't see
 * @throws {LogitsError} when an option's value can't be used, or labels and columns don't fit
 *
 * @example
 * const reading = await readingOf(await readPredictions("data/examples/predictions.npz"));
 * reading.how // "softmax of each row, taking it that the numbers are logits of classes that exclude one another"
 * reading.summary?.predicted // [2, 2]
 */
export async function readingOf(
  predictions: AnyPredictions,
  options: ReadingOptions = {},
  caller = "readingOf",
): Promise<Reading> {
  const { onProgress = () => {}, ...asked } = options;
  checkOptions(caller, asked, {
    known,
    instead: {
      label_ids: "they come with the predictions: readPredictions(file, { label_ids })",
      temperature: "divide the logits by it before they are saved",
    },
    orConfig: true,
    ErrorType: ReportError,
  });
  const { dims, id2label } = predictions;
  const [rows, columns] = dims.length === 1 ? [1, dims[0]] : [dims[0], dims[1]];
  const given = withHead(withoutUnknown(asked), predictions);
  const ofFile = id2label as Id2Label | undefined;
  const usual = checkInterpretOptions(given, columns, caller, ofFile);
  const { labels } = usual;
  if (columns === 1 && given.function_to_apply === "softmax") {
    throw new ReportError(
      `${caller} needs { function_to_apply: "sigmoid" } or { function_to_apply: "none" } for one number a row: softmax of one number is 1, whatever it is`,
    );
  }
  // A file of which the diagnosis takes some rows is read twice.
  const isSampled = rows * columns > diagnosedNumbers;
  const halfway = (done: number) => onProgress(Math.floor(done / 2), rows);
  const { diagnosis, diagnosed } = await diagnosisOf(predictions, given, rows, columns, halfway);
  const way = wayOf(diagnosis, given, columns, usual.function_to_apply);
  const reading = { ...given, id2label: labels, function_to_apply: way.function_to_apply };
  const settings = checkInterpretOptions(reading, columns, caller);
  const facts = { predictions, rows, columns, diagnosis, diagnosed, labels };
  async function* parts(size?: number): AsyncGenerator<ReadPart, void, void> {
    if (way.function_to_apply === null) return;
    let from = 0;
    for await (const part of predictions.batches(size)) {
      const read = readPart(part, way, reading, settings, caller, from);
      yield {
        from,
        read,
        numbers: part.data,
        label_ids: part.label_ids,
        texts: part.texts,
      };
      from += read.rows;
    }
  }
  const { function_to_apply, from } = way;
  const isRanking = function_to_apply !== null && diagnosis.numbers_are === "rank only";
  const how = isRanking ? `${way.how}; only their order within a row means anything` : way.how;
  const atRow = (done: number) => onProgress(isSampled ? Math.ceil((rows + done) / 2) : done, rows);
  const scoring = { ...settings, from, caller, onProgress: atRow };
  const summary =
    function_to_apply === null ? null : await summaryOf(predictions, rows, columns, scoring);
  const { thresholds, top_k } = settings;
  return { ...facts, function_to_apply, from, thresholds, top_k, how, summary, parts };
}

/** The options of `interpret`, without the other fields of a model's config. */
function withoutUnknown(options: InterpretOptions): InterpretOptions {
  return Object.fromEntries(Object.entries(options).filter(([name]) => known.includes(name)));
}

/** Where nothing else says which function belongs to the model, label sets do: they are of labels that are decided one by one. */
function withHead(options: InterpretOptions, { label_ids }: AnyPredictions): InterpretOptions {
  const { problem_type, function_to_apply } = options;
  const sets = label_ids as readonly unknown[] | undefined;
  if (problem_type || function_to_apply || !Array.isArray(sets?.[0])) return options;
  const areSets = (sets as number[][]).some((set) => set.filter((each) => each === 1).length !== 1);
  return areSets ? { ...options, problem_type: "multi_label_classification" } : options;
}

async function diagnosisOf(
  predictions: AnyPredictions,
  { problem_type, function_to_apply, num_labels }: InterpretOptions,
  rows: number,
  columns: number,
  onProgress: (done: number) => void,
): Promise<{ diagnosis: Diagnosis; diagnosed: number }> {
  const { id2label, label_ids, dims } = predictions;
  const context = {
    id2label,
    problem_type,
    function_to_apply,
    num_labels: num_labels ?? undefined,
  };
  const step = Math.ceil((rows * columns) / diagnosedNumbers);
  if (step <= 1) {
    const output = { data: predictions.data, dims };
    return { diagnosis: diagnose(output, { ...context, label_ids }), diagnosed: rows };
  }
  const count = Math.ceil(rows / step);
  const data = new Float32Array(count * columns);
  let at = 0;
  for await (const part of predictions.batches(Math.ceil(2 ** 20 / columns))) {
    const numbers = part.data;
    const partRows = numbers.length / columns;
    for (let row = 0; row < partRows; row++) {
      if ((at + row) % step !== 0) continue;
      const from = row * columns;
      data.set(numbers.subarray(from, from + columns), ((at + row) / step) * columns);
    }
    at += partRows;
    onProgress(at);
  }
  const seen = (label_ids as unknown[] | undefined)?.filter((_, row) => row % step === 0);
  const output = { data, dims: [count, columns] };
  return { diagnosis: diagnose(output, { ...context, label_ids: seen }), diagnosed: count };
}

/** How numbers become scores. */
interface Way {
  readonly function_to_apply: FunctionToApply | null;
  /** What the numbers are before it, where they are no logits. */
  readonly from: Kind;
  readonly how: string;
}

const noScores: Partial<Record<Kind, string>> = {
  "wrong-axis probabilities":
    "no scores: softmax went along the texts, and which class a text has is lost",
  decisions: "no scores: the numbers are decisions already, and how sure the model was is lost",
  "class ids": "no scores: the numbers are class ids, and how sure the model was is lost",
  bits: "no scores: the numbers are the bits of others",
};

function wayOf(
  { kind, findings }: Diagnosis,
  { function_to_apply: asked, problem_type }: InterpretOptions,
  columns: number,
  usual: FunctionToApply,
): Way {
  const broken = findings.find(({ severity, id }) => severity === "error" && stopping.has(id));
  if (broken) return { function_to_apply: null, from: kind, how: `no scores: ${broken.message}` };
  if (asked) {
    const from = kind === "log-probabilities" ? kind : "logits";
    return { function_to_apply: usual, from, how: `${inWords[usual]}, as was asked for` };
  }
  const none = noScores[kind];
  if (none) return { function_to_apply: null, from: kind, how: none };
  if (kind === "values") return { function_to_apply: "none", from: kind, how: inWords.none };
  if (kind === "probabilities") {
    return { function_to_apply: "softmax", from: kind, how: asTheyAre("probabilities") };
  }
  if (kind === "independent probabilities") {
    return { function_to_apply: "sigmoid", from: kind, how: asTheyAre("probabilities") };
  }
  if (kind === "percentages") {
    return { function_to_apply: usual, from: kind, how: asTheyAre("percentages, as hundredths") };
  }
  if (kind === "log-probabilities") {
    const how = "exp of each number, as they are logarithms of probabilities";
    return { function_to_apply: "softmax", from: kind, how };
  }
  // Nothing in the numbers themselves says which head they come from.
  const isKnown = problem_type !== undefined || columns === 1;
  const taken = kind !== "logits" ? "if" : isKnown ? "as" : "taking it that";
  const why = `${taken} the numbers are ${logitsOf[usual]}`;
  const label = columns === 1 && usual === "sigmoid" ? "sigmoid of the one number" : inWords[usual];
  return {
    function_to_apply: usual,
    from: "logits",
    how: usual === "none" ? label : `${label}, ${why}`,
  };
}

/** After these, no number of a row can be said to be a class's. */
const stopping = new Set(["non-finite", "label-count-mismatch", "transposed-batch", "unreadable"]);

const inWords: Record<FunctionToApply, string> = {
  softmax: "softmax of each row",
  sigmoid: "sigmoid of each number",
  none: "the values as they are, without a function",
};

const logitsOf: Record<FunctionToApply, string> = {
  softmax: "logits of classes that exclude one another",
  sigmoid: "logits of labels that are decided one by one",
  none: "values",
};

function asTheyAre(what: string): string {
  return `the file's own ${what}: nothing was applied to them`;
}

type Settings = ReturnType<typeof checkInterpretOptions>;

function readPart(
  part: AnyPredictions,
  way: Way,
  options: InterpretOptions,
  settings: Settings,
  caller: string,
  from: number,
): InterpretedColumns {
  const { dims } = part;
  const own = scoresIn(part.data, way.from, way.function_to_apply);
  try {
    const read = interpretColumns({ data: own?.logits ?? part.data, dims }, options);
    if (!own) return read;
    // The file's own numbers, and not what they become on the way to log-odds and back.
    const is_labelled = labelled(own.scores, read, settings);
    return Object.assign(read, { scores: own.scores, is_labelled });
  } catch (error) {
    if (from === 0 || !(error instanceof Error)) throw error;
    throw new ReportError(`${caller}: among the rows from ${from} on: ${error.message}`, {
      cause: error,
    });
  }
}

function labelled(
  scores: ArrayLike<number>,
  { rows, columns, predicted_index, function_to_apply }: InterpretedColumns,
  { thresholds, mayWithhold }: Settings,
): Uint8Array {
  const labelled = new Uint8Array(rows).fill(1);
  if (!mayWithhold) return labelled;
  for (let row = 0; row < rows; row++) {
    const best = predicted_index[row];
    const score = scores[row * columns + best];
    const passes =
      function_to_apply === "sigmoid" ? score > thresholds[best] : score >= thresholds[best];
    if (!passes) labelled[row] = 0;
  }
  return labelled;
}
