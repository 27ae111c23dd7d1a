import type { View } from "vega";
import { describe, expect, it } from "vitest";
import { ChartError, type JsonObject } from "../../src/charts/Chart.js";
import { precisionRecallByThreshold } from "../../src/charts/precisionRecallByThreshold.js";
import { aboveThreshold } from "../../src/evaluate/aboveThreshold.js";
import { multiLabelPrecisionRecallF1 } from "../../src/evaluate/precisionRecallF1.js";
import { sigmoid } from "../../src/logits/sigmoid.js";
import { draw, marks, texts } from "./draw.js";

const labels = ["joy", "fear", "anger", "envy"];
const n = 90;
const scores = Array.from({ length: n }, (_, i) => labels.map((_, k) => 3 * Math.sin(i + k * k)));
/** No text has the last label. */
const sets = scores.map((row, i) =>
  row.map((score, k) => (k < 3 ? Number(score + 2 * Math.cos(5 * i + k) > 1) : 0)),
);
const options = { problem_type: "multi_label_classification", id2label: labels } as const;
const percent = (share: number) => `${(100 * share).toFixed(1)}%`;

async function moveTo(view: View, threshold: number) {
  view.signal("threshold", threshold);
  await view.runAsync();
}

interface Step {
  index: number;
  at: number;
  tp: number;
  fp: number;
  precision: number | null;
  recall: number | null;
}

/** The points on the curves at the threshold. */
const pointsOf = (view: View) =>
  marks(view, "symbol").map(({ datum }) => datum as unknown as Step & { spoken: string });

describe("precisionRecallByThreshold", () => {
  it("has the numbers of multiLabelPrecisionRecallF1 at every threshold", async () => {
    const view = await draw(precisionRecallByThreshold(scores, sets, options));
    for (const threshold of [0, 0.25, 0.5, 0.77, 1]) {
      await moveTo(view, threshold);
      const taken = aboveThreshold(sigmoid(scores), threshold, { or_equal: true });
      const { per_label, micro } = multiLabelPrecisionRecallF1(sets, taken);
      const none = taken.flat().every((is) => is === 0);
      expect(texts(view)).toContain(
        `Threshold ${threshold.toFixed(2)}: precision ${none ? "none" : percent(micro.precision)}, recall ${percent(micro.recall)} over all 4 labels`,
      );
      for (const index of [0, 1, 2]) {
        const [precision, recall] = [per_label.precision[index], per_label.recall[index]];
        const given = taken.filter((row) => row[index] === 1).length;
        const said = `P ${given === 0 ? "none" : percent(precision)}, R ${percent(recall)}`;
        expect(texts(view)).toContain(said);
        const spoken = pointsOf(view).map((point) => point.spoken);
        expect(spoken).toContain(`${labels[index]}: recall ${percent(recall)}`);
        if (given > 0)
          expect(spoken).toContain(`${labels[index]}: precision ${percent(precision)}`);
      }
    }
  });

  it("has no recall for a label that no text has", async () => {
    const view = await draw(precisionRecallByThreshold(scores, sets, options));
    expect(texts(view)).toContain("P 0.0%, R none");
    expect(pointsOf(view).filter(({ index }) => index === 3)).toHaveLength(1);
  });

  it("has a panel for each class of texts with one label, too, under its name", async () => {
    const ids = scores.map((_, i) => i % 4);
    const chart = precisionRecallByThreshold(scores, ids, { id2label: labels });
    expect(texts(await draw(chart))).toEqual(expect.arrayContaining(labels));
    const unnamed = await draw(precisionRecallByThreshold(scores, ids));
    expect(texts(unnamed)).toEqual(expect.arrayContaining(["class 0", "class 3"]));
  });

  it("lists every tenth of the threshold", () => {
    const { columns, rows } = precisionRecallByThreshold(scores, sets, options).table;
    expect(columns).toEqual(["label", "threshold", "precision", "recall", "TP", "FP", "FN"]);
    expect(rows).toHaveLength(4 * 11);
    const positives = sets.filter((row) => row[0] === 1).length;
    expect(rows[0]).toEqual([
      ...["joy", "0.00", percent(positives / n), "100.0%"],
      ...[positives, n - positives, 0].map(String),
    ]);
    expect(rows[10].slice(0, 5)).toEqual(["joy", "1.00", "none", "0.0%", "0"]);
  });

  it("stays as small with 10,000 rows", () => {
    const many = Array.from({ length: 10_000 }, (_, i) => [Math.sin(i), Math.cos(i * i)]);
    const chart = precisionRecallByThreshold(
      many,
      many.map((_, i) => i % 2),
    );
    expect(JSON.stringify(chart.toSpec()).length).toBeLessThan(20_000);
  });

  it("keeps labels out of expressions and field names", () => {
    const id2label = [`'] + alert(1) + ["{{x}}</script>`, "__proto__"];
    const { params, ...rest } = precisionRecallByThreshold([[1, 2]], [0], { id2label }).toSpec();
    expect(JSON.stringify(rest)).not.toContain("alert(1)");
    expect((params as JsonObject[])[0].value).toEqual(id2label);
  });

  it("refuses what it can't draw, in a sentence with its name", () => {
    const wide = [Array.from({ length: 61 }, (_, i) => i)];
    expect(() => precisionRecallByThreshold(wide, [0])).toThrow(ChartError);
    expect(() => precisionRecallByThreshold(wide, [0])).toThrow(
      "precisionRecallByThreshold draws up to 60 labels, got 61",
    );
    expect(() => precisionRecallByThreshold([[1, 2]], [0, 1])).toThrow(
      "precisionRecallByThreshold needs one row of scores",
    );
    expect(() => precisionRecallByThreshold([[1, 2]], [0], { threshold: 0.5 } as never)).toThrow(
      'precisionRecallByThreshold has no option "threshold"',
    );
  });
});
