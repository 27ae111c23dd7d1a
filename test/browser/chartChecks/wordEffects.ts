import { expect } from "vitest";
import { cellTones } from "../../../src/charts/parts/cells.js";
import { barsOf, expectLengths } from "./barChecks.js";
import type { ChartCheck } from "./ChartCheck.js";
import { expectClose } from "./expectClose.js";

const struck = [0.02, -0.01, -0.12, -0.02, -0.03, -0.03, 0.59, 2.34];
const shapley = [0.08, 1.57, -0.09, -0.01, -0.08, -0.26, 2.04, 0.3];

export const wordEffects: ChartCheck = {
  builder: "wordEffects",
  drawnBy: "vega",
  controls: [],
  async drawing(chart) {
    const marks = await chart.marks();
    for (const [panel, effects] of [struck, shapley].entries()) {
      const bars = barsOf(marks, panel);
      expectClose(
        bars.map(({ datum }) => datum.effect),
        effects,
      );
      expectLengths(bars, effects);
      expect(bars.map(({ fill }) => fill)).toEqual(
        effects.map((effect) => (effect < 0 ? cellTones.low : cellTones.high)),
      );
    }
    const texts = await chart.texts();
    expect(texts).toContain(
      "Struck, “good.” counts most (+2.34); by Shapley values, “isn't” (+2.04)",
    );
    for (const text of ["sum +2.74", "sum +3.55", "+1.57", "-0.26"]) expect(texts).toContain(text);
  },
  interactions: {},
};
