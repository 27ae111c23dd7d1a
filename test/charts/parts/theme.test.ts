import { describe, expect, it } from "vitest";
import { palette } from "../../../src/charts/parts/theme.js";

/** Contrast of two colours by WCAG 2.2, 1 to 21. */
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

describe("the palette", () => {
  it("gives text at least 4.5 to 1 on the paper", () => {
    for (const colour of [palette.ink, palette.softInk, palette.predicted]) {
      expect(contrast(colour, palette.paper)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it("keeps the winner apart from the others in a grey print too", () => {
    expect(contrast(palette.predicted, palette.other)).toBeGreaterThanOrEqual(1.8);
  });
});
