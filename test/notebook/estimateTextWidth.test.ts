import { describe, expect, it } from "vitest";
import { estimateTextWidth } from "../../src/notebook/estimateTextWidth.js";

/** Widths in Helvetica at 12 pixels, summed from the advance widths of Adobe's font metrics (AFM, units of 1/1000). */
const measured: [string, number][] = [
  ["POSITIVE", ((667 + 778 + 667 + 278 + 611 + 278 + 667 + 667) * 12) / 1000],
  ["fantastic", ((278 + 556 + 556 + 278 + 556 + 500 + 278 + 222 + 500) * 12) / 1000],
  ["0.9993", ((5 * 556 + 278) * 12) / 1000],
];

describe("estimateTextWidth", () => {
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
