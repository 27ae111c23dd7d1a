import { type Id2Label, readLabels } from "../logits/readLabels.js";
import { EvaluationReport, reportClasses } from "./EvaluationReport.js";
import { precisionRecallF1 } from "./precisionRecallF1.js";
import type { ClassIds } from "./readClassIds.js";
import { readPair } from "./readPair.js";
import { wilsonInterval } from "./wilsonInterval.js";

/**
 * Tells in one table how well a classifier did: accuracy with its 95 % interval, then precision, recall, F1 and
 * support of each class and their averages.
 *
 * @param label_ids the true class indices, `[n]`
 * @param predicted_ids the predicted class indices, `[n]`: `argmax(logits)`
 * @param id2label the labels of the classes, which also says how many there are; `LABEL_0`, … without it
 * @throws {EvaluateError} for lists of different lengths, no rows at all, an index outside the classes, and anything
 *   that is no class index
 * @throws {LogitsError} for a label map with gaps, duplicates or strange keys
 *
 * @example
 * classificationReport([1, 0, 1, 1], [1, 0, 0, 1], { 0: "NEGATIVE", 1: "POSITIVE" })
 * // accuracy 0.7500 (95 % interval 0.3006 to 0.9544, n = 4)
 * // label             precision  recall      f1  support
 * // NEGATIVE             0.5000  1.0000  0.6667        1
 * // POSITIVE             1.0000  0.6667  0.8000        3
 * //
 * // macro average        0.7500  0.8333  0.7333        4
 * // weighted average     0.8750  0.7500  0.7667        4
 *
 * @see scikit-learn's `classification_report`
 */
export function classificationReport(
  label_ids: ClassIds,
  predicted_ids: ClassIds,
  id2label?: Id2Label | null,
): EvaluationReport {
  const caller = "classificationReport";
  const named = id2label ? readLabels(id2label, undefined, caller) : undefined;
  const pair = readPair(label_ids, predicted_ids, caller, named?.length);
  const { labels, predictions, num_labels } = pair;
  const scores = precisionRecallF1(labels, predictions, num_labels);
  const right = labels.filter((label, row) => label === predictions[row]).length;
  return new EvaluationReport({
    n: labels.length,
    accuracy_interval: wilsonInterval(right, labels.length),
    classes: reportClasses(named ?? readLabels(null, num_labels), scores.per_class),
    averages: { macro: scores.macro, weighted: scores.weighted },
  });
}
