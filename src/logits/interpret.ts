import { indexOfLargest } from "./argmax.js";
import { checkLogits, type FlatLogits } from "./checkLogits.js";
import { checkLimits, refuseAfterOptions, refuseNaN } from "./checks.js";
import type { FunctionToApply } from "./config.js";
import { LogitsError } from "./errors.js";
import { checkInterpretOptions, type InterpretOptions } from "./InterpretOptions.js";
import {
  type Logits,
  type LogitsBatch,
  type LogitsRow,
  type LogitsTensor,
  rowOf,
} from "./Logits.js";
import type { Id2Label } from "./labels.js";
import { entropyOf, entropyOfSigmoids } from "./logSoftmax.js";
import { sigmoidInto } from "./sigmoid.js";
import { softmaxInto } from "./softmax.js";
import { describe, formatNumber, inspectCustom, printable, scoreBar, textTable } from "./text.js";
import { marginOf, marginToBoundary, rankInto } from "./topK.js";

/**
 * Says what logits mean: scores, the predicted class with its label, a ranking, and how sure the model is.
 *
 * Transformers' rule decides which function makes the scores: none for a regression, sigmoid for several labels or a
 * single logit, softmax otherwise; `function_to_apply` overrides it.
 *
 * @param logits one row `[k]`, a batch `[n, k]` or a tensor of either shape, in log-odds
 * @param options `id2label`, `problem_type`, `function_to_apply`, `top_k`, `threshold`, `temperature`; a model's
 *   config fits as it is, and any other name is refused
 * @returns for a row one object with `logits`, `scores`, `predicted_index`, `predicted_label`, `ranking`, `margin`
 *   (log-odds) and `entropy` (nats); with sigmoid also `predicted_labels`; for a regression with one output its
 *   `value`. For a batch an array of such objects. Both print as a table
 * @throws {LogitsError} when the logits can't be read, the label map doesn't fit them, or an option has an unknown name or value
 *
 * @example
 * interpret([-4.2, 4.5], { id2label: { 0: "NEGATIVE", 1: "POSITIVE" } })
 * // prints: POSITIVE (margin 8.7000 log-odds, entropy 0.0016 nats)
 * // label       logit   score
 * // POSITIVE   4.5000  0.9998  ████████████████████
 * // NEGATIVE  -4.2000  0.0002
 * interpret([-4.2, 4.5]).predicted_label // "LABEL_1"
 * interpret([0.1, 0], { threshold: 0.6 }).predicted_label // null: its score is 0.525
 *
 * @see https://huggingface.co/docs/transformers/main_classes/pipelines#transformers.TextClassificationPipeline
 */
export function interpret(logits: LogitsTensor, options?: InterpretOptions): InterpretedBatch;
export function interpret(logits: LogitsRow, options?: InterpretOptions): InterpretedRow;
export function interpret(logits: LogitsBatch, options?: InterpretOptions): InterpretedBatch;
export function interpret(
  logits: Logits,
  options?: InterpretOptions,
): InterpretedRow | InterpretedBatch;
export function interpret(
  logits: Logits,
  options: InterpretOptions = {},
  ...more: unknown[]
): InterpretedRow | InterpretedBatch {
  if (typeof options !== "number") refuseAfterOptions("interpret", more);
  const { isBatch, read } = interpretAll(logits, options, "interpret");
  if (!isBatch) return read.row(0);
  const batch = new InterpretedBatch();
  for (let row = 0; row < read.rows; row++) batch.push(read.row(row));
  return batch;
}

/**
 * Reads logits into typed arrays, for millions of rows: scores, predicted indices, margins and entropies.
 *
 * @param logits a batch `[n, k]`; fastest as a tensor over a typed array, which is not copied
 * @param options as for `interpret`
 * @returns one typed array for each quantity; `.row(i)` gives row `i` as `interpret` does
 * @throws {LogitsError} when `interpret` would
 *
 * @example
 * const read = interpretColumns({ data: Float32Array.of(-4.2, 4.5, 1, 0), dims: [2, 2] });
 * read.predicted_index // [1, 0]: an Int32Array
 */
export function interpretColumns(logits: Logits, options?: InterpretOptions): InterpretedColumns;
export function interpretColumns(
  logits: Logits,
  options: InterpretOptions = {},
  ...more: unknown[]
): InterpretedColumns {
  if (typeof options !== "number") refuseAfterOptions("interpretColumns", more);
  return interpretAll(logits, options, "interpretColumns").read;
}

/** Does the work of `interpret` and `interpretColumns`; errors name whichever was called. */
function interpretAll(
  logits: Logits,
  options: InterpretOptions,
  caller: string,
): { isBatch: boolean; read: InterpretedColumns } {
  const flat = checkLogits(logits, caller, options?.function_to_apply === "none");
  const { data, rows, columns } = flat;
  const settings = checkInterpretOptions(options, columns, caller, ownLabels(logits));
  const { labels, function_to_apply, temperature, thresholds } = settings;
  const isSigmoid = function_to_apply === "sigmoid";
  const boundaries = thresholds.map((threshold) => Math.log(threshold) - Math.log1p(-threshold));
  if (function_to_apply === "softmax") checkLimits(flat, caller);
  else refuseNaN(flat, caller);

  const scores = scoresOf(flat, function_to_apply, temperature);
  const predicted_index = new Int32Array(rows);
  const is_labelled = new Uint8Array(rows).fill(1);
  const margin = new Float64Array(rows).fill(Number.NaN);
  const entropy = new Float64Array(rows).fill(Number.NaN);
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    const best = indexOfLargest(data, start, columns);
    predicted_index[row] = best;
    if (function_to_apply === "softmax") {
      margin[row] = marginOf(data, start, columns, temperature);
      entropy[row] = entropyOf(data, start, columns, temperature);
    } else if (isSigmoid) {
      margin[row] = marginToBoundary(data, start, temperature, boundaries);
      entropy[row] = entropyOfSigmoids(data, start, columns, temperature);
    }
    const score = scores[start + best];
    const passes = isSigmoid ? score > thresholds[best] : score >= thresholds[best];
    if (settings.mayWithhold && !passes) is_labelled[row] = 0;
  }
  const facts = { rows, columns, labels, function_to_apply, logits: data, scores };
  const read = new InterpretedColumns(
    { ...facts, predicted_index, is_labelled, margin, entropy },
    settings,
  );
  return { isBatch: flat.isBatch, read };
}

/** Saved predictions bring the labels of their classes along. */
function ownLabels(logits: object): Id2Label | undefined {
  return "id2label" in logits ? (logits.id2label as Id2Label) : undefined;
}

function scoresOf(flat: FlatLogits, name: FunctionToApply, temperature: number) {
  const { data, rows, columns } = flat;
  if (name === "none") return data;
  const scores = new Float64Array(rows * columns);
  const into = name === "softmax" ? softmaxInto : sigmoidInto;
  return into(data, rows, columns, scores, temperature);
}

/** One class of a ranking. */
export interface RankedClass {
  /** The class label. */
  label: string;
  /** The class index: the column of the logits. */
  index: number;
  /** What the model returned, in log-odds. */
  logit: number;
  /** The probability that the function turned it into; the logit itself where the function is `none`. */
  score: number;
}

/** One row of logits, interpreted. It prints as a table in a cell or a terminal; `JSON.stringify` gives the plain facts. */
export class InterpretedRow {
  /** Which function turned the logits into scores. */
  readonly function_to_apply: FunctionToApply;
  /** The row as the model returned it, in log-odds, `[k]`. */
  readonly logits: number[];
  /** Probabilities, `[k]`; the logits themselves where the function is `none`. */
  readonly scores: number[];
  /** The column of the largest logit; of equals, the first. */
  readonly predicted_index: number;
  /** The label of that class; `null` where its score doesn't pass the threshold that was set, or a single label's 0.5. */
  readonly predicted_label: string | null;
  /** Where each label is decided on its own (sigmoid): the labels whose score is above the threshold, best first. */
  declare readonly predicted_labels?: string[];
  /** The value of a regression with one output. */
  declare readonly value?: number;
  /** The classes from the highest score to the lowest, `top_k` of them. */
  readonly ranking: RankedClass[];
  /**
   * How far the decision is from a different one, in log-odds: the largest logit minus the second (softmax), or the
   * distance from the threshold to the nearest label (sigmoid). `NaN` where there is no decision.
   */
  readonly margin: number;
  /**
   * The uncertainty of the probabilities in nats: 0 is sure; log k (softmax) or k·log 2 (sigmoid) is a guess. `NaN` where
   * scores aren't probabilities.
   */
  readonly entropy: number;

  constructor(facts: InterpretedFacts) {
    this.function_to_apply = facts.function_to_apply;
    this.logits = facts.logits;
    this.scores = facts.scores;
    this.predicted_index = facts.predicted_index;
    this.predicted_label = facts.predicted_label;
    if (facts.predicted_labels) this.predicted_labels = facts.predicted_labels;
    if (facts.value !== undefined) this.value = facts.value;
    this.ranking = facts.ranking;
    this.margin = facts.margin;
    this.entropy = facts.entropy;
  }

  /** The row as a table: label, logit, score, and a bar for the score. */
  toString(): string {
    const isScored = this.function_to_apply !== "none";
    const header = isScored ? ["label", "logit", "score", ""] : ["label", "value"];
    const lines = this.ranking.map(({ label, logit, score }) =>
      isScored
        ? [label, formatNumber(logit), formatNumber(score), scoreBar(score)]
        : [label, formatNumber(score)],
    );
    return `${printable(this.#headline())}\n${textTable(header, lines)}`;
  }

  [inspectCustom](): string {
    return this.toString();
  }

  #headline(): string {
    if (this.value !== undefined) return `value ${formatNumber(this.value)}`;
    const answer = answerOf(this, "no label above the threshold");
    const { margin, entropy } = this;
    if (Number.isNaN(entropy)) return answer;
    const lead = Number.isNaN(margin) ? "" : `margin ${formatNumber(margin)} log-odds, `;
    return `${answer} (${lead}entropy ${formatNumber(entropy)} nats)`;
  }
}

/** The predicted label, or all of them where each is decided on its own, or `none`, such as "no label". */
export function answerOf(
  { predicted_labels, predicted_label }: InterpretedRow,
  none: string,
): string {
  return predicted_labels ? predicted_labels.join(", ") || none : (predicted_label ?? none);
}

/** The data of an `InterpretedRow`, without the methods that print it. */
type InterpretedFacts = Omit<InterpretedRow, "toString" | typeof inspectCustom>;

const shown = 20;

/** A batch of logits, interpreted: an array with one `InterpretedRow` per text, printed as one table. */
export class InterpretedBatch extends Array<InterpretedRow> {
  /** `map`, `filter` and the like return plain arrays, because their elements need not be interpreted rows. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  /** The batch as a table, one line per row, up to 20 rows. */
  override toString(): string {
    const isRegression = this.some((row) => row.function_to_apply === "none");
    const header = isRegression
      ? ["row", "label", "value"]
      : ["row", "label", "score", "", "margin", "entropy"];
    const lines = this.slice(0, shown).map((row, index) => [
      String(index),
      answerOf(row, "(none)"),
      ...(isRegression ? [formatNumber(row.scores[row.predicted_index])] : scoreCells(row)),
    ]);
    const rest = this.length > shown ? `\n… and ${this.length - shown} more rows` : "";
    return textTable(header, lines) + rest;
  }

  [inspectCustom](): string {
    return this.toString();
  }
}

function scoreCells({ scores, predicted_index, margin, entropy }: InterpretedRow): string[] {
  const score = scores[predicted_index];
  return [formatNumber(score), scoreBar(score), formatNumber(margin), formatNumber(entropy)];
}

/** An interpretation as typed arrays, for millions of rows; `row(i)` gives one row as `interpret` does. */
export class InterpretedColumns {
  readonly rows!: number;
  readonly columns!: number;
  /** The class labels, in the order of the columns. */
  readonly labels!: readonly string[];
  readonly function_to_apply!: FunctionToApply;
  /** The logits as they came, flat, `[rows × columns]`. */
  readonly logits!: ArrayLike<number>;
  /** Probabilities, flat, `[rows × columns]`; the logits themselves where the function is `none`. */
  readonly scores!: ArrayLike<number>;
  /** The column of each row's largest logit, `[rows]`. */
  readonly predicted_index!: Int32Array;
  /** 1 where the row has a `predicted_label`, 0 where it is withheld because its score doesn't pass the threshold, `[rows]`. */
  readonly is_labelled!: Uint8Array;
  /** Each row's margin in log-odds, `[rows]`. */
  readonly margin!: Float64Array;
  /** Each row's entropy in nats, `[rows]`. */
  readonly entropy!: Float64Array;
  readonly #top_k: number;
  readonly #thresholds: Float64Array;
  /** Working space for ranking, reused from row to row. */
  readonly #order: Int32Array;

  constructor(
    facts: Omit<InterpretedColumns, "row">,
    settings: { readonly top_k: number; readonly thresholds: Float64Array },
  ) {
    Object.assign(this, facts);
    this.#top_k = settings.top_k;
    this.#thresholds = settings.thresholds;
    this.#order = new Int32Array(facts.columns);
  }

  /**
   * Everything about row `row`, counted from 0, as `interpret` gives it.
   *
   * @throws {LogitsError} when there is no such row
   */
  row(row: number): InterpretedRow {
    const { rows, columns, labels, function_to_apply } = this;
    if (!Number.isInteger(row) || row < 0 || row >= rows) {
      throw new LogitsError(`row needs a whole number from 0 to ${rows - 1}, got ${describe(row)}`);
    }
    const logits = rowOf(this.logits, row, columns);
    const scores = rowOf(this.scores, row, columns);
    // Ranked by logit, because in the far tails different logits round to the same score.
    const order = rankInto(logits, 0, columns, columns, this.#order);
    const ranking = new Array<RankedClass>(Math.min(this.#top_k, columns));
    for (let place = 0; place < ranking.length; place++) {
      const index = order[place];
      ranking[place] = { label: labels[index], index, logit: logits[index], score: scores[index] };
    }
    return new InterpretedRow({
      function_to_apply,
      logits,
      scores,
      predicted_index: order[0],
      predicted_label: this.is_labelled[row] ? labels[order[0]] : null,
      predicted_labels:
        function_to_apply === "sigmoid" ? this.#labelsAbove(scores, order) : undefined,
      value: function_to_apply === "none" && columns === 1 ? logits[0] : undefined,
      ranking,
      margin: this.margin[row],
      entropy: this.entropy[row],
    });
  }

  #labelsAbove(scores: number[], order: Int32Array): string[] {
    const above = Array.from(order).filter((index) => scores[index] > this.#thresholds[index]);
    return above.map((index) => this.labels[index]);
  }
}
