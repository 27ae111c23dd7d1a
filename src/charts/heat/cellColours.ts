import { palette } from "../frame/theme.js";
import type { JsonObject } from "../MimeBundle.js";

/** How the cells of a map are coloured: a colour scale, and the rule for the ink of the numbers that stand in them. */
export interface CellColours {
  /** The Vega-Lite scale from values to colours. */
  scale: JsonObject;
  /** A Vega expression, true where white is the better ink. */
  isDark: string;
}

/** Both ends of every scale; brown against blue is a pair that colour-blind readers tell apart. */
export const cellTones = { pale: "#F4F6F8", high: palette.predicted, low: "#8A5100" } as const;

/** Pale at 0 to blue at 1, for shares and probabilities. */
export function shareColours(field: string): CellColours {
  return {
    scale: scaleOf([0, 1], [cellTones.pale, cellTones.high]),
    isDark: `datum.${field} > ${switchToWhite(cellTones.high)}`,
  };
}

/** Pale at 0, blue up to `reach`, brown down to `-reach`, for logits. */
export function signedColours(field: string, reach: number): CellColours {
  const [above, below] = [switchToWhite(cellTones.high), switchToWhite(cellTones.low)];
  return {
    scale: scaleOf([-reach, 0, reach], [cellTones.low, cellTones.pale, cellTones.high]),
    isDark: `datum.${field} > ${above * reach} || datum.${field} < ${-below * reach}`,
  };
}

function scaleOf(domain: number[], range: string[]): JsonObject {
  // In RGB, so that the switch below is the one on the screen.
  return { type: "linear", domain, range, interpolate: "rgb", nice: false, zero: false };
}

/**
 * How far from pale to the given tone white becomes the better ink, 0 to 1. Black and white are both 4.58 to 1 there, so that
 * each number keeps 4.5 to 1 on every tone; any other pair of inks would fall below.
 */
export function switchToWhite(tone: string): number {
  const [from, to] = [cellTones.pale, tone].map(channels);
  let [light, dark] = [0, 1];
  for (let halvings = 0; halvings < 30; halvings++) {
    const middle = (light + dark) / 2;
    const mixed = from.map((channel, i) => channel + (to[i] - channel) * middle);
    if (luminance(mixed) > Math.sqrt(1.05 * 0.05) - 0.05) light = middle;
    else dark = middle;
  }
  return light;
}

function channels(hex: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
}

/** Relative luminance as WCAG 2 defines it. */
function luminance(rgb: readonly number[]): number {
  const [r, g, b] = rgb.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** The colour of a number in a cell: white on dark tones, black on pale ones. */
export function cellInk(isDark: string): JsonObject {
  return { condition: { test: isDark, value: "#FFFFFF" }, value: "#000000" };
}
