import { describe, expect, it } from "vitest";
import { ChartError } from "../../../src/charts/Chart.js";
import {
  confidencesAt,
  readTemperature,
  readTemperatureRows,
} from "../../../src/charts/parts/temperatureRows.js";
import { fitTemperature } from "../../../src/evaluate/temperature.js";
import { softmax } from "../../../src/logits/softmax.js";

const logits = Array.from({ length: 50 }, (_, i) => [Math.sin(i) * 5, Math.cos(i * i), i % 3]);
const label_ids = logits.map((row, i) => (i % 4 ? row.indexOf(Math.max(...row)) : i % 3));
const rows = readTemperatureRows("test", logits, label_ids, {});

describe("logits and what a temperature makes of them", () => {
  it("have the confidences of softmax, at the ends too", () => {
    for (const temperature of [1e-6, 0.1, 1, 2.5, 1e6]) {
      const { confidence } = confidencesAt(rows, temperature);
      const known = logits.map((row) => Math.max(...softmax(row, { temperature })));
      for (const [i, p] of known.entries()) expect(confidence[i]).toBeCloseTo(p, 14);
    }
  });

  it("have the same right answers at every temperature", () => {
    const known = logits.map((row, i) => Number(row.indexOf(Math.max(...row)) === label_ids[i]));
    for (const temperature of [1e-6, 1, 1e6]) {
      expect(Array.from(confidencesAt(rows, temperature).hit)).toEqual(known);
    }
  });

  it("leave out rows without a label", () => {
    const some = readTemperatureRows(
      "test",
      [
        [1, 2],
        [3, 4],
      ],
      [-100, 1],
      {},
    );
    expect([some.rows, ...some.hit]).toEqual([1, 1]);
  });

  it("take a fit, but not on its own rows", () => {
    const fit = fitTemperature(
      [0, 1, 0, 1],
      [
        [4, 0],
        [4, 0],
        [4, 0],
        [0, 4],
      ],
    );
    expect(readTemperature("test", fit, rows, {})).toBe(fit.temperature);
    expect(() => readTemperature("test", fitTemperature(label_ids, logits), rows, {})).toThrow(
      "test needs other rows than the 50 that were fitted",
    );
  });

  it("refuse label sets and one column", () => {
    expect(() =>
      readTemperatureRows("test", [[1, 2]], [[0, 1]], {
        problem_type: "multi_label_classification",
      }),
    ).toThrow(ChartError);
    expect(() => readTemperatureRows("test", [[1]], [0], {})).toThrow(
      "test needs a column for each class: write one logit x as [0, x]",
    );
  });
});
