import type { JsonObject } from "../charts/Chart.js";
import { isMissing, rethrow } from "../logits/missingPackages.js";
import { note } from "../logits/note.js";
import { estimateTextWidth, type FontWidths, svgOf } from "../page/svgOf.js";
import { inKernel } from "./kernel.js";

/** A still picture of a chart: base64, as Jupyter expects it, and the size in CSS pixels at which to show it. */
export interface Picture {
  base64: string;
  width: number;
  height: number;
}

/** Device pixels per CSS pixel: text stays sharp on today's screens, and a notebook of many charts small enough to open quickly. */
const scale = 1.5;

/**
 * This many colours and the greys of letters fit into a palette of 16, half a byte per pixel. A heat map with a tone for each
 * cell takes one byte per pixel: with fewer, cells of different values would look the same. PNG has nothing in between.
 */
const fewColours = 12;

/** Out of 100: of a byte's 256 colours, only as many as the eye needs, if that keeps all tones. Fewer take less room, by up to a fifth. */
const enoughColours = [90, 95, 98];

/**
 * Draws a Vega-Lite specification as a PNG, for places that show only pictures (GitHub, VS Code's static view, nbconvert).
 *
 * Returns `undefined` if no picture can be made (sharp or a font is missing, the specification can't be drawn): a chart
 * without its picture is still a chart, so no cell may fail because of it.
 *
 * @example (await renderPng(logitsBesideProbabilities([1, 2], ["A", "B"]).toSpec()))?.height // 147
 */
export async function renderPng(spec: JsonObject): Promise<Picture | undefined> {
  try {
    return (await hasFont()) ? await pngOf(await svgOf(spec, await fontWidths())) : undefined;
  } catch (cause) {
    noteMissing(cause);
    return undefined;
  }
}

/** Packages that the installed kit doesn't bring along. */
const forPictures = ["vega@6", "vega-lite@6", "sharp@0.35"];

let isNoted = false;

/** Says once what charts lack; without a kernel nothing shows pictures, and nothing is lacking. */
function noteMissing(cause: unknown): void {
  if (isNoted || !isMissing(cause, forPictures) || !inKernel()) return;
  isNoted = true;
  const command = `npm install ${forPictures.join(" ")}`;
  note(`charts have no picture for places that show only pictures; run ${command}`);
}

async function pngOf(svg: string): Promise<Picture> {
  const { default: sharp } = await import("sharp").catch(rethrow);
  // At 72 dots per inch, an SVG has one dot per CSS pixel.
  const { data, info } = await sharp(Buffer.from(svg), { density: 72 * scale })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const pixels = new Uint32Array(data.buffer, data.byteOffset, width * height);
  const flat = flatColours(pixels, width);
  const palettes = [
    ...(flat <= fewColours ? [{ colours: 16 }] : []),
    ...enoughColours.map((quality) => ({ colours: 256, quality })),
    { colours: 256 },
  ];
  let png = Buffer.alloc(0);
  for (const palette of palettes) {
    png = await sharp(data, { raw: { width, height, channels } })
      // Dithering would only add noise.
      .png({ palette: true, dither: 0, compressionLevel: 9, ...palette })
      .toBuffer();
    const drawn = await sharp(png).ensureAlpha().raw().toBuffer();
    const tones = new Uint32Array(drawn.buffer, drawn.byteOffset, width * height);
    // Of few colours, two greys may become one; of a heat map's tones, no two.
    const keepsTones = palette.colours === 16 || flatColours(tones, width) >= flat;
    if (keepsTones && keepsHues(data, drawn, width)) break;
  }
  return {
    base64: png.toString("base64"),
    width: Math.round(width / scale),
    height: Math.round(height / scale),
  };
}

/** Device pixels per CSS pixel of a JPEG. */
const jpegScale = 1.2;

/** The same picture as a JPEG in base64, for outputs in which a PNG would mean something else. */
export async function jpegOf({ base64, width }: Picture): Promise<string> {
  const { default: sharp } = await import("sharp").catch(rethrow);
  const jpeg = await sharp(Buffer.from(base64, "base64"))
    // Flat colours and letters take a JPEG several times what a PNG needs for them.
    .resize({ width: Math.round(jpegScale * width) })
    // Full colour resolution: otherwise, coloured letters and thin lines would get a fringe.
    .jpeg({ quality: 60, chromaSubsampling: "4:4:4", mozjpeg: true })
    .toBuffer();
  return jpeg.toString("base64");
}

let widthsHere: Promise<FontWidths> | undefined;

/** Where Helvetica and Arial are missing, another font takes their place, which may be wider: titles and names would be cut. */
function fontWidths(): Promise<FontWidths> {
  widthsHere ??= measureFont();
  return widthsHere;
}

async function measureFont(): Promise<FontWidths> {
  const [normal, bold] = await Promise.all([excessOf("normal"), excessOf("bold")]);
  return { normal, bold };
}

const sample = "The winner's probability of 12 texts ranges from 0.5075 to 0.9867";

async function excessOf(weight: "normal" | "bold"): Promise<number> {
  const { default: sharp } = await import("sharp").catch(rethrow);
  const text = `<text x="9" y="24" font-size="20" font-weight="${weight}" font-family="Helvetica, Arial, sans-serif">${sample}</text>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="32">${text}</svg>`;
  const { info } = await sharp(Buffer.from(svg)).trim().toBuffer({ resolveWithObject: true });
  return Math.max(1, info.width / estimateTextWidth(sample, 20, weight === "bold"));
}

let fontIsThere: Promise<boolean> | undefined;

/**
 * Whether this machine has any font for pictures. Without one (as in a bare container), every letter is drawn as the same empty
 * box, and a chart of boxes is worse than none. Tested once: two different letters must give two different pictures.
 */
function hasFont(): Promise<boolean> {
  fontIsThere ??= lettersDiffer();
  return fontIsThere;
}

async function lettersDiffer(): Promise<boolean> {
  const [i, o] = await Promise.all([pixelsOf("I"), pixelsOf("O")]);
  return !i.equals(o);
}

async function pixelsOf(letter: string): Promise<Buffer> {
  const { default: sharp } = await import("sharp").catch(rethrow);
  const text = `<text x="4" y="24" font-size="20" font-family="sans-serif">${letter}</text>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32">${text}</svg>`;
  return sharp(Buffer.from(svg)).raw().toBuffer();
}

/** This many equal pixels side by side, with the same colour below, are an area; the edges of letters and bars are thinner. */
const shortestRun = 8;
/** Nobody looks at the tone of an area with fewer pixels than this. */
const smallestArea = 64;

/**
 * Counts the colours that fill areas of a picture: bars and cells count, the many greys at the edges of letters don't.
 *
 * @param pixels one number per pixel, `[width * height]`, row by row
 *
 * @example flatColours(new Uint32Array(100 * 100), 100) // 1
 */
export function flatColours(pixels: Uint32Array, width: number): number {
  const areas = new Map<number, number>();
  for (let start = 0; start < pixels.length; ) {
    const colour = pixels[start];
    const endOfLine = start - (start % width) + width;
    let end = start + 1;
    while (end < endOfLine && pixels[end] === colour) end++;
    const isThin = pixels[start + width] !== colour;
    if (end - start >= shortestRun && !isThin)
      areas.set(colour, (areas.get(colour) ?? 0) + end - start);
    start = end;
  }
  let colours = 0;
  for (const area of areas.values()) if (area >= smallestArea) colours++;
  return colours;
}

/** How far the difference between two channels may shift, out of 255, before a mark looks like one of another colour. */
const tolerance = 16;

/**
 * Whether a picture with fewer colours still shows each mark, however small, in its own hue; a grey may become another grey.
 *
 * Only pixels inside a mark count, those equal to their neighbours beside and below: the mixed tones of edges may change.
 *
 * @param before the picture, four bytes per pixel (red, green, blue, opacity), row by row
 * @param after the same picture with fewer colours
 * @param width pixels per row
 *
 * @example
 * const teal = Uint8Array.from(Array(4).fill([0, 128, 128, 255]).flat());
 * const grey = Uint8Array.from(Array(4).fill([128, 128, 128, 255]).flat());
 * keepsHues(teal, grey, 2) // false
 */
export function keepsHues(before: Uint8Array, after: Uint8Array, width: number): boolean {
  const pixels = new Uint32Array(before.buffer, before.byteOffset, before.byteLength / 4);
  for (let i = 0; i + width + 1 < pixels.length; i++) {
    const colour = pixels[i];
    const isInside =
      pixels[i + 1] === colour && pixels[i + width] === colour && pixels[i + width + 1] === colour;
    if (isInside && hueMoved(before, after, 4 * i)) return false;
  }
  return true;
}

function hueMoved(before: Uint8Array, after: Uint8Array, at: number): boolean {
  const [red, green, blue] = [0, 1, 2].map((channel) => before[at + channel] - after[at + channel]);
  return Math.abs(red - green) > tolerance || Math.abs(green - blue) > tolerance;
}
