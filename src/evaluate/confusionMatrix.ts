import { checkOptions } from "../logits/checks.js";
import { describe } from "../logits/text.js";
import { type Classes, type ClassIds, checkPair } from "./classIds.js";
import { EvaluateError } from "./EvaluateError.js";
import { refuseArguments } from "./refuseArguments.js";

/** Whether `confusionMatrix` turns counts into shares, and of what. */
export interface ConfusionOptions {
  /**
   * What each cell is divided by: the sum of its row ("true": the shares of a class's texts), the sum of its column
   * ("pred"), or the number of texts ("all"). Counts when left out. A row or column without texts stays 0.
   */
  normalize?: "true" | "pred" | "all";
}

const confusionOptions = {
  known: ["normalize"],
  instead: {
    labels: "write the classes as the third argument, a number or id2label",
    sample_weight: "every text counts the same",
  },
  ErrorType: EvaluateError,
};

/** This makes 25 million cells; with more, the "class indices" must be something else. */
const mostClasses = 5000;

/**
 * Counts, for every pair of classes, the texts of the first that were predicted to be of the second.
 *
 * @param label_ids the true classes, `[n]`: indices, names or a `Dataset`; rows without a label (-100) are left out
 * @param predicted_ids the predicted class indices, `[n]`: `argmax(logits)`, or names
 * @param classes the classes: how many (k), or their names as id2label, or `{ label_ids, predicted_ids }`, the names on each
 *   side; without it, as many as the largest index in either list asks for
 * @returns `[k, k]` counts: row = true class, column = predicted class; right answers lie on the diagonal
 * @throws {EvaluateError} when the lists differ in length or are empty, an index is outside the classes, an element isn't a
 *   class or has two readings, the names on both sides don't fit, or an option is unknown
 *
 * @example
 * confusionMatrix([1, 0, 1, 1], [1, 0, 0, 1]) // [[1, 0], [1, 2]]: one text of class 1 was mistaken for class 0
 *
 * @see scikit-learn's `confusion_matrix`
 */
export function confusionMatrix(
  label_ids: ClassIds,
  predicted_ids: ClassIds,
  classes?: Classes,
  options: ConfusionOptions = {},
  ...more: never[]
): number[][] {
  refuseArguments("confusionMatrix", more);
  checkOptions("confusionMatrix", options, confusionOptions);
  const pair = checkPair(label_ids, predicted_ids, "confusionMatrix", classes);
  if (pair.num_labels > mostClasses) {
    throw new EvaluateError(
      `confusionMatrix counts up to ${mostClasses} classes, got ${pair.num_labels}: are these class indices?`,
    );
  }
  const matrix = Array.from({ length: pair.num_labels }, () =>
    new Array<number>(pair.num_labels).fill(0),
  );
  const { labels, predictions } = pair;
  for (let row = 0; row < labels.length; row++) matrix[labels[row]][predictions[row]]++;
  return options.normalize === undefined ? matrix : shares(matrix, options.normalize);
}

function shares(matrix: number[][], normalize: "true" | "pred" | "all"): number[][] {
  const rowSums = matrix.map(sum);
  const columnSums = matrix.map((_, column) => sum(matrix.map((row) => row[column])));
  const total = sum(rowSums);
  const divisors = {
    true: (row: number, _column: number) => rowSums[row],
    pred: (_row: number, column: number) => columnSums[column],
    all: () => total,
  };
  if (!Object.hasOwn(divisors, normalize)) {
    throw new EvaluateError(
      `confusionMatrix needs normalize to be "true", "pred" or "all", got ${describe(normalize)}`,
    );
  }
  return matrix.map((cells, row) =>
    cells.map((count, column) => (count === 0 ? 0 : count / divisors[normalize](row, column))),
  );
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
