import type { Found } from "./makePredictions.js";
import { isMeantAsNumber, isMissing } from "./numberCells.js";

/** A data frame: columns of equal length, with cells as the file has them. */
export interface Table {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, readonly unknown[]>;
}

/** What a column is by its name. */
export const roles = {
  index:
    /^(|index|\w*[_ ]id|id|idx|row|guid|uid|uuid|unnamed: \d+|__index_level_\d+__|level_\d+)$/i,
  text: /^(texts?|sentences?|sentence[12]|text_pair|review|content|inputs?|document|tweet|sequence)$/i,
  label:
    /^(label_ids?|labels?|label_name|true_labels?|gold(_labels?)?|targets?|y_true|ground_truth|truth)$/i,
  /** Names that say "label" only where the cells can be labels. */
  truth: /^(true|actual|y|y_test)$/i,
  predicted:
    /^(predictions?|predicted(_.*)?|preds?|pred_labels?|y_pred|score|confidence|margin|entropy|loss|length|split|tags?)$/i,
  /** What is measured of a text or a run; in words that could name a class, if hardly. */
  measured:
    /^(time(stamp)?s?|dates?|(\w+_)?(time|duration|latency|runtime|elapsed)(_?(s|ms|sec|secs|seconds))?|seconds|ms|epochs?|folds?|steps?|batch(es)?|weights?|ratings?|stars|totals?|sum|mean|avg|average|std|count|n_\w+|num_\w+|len(gth)?s?|\w+_len(gth)?|age|year|perplexity|nll|h)$/i,
  /** Names of a column that holds a whole row of numbers in each cell. */
  lists:
    /^(logits?|predictions?|preds?|scores?|probabilit(y|ies)|probs?|outputs?|confidences|y_score)$/i,
};

/** The numbers of a table, and the columns that hold them. */
export interface TableNumbers {
  readonly used: readonly string[];
  readonly found: Pick<Found, "dims" | "read" | "array" | "numbers" | "classes" | "isUnordered">;
}

/** A column in which any cell is meant as a number, or every cell is missing: one bad cell makes no text of a class. */
export function isNumeric(table: Table, name: string): boolean {
  const cells = table.columns.get(name) ?? [];
  return cells.some(isMeantAsNumber) || cells.every(isMissing);
}
