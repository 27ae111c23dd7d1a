import {
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  parse,
  wcagContrast,
} from "culori";
import { scale } from "vega";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/charts/Chart.js";
import {
  cellInk,
  cellTones,
  columnLabels,
  shareColours,
  signedColours,
} from "../../../src/charts/parts/cells.js";
import { inTheDark } from "../inTheDark.js";

describe("cellColours", () => {
  /** The colours as Vega paints them, rounded to whole channels as on the screen. */
  function paint({ domain, range }: JsonObject, values: number[]): string[] {
    const linear = scale("linear") as unknown as () => {
      domain(d: unknown): unknown;
      range(r: unknown): unknown;
      (value: number): string;
    };
    const colours = linear();
    colours.domain(domain);
    colours.range(range);
    return values.map((value) => colours(value));
  }

  /** The lowest contrast of the ink on these cells, on a light page and on a dark one. */
  function worstContrast(scale: JsonObject, values: number[]): number {
    const cells = paint(scale, values);
    const light = cells.map((cell) => wcagContrast(cell, cellInk));
    const dark = cells.map((cell) => wcagContrast(inTheDark(cell), inTheDark(cellInk)));
    return Math.min(...light, ...dark);
  }

  describe("the colours of cells", () => {
    const shares = Array.from({ length: 2001 }, (_, i) => i / 2000);

    it("keep every number readable, 4.5 to 1, over the whole scale of shares, in the dark too", () => {
      expect(worstContrast(shareColours(), shares)).toBeGreaterThanOrEqual(4.5);
    });

    it.each([1e-3, 1, 5.97, 1e6])("keep it over the scale of logits up to %d", (reach) => {
      const values = shares.flatMap((share) => [share * reach, -share * reach]);
      expect(worstContrast(signedColours(reach), values)).toBeGreaterThanOrEqual(4.5);
    });

    it("show a black frame, 3 to 1, on the darkest tones", () => {
      for (const tone of [cellTones.low, cellTones.high]) {
        expect(wcagContrast(tone, "#000000")).toBeGreaterThanOrEqual(3);
      }
    });

    it("tell above from below 0 in every kind of colour blindness", () => {
      const distance = differenceCiede2000();
      for (const eye of [filterDeficiencyProt, filterDeficiencyDeuter, filterDeficiencyTrit]) {
        const [low, high] = [cellTones.low, cellTones.high].flatMap((tone) => parse(tone) ?? []);
        expect(distance(eye(1)(low), eye(1)(high))).toBeGreaterThan(30);
      }
    });
  });
});

describe("columnLabels", () => {
  it("are level where they fit, slanted where they are short, upright where long or narrow", () => {
    expect(columnLabels(["A", "B"], 60).labelAngle).toBe(0);
    expect(columnLabels(["anger", "surprise"], 48).labelAngle).toBe(-45);
    expect(columnLabels(["anger", "x".repeat(60)], 48).labelAngle).toBe(-90);
    expect(columnLabels(["anger", "surprise"], 12).labelAngle).toBe(-90);
  });

  it("have room for 60 characters", () => {
    expect(columnLabels(["x".repeat(60)], 12).labelLimit).toBeGreaterThanOrEqual(60 * 6);
  });
});
