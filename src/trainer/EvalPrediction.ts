/** Class indices, `[n]`, values for a regression, or for a model that decides each label by itself 0 and 1, `[n, labels]`. */
export type LabelIds = number[] | number[][];

/**
 * What `compute_metrics` is given: by name, or unpacked as in Python's `logits, labels = eval_pred`.
 *
 * @example
 * const compute_metrics = ([logits, labels]: EvalPrediction) => ({ accuracy: accuracy(labels, argmax(logits)) });
 */
export interface EvalPrediction<Labels extends LabelIds = number[], Predictions = number[][]>
  extends Pair<Predictions, Labels> {
  /** Logits, `[n, labels]`; a tuple of arrays for a model with more outputs. */
  readonly predictions: Predictions;
  readonly label_ids: Labels;
}

type Pair<A, B> = [A, B];

/** The pair with its names. */
export function evalPrediction<Labels extends LabelIds, Predictions>(
  predictions: Predictions,
  label_ids: Labels,
): EvalPrediction<Labels, Predictions> {
  const pair: Pair<Predictions, Labels> = [predictions, label_ids];
  return Object.assign(pair, { predictions, label_ids });
}
