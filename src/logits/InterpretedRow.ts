import type { FunctionToApply } from "./chooseFunction.js";
import { formatNumber, inspectCustom, scoreBar } from "./formatNumber.js";
import { printable, textTable } from "./textTable.js";

/** One class of a ranking. */
export interface RankedClass {
  /** The class label. */
  label: string;
  /** The class index: the column of the logits. */
  index: number;
  /** What the model returned, in log-odds. */
  logit: number;
  /** What the function made of it: a probability, or the logit itself where the function is none. */
  score: number;
}

/** What one row of logits says. Prints as a table in a cell and a terminal; `JSON.stringify` gives the plain facts. */
export class InterpretedRow {
  /** Which function turned the logits into scores. */
  readonly function_to_apply: FunctionToApply;
  /** The row as the model returned it, in log-odds, `[k]`. */
  readonly logits: number[];
  /** Probabilities, `[k]`; the logits themselves where the function is none. */
  readonly scores: number[];
  /** The column of the largest logit, the first of equals. */
  readonly predicted_index: number;
  /** The label of that class. */
  readonly predicted_label: string;
  /** Where each label is decided by itself (sigmoid): the labels whose score is above the threshold, best first. */
  declare readonly predicted_labels?: string[];
  /** For a regression with one output: its value. */
  declare readonly value?: number;
  /** The classes from the highest score to the lowest, `top_k` of them. */
  readonly ranking: RankedClass[];
  /**
   * How far the decision is from another one, in log-odds: largest minus second logit (softmax), or the nearest
   * label's distance to the threshold (sigmoid). `NaN` where there is no decision.
   */
  readonly margin: number;
  /** The uncertainty of the probabilities in nats: 0 is sure, log k is a guess. `NaN` where scores are no probabilities. */
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
    const answer = this.predicted_labels
      ? this.predicted_labels.join(", ") || "no label above the threshold"
      : this.predicted_label;
    if (Number.isNaN(this.entropy)) return answer;
    const margin = Number.isNaN(this.margin)
      ? ""
      : `margin ${formatNumber(this.margin)} log-odds, `;
    return `${answer} (${margin}entropy ${formatNumber(this.entropy)} nats)`;
  }
}

/** The data of an `InterpretedRow`, without its ways to print. */
export type InterpretedFacts = Omit<InterpretedRow, "toString" | typeof inspectCustom>;
