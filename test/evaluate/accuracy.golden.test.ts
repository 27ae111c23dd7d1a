import { describe, expect, it } from "vitest";
import {
  accuracy,
  balancedAccuracy,
  topKAccuracy,
  wilsonInterval,
} from "../../src/evaluate/accuracy.js";
import { matthewsCorrelation } from "../../src/evaluate/matthewsCorrelation.js";
import { argmax } from "../../src/logits/argmax.js";
import { expectNear } from "./expectNear.js";
import { type MulticlassCase, metrics, wilson } from "./goldenMetrics.js";

it("the golden file is whole", () => {
  expect(metrics.about.counts).toEqual({
    multiclass: metrics.multiclass.length,
    multilabel: metrics.multilabel.length,
  });
});

describe.each(metrics.multiclass)("scikit-learn's numbers: $name", (golden: MulticlassCase) => {
  const { y_true, probabilities, expected } = golden;
  const y_pred = argmax(probabilities);

  it("argmax gives the same predictions", () => {
    expect(y_pred).toEqual(golden.y_pred);
  });

  it("accuracy, balancedAccuracy, matthewsCorrelation", () => {
    expectNear(accuracy(y_true, y_pred), expected.accuracy);
    expectNear(balancedAccuracy(y_true, y_pred), expected.balanced_accuracy);
    expectNear(matthewsCorrelation(y_true, y_pred), expected.matthews_corrcoef);
  });

  it.each(Object.keys(expected.top_k_accuracy))("topKAccuracy with k = %s", (key) => {
    const first = expected.top_k_accuracy_first_index_wins[key];
    const sklearn = topKAccuracy(y_true, probabilities, Number(key), { ties: "scikit-learn" });
    expectNear(topKAccuracy(y_true, probabilities, Number(key)), first);
    expectNear(sklearn, expected.top_k_accuracy[key]);
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
