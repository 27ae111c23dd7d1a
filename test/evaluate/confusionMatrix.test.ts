import { describe, expect, it } from "vitest";
import { confusionMatrix } from "../../src/evaluate/confusionMatrix.js";
import { precisionRecallF1 } from "../../src/evaluate/precisionRecallF1.js";
import { argmax } from "../../src/logits/argmax.js";
import { expectNear } from "./expectNear.js";
import { type MulticlassCase, metrics } from "./goldenMetrics.js";
import { areSame, classes, diagonal, firsts, isNear, law, rows, seconds, sum } from "./laws.js";
import { messageOf, wrong } from "./messageOf.js";

describe("a number of classes", () => {
  it("above 5000 is no confusion matrix: these may be token ids", () => {
    expect(confusionMatrix([4999], [0], 5000)).toHaveLength(5000);
    expect(messageOf(() => confusionMatrix([5000], [0], 5001))).toBe(
      "confusionMatrix counts up to 5000 classes, got 5001: are these class indices?",
    );
  });
});

describe("confusionMatrix", () => {
  it("leaves rows and columns without texts at 0", () => {
    expect(confusionMatrix([0, 0], [1, 1], 2, { normalize: "true" })).toEqual([
      [0, 1],
      [0, 0],
    ]);
    expect(confusionMatrix([0, 0], [1, 1], 2, { normalize: "pred" })).toEqual([
      [0, 1],
      [0, 0],
    ]);
    expect(confusionMatrix([0, 0], [1, 0], 2, { normalize: "all" })).toEqual([
      [0.5, 0.5],
      [0, 0],
    ]);
  });

  it.each(["rows", "toString", null])("refuses to normalize by %s", (normalize) => {
    expect(
      messageOf(() => confusionMatrix([0], [0], 1, { normalize: wrong(normalize) })),
    ).toContain('confusionMatrix needs normalize to be "true", "pred" or "all", got');
  });
});

describe("confusionMatrix", () => {
  law("sums to n, its rows to the support", rows, (pairs) => {
    const matrix = confusionMatrix(firsts(pairs), seconds(pairs), classes);
    const { support } = precisionRecallF1(firsts(pairs), seconds(pairs), classes).per_class;
    return areSame(matrix.map(sum), support) && sum(support) === pairs.length;
  });

  law("is transposed when labels and predictions are exchanged", rows, (pairs) => {
    const matrix = confusionMatrix(firsts(pairs), seconds(pairs), classes);
    const exchanged = confusionMatrix(seconds(pairs), firsts(pairs), classes);
    return matrix.every((cells, i) => cells.every((count, j) => count === exchanged[j][i]));
  });

  law(
    "has recall on the diagonal of its row shares, precision on that of its column shares, and all shares sum to one",
    rows,
    (pairs) => {
      const shares = (normalize: "true" | "pred" | "all") =>
        confusionMatrix(firsts(pairs), seconds(pairs), classes, { normalize });
      const { precision, recall } = precisionRecallF1(
        firsts(pairs),
        seconds(pairs),
        classes,
      ).per_class;
      return (
        areSame(diagonal(shares("true")), recall) &&
        areSame(diagonal(shares("pred")), precision) &&
        isNear(sum(shares("all").map(sum)), 1)
      );
    },
  );
});

describe.each(metrics.multiclass)("scikit-learn's numbers: $name", (golden: MulticlassCase) => {
  const { num_classes: k, y_true, probabilities, expected } = golden;
  const y_pred = argmax(probabilities);

  it("confusionMatrix, in counts and by row", () => {
    expect(confusionMatrix(y_true, y_pred, k)).toEqual(expected.confusion_matrix);
    const rates = confusionMatrix(y_true, y_pred, k, { normalize: "true" });
    expectNear(rates, expected.confusion_matrix_normalized_by_true);
  });
});
