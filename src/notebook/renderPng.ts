import type { JsonObject } from "../charts/Chart.js";
import { estimateTextWidth } from "./estimateTextWidth.js";
import { flatColours } from "./flatColours.js";
import { hasFont } from "./hasFont.js";
import { keepsHues } from "./keepsHues.js";

/** A still picture of a chart: base64 as Jupyter wants it, and the size in CSS pixels at which it should be shown. */
export interface Picture {
  base64: string;
  width: number;
  height: number;
}

/** Two device pixels a CSS pixel, so that text stays sharp on today's screens. */
const scale = 2;

/**
 * So many colours and the greys of letters fit into 16 entries, half a byte a pixel. A map with a tone for each cell takes 256,
 * a byte a pixel: with fewer, cells of different values would look the same. PNG has nothing between.
 */
const fewColours = 12;

/**
 * Draws a Vega-Lite specification as a PNG, for places that show pictures only (GitHub, VS Code's static view, nbconvert).
 *
 * Gives `undefined` where no picture can be made (sharp or a font is missing, the specification can't be drawn): a chart
 * without its picture is still a chart, so no cell may fail for it.
 *
 * @example (await renderPng(logitsBesideProbabilities([1, 2], ["A", "B"]).toSpec()))?.width // 684
 */
export async function renderPng(spec: JsonObject): Promise<Picture | undefined> {
  try {
    return (await hasFont()) ? await pngOf(await svgOf(spec)) : undefined;
  } catch {
    return undefined;
  }
}

async function svgOf(spec: JsonObject): Promise<string> {
  // Vega's modules contain top-level await: a `require`d package may only load them this way.
  const [vega, vegaLite] = await Promise.all([import("vega"), import("vega-lite")]);
  useOwnTextWidths((vega as unknown as { textMetrics: TextMetrics }).textMetrics);
  const { $schema: _, ...withoutVersion } = spec;
  const compiled = vegaLite.compile(withoutVersion as never, { logger: silent });
  const view = new vega.View(vega.parse(compiled.spec), { renderer: "none", logger: silent });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}

/** The part of Vega's text measuring that it lets others replace; its type definitions don't mention it. */
interface TextMetrics {
  width(
    item: { fontSize?: number; fontWeight?: string | number; limit?: number },
    text: unknown,
  ): number;
}

function useOwnTextWidths(metrics: TextMetrics): void {
  metrics.width = ({ fontSize = 11, fontWeight, limit = 0 }, text) => {
    const width = estimateTextWidth(String(text ?? ""), fontSize, fontWeight === "bold");
    // Vega cuts a text at its limit, but asks for the width of all of it: room would be kept for what is not drawn.
    return limit > 0 ? Math.min(width, limit) : width;
  };
}

async function pngOf(svg: string): Promise<Picture> {
  const { default: sharp } = await import("sharp");
  // 72 dots an inch is one dot a CSS pixel in an SVG.
  const { data, info } = await sharp(Buffer.from(svg), { density: 72 * scale })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const encode = (colours: number) =>
    sharp(data, { raw: { width, height, channels } })
      // Dithering would only add noise.
      .png({ palette: true, colours, dither: 0, compressionLevel: 9 })
      .toBuffer();
  const pixels = new Uint32Array(data.buffer, data.byteOffset, width * height);
  const few = flatColours(pixels, width) <= fewColours ? await encode(16) : undefined;
  const isFaithful = few && keepsHues(data, await sharp(few).ensureAlpha().raw().toBuffer(), width);
  const png = isFaithful ? few : await encode(256);
  return {
    base64: png.toString("base64"),
    width: Math.round(width / scale),
    height: Math.round(height / scale),
  };
}

/** What Vega would write to the console belongs into no cell: what fails shows as a picture that is not there. */
const silent = {
  level() {
    return this;
  },
  error() {
    return this;
  },
  warn() {
    return this;
  },
  info() {
    return this;
  },
  debug() {
    return this;
  },
} as never;
