import { type Id2Label, readLabels } from "../logits/readLabels.js";
import { EvaluateError } from "./EvaluateError.js";
import { EvaluationReport, reportClasses } from "./EvaluationReport.js";
import { multiLabelPrecisionRecallF1 } from "./multiLabelPrecisionRecallF1.js";
import { type LabelSets, readLabelSets } from "./readLabelSets.js";
import { subsetAccuracy } from "./subsetAccuracy.js";
import { wilsonInterval } from "./wilsonInterval.js";

/**
 * Tells in one table how well a multi-label classifier did: subset accuracy with its 95 % interval, then precision,
 * recall, F1 and support of each label and their averages.
 *
 * @param label_ids the true label sets, `[n, labels]` of 0 and 1
 * @param predicted_ids the predicted label sets, likewise: `aboveThreshold(sigmoid(logits))`
 * @param id2label the labels' names; `LABEL_0`, … without it
 * @throws {EvaluateError} for different shapes, no rows at all, anything but 0 and 1, and another number of names than
 *   columns
 * @throws {LogitsError} for a label map with gaps, duplicates or strange keys
 *
 * @example
 * multiLabelReport([[1, 0], [1, 1]], [[1, 0], [0, 1]], ["joy", "fear"])
 * // subset accuracy 0.5000 (95 % interval 0.0945 to 0.9055, n = 2)
 * // and a table as classificationReport prints it
 */
export function multiLabelReport(
  label_ids: LabelSets,
  predicted_ids: LabelSets,
  id2label?: Id2Label | null,
): EvaluationReport {
  const caller = "multiLabelReport";
  const { rows, columns } = readLabelSets(label_ids, predicted_ids, caller).labels;
  const names = readLabels(id2label, id2label ? undefined : columns, caller);
  if (names.length !== columns) {
    throw new EvaluateError(
      `${caller} needs one name for each label: id2label has ${names.length}, label_ids has ${columns} columns`,
    );
  }
  const scores = multiLabelPrecisionRecallF1(label_ids, predicted_ids);
  const right = Math.round(subsetAccuracy(label_ids, predicted_ids) * rows);
  const { micro, macro, weighted, samples } = scores;
  return new EvaluationReport({
    n: rows,
    accuracy_interval: wilsonInterval(right, rows),
    classes: reportClasses(names, scores.per_label),
    averages: { micro, macro, weighted, samples },
  });
}
