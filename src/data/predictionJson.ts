import { isRecord } from "../logits/checks.js";
import { LogitsError } from "../logits/errors.js";
import { type Id2Label, readLabels } from "../logits/labels.js";
import { describe, describeDims } from "../logits/text.js";
import { countOf, type FileAt, listed, quoted, refusal } from "./bytes.js";
import { checkRowsOfClasses } from "./foreignColumns.js";
import {
  asList,
  checkDepth,
  columnsOf,
  type Fields,
  hasUnsortedKeys,
  recordsOf,
  splitTable,
} from "./jsonTables.js";
import { valueOfJson } from "./jsonText.js";
import { checkSameLabels } from "./labelCandidates.js";
import {
  type Found,
  makePredictions,
  type PredictionsOptions,
  readerOf,
} from "./makePredictions.js";
import { rowsOfNumbers } from "./numberCells.js";
import type { Predictions, PredictionsFormat } from "./Predictions.js";
import { predictionsOfTable } from "./predictionTables.js";
import { isScored, isScores, pairedScores, scoresOf } from "./scoredLabels.js";
import { numbersNamed, usualNames } from "./usualNames.js";

/** What every form of JSON is read with. */
interface Reading {
  readonly format: PredictionsFormat;
  readonly options: PredictionsOptions;
  readonly at: FileAt;
}

/**
 * Reads JSON as Python and this kit write it: rows, a pipeline's `{ label, score }`, a `PredictionOutput`, a data frame in
 * any of pandas' orientations, an interpretation; or one of these per line.
 *
 * Python's `NaN` and `Infinity`, which no other JSON has, are read as what they are.
 *
 * @throws {PredictionsError} for what is no JSON, or none of these forms
 */
export function predictionsOfJson(
  text: string,
  isLines: boolean,
  options: PredictionsOptions,
  at: FileAt,
): Predictions {
  if (text.trim() === "") throw refusal(at, "it is empty; save it again");
  const { value, format } = valueOfJson(text, isLines, at);
  if (format === "jsonl") return ofValue(value, { format, options, at });
  const isTable =
    isRecord(value) && !usualNames.predictions.some((name) => Object.hasOwn(value, name));
  if (isTable && hasUnsortedKeys(text)) {
    throw refusal(
      at,
      'its rows have numbers for names that aren\'t in order, as those of a shuffled data frame, and JavaScript loses that order; save it with orient="records"',
    );
  }
  return ofValue(value, { format: "json", options, at });
}

function ofValue(value: unknown, reading: Reading): Predictions {
  checkDepth(value, reading.at);
  if (Array.isArray(value)) return ofList(value, reading);
  if (isRecord(value)) return ofFields(value, reading);
  throw refusal(reading.at, `it is ${describe(value)} and no predictions; save [rows, classes]`);
}

function make(found: Omit<Found, "dtype">, { format, options, at }: Reading): Predictions {
  return makePredictions({ ...found, dtype: "text" }, format, options, at);
}

function ofList(list: readonly unknown[], reading: Reading): Predictions {
  const { at, format, options } = reading;
  const [first] = list;
  if (first === undefined) throw refusal(at, "it is an empty list; save at least one row");
  if (isRecord(first) && "function_to_apply" in first) return ofInterpreted(list, reading);
  if (list.every(isScored)) return ofFlatScores(list, reading);
  if (isRecord(first)) return predictionsOfTable(recordsOf(list, at), format, options, at);
  return make({ ...numbersOf(list, reading), numbers: numbersOfList(list) }, reading);
}

function numbersOfList(list: readonly unknown[]): Found["numbers"] {
  return isScores(list[0]) ? "probabilities" : "unknown";
}

/** Rows of numbers or of scores, or a single row. */
function numbersOf(
  list: readonly unknown[],
  { at, options }: Reading,
): Pick<Found, "dims" | "read" | "classes" | "isUnordered"> {
  const rows = list.map((row) => asList(row) ?? row);
  const [first] = rows;
  if (isScores(first)) return scoresOf(rows, at);
  if (Array.isArray(first) && first.some((cell) => Array.isArray(cell) || isRecord(cell))) {
    throw refusal(
      at,
      `its lists are nested too deeply for [rows, classes]: row 0 holds ${describe(first[0])}; of a tuple of outputs save output.predictions[0], and an axis of one goes with .squeeze()`,
    );
  }
  if (rows.some(Array.isArray)) {
    const numbers = rowsOfNumbers(rows, at);
    if (options.id2label === undefined) checkRowsOfClasses(rows as unknown[][], at);
    return numbers;
  }
  const row = rowsOfNumbers([rows], at, " (the only one)");
  if (rows.every((cell) => Number.isInteger(cell)) && rows.length > 1) {
    throw refusal(
      at,
      "it is a list of whole numbers: class ids (labels, or the result of argmax) rather than logits; save the predictions, and one row of whole-numbered logits as [[…]]",
    );
  }
  return { ...row, dims: [rows.length] };
}

/** `[{ label, score }, …]`: all classes of one text, or the best label of each of several. */
function ofFlatScores(list: readonly { label: string; score: number }[], reading: Reading) {
  const labels = new Set(list.map(({ label }) => label));
  const sum = list.reduce((total, { score }) => total + Number(score), 0);
  if (list.length > 1 && labels.size === list.length && Math.abs(sum - 1) < 1e-3) {
    const { dims, ...scores } = scoresOf([list], reading.at);
    return make({ ...scores, dims: [dims[1]], numbers: "probabilities" }, reading);
  }
  throw refusal(
    reading.at,
    "it has one label and score for each text, and predictions have a number for every class; call the pipeline with top_k=None, or, if these are the classes of one text, save [[…]]",
  );
}

/** An interpretation by this kit: its logits are what the model returned. */
function ofInterpreted(list: readonly unknown[], reading: Reading): Predictions {
  const rows = list.map((row) => (isRecord(row) ? asList(row.logits) : undefined));
  const [first] = list as Fields[];
  const ranking = (asList(first.ranking) ?? []) as Fields[];
  const names = ranking.flatMap(({ index, label }) =>
    typeof index === "number" && typeof label === "string" ? [[index, label] as const] : [],
  );
  const isWhole = names.length > 0 && names.length === rows[0]?.length;
  const classes = isWhole ? labelsOf(Object.fromEntries(names), reading.at) : undefined;
  const numbers = rowsOfNumbers(rows, reading.at, ", logits");
  return make({ ...numbers, array: "logits", numbers: "logits", classes }, reading);
}

function ofFields(value: Fields, reading: Reading): Predictions {
  const { at, format, options } = reading;
  const has = (name: string) => Object.hasOwn(value, name);
  if (has("function_to_apply") && has("logits")) {
    return has("ranking") ? ofInterpretedRow(value, reading) : ofInterpretedColumns(value, reading);
  }
  if (asList(value.labels) && asList(value.scores) && has("sequence"))
    return ofList([value], reading);
  if (isScored(value)) return ofFlatScores([value], reading);
  if (has("data") && has("dims")) return ofTensor(value, reading);
  if (has("data") && has("columns")) {
    return predictionsOfTable(splitTable(value, at), format, options, at);
  }
  if (has("schema") && Array.isArray(value.data)) return ofList(value.data, reading);
  const name = fieldOf(value, reading);
  if (name === undefined) return predictionsOfTable(columnsOf(value, at), format, options, at);
  const list = asList(value[name]) ?? [];
  const kind = isScores(list[0]) && numbersNamed(name) === "unknown" ? "probabilities" : undefined;
  const labels = asList(value.labels);
  const paired = name === "scores" && labels ? pairedScores(labels, list) : undefined;
  const numbers = { ...numbersOf(paired ?? list, reading), numbers: kind ?? numbersNamed(name) };
  const others = Object.keys(value).filter((key) => key !== name && !isKnownField(key, options));
  return make(
    {
      ...numbers,
      ...besides(value, reading),
      ...(paired && { labels: undefined }),
      classes: numbers.classes ?? classNames(value, at),
      array: name,
      others: others.length > 0 ? others : undefined,
    },
    reading,
  );
}

function isKnownField(key: string, { label, text }: PredictionsOptions): boolean {
  return [
    ...usualNames.labels,
    ...usualNames.texts,
    ...usualNames.classes,
    "metrics",
    label,
    text,
  ].includes(key);
}

/** Labels and texts beside the numbers. */
function besides(value: Fields, { options, at }: Reading): Pick<Found, "labels" | "texts"> {
  const { label, text } = options;
  if (label === undefined) {
    const usual = usualNames.labels.flatMap((name) => {
      const cells = Object.hasOwn(value, name) ? asList(value[name]) : undefined;
      return cells ? [[name, cells] as const] : [];
    });
    checkSameLabels(usual, at);
  }
  const labels = label === null ? undefined : fieldNamed(value, label, usualNames.labels, at);
  return {
    labels: labels?.map((cell) => asList(cell) ?? cell),
    texts: fieldNamed(value, text, usualNames.texts, at),
  };
}

function fieldNamed(
  value: Fields,
  wanted: string | undefined,
  usual: readonly string[],
  at: FileAt,
): readonly unknown[] | undefined {
  if (wanted !== undefined && !Object.hasOwn(value, wanted)) {
    throw refusal(at, `it has no field ${quoted(wanted)}; it has ${listed(Object.keys(value))}`);
  }
  const name = wanted ?? usual.find((each) => Object.hasOwn(value, each) && asList(value[each]));
  return name === undefined ? undefined : asList(value[name]);
}

/** The field that holds the predictions, unless the object is a data frame. */
function fieldOf(value: Fields, { options, at }: Reading): string | undefined {
  const { name } = options;
  if (name !== undefined) {
    if (Object.hasOwn(value, name) && asList(value[name])) return name;
    throw refusal(at, `it has no list ${quoted(name)}; it has ${listed(Object.keys(value))}`);
  }
  const there = usualNames.predictions.filter(
    (each) => Object.hasOwn(value, each) && asList(value[each]),
  );
  const ofRows = there.filter((each) => typeof asList(value[each])?.[0] === "object");
  const candidates = ofRows.length > 0 ? ofRows : there;
  const logits = candidates.filter(
    (each) => each !== "predictions" && numbersNamed(each) === "logits",
  );
  if (candidates.length > 1 && (logits.length === 0 || candidates.includes("predictions"))) {
    throw refusal(
      at,
      `several of its fields could be the predictions, ${listed(candidates)}, so choose one with { name: ${quoted(candidates[0])} }`,
    );
  }
  return logits[0] ?? candidates[0];
}

function ofInterpretedRow(value: Fields, reading: Reading): Predictions {
  const { dims, id2label, data, source } = ofInterpreted([value], reading);
  const classes = id2label && Object.values(id2label);
  const { numbers, array } = source;
  const found = { dims: [dims[1]], read: readerOf(data, dims[1]), numbers, array, classes };
  return make(found, { ...reading, options: { ...reading.options, id2label: undefined } });
}

function ofInterpretedColumns(value: Fields, reading: Reading): Predictions {
  const { rows, columns, logits, labels } = value;
  const tensor = { data: logits, dims: [rows, columns] };
  const found = tensorOf(tensor, reading.at);
  const classes = asList(labels) && labelsOf(asList(labels) as readonly string[], reading.at);
  return make({ ...found, array: "logits", numbers: "logits", classes }, reading);
}

function ofTensor(value: Fields, reading: Reading): Predictions {
  const found = tensorOf(value, reading.at);
  const stored = isRecord(value.source) ? value.source.numbers : undefined;
  const numbers = stored === "logits" || stored === "probabilities" ? stored : "unknown";
  const classes = labelsOf(value.id2label, reading.at);
  return make({ ...found, ...besides(value, reading), numbers, classes }, reading);
}

/** Flat numbers with their shape. */
function tensorOf(
  value: { readonly data?: unknown; readonly dims?: unknown },
  at: FileAt,
): Pick<Found, "dims" | "read"> {
  const dims = (asList(value.dims) ?? []).map(Number);
  const data = asList(value.data);
  const isMatrix = dims.length === 1 || dims.length === 2;
  if (!data || !isMatrix || countOf(dims) !== data.length || data.length === 0) {
    throw refusal(
      at,
      `its data (${describe(value.data)}) and its dims ${describeDims(value.dims)} make no [rows, classes]; save both as they belong together`,
    );
  }
  const columns = dims[dims.length - 1];
  const flat = rowsOfNumbers([data], at, " of data");
  return { dims, read: readerOf(flat.read(0, 1), columns) };
}

/** The classes that an object names. */
function classNames(value: Fields, at: FileAt): readonly string[] | undefined {
  const name = usualNames.classes.find((each) => Object.hasOwn(value, each) && asList(value[each]));
  if (Object.hasOwn(value, "id2label") || name === undefined) return labelsOf(value.id2label, at);
  return asList(value[name])?.map(String);
}

function labelsOf(id2label: unknown, at: FileAt): string[] | undefined {
  if (id2label === undefined || id2label === null) return undefined;
  try {
    return readLabels(id2label as Id2Label, undefined, at.caller);
  } catch (error) {
    if (!(error instanceof LogitsError)) throw error;
    throw refusal(at, `its id2label is no list of class labels (${error.message})`, error);
  }
}
