import type { View } from "vega";
import { describe, expect, it } from "vitest";
import { coverageChart } from "../../src/charts/coverageChart.js";
import { wilsonInterval } from "../../src/evaluate/accuracy.js";
import { coverageCurve } from "../../src/evaluate/coverage.js";
import { softmax } from "../../src/logits/softmax.js";
import { draw, marks, texts } from "./draw.js";

const n = 150;
const logits = Array.from({ length: n }, (_, i) => [
  3 * Math.sin(i),
  2 * Math.cos(3 * i),
  Math.sin(i * i),
]);
const label_ids = logits.map((row, i) => (i % 3 === 0 ? i % 2 : row.indexOf(Math.max(...row))));
const percent = (share: number) => `${(100 * share).toFixed(1)}%`;

async function moveTo(view: View, threshold: number) {
  view.signal("threshold", threshold);
  await view.runAsync();
}

/** The point at the threshold. */
const pointOf = (view: View) =>
  marks(view, "symbol")
    .map(({ datum }) => datum as unknown as Record<string, number>)
    .find((datum) => datum?.place !== undefined);

describe("coverageChart", () => {
  it("says at both ends of the slider and between what counting says", async () => {
    const view = await draw(coverageChart(logits, label_ids));
    for (const threshold of [0, 0.55, 0.9]) {
      await moveTo(view, threshold);
      const kept = softmax(logits).flatMap((row, i) => {
        const most = Math.max(...row);
        return most >= threshold ? [row[label_ids[i]] === most] : [];
      });
      const right = kept.filter(Boolean).length;
      const share = kept.length / n;
      const accuracy = right / kept.length;
      expect(texts(view)).toContain(
        `Threshold ${threshold.toFixed(2)}: ${kept.length} of ${n} answers kept (${percent(share)}), ${percent(accuracy)} of them right`,
      );
      expect(pointOf(view)).toMatchObject({ coverage: share, accuracy });
      const { lower, upper } = wilsonInterval(right, kept.length);
      expect(texts(view).join("\n")).toContain(
        `(95% interval ${percent(lower)} to ${percent(upper)})`,
      );
    }
    await moveTo(view, 1);
    expect(texts(view)).toContain(`Threshold 1.00: none of ${n} answers kept`);
    expect(pointOf(view)).toBeUndefined();
  });

  it("draws the points of coverageCurve, and says its area", async () => {
    const chart = coverageChart(logits, label_ids);
    const { coverage, accuracy, area } = coverageCurve(label_ids, logits);
    const spec = chart.toSpec() as unknown as {
      title: { subtitle: string };
      layer: { data: { name?: string; values: { points: string }[] } }[];
    };
    const [{ points }] = spec.layer.find(({ data }) => data.name === "curve")?.data.values ?? [];
    const drawn = points.split(" ").map((point) => point.split(",").map(Number));
    expect(drawn).toHaveLength(coverage.length);
    for (const [i, point] of drawn.entries()) {
      expect(point[0]).toBeCloseTo(coverage[i], 4);
      expect(point[1]).toBeCloseTo(accuracy[i], 4);
    }
    expect(spec.title.subtitle).toContain(`${percent(area)} on average (area)`);
  });

  it("carries no more than 400 points of 10,000 rows, the last one all of them", () => {
    const many = Array.from({ length: 10_000 }, (_, i) => [Math.sin(i), Math.cos(i * i)]);
    const chart = coverageChart(
      many,
      many.map((_, i) => i % 2),
    );
    expect(JSON.stringify(chart.toSpec()).length).toBeLessThan(70_000);
    expect(JSON.stringify(chart.toSpec())).toMatch(/ 1,[\d.]+,[\d.]+,[\d.]+"/);
  });

  it("refuses what it can't draw, in a sentence with its name", () => {
    expect(() => coverageChart([[1, 2]], [0, 1])).toThrow("coverageChart needs one row of scores");
    expect(() => coverageChart([[1, Number.NaN]], [0])).toThrow("coverageChart needs");
  });
});
