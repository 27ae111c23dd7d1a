import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { classificationReport, multiLabelReport } from "../../src/evaluate/EvaluationReport.js";
import { argmax } from "../../src/logits/argmax.js";
import { LogitsError } from "../../src/logits/errors.js";
import { expectNear } from "./expectNear.js";
import { type MulticlassCase, metrics } from "./goldenMetrics.js";

const id2label = { 0: "NEGATIVE", 1: "POSITIVE" };

describe("a classification report", () => {
  const report = classificationReport([1, 0, 1, 1], [1, 0, 0, 1], id2label);

  it("prints as a table in a terminal and as a cell's last expression", () => {
    expect(`\n${inspect(report)}\n`).toBe(`
accuracy 0.7500 (95 % interval 0.3006 to 0.9544, n = 4)
label             precision  recall      f1  support
NEGATIVE             0.5000  1.0000  0.6667        1
POSITIVE             1.0000  0.6667  0.8000        3

macro average        0.7500  0.8333  0.7333        4
weighted average     0.8750  0.7500  0.7667        4
`);
    expect(String(report)).toBe(inspect(report));
  });

  it("is plain facts as JSON", () => {
    expect(JSON.parse(JSON.stringify(report))).toMatchObject({
      n: 4,
      accuracy: 0.75,
      accuracy_interval: { proportion: 0.75 },
      classes: [
        { label: "NEGATIVE", index: 0, precision: 0.5, recall: 1, support: 1 },
        { label: "POSITIVE", index: 1, precision: 1, f1: 0.8, support: 3 },
      ],
      averages: { macro: { precision: 0.75 }, weighted: { precision: 0.875 } },
    });
  });

  it("has a line for a class that never occurs, and placeholders without a label map", () => {
    const labels = (map?: string[]) =>
      classificationReport([0], [0], map).classes.map(({ label }) => label);
    expect(labels(["a", "b", "c"])).toEqual(["a", "b", "c"]);
    expect(labels()).toEqual(["LABEL_0"]);
  });

  it("keeps labels text: no control character reaches the terminal", () => {
    const text = String(classificationReport([0, 1], [0, 1], ["a\u001b[31m", "b\nc"]));
    expect(text).toContain("a\uFFFD[31m");
    expect(text).toContain("b\uFFFDc");
    expect(text.split("\n")).toHaveLength(7);
  });

  it("refuses a label map with two classes of one name, by its own name", () => {
    const call = () => classificationReport([0], [0], ["a", "a"]);
    expect(call).toThrow(LogitsError);
    expect(call).toThrow("classificationReport needs a label of its own for each class");
  });
});

describe("a multi-label report", () => {
  it("says subset accuracy, and averages in four ways", () => {
    const report = multiLabelReport(
      [
        [1, 0],
        [1, 1],
      ],
      [
        [1, 0],
        [0, 1],
      ],
      ["joy", "fear"],
    );
    expect(`\n${inspect(report)}\n`).toBe(`
subset accuracy 0.5000 (95 % interval 0.0945 to 0.9055, n = 2)
label             precision  recall      f1  support
joy                  1.0000  0.5000  0.6667        2
fear                 1.0000  1.0000  1.0000        1

micro average        1.0000  0.6667  0.8000        3
macro average        1.0000  0.7500  0.8333        3
weighted average     1.0000  0.6667  0.7778        3
samples average      1.0000  0.7500  0.8333        3
`);
  });

  it("refuses another number of names than columns", () => {
    expect(() => multiLabelReport([[1, 0]], [[1, 0]], ["joy"])).toThrow(
      "multiLabelReport needs one name for each label: id2label has 1, label_ids has 2 columns",
    );
  });
});

describe.each(metrics.multiclass)("scikit-learn's numbers: $name", (golden: MulticlassCase) => {
  const { num_classes: k, y_true, probabilities, expected } = golden;
  const y_pred = argmax(probabilities);

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
