import { describe, expect, it } from "vitest";
import { aboveThreshold } from "../../src/evaluate/aboveThreshold.js";
import { hammingLoss, subsetAccuracy } from "../../src/evaluate/accuracy.js";
import { multiLabelReport } from "../../src/evaluate/EvaluationReport.js";
import { matthewsCorrelation } from "../../src/evaluate/matthewsCorrelation.js";
import {
  multiLabelPrecisionRecallF1,
  precisionRecallF1,
} from "../../src/evaluate/precisionRecallF1.js";
import { argmax } from "../../src/logits/argmax.js";
import { expectNear } from "./expectNear.js";
import {
  type MulticlassCase,
  type MultilabelCase,
  type MultilabelExpected,
  metrics,
} from "./goldenMetrics.js";
import { areSame, classes, firsts, isNear, law, rows, seconds } from "./laws.js";

describe.each(metrics.multiclass)("scikit-learn's numbers: $name", (golden: MulticlassCase) => {
  const { num_classes: k, y_true, probabilities, expected } = golden;
  const y_pred = argmax(probabilities);

  it("precisionRecallF1, of each class and in all averages", () => {
    const { per_class, macro, micro, weighted, macro_of_observed_classes } = expected;
    const scores = { per_class, macro, micro, weighted, macro_of_observed_classes };
    expectNear(precisionRecallF1(y_true, y_pred, k), scores);
  });
});

function expectMultiLabel(y_true: number[][], y_pred: number[][], expected: MultilabelExpected) {
  const { per_label, micro, macro, weighted, samples } = expected;
  expect(y_pred).toEqual(expected.y_pred);
  const scores = { per_label, micro, macro, weighted, samples };
  expectNear(multiLabelPrecisionRecallF1(y_true, y_pred), scores);
  expectNear(subsetAccuracy(y_true, y_pred), expected.subset_accuracy);
  expectNear(hammingLoss(y_true, y_pred), expected.hamming_loss);
  const report = multiLabelReport(y_true, y_pred);
  expectNear(report.accuracy, expected.subset_accuracy);
  expectNear(report.averages, { micro, macro, weighted, samples });
}

describe.each(metrics.multilabel)("scikit-learn's numbers: $name", (golden: MultilabelCase) => {
  const { y_true, probabilities, threshold, expected, expected_if_strictly_above } = golden;

  it("multi-label scores, labels from the threshold on", () => {
    const y_pred = aboveThreshold(probabilities, threshold, { or_equal: true });
    expectMultiLabel(y_true, y_pred, expected);
  });

  it("multi-label scores, labels above the threshold", () => {
    const y_pred = aboveThreshold(probabilities, threshold);
    expectMultiLabel(y_true, y_pred, expected_if_strictly_above ?? expected);
  });
});

describe("precisionRecallF1", () => {
  law("exchanges precision and recall when labels and predictions are exchanged", rows, (pairs) => {
    const { precision, recall, f1 } = precisionRecallF1(
      firsts(pairs),
      seconds(pairs),
      classes,
    ).per_class;
    const exchanged = precisionRecallF1(seconds(pairs), firsts(pairs), classes).per_class;
    return (
      areSame(precision, exchanged.recall) &&
      areSame(recall, exchanged.precision) &&
      areSame(f1, exchanged.f1)
    );
  });

  law("has F1 between precision and recall", rows, (pairs) => {
    const { precision, recall, f1 } = precisionRecallF1(firsts(pairs), seconds(pairs)).per_class;
    return f1.every(
      (score, k) =>
        score >= Math.min(precision[k], recall[k]) - 1e-15 &&
        score <= Math.max(precision[k], recall[k]) + 1e-15,
    );
  });
});

describe("the names of the classes", () => {
  law("don't matter: other indices for the same classes, the same scores", rows, (pairs) => {
    const rename = (ids: number[]) => ids.map((id) => classes - 1 - id);
    const [labels, predictions] = [firsts(pairs), seconds(pairs)];
    const before = precisionRecallF1(labels, predictions, classes);
    const after = precisionRecallF1(rename(labels), rename(predictions), classes);
    return (
      areSame(before.per_class.f1.toReversed(), after.per_class.f1) &&
      isNear(before.macro.f1, after.macro.f1) &&
      isNear(
        matthewsCorrelation(labels, predictions),
        matthewsCorrelation(rename(labels), rename(predictions)),
      )
    );
  });
});

describe("multi-label scores", () => {
  law("of label sets with one label each are those of the classes", rows, (pairs) => {
    const oneHot = (id: number) => Array.from({ length: classes }, (_, k) => (k === id ? 1 : 0));
    const [labels, predictions] = [firsts(pairs), seconds(pairs)];
    const sets = multiLabelPrecisionRecallF1(labels.map(oneHot), predictions.map(oneHot));
    const single = precisionRecallF1(labels, predictions, classes);
    return (
      areSame(sets.per_label, single.per_class) &&
      areSame(sets.weighted, single.weighted) &&
      isNear(sets.samples.f1, single.micro.f1)
    );
  });
});
