import type { FunctionToApply } from "./chooseFunction.js";
import { describe } from "./describe.js";
import { InterpretedRow, type RankedClass } from "./InterpretedRow.js";
import { LogitsError } from "./LogitsError.js";
import { rankInto } from "./rankInto.js";
import { rowOf } from "./rowsOf.js";

/** The typed arrays behind an interpretation, for millions of rows; `row(i)` gives one of them in words. */
export class InterpretedColumns {
  readonly rows: number;
  readonly columns: number;
  /** The class labels, in the order of the columns. */
  readonly labels: readonly string[];
  readonly function_to_apply: FunctionToApply;
  /** The logits as they came, flat, `[rows × columns]`. */
  readonly logits: ArrayLike<number>;
  /** Probabilities, flat, `[rows × columns]`; the logits themselves where the function is none. */
  readonly scores: ArrayLike<number>;
  /** The column of each row's largest logit, `[rows]`. */
  readonly predicted_index: Int32Array;
  /** Each row's margin in log-odds, `[rows]`. */
  readonly margin: Float64Array;
  /** Each row's entropy in nats, `[rows]`. */
  readonly entropy: Float64Array;
  readonly #top_k: number;
  readonly #threshold: number;
  /** Room to rank a row in, reused from row to row. */
  readonly #order: Int32Array;

  constructor(
    facts: Omit<InterpretedColumns, "row">,
    settings: { readonly top_k: number; readonly threshold: number },
  ) {
    this.rows = facts.rows;
    this.columns = facts.columns;
    this.labels = facts.labels;
    this.function_to_apply = facts.function_to_apply;
    this.logits = facts.logits;
    this.scores = facts.scores;
    this.predicted_index = facts.predicted_index;
    this.margin = facts.margin;
    this.entropy = facts.entropy;
    this.#top_k = settings.top_k;
    this.#threshold = settings.threshold;
    this.#order = new Int32Array(facts.columns);
  }

  /**
   * Everything about row `row`, from 0 on, as `interpret` gives it.
   *
   * @throws {LogitsError} for a row that there is not
   */
  row(row: number): InterpretedRow {
    const { rows, columns, labels, function_to_apply } = this;
    if (!Number.isInteger(row) || row < 0 || row >= rows) {
      throw new LogitsError(`row needs a whole number from 0 to ${rows - 1}, got ${describe(row)}`);
    }
    const logits = rowOf(this.logits, row, columns);
    const scores = rowOf(this.scores, row, columns);
    // Ranked by logit, because far out in the tails different logits round to the same score.
    const order = rankInto(logits, 0, columns, columns, this.#order);
    const ranking = new Array<RankedClass>(Math.min(this.#top_k, columns));
    for (let place = 0; place < ranking.length; place++) {
      const index = order[place];
      ranking[place] = { label: labels[index], index, logit: logits[index], score: scores[index] };
    }
    const isSigmoid = function_to_apply === "sigmoid";
    return new InterpretedRow({
      function_to_apply,
      logits,
      scores,
      predicted_index: order[0],
      predicted_label: labels[order[0]],
      predicted_labels: isSigmoid ? this.#labelsAbove(scores, order) : undefined,
      value: function_to_apply === "none" && columns === 1 ? logits[0] : undefined,
      ranking,
      margin: this.margin[row],
      entropy: this.entropy[row],
    });
  }

  #labelsAbove(scores: number[], order: Int32Array): string[] {
    const above = Array.from(order).filter((index) => scores[index] > this.#threshold);
    return above.map((index) => this.labels[index]);
  }
}
