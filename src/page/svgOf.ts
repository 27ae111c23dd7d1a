import type { JsonObject } from "../charts/Chart.js";
import { rethrow } from "../logits/missingPackages.js";

/** By how much letters are wider than {@link estimateTextWidth} says, where the picture is drawn. */
export interface FontWidths {
  readonly normal: number;
  readonly bold: number;
}

/**
 * Draws a Vega-Lite specification as the text of an SVG: the still picture of a chart, without a browser.
 *
 * @param widths for a picture that is drawn with a font other than Helvetica or Arial
 * @throws whatever Vega says of a specification that can't be drawn, and Node's error where Vega isn't installed
 *
 * @example (await svgOf(logitsBesideProbabilities([1, 2], ["A", "B"]).toStill())).slice(0, 4) // "<svg"
 */
export async function svgOf(
  spec: JsonObject,
  widths: FontWidths = { normal: 1, bold: 1 },
): Promise<string> {
  // Vega's modules contain top-level await: a `require`d package can only load them this way.
  const [vega, vegaLite] = await Promise.all([
    import("vega").catch(rethrow),
    import("vega-lite").catch(rethrow),
  ]);
  useOwnTextWidths((vega as unknown as { textMetrics: TextMetrics }).textMetrics, widths);
  const { $schema: _, ...withoutVersion } = spec;
  // Vega stays silent: a failure shows as a missing picture, not as console output in the cell.
  const logger = vega.logger(vega.None);
  const compiled = vegaLite.compile(withoutVersion as never, { logger });
  const view = new vega.View(vega.parse(compiled.spec), { renderer: "none", logger });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}

/** The part of Vega's text measurement that can be replaced; its type definitions don't mention it. */
interface TextMetrics {
  width(
    item: { fontSize?: number; fontWeight?: string | number; limit?: number },
    text: unknown,
  ): number;
}

function useOwnTextWidths(metrics: TextMetrics, { normal, bold }: FontWidths): void {
  metrics.width = ({ fontSize = 11, fontWeight, limit = 0 }, text) => {
    const isBold = fontWeight === "bold";
    const estimate = estimateTextWidth(String(text ?? ""), fontSize, isBold);
    const width = estimate * (isBold ? bold : normal);
    // Vega cuts a text off at its limit but asks for the width of all of it: it would reserve room for what isn't drawn.
    return limit > 0 ? Math.min(width, limit) : width;
  };
}

/**
 * The approximate width of a text in Helvetica, in pixels. Node has no canvas to measure with, and Vega's own guess (0.8 of the
 * font size for every letter) is half as much again: long labels would be cut off although there is room for them.
 *
 * @example estimateTextWidth("POSITIVE", 12) // 62.16: Helvetica itself takes 55.4
 */
export function estimateTextWidth(text: string, fontSize: number, bold = false): number {
  let width = 0;
  for (const character of text) width += shareOf(character);
  return width * fontSize * (bold ? 1.08 : 1);
}

/** A character's share of the font size. */
function shareOf(character: string): number {
  if ((character.codePointAt(0) ?? 0) >= 0x2e80) return 1.1; // Chinese, Japanese, Korean, emoji
  if (/[iljtfI.,:;'|!() ]/.test(character)) return 0.31;
  return /[A-ZmwMW@%]/.test(character) ? 0.76 : 0.56;
}
