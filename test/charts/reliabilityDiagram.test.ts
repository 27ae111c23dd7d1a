import type { View } from "vega";
import { describe, expect, it } from "vitest";
import { ChartError } from "../../src/charts/Chart.js";
import { reliabilityDiagram } from "../../src/charts/reliabilityDiagram.js";
import { wilsonInterval } from "../../src/evaluate/accuracy.js";
import { isotonicReliability } from "../../src/evaluate/binFreeCalibration.js";
import { calibrationCurve, expectedCalibrationError } from "../../src/evaluate/calibration.js";
import { EvaluateError } from "../../src/evaluate/EvaluateError.js";
import { applyTemperature, fitTemperature } from "../../src/evaluate/temperature.js";
import { draw, marks, texts } from "./draw.js";

const n = 200;
const logits = Array.from({ length: n }, (_, i) => [
  4 * Math.sin(i),
  3 * Math.cos(3 * i),
  2 * Math.sin(i * i),
]);
const label_ids = logits.map((row, i) => (i % 3 === 0 ? i % 2 : row.indexOf(Math.max(...row))));
const percent = (share: number) => `${(100 * share).toFixed(1)}%`;

async function set(view: View, signals: Record<string, number>) {
  for (const [name, value] of Object.entries(signals)) view.signal(name, value);
  await view.runAsync();
}

interface DrawnBin {
  claimed: number;
  accuracy: number;
  texts: number;
  low: number;
  high: number;
  least: number;
  most: number;
  spoken: string;
}

/** The points in colour. */
const points = (view: View) =>
  marks(view, "symbol")
    .map(({ datum }) => datum as unknown as DrawnBin)
    .filter((datum) => datum?.spoken !== undefined);

describe("reliabilityDiagram", () => {
  it("has the points of calibrationCurve at both ends of the slider and between, for both kinds of bins", async () => {
    const view = await draw(reliabilityDiagram(logits, label_ids, { temperature: 2 }));
    for (const bins of [1, 2, 10, 15, 30]) {
      for (const [strategy, name] of (["uniform", "equal_mass"] as const).entries()) {
        for (const [scaled, rows] of [logits, applyTemperature(2, logits)].entries()) {
          await set(view, { bins, strategy, scaled });
          const options = { n_bins: bins, strategy: name };
          const curve = calibrationCurve(label_ids, rows, options).filter(({ count }) => count > 0);
          expect(points(view).map(({ texts: count }) => count)).toEqual(
            curve.map(({ count }) => count),
          );
          for (const [i, { claimed, accuracy, least, most, low, high }] of points(view).entries()) {
            const known = curve[i];
            expect(claimed).toBeCloseTo(known.confidence ?? Number.NaN, 4);
            expect(low).toBeCloseTo(known.lower, 4);
            expect(high).toBeCloseTo(known.upper, 4);
            expect(accuracy).toBe(known.accuracy?.proportion);
            expect(least).toBeCloseTo(known.accuracy?.lower ?? Number.NaN, 12);
            expect(most).toBeCloseTo(known.accuracy?.upper ?? Number.NaN, 12);
          }
          const ece = percent(expectedCalibrationError(label_ids, rows, options));
          const places =
            bins === 1 ? "1 bin" : `${bins} equally ${strategy ? "full" : "wide"} bins`;
          const headline = texts(view).find((text) => text.includes("claimed,"));
          expect(headline).toContain(`ECE ${ece} in ${places}`);
          expect(headline?.startsWith("T = 2: ")).toBe(scaled === 1);
        }
      }
    }
  });

  it("counts right and wrong answers, all of them, in the bins below", async () => {
    const view = await draw(reliabilityDiagram(logits, label_ids));
    await set(view, { bins: 7 });
    const bars = marks(view, "rect")
      .map(({ datum }) => datum as unknown as { count?: number; verdict?: string })
      .filter(({ count } = {}) => count !== undefined);
    expect(bars.reduce((sum, { count }) => sum + (count ?? 0), 0)).toBe(n);
  });

  it("draws the curve without bins through the steps of isotonicReliability", () => {
    const { datasets } = reliabilityDiagram(logits, label_ids).toSpec() as unknown as {
      datasets: { curve: { points: string }[] };
    };
    const points = datasets.curve[0].points.split(" ").map((point) => point.split(",").map(Number));
    const { steps } = isotonicReliability(label_ids, logits);
    expect(points[0][0]).toBeCloseTo(steps[0].from, 4);
    expect(points.at(-1)?.[0]).toBeCloseTo(steps.at(-1)?.to ?? Number.NaN, 4);
    expect(new Set(points.map(([, accuracy]) => accuracy)).size).toBe(steps.length);
  });

  it("starts where it is told, and its table has the numbers of the start", () => {
    const options = { n_bins: 4, strategy: "equal_mass" } as const;
    const { title, table } = reliabilityDiagram(logits, label_ids, options);
    expect(title).toContain("in 4 equally full bins");
    expect(table.rows).toHaveLength(4);
    const { lower, upper } = wilsonInterval(Number(table.rows[0][2]), 50);
    expect(table.rows.every((row) => row[2] === "50")).toBe(true);
    expect(lower).toBeLessThan(upper);
  });

  it("reads probabilities and label sets, and a fit on other rows", () => {
    expect(reliabilityDiagram([[0.2, 0.8]], [1]).title).toBe(
      "80.0% claimed, 100.0% right, ECE 20.0% in 15 equally wide bins",
    );
    const sets = reliabilityDiagram([[3, -3]], [[1, 0]], {
      problem_type: "multi_label_classification",
    });
    expect(sets.description).toContain("of 2 labels.");
    const fit = fitTemperature(label_ids.slice(0, 100), logits.slice(0, 100));
    const chart = reliabilityDiagram(logits.slice(100), label_ids.slice(100), { temperature: fit });
    expect(JSON.stringify(chart.toSpec())).toContain("divided by T = ");
  });

  it("carries no more than the bins of 10,000 rows", () => {
    const many = Array.from({ length: 10_000 }, (_, i) => logits[i % n]);
    const ids = many.map((_, i) => label_ids[i % n]);
    const stored = JSON.stringify(reliabilityDiagram(many, ids, { temperature: 2 }).toSpec());
    expect(stored.length).toBeLessThan(100_000);
  });

  it("refuses what it can't draw, in a sentence with its name", () => {
    const loose = reliabilityDiagram as (...args: unknown[]) => unknown;
    expect(() => loose([[1, 2]], [0], { n_bins: 31 })).toThrow(
      new ChartError("reliabilityDiagram draws 1 to 30 bins, a whole number as n_bins, got 31"),
    );
    expect(() => loose([[1, 2]], [0], { strategy: "quantile" })).toThrow(
      'reliabilityDiagram needs strategy to be "uniform" or "equal_mass", got the string "quantile"',
    );
    expect(() => loose([[1, 2]], [0], { temperature: 0 })).toThrow(
      "reliabilityDiagram needs temperature to be what fitTemperature returns, or a number above 0 and below Infinity, got 0",
    );
    expect(() => loose([[0.2, 0.8]], [0], { temperature: 2 })).toThrow(
      "reliabilityDiagram needs logits, and these are probabilities",
    );
    const fit = fitTemperature(label_ids, logits);
    expect(() => loose(logits, label_ids, { temperature: fit })).toThrow(
      "reliabilityDiagram needs other rows than the 200 that were fitted",
    );
    loose(logits, label_ids, { temperature: fit, on_fitted_rows: true });
    const none = fitTemperature(
      [1, 0],
      [
        [0, 5],
        [5, 0],
      ],
    );
    expect(() => loose(logits, label_ids, { temperature: none })).toThrow(
      "reliabilityDiagram needs a fit that found a temperature: this one has no finite optimum (separable)",
    );
    expect(() => loose([[1, 2]], [2])).toThrow(EvaluateError);
    expect(() => loose([[1, 2]], [0, 1])).toThrow("reliabilityDiagram needs one row of scores");
    const sets = { problem_type: "multi_label_classification", temperature: 2 };
    expect(() => loose([[1, 2]], [[0, 1]], sets)).toThrow(
      "reliabilityDiagram draws temperatures for one class a text, not for label sets",
    );
  });
});
