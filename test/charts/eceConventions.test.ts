import type { View } from "vega";
import { describe, expect, it } from "vitest";
import { eceConventions } from "../../src/charts/eceConventions.js";
import { smoothCalibrationError } from "../../src/evaluate/binFreeCalibration.js";
import { expectedCalibrationError } from "../../src/evaluate/calibration.js";
import { draw, marks, texts } from "./draw.js";

const n = 120;
/** Rounded, so that some confidences lie on the edges of bins, where conventions differ. */
const two = Array.from({ length: n }, (_, i) => {
  const p = Math.round(20 / (1 + Math.exp(4 * Math.sin(i)))) / 20;
  return [1 - p, p];
});
const ids = two.map(([p], i) => (i % 4 === 0 ? i % 2 : Number(p < 0.5)));
const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
const likes = ["guo", "torchmetrics", "netcal", "evaluate", "sklearn", "mapie", "relplot"] as const;

async function moveTo(view: View, bins: number) {
  view.signal("bins", bins);
  await view.runAsync();
}

/** The errors where the slider is, by the names of their line. */
const listed = (view: View) =>
  marks(view, "symbol")
    .map(({ datum }) => datum as unknown as { name?: string; words: string })
    .filter((datum) => datum?.name !== undefined) as { name: string; words: string }[];

describe("eceConventions", () => {
  it("has each library's own number at both ends of the slider and between", async () => {
    const view = await draw(eceConventions(two, ids));
    for (const n_bins of [2, 10, 15, 50]) {
      await moveTo(view, n_bins);
      const lines = listed(view);
      const errors = likes.map((like) => expectedCalibrationError(ids, two, { like, n_bins }));
      for (const [i, like] of likes.entries()) {
        const line = lines.find(
          ({ name }) => name === "every library" || name.split(", ").includes(like),
        );
        expect(line?.words, `${like}, ${n_bins} bins`).toBe(percent(errors[i]));
      }
      errors.push(expectedCalibrationError(ids, two, { n_bins }));
      const headline = texts(view).find((text) => text.startsWith(`${n_bins} bins: ECE `));
      const [least, most] = [Math.min(...errors), Math.max(...errors)].map(percent);
      expect(headline).toContain(`ECE ${least}`);
      expect(headline).toContain(least === most ? "in every library" : ` to ${most}`);
      const equal = expectedCalibrationError(ids, two, { n_bins, strategy: "equal_mass" });
      expect(lines.find(({ name }) => name === "bins of equal size")?.words).toBe(percent(equal));
    }
  });

  it("marks each library's own number of bins, and has the smooth error at any", async () => {
    const { table } = eceConventions(two, ids);
    const [guo] = table.rows.filter(([name]) => name === "guo");
    expect(guo[1]).toBe(
      `${percent(expectedCalibrationError(ids, two, { like: "guo" }))} (15 bins)`,
    );
    const [smooth] = table.rows.filter(([name]) => name.includes("smooth"));
    expect(new Set(smooth.slice(2))).toEqual(new Set([percent(smoothCalibrationError(ids, two))]));
  });

  it("leaves scikit-learn out where there are more than two classes, and says so when all agree", async () => {
    const three = Array.from({ length: 90 }, (_, i) => [Math.sin(i), Math.cos(i * i), 0.3]);
    const chart = eceConventions(
      three,
      three.map((_, i) => i % 3),
    );
    expect(chart.table.rows.map(([name]) => name)).not.toContain("sklearn");
    expect(chart.title).toMatch(/^15 bins: ECE \d+\.\d% in every library$/);
  });

  it("reads label sets, and stores little", () => {
    const sets = { problem_type: "multi_label_classification" } as const;
    const chart = eceConventions(
      [
        [3, -3],
        [1, 2],
      ],
      [
        [1, 0],
        [0, 1],
      ],
      sets,
    );
    expect(JSON.stringify(chart.toSpec()).length).toBeLessThan(20_000);
  });

  it("refuses what it can't draw, in a sentence with its name", () => {
    expect(() => eceConventions([[1, 2]], [0, 1])).toThrow(
      "eceConventions needs one row of scores",
    );
    expect(() => eceConventions([[1, 2]], [0], { n_bins: 3 } as never)).toThrow(
      'eceConventions has no option "n_bins"',
    );
  });
});
