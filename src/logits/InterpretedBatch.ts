import { formatNumber, inspectCustom, scoreBar } from "./formatNumber.js";
import type { InterpretedRow } from "./InterpretedRow.js";
import { textTable } from "./textTable.js";

const shown = 20;

/** What a batch of logits says: an array with one `InterpretedRow` a text, printed as one table. */
export class InterpretedBatch extends Array<InterpretedRow> {
  /** `map`, `filter` and the like give plain arrays: what they hold need not be interpreted rows. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  /** The batch as a table, one line a row; of long batches the first 20. */
  override toString(): string {
    const isRegression = this.some((row) => row.function_to_apply === "none");
    const header = isRegression
      ? ["row", "label", "value"]
      : ["row", "label", "score", "", "margin", "entropy"];
    const lines = this.slice(0, shown).map((row, index) => [
      String(index),
      row.predicted_labels ? row.predicted_labels.join(", ") || "(none)" : row.predicted_label,
      ...(isRegression ? [formatNumber(row.scores[row.predicted_index])] : scoreCells(row)),
    ]);
    const rest = this.length > shown ? `\n… and ${this.length - shown} more rows` : "";
    return textTable(header, lines) + rest;
  }

  [inspectCustom](): string {
    return this.toString();
  }
}

function scoreCells(row: InterpretedRow): string[] {
  const score = row.scores[row.predicted_index];
  return [
    formatNumber(score),
    scoreBar(score),
    formatNumber(row.margin),
    formatNumber(row.entropy),
  ];
}
