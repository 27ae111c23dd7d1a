import type { View } from "vega";
import { describe, expect, it } from "vitest";
import { temperatureFit } from "../../src/charts/temperatureFit.js";
import { calibrationCurve, expectedCalibrationError } from "../../src/evaluate/calibration.js";
import { crossEntropy } from "../../src/evaluate/logLoss.js";
import { applyTemperature, fitTemperature } from "../../src/evaluate/temperature.js";
import { draw, marks, texts } from "./draw.js";

const n = 150;
const logits = Array.from({ length: n }, (_, i) => [
  4 * Math.sin(i),
  3 * Math.cos(3 * i),
  2 * Math.sin(i * i),
]);
const label_ids = logits.map((row, i) => (i % 3 === 0 ? i % 2 : row.indexOf(Math.max(...row))));
const percent = (share: number) => `${(100 * share).toFixed(1)}%`;

async function moveTo(view: View, temperature: number) {
  view.signal("temperature", temperature);
  await view.runAsync();
}

/** What is drawn at the slider's place, by measure, and the points of the bins. */
function pointsOf(view: View) {
  const data = marks(view, "symbol").map(({ datum }) => datum as unknown as Record<string, number>);
  return {
    here: data.find((datum) => datum?.nll !== undefined && datum.place !== undefined),
    bins: data.filter((datum) => datum?.least !== undefined),
  };
}

describe("temperatureFit", () => {
  it("has NLL, ECE and bins of the kit's own functions at both ends of the slider and between", async () => {
    const view = await draw(temperatureFit(logits, label_ids, { n_bins: 10 }));
    for (const temperature of [0.1, 0.3, 1, 2.5, 7.3, 20]) {
      await moveTo(view, temperature);
      const rows = applyTemperature(temperature, logits);
      const nll = crossEntropy(label_ids, rows);
      const ece = expectedCalibrationError(label_ids, rows, { n_bins: 10 });
      expect(texts(view).find((text) => text.startsWith(`T = ${temperature}: `))).toContain(
        `NLL ${nll.toFixed(3)}, ECE ${percent(ece)}; `,
      );
      const { here, bins } = pointsOf(view);
      expect(here?.nll).toBeCloseTo(nll, 4);
      expect(here?.ece).toBeCloseTo(ece, 4);
      expect(here?.temperature).toBe(temperature);
      const curve = calibrationCurve(label_ids, rows, { n_bins: 10 });
      const filled = curve.filter(({ count }) => count > 0);
      expect(bins.map(({ texts: count }) => count)).toEqual(filled.map(({ count }) => count));
    }
  });

  it("finds its step also where the page adds up steps of 0.1", async () => {
    const view = await draw(temperatureFit(logits, label_ids));
    let temperature = 0;
    for (let step = 0; step < 83; step++) temperature += 0.1;
    expect(temperature).not.toBe(8.3);
    await moveTo(view, temperature);
    expect(texts(view).some((text) => text.startsWith("T = 8.3: "))).toBe(true);
  });

  it("marks the temperature of fitTemperature, its interval, and one from elsewhere", async () => {
    const chart = temperatureFit(logits, label_ids, { temperature: 4, resamples: 50, seed: 1 });
    const { temperature, interval } = fitTemperature(label_ids, logits, { resamples: 50, seed: 1 });
    const view = await draw(chart);
    const rules = marks(view, "rule").map(
      ({ datum }) => datum as unknown as Record<string, number>,
    );
    const at = rules.map((datum) => datum?.temperature).filter((t) => t !== undefined);
    expect(at.filter((t) => t === temperature)).toHaveLength(2);
    expect(at.filter((t) => t === 4)).toHaveLength(2);
    const bands = marks(view, "rect").map(
      ({ datum }) => datum as unknown as { from?: number; to?: number },
    );
    expect(
      bands.filter(({ from, to } = {}) => from === interval?.lower && to === interval?.upper),
    ).toHaveLength(2);
    expect(texts(view)).toContain("given: T = 4");
    expect(chart.table.rows.map(([name]) => name)).toContain("4 (given)");
  });

  it("says why no temperature is best", () => {
    const right = logits.map((row) => row.indexOf(Math.max(...row)));
    expect(temperatureFit(logits, right).title).toBe(
      "No T is best: all are right, and NLL falls with T to 0; accuracy 100.0% at every T",
    );
    const wrong = logits.map((row) => row.indexOf(Math.min(...row)));
    expect(temperatureFit(logits, wrong).title).toContain("No T is best: no better than chance");
    const flat = logits.map((_, i) => [i, i]);
    expect(
      temperatureFit(
        flat,
        logits.map((_, i) => i % 2),
      ).title,
    ).toContain("No T is best: all logits of each row are equal");
  });

  it("reaches further where the logits are in other units", async () => {
    for (const [unit, first, last] of [
      [30, 1, 200],
      [0.02, 0.01, 2],
    ]) {
      const scaled = logits.map((row) => row.map((logit) => unit * logit));
      const view = await draw(temperatureFit(scaled, label_ids));
      for (const temperature of [first, last]) {
        await moveTo(view, temperature);
        expect(texts(view).some((text) => text.startsWith(`T = ${temperature}: `))).toBe(true);
      }
    }
  });

  it("carries no more than its steps for 10,000 rows", () => {
    const many = Array.from({ length: 10_000 }, (_, i) => logits[i % n]);
    const ids = many.map((_, i) => label_ids[i % n]);
    const { length } = JSON.stringify(temperatureFit(many, ids).toSpec());
    expect(length).toBeLessThan(100_000);
  });

  it("refuses what it can't draw, in a sentence with its name", () => {
    const loose = temperatureFit as (...args: unknown[]) => unknown;
    expect(() => loose([[1, 2]], [0], { n_bins: 0 })).toThrow(
      "temperatureFit draws 1 to 30 bins, a whole number as n_bins, got 0",
    );
    expect(() => loose([[1, 2]], [0], { resamples: -1 })).toThrow(
      "temperatureFit needs resamples to be a whole number from 0 to 1000000, got -1",
    );
    expect(() => loose([[0.25, 0.75]], [0])).toThrow(
      "temperatureFit needs logits, and these are probabilities",
    );
    expect(() => loose([[1, 2]], [2])).toThrow("temperatureFit");
  });
});
