import { checkLogits, type FlatLogits, isList } from "../logits/checkLogits.js";
import { checkLimits, refuseNaN } from "../logits/checks.js";
import type { LogitsBatch, LogitsTensor } from "../logits/Logits.js";
import type { Id2Label } from "../logits/labels.js";
import { sigmoidInto } from "../logits/sigmoid.js";
import { softmaxInto } from "../logits/softmax.js";
import { describe } from "../logits/text.js";
import {
  checkBatch,
  checkLabelSets,
  type LabelledScores,
  type LabelSets,
  labelScores,
  type NamesOption,
  refuseNaNScores,
  tolerance,
} from "./checks.js";
import type { ClassIds } from "./classIds.js";
import { EvaluateError } from "./EvaluateError.js";
import { type AnswerSink, answersOfLogits, answersOfProbabilities } from "./topAnswers.js";

/** The true classes of texts with one label each, or the label sets of texts with several. */
export type Truth = ClassIds | LabelSets;

/** How a measure of confidence reads its scores. */
export interface ScoresOptions extends NamesOption {
  /**
   * What turns the scores into probabilities: "softmax", "sigmoid" (only for texts with several labels) or, for scores that
   * are probabilities already, "none". Left out, rows of numbers from 0 to 1 that sum to 1 are taken for probabilities, and
   * all others for logits.
   */
  function_to_apply?: "softmax" | "sigmoid" | "none";
  /** "multi_label_classification" for texts with any number of labels, each with a probability of its own. */
  problem_type?: "single_label_classification" | "multi_label_classification";
}

/** The names of {@link ScoresOptions}. */
export const scoresOptions = ["function_to_apply", "problem_type", "id2label"] as const;

/** Scores of any form that a measure of confidence takes. */
export type ScoresBatch = LogitsBatch | LogitsTensor;

/** Confidences from 0 to 1, each with 1 where what it was confident of is true. */
export interface Confidences {
  readonly confidence: Float64Array;
  readonly hit: Uint8Array;
}

/** Whose confidence is measured. */
export type Subject = "top" | "positive" | "each";

const noun = ["score", "scores"] as const;

export function isMultiLabel(options: ScoresOptions, caller: string): boolean {
  const { problem_type = "single_label_classification" } = options;
  if (problem_type === "multi_label_classification") return true;
  if (problem_type === "single_label_classification") return false;
  throw new EvaluateError(
    `${caller} needs problem_type to be "single_label_classification" or "multi_label_classification", got ${describe(problem_type)}`,
  );
}

/** Reads one class for each text with its probabilities `[n, k]`, from logits or probabilities. */
export function readProbabilities(
  label_ids: unknown,
  scores: unknown,
  caller: string,
  options: ScoresOptions = {},
): LabelledScores & { readonly data: Float64Array } {
  let apply = "none";
  const labelled = readRows(label_ids, scores, caller, options, (flat) => {
    apply = functionOf(flat, scores, caller, options);
  });
  const data = new Float64Array(labelled.rows * labelled.columns);
  if (apply === "softmax") softmaxInto(labelled.data, labelled.rows, labelled.columns, data);
  else data.set(labelled.data);
  return { ...labelled, data };
}

/** Reads one class for each text with its scores as they are, which `check` sees first, NaN included. */
function readRows(
  label_ids: unknown,
  scores: unknown,
  caller: string,
  options: ScoresOptions,
  check: (flat: FlatLogits, ids: Int32Array) => void,
): LabelledScores {
  const batch = checkBatch(scores, caller, noun);
  return labelScores(batch, label_ids, scores, caller, noun, options, (flat, ids) => {
    check(flat, ids);
    if (flat.columns > 1) return;
    throw new EvaluateError(
      `${caller} needs a column for each class, got one column: write one logit x as [0, x], and one probability p as [1 - p, p]`,
    );
  });
}

/** Reads the label sets `[n, labels]` of texts with a probability for each label. */
export function readLabelProbabilities(
  label_ids: unknown,
  scores: unknown,
  caller: string,
  options: ScoresOptions,
): { rows: number; columns: number; labels: Uint8Array; data: Float64Array } {
  let apply = "none";
  const { flat, labels } = readLabelScores(label_ids, scores, caller, options, (read) => {
    apply = functionOf(read, scores, caller, options);
  });
  const { rows, columns } = flat;
  const data = new Float64Array(rows * columns);
  if (apply === "sigmoid") sigmoidInto(flat.data, rows, columns, data);
  else data.set(flat.data);
  return { rows, columns, labels: Uint8Array.from(labels.data), data };
}

/** Reads the label sets `[n, labels]` of texts with a score for each label, as it is. */
export function readLabelScores(
  label_ids: unknown,
  scores: unknown,
  caller: string,
  { id2label }: NamesOption,
  check: (flat: FlatLogits) => void = () => {},
): { flat: FlatLogits; labels: FlatLogits } {
  const flat = checkLogits(scores, caller, true);
  check(flat);
  if (isList(label_ids) && label_ids.length !== flat.rows) {
    throw new EvaluateError(
      `${caller} needs one row of scores for each label set: got ${label_ids.length} label_ids and ${flat.rows} rows`,
    );
  }
  if (id2label && ("scores" in id2label || "label_ids" in id2label)) {
    throw new EvaluateError(
      `${caller} needs id2label as a list of the labels' names for label sets, got names of both sides`,
    );
  }
  const { rows, columns } = flat;
  const none = { data: new Float64Array(rows * columns), dims: [rows, columns] };
  const names = (id2label ?? columns) as Id2Label | number;
  return { flat, labels: checkLabelSets(label_ids, none, caller, names).labels };
}

/** What makes these scores probabilities; refuses what can't be, and NaN. */
function functionOf(flat: FlatLogits, scores: unknown, caller: string, options: ScoresOptions) {
  const isMulti = isMultiLabel(options, caller);
  const isSaid = options.function_to_apply === (isMulti ? "sigmoid" : "softmax");
  const wrong = isSaid ? "" : wrongProbability(flat, isMulti);
  const apply = chooseFunction(wrong, isMulti, scores, caller, options);
  if (apply === "sigmoid") refuseNaN(flat, caller);
  if (apply === "softmax") refuseUnlimited(flat, caller);
  return apply;
}

function refuseUnlimited(flat: FlatLogits, caller: string): void {
  refuseNaNScores(flat, caller, noun);
  checkLimits(flat, caller);
}

/** What makes scores probabilities, from what is said of them and why they are none by themselves. */
function chooseFunction(
  wrong: string | undefined,
  isMulti: boolean,
  scores: unknown,
  caller: string,
  { function_to_apply }: ScoresOptions,
) {
  const usual = isMulti ? "sigmoid" : "softmax";
  const { source } = (scores ?? {}) as { source?: { numbers?: unknown } };
  const isSaid = source?.numbers === "probabilities";
  const isSeen = !isMulti && wrong === undefined;
  const apply = function_to_apply ?? (isSaid || isSeen ? "none" : usual);
  if (apply !== "none" && apply !== usual) {
    throw new EvaluateError(
      `${caller} needs function_to_apply to be "${usual}" or "none" for ${isMulti ? "label sets" : "one class for each text"}, got ${describe(apply)}`,
    );
  }
  if (apply === "none" && wrong !== undefined) {
    throw new EvaluateError(
      `${caller} needs probabilities: ${wrong}; leave function_to_apply out for logits`,
    );
  }
  if (apply === "sigmoid" && wrong === undefined) {
    throw new EvaluateError(
      `${caller} can read these scores in two ways, because all lie from 0 to 1: write function_to_apply: "none" for probabilities or "sigmoid" for logits`,
    );
  }
  return apply;
}

/** Why these are no probabilities, or undefined if they are. */
function wrongProbability(flat: FlatLogits, isMulti: boolean): string | undefined {
  const { data, rows, columns } = flat;
  const most = isMulti ? 1 : 1 + tolerance;
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    let sum = 0;
    for (let i = start; i < start + columns; i++) {
      const value = data[i];
      if (!(value >= 0 && value <= most)) return `row ${row}, column ${i - start} is ${value}`;
      sum += value;
    }
    if (!isMulti && !(Math.abs(sum - 1) <= tolerance)) return `row ${row} sums to ${sum}`;
  }
  return undefined;
}

/** Reads scores as confidences: of the top class, of class 1 of two, or of each class or label by itself. */
export function readConfidences(
  label_ids: unknown,
  scores: unknown,
  caller: string,
  options: ScoresOptions,
  subject: Subject,
): Confidences[] {
  if (isMultiLabel(options, caller)) {
    const { rows, columns, labels, data } = readLabelProbabilities(
      label_ids,
      scores,
      caller,
      options,
    );
    if (subject !== "each") {
      return [{ confidence: clipped(data), hit: labels }];
    }
    return Array.from({ length: columns }, (_, column) =>
      ofColumn(data, rows, columns, column, (row) => labels[row * columns + column] === 1),
    );
  }
  if (subject === "top") {
    const list = (rows: number) => new ConfidenceList(rows);
    return [readAnswers(label_ids, scores, caller, options, list).taken()];
  }
  const { rows, columns, labels, data } = readProbabilities(label_ids, scores, caller, options);
  if (subject === "positive" && columns !== 2) {
    throw new EvaluateError(
      `${caller} measures the positive class of two classes only, got ${columns}: write of: "top" or "each"`,
    );
  }
  const isClass = (column: number) =>
    ofColumn(data, rows, columns, column, (row) => labels[row] === column);
  if (subject === "positive") return [isClass(1)];
  return Array.from({ length: columns }, (_, column) => isClass(column));
}

/** Rounding may leave a probability a little above 1. */
function clipped(data: Float64Array): Float64Array {
  return data.map((value) => Math.min(value, 1));
}

/**
 * Hands the confidence in the answer of each row to a sink for so many rows at most, of which it asks for another if it has to
 * begin anew.
 */
export function readAnswers<Sink extends AnswerSink>(
  label_ids: unknown,
  scores: unknown,
  caller: string,
  options: ScoresOptions,
  newSink: (rows: number) => Sink,
): Sink {
  let sink: Sink | undefined;
  readRows(label_ids, scores, caller, options, (flat, ids) => {
    const rows = { ...flat, ids };
    sink = newSink(flat.rows);
    const isSaid = options.function_to_apply === "softmax";
    if (!isSaid && answersOfProbabilities(rows, sink)) {
      chooseFunction(undefined, false, scores, caller, options);
      return;
    }
    const wrong = isSaid ? "" : wrongProbability(flat, false);
    chooseFunction(wrong, false, scores, caller, options);
    sink = newSink(flat.rows);
    answersOfLogits(rows, sink, () => refuseUnlimited(flat, caller));
  });
  return sink as Sink;
}

class ConfidenceList implements AnswerSink {
  readonly #confidence: Float64Array;
  readonly #hit: Uint8Array;
  #length = 0;

  constructor(rows: number) {
    this.#confidence = new Float64Array(rows);
    this.#hit = new Uint8Array(rows);
  }

  add(confidence: number, isHit: boolean): void {
    this.#confidence[this.#length] = confidence;
    this.#hit[this.#length++] = isHit ? 1 : 0;
  }

  /** What came: less than there is room for, where rows have no label. */
  taken(): Confidences {
    return {
      confidence: this.#confidence.subarray(0, this.#length),
      hit: this.#hit.subarray(0, this.#length),
    };
  }
}

function ofColumn(
  data: Float64Array,
  rows: number,
  columns: number,
  column: number,
  isHit: (row: number) => boolean,
): Confidences {
  const confidence = new Float64Array(rows);
  const hit = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    confidence[row] = Math.min(data[row * columns + column], 1);
    hit[row] = isHit(row) ? 1 : 0;
  }
  return { confidence, hit };
}
