import { expect } from "vitest";
import type { ChartCheck } from "./ChartCheck.js";

const drawn = {
  "training loss": [0.61, 0.44, 0.36],
  "evaluation loss": [0.52, 0.47, 0.49],
  "evaluation accuracy": [0.79, 0.82, 0.81],
};

export const trainingCurves: ChartCheck = {
  builder: "trainingCurves",
  drawnBy: "vega",
  controls: [],
  async drawing(chart) {
    const points = (await chart.marks("symbol")).filter(({ datum }) => "epoch" in datum);
    for (const [name, values] of Object.entries(drawn)) {
      const curve = points.filter(({ datum }) => datum.name === name);
      expect(curve.map(({ datum }) => [datum.epoch, datum.value])).toEqual(
        values.map((value, i) => [i + 1, value]),
      );
      // Later is further right, and equal steps in value are equal steps in height.
      const [a, b, c] = curve;
      expect(a.x < b.x && b.x < c.x).toBe(true);
      const slope = (b.y - a.y) / (values[1] - values[0]);
      expect(c.y).toBeCloseTo(a.y + slope * (values[2] - values[0]), 6);
      expect(slope).toBeLessThan(0);
    }
  },
  interactions: {},
};
