import type { View } from "vega";
import { describe, expect, it } from "vitest";
import { rocAndPrecisionRecall } from "../../src/charts/rocAndPrecisionRecall.js";
import { aboveThreshold } from "../../src/evaluate/aboveThreshold.js";
import { confusionMatrix } from "../../src/evaluate/confusionMatrix.js";
import { averagePrecision, precisionRecallCurve, rocCurve } from "../../src/evaluate/ranking.js";
import { rocAuc } from "../../src/evaluate/rocAuc.js";
import { softmax } from "../../src/logits/softmax.js";
import { draw, marks, texts } from "./draw.js";

const n = 140;
const logits = Array.from({ length: n }, (_, i) => [2 * Math.sin(i), 3 * Math.cos(i * i)]);
const label_ids = logits.map(([a, b], i) => (i % 3 === 0 ? i % 2 : Number(b > a)));
const probabilities = softmax(logits);
const percent = (share: number) => `${(100 * share).toFixed(1)}%`;

async function moveTo(view: View, threshold: number) {
  view.signal("threshold", threshold);
  await view.runAsync();
}

type Datum = Record<string, number> & { cell?: string };
const data = (view: View, type: string) =>
  marks(view, type).map(({ datum }) => datum as unknown as Datum);

const pointsOf = (stored: string) =>
  stored.split(" ").map((point) => {
    const [precision, recall, fpr] = point.split(",").map(Number);
    return { precision, recall, fpr };
  });

describe("rocAndPrecisionRecall", () => {
  it("has the counts of confusionMatrix at both ends of the slider and between", async () => {
    const view = await draw(rocAndPrecisionRecall(logits, label_ids));
    for (const threshold of [0, 0.25, 0.5, 0.77, 1]) {
      await moveTo(view, threshold);
      const taken = aboveThreshold(probabilities, threshold, { or_equal: true }).map(
        (row) => row[1],
      );
      const [[tn, fp], [fn, tp]] = confusionMatrix(label_ids, taken, 2);
      const cells = data(view, "rect").filter((datum) => datum?.cell !== undefined);
      expect(Object.fromEntries(cells.map(({ cell, count }) => [cell, count]))).toEqual({
        tp,
        fn,
        fp,
        tn,
      });
      const precision = tp + fp === 0 ? "none" : percent(tp / (tp + fp));
      expect(texts(view)).toContain(
        `Threshold ${threshold.toFixed(2)}: precision ${precision}, recall ${percent(tp / (tp + fn))}, false positive rate ${percent(fp / (fp + tn))}`,
      );
      const points = data(view, "symbol").filter((datum) => datum?.place !== undefined);
      expect(points).toHaveLength(tp + fp === 0 ? 1 : 2);
      for (const point of points) expect(point.recall).toBeCloseTo(tp / (tp + fn), 4);
    }
  });

  it("draws the points of rocCurve and precisionRecallCurve, and says their areas", () => {
    const chart = rocAndPrecisionRecall(logits, label_ids);
    const { datasets, title } = chart.toSpec() as unknown as {
      datasets: { curve: { points: string }[] };
      title: { subtitle: string };
    };
    const { fpr, tpr } = rocCurve(label_ids, logits);
    const points = pointsOf(datasets.curve[0].points);
    expect(points).toHaveLength(fpr.length);
    const { precision } = precisionRecallCurve(label_ids, logits);
    for (const [i, point] of points.entries()) {
      expect(point.fpr).toBeCloseTo(fpr[i], 4);
      expect(point.recall).toBeCloseTo(tpr[i], 4);
      if (i > 0) expect(point.precision).toBeCloseTo(precision[precision.length - 1 - i], 4);
    }
    const auc = rocAuc(label_ids, logits).toFixed(3);
    const mean = averagePrecision(label_ids, logits).toFixed(3);
    expect(title.subtitle).toContain(`AUC ${auc}, average precision ${mean}.`);
  });

  it("looks for one class of many by its name, and for one label of a set", async () => {
    const id2label = ["joy", "fear", "anger"];
    const three = Array.from({ length: 30 }, (_, i) => [Math.sin(i), Math.cos(i), 0]);
    const ids = three.map((_, i) => i % 3);
    const view = await draw(rocAndPrecisionRecall(three, ids, { pos_label: 2, id2label }));
    expect(texts(view)).toContain("anger");
    expect(texts(view).join("\n")).toContain("10 of 30 are anger.");
    const sets = { problem_type: "multi_label_classification", pos_label: 0 } as const;
    expect(
      rocAndPrecisionRecall(
        [
          [3, -3],
          [-1, 2],
        ],
        [
          [1, 0],
          [0, 1],
        ],
        sets,
      ).title,
    ).toContain("Threshold 0.50: precision 100.0%, recall 100.0%");
  });

  it("carries no more than 400 points of 10,000 rows, the last one all of them", () => {
    const many = Array.from({ length: 10_000 }, (_, i) => [Math.sin(i), Math.cos(i * i)]);
    const chart = rocAndPrecisionRecall(
      many,
      many.map((_, i) => i % 2),
    );
    const { datasets } = chart.toSpec() as unknown as { datasets: { curve: { points: string }[] } };
    const points = pointsOf(datasets.curve[0].points);
    expect(points.length).toBeLessThanOrEqual(401);
    expect(points.at(-1)?.fpr).toBe(1);
    expect(JSON.stringify(chart.toSpec()).length).toBeLessThan(70_000);
  });

  it("refuses what it can't draw, in a sentence with its name", () => {
    expect(() => rocAndPrecisionRecall([[1, 2, 3]], [0])).toThrow(
      "rocAndPrecisionRecall needs the class to find as pos_label, a whole number from 0 to 2, got undefined",
    );
    expect(() => rocAndPrecisionRecall([[1, 2]], [0])).toThrow(
      "rocAndPrecisionRecall needs texts of the class and others: none is of class 1",
    );
    expect(() => rocAndPrecisionRecall([[1, 2]], [1], { id2label: ["A", "B"] })).toThrow(
      "all are of B",
    );
  });
});
