import { describe, expect, it } from "vitest";
import { logitsBesideProbabilities } from "../../src/charts/logitsBesideProbabilities.js";
import { estimateTextWidth, svgOf } from "../../src/page/svgOf.js";

it("draws a chart's still picture as one SVG, in which a label is text", async () => {
  const chart = logitsBesideProbabilities([1, 2], ["<script>alert(1)</script>", "B & C"]);
  const svg = await svgOf(chart.toStill());
  expect(svg).toMatch(/^<svg [\s\S]*<\/svg>$/);
  expect(svg).toContain("B &amp; C");
  expect(svg).not.toContain("<script");
});

it("makes room for letters that are wider than Helvetica's", async () => {
  const still = logitsBesideProbabilities([1, 2], ["POSITIVE", "NEGATIVE"]).toStill();
  const widthOf = async (normal: number) => {
    const svg = await svgOf(still, { normal, bold: normal });
    return Number(/width="([\d.]+)"/.exec(svg)?.[1]);
  };
  expect(await widthOf(1.5)).toBeGreaterThan(await widthOf(1));
});

describe("estimateTextWidth", () => {
  /** Widths in Helvetica at 12 pixels, summed from the advance widths of Adobe's font metrics (AFM, units of 1/1000). */
  const measured: [string, number][] = [
    ["POSITIVE", ((667 + 778 + 667 + 278 + 611 + 278 + 667 + 667) * 12) / 1000],
    ["fantastic", ((278 + 556 + 556 + 278 + 556 + 500 + 278 + 222 + 500) * 12) / 1000],
    ["0.9993", ((5 * 556 + 278) * 12) / 1000],
  ];

  it("comes within a fifth of Helvetica's real widths, and never below them", () => {
    for (const [text, width] of measured) {
      const share = estimateTextWidth(text, 12) / width;
      expect(share, text).toBeGreaterThanOrEqual(1);
      expect(share, text).toBeLessThan(1.2);
    }
  });

  it("grows with the font and with bold letters, and gives wide scripts their room", () => {
    expect(estimateTextWidth("logit", 24)).toBeCloseTo(2 * estimateTextWidth("logit", 12), 9);
    expect(estimateTextWidth("logit", 12, true)).toBeGreaterThan(estimateTextWidth("logit", 12));
    expect(estimateTextWidth("感情", 10)).toBeGreaterThanOrEqual(20);
  });
});
