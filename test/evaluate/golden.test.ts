import { describe, expect, it } from "vitest";
import { aboveThreshold } from "../../src/evaluate/aboveThreshold.js";
import {
  accuracy,
  balancedAccuracy,
  hammingLoss,
  subsetAccuracy,
  topKAccuracy,
  wilsonInterval,
} from "../../src/evaluate/accuracy.js";
import { confusionMatrix } from "../../src/evaluate/confusionMatrix.js";
import { classificationReport, multiLabelReport } from "../../src/evaluate/EvaluationReport.js";
import { brierScore, crossEntropy, logLoss } from "../../src/evaluate/logLoss.js";
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
  wilson,
} from "./goldenMetrics.js";

it("the golden file is whole", () => {
  expect(metrics.about.counts).toEqual({
    multiclass: metrics.multiclass.length,
    multilabel: metrics.multilabel.length,
  });
});

describe.each(metrics.multiclass)("scikit-learn's numbers: $name", (golden: MulticlassCase) => {
  const { num_classes: k, y_true, probabilities, logits, expected } = golden;
  const y_pred = argmax(probabilities);

  it("argmax gives the same predictions", () => {
    expect(y_pred).toEqual(golden.y_pred);
  });

  it("accuracy, balancedAccuracy, matthewsCorrelation", () => {
    expectNear(accuracy(y_true, y_pred), expected.accuracy);
    expectNear(balancedAccuracy(y_true, y_pred), expected.balanced_accuracy);
    expectNear(matthewsCorrelation(y_true, y_pred), expected.matthews_corrcoef);
  });

  it("confusionMatrix, in counts and by row", () => {
    expect(confusionMatrix(y_true, y_pred, k)).toEqual(expected.confusion_matrix);
    const rates = confusionMatrix(y_true, y_pred, k, { normalize: "true" });
    expectNear(rates, expected.confusion_matrix_normalized_by_true);
  });

  it("precisionRecallF1, of each class and in all averages", () => {
    const { per_class, macro, micro, weighted, macro_of_observed_classes } = expected;
    const scores = { per_class, macro, micro, weighted, macro_of_observed_classes };
    expectNear(precisionRecallF1(y_true, y_pred, k), scores);
  });

  it("logLoss, clipped and not, and crossEntropy from the logits", () => {
    const unclipped = Number(expected.log_loss_unclipped);
    expectNear(logLoss(y_true, probabilities), expected.log_loss);
    expectNear(logLoss(y_true, probabilities, { clip: 0 }), unclipped);
    if (logits) expectNear(crossEntropy(y_true, logits), unclipped);
  });

  it("brierScore, by scikit-learn's default and unhalved", () => {
    expectNear(brierScore(y_true, probabilities), expected.brier_sklearn_default);
    expectNear(brierScore(y_true, probabilities, { scale_by_half: false }), expected.brier);
    expectNear(brierScore(y_true, probabilities, { scale_by_half: true }), expected.brier / 2);
  });

  it.each(Object.keys(expected.top_k_accuracy))("topKAccuracy with k = %s", (key) => {
    const first = expected.top_k_accuracy_first_index_wins[key];
    const sklearn = topKAccuracy(y_true, probabilities, Number(key), { ties: "scikit-learn" });
    expectNear(topKAccuracy(y_true, probabilities, Number(key)), first);
    expectNear(sklearn, expected.top_k_accuracy[key]);
  });

  it("classificationReport repeats them", () => {
    const id2label = Array.from({ length: k }, (_, index) => `class ${index}`);
    const report = classificationReport(y_true, y_pred, id2label);
    expectNear(report.accuracy, expected.accuracy);
    expectNear(report.averages, { macro: expected.macro, weighted: expected.weighted });
    expectNear(
      report.classes.map(({ f1 }) => f1),
      expected.per_class.f1,
    );
    expect(report.classes.map(({ support }) => support)).toEqual(expected.per_class.support);
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

describe("scipy's Wilson intervals", () => {
  it.each(wilson)("$successes of $n", ({ successes, n, ...expected }) => {
    expectNear(wilsonInterval(successes, n), expected);
  });

  it("are those of Newcombe (1998), table I, method 3", () => {
    const ends = (successes: number, n: number) => {
      const { lower, upper } = wilsonInterval(successes, n);
      return [lower.toFixed(4), upper.toFixed(4)];
    };
    expect(ends(81, 263)).toEqual(["0.2553", "0.3662"]);
    expect(ends(15, 148)).toEqual(["0.0624", "0.1605"]);
    expect(ends(0, 20)).toEqual(["0.0000", "0.1611"]);
    expect(ends(1, 29)).toEqual(["0.0061", "0.1718"]);
  });
});
