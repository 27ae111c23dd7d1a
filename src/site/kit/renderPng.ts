import type { JsonObject } from "../../charts/Chart.js";
import type { Picture } from "../../notebook/renderPng.js";
import { base64Of } from "../node/buffer.js";

/** Device pixels per CSS pixel, as on Node. */
const scale = 1.5;

const canvases = new WeakMap<Picture, OffscreenCanvas>();

/**
 * The browser's half of `notebook/renderPng.ts`: Vega draws on the browser's own canvas, with its fonts. Returns `undefined` where no
 * picture can be made, since no cell may fail because of it.
 */
export async function renderPng(spec: JsonObject): Promise<Picture | undefined> {
  try {
    const canvas = await canvasOf(spec);
    const picture = {
      base64: await writtenAs(canvas, "image/png"),
      width: Math.round(canvas.width / scale),
      height: Math.round(canvas.height / scale),
    };
    canvases.set(picture, canvas);
    return picture;
  } catch {
    return undefined;
  }
}

/** The same picture as a JPEG in base64. */
export async function jpegOf(picture: Picture): Promise<string> {
  const canvas = canvases.get(picture);
  return canvas ? writtenAs(canvas, "image/jpeg", 0.75) : "";
}

async function canvasOf(spec: JsonObject): Promise<OffscreenCanvas> {
  const [vega, vegaLite] = await Promise.all([import("vega"), import("vega-lite")]);
  measureOnCanvas((vega as unknown as { textMetrics: TextMetrics }).textMetrics);
  const { $schema: _, ...withoutVersion } = spec;
  const logger = vega.logger(vega.None);
  const compiled = vegaLite.compile(withoutVersion as never, { logger });
  const view = new vega.View(vega.parse(compiled.spec), { renderer: "none", logger });
  try {
    // Vega says how large it is only in the picture that it writes as text.
    const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(await view.toSVG()) ?? [];
    const canvas = new OffscreenCanvas(
      Math.round(Number(width) * scale),
      Math.round(Number(height) * scale),
    );
    const externalContext = canvas.getContext("2d") as OffscreenCanvasRenderingContext2D;
    externalContext.fillStyle = "#ffffff";
    externalContext.fillRect(0, 0, canvas.width, canvas.height);
    await view.toCanvas(scale, { externalContext });
    return canvas;
  } finally {
    view.finalize();
  }
}

/** The part of Vega's text measurement that can be replaced; its type definitions don't mention it. */
interface TextMetrics {
  width(item: TextItem, text: unknown): number;
}
interface TextItem {
  font?: string;
  fontSize?: number;
  fontStyle?: string;
  fontWeight?: string | number;
  limit?: number;
}

/** In a worker, Vega finds no canvas to measure with, and would guess. */
function measureOnCanvas(metrics: TextMetrics): void {
  const context = new OffscreenCanvas(1, 1).getContext("2d") as OffscreenCanvasRenderingContext2D;
  metrics.width = (
    { font = "sans-serif", fontSize = 11, fontStyle, fontWeight, limit = 0 },
    text,
  ) => {
    context.font = [fontStyle ?? "", fontWeight ?? "", `${fontSize}px`, font].join(" ");
    const { width } = context.measureText(String(text ?? ""));
    // As on Node: a text that is cut needs no room for what isn't drawn.
    return limit > 0 ? Math.min(width, limit) : width;
  };
}

async function writtenAs(canvas: OffscreenCanvas, type: string, quality?: number): Promise<string> {
  const blob = await canvas.convertToBlob({ type, quality });
  return base64Of(new Uint8Array(await blob.arrayBuffer()));
}
