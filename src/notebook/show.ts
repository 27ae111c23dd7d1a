import { escapeText } from "entities/escape";
import { type Chart, type JsonObject, plotlyMimeType } from "../charts/Chart.js";
import { printable } from "../logits/text.js";
import { cellDisplay } from "./display.js";
import { noFormulas } from "./html.js";
import { NotebookError } from "./NotebookError.js";

/**
 * Draws a chart under the cell: live in JupyterLab, as a picture where only pictures are shown, as a table of its numbers
 * everywhere else. Outside a kernel it prints the table.
 *
 * A picture that can't be made is left out. Throws `NotebookError` for what is no chart, and else never.
 *
 * @example await show(logitsBesideProbabilities([-3.48, 3.85], ["NEGATIVE", "POSITIVE"]))
 * // prints: …
 * // label     logit  probability
 * // NEGATIVE  -3.48       0.0007
 * // POSITIVE   3.85       0.9993
 */
export async function show(chart: Chart): Promise<void> {
  if (typeof chart?.toMimeBundle !== "function") {
    throw new NotebookError(
      "show needs a chart, such as logitsBesideProbabilities(…) or dragTheLogits(…) returns",
    );
  }
  const display = cellDisplay();
  const bundle = chart.toMimeBundle();
  const picture = await renderPng(chart.toStill());
  if (!picture) return display(bundle);
  const { width, height } = picture;
  // JupyterLab's Plotly shows a PNG beside its figure in place of it, until a mouse comes near: as a JPEG it stays a spare.
  const live = plotlyMimeType in bundle;
  const [type, data] = live ? ["image/jpeg", await jpegOf(picture)] : ["image/png", picture.base64];
  display(
    { ...bundle, [type]: data },
    { metadata: { [type]: { width, height, alt: chart.description } } },
  );
}

/** More rows than this make a page slow and a notebook heavy, and nobody reads them. */
const mostRows = 1000;
/** With more rows than this the table scrolls by itself, under headings that stay. */
const rowsInView = 20;

/**
 * The numbers behind a chart as a table under the cell: for screen readers, for copying, for whoever prefers numbers.
 *
 * Shows the first 1,000 rows and says how many more there are in `chart.table.rows`. Labels and texts are data: all of them
 * are escaped. Throws `NotebookError` for what is no chart.
 *
 * @example await showTable(logitsBesideProbabilities([-3.48, 3.85], ["NEGATIVE", "POSITIVE"]))
 * // prints: …
 * // label     logit  probability
 * // NEGATIVE  -3.48       0.0007
 * // POSITIVE   3.85       0.9993
 */
export async function showTable(chart: Chart): Promise<void> {
  if (typeof chart?.toMimeBundle !== "function") {
    throw new NotebookError(
      "showTable needs a chart, such as logitsBesideProbabilities(…) returns",
    );
  }
  const table = tableOf(chart);
  const rest = chart.table.rows.length - mostRows;
  const more =
    rest > 0
      ? `<p>… and ${rest.toLocaleString("en")} more rows in <code>chart.table.rows</code></p>`
      : "";
  cellDisplay()({
    "text/html": `${chart.table.rows.length > rowsInView ? scrolling(table) : table}${more}`,
    "text/plain": `${chart.toMimeBundle()["text/plain"]}`,
  });
}

function tableOf({ title, table: { columns, rows } }: Chart): string {
  const head = columns.map((column, i) => `<th scope="col"${side(i, rows)}>${cell(column)}</th>`);
  const body = rows.slice(0, mostRows).map((row) => {
    const cells = row.map((text, i) => {
      const tag = i === 0 ? "th" : "td";
      return `<${tag}${i === 0 ? ' scope="row"' : ""}${side(i, rows)}>${cell(text)}</${tag}>`;
    });
    return `<tr>${cells.join("")}</tr>`;
  });
  return (
    `<table ${noFormulas}><caption style="text-align: left">${cell(title)}</caption>` +
    `<thead><tr>${head.join("")}</tr></thead><tbody>${body.join("")}</tbody></table>`
  );
}

/** Words stand at the left of their column; numbers at the right, where the page puts them by itself. */
function side(column: number, rows: readonly (readonly string[])[]): string {
  const number = /^[<>≈]?[-−+]?[\d.,]+(e[-+]?\d+)? ?%?$/;
  const words = rows.slice(0, mostRows).some((row) => !number.test(row[column]));
  return words ? ' style="text-align: left"' : "";
}

/** A box of its own height, which the keyboard can scroll where the page lets it have a tab stop. */
function scrolling(table: string): string {
  return `<div style="max-height: 30em; overflow: auto" tabindex="0">${table}</div>`;
}

const cell = (text: string) => escapeText(printable(text));

/** A still picture of a chart: base64 as Jupyter wants it, and the size in CSS pixels at which it should be shown. */
interface Picture {
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
 * @example (await renderPng(logitsBesideProbabilities([1, 2], ["A", "B"]).toSpec()))?.width // 729
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

/** The same picture as a JPEG, base64: for outputs in which a PNG would have another meaning. */
async function jpegOf({ base64 }: Picture): Promise<string> {
  const { default: sharp } = await import("sharp");
  const jpeg = await sharp(Buffer.from(base64, "base64"))
    // Full colour at every dot: coloured letters and thin lines would else get a fringe.
    .jpeg({ quality: 75, chromaSubsampling: "4:4:4", mozjpeg: true })
    .toBuffer();
  return jpeg.toString("base64");
}

/**
 * About how wide a text is in Helvetica, in pixels. Node has no canvas to measure with, and Vega's own guess (0.8 of the font
 * size for every letter) is half too much, so that long labels would be cut that have room.
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

let answer: Promise<boolean> | undefined;

/**
 * Whether this machine has any font for pictures. Without one every letter is drawn as the same empty box (bare containers),
 * and a chart of boxes is worse than none. Found out once: two different letters must give two different pictures.
 */
function hasFont(): Promise<boolean> {
  answer ??= lettersDiffer();
  return answer;
}

async function lettersDiffer(): Promise<boolean> {
  const [i, o] = await Promise.all([pixelsOf("I"), pixelsOf("O")]);
  return !i.equals(o);
}

async function pixelsOf(letter: string): Promise<Buffer> {
  const { default: sharp } = await import("sharp");
  const text = `<text x="4" y="24" font-size="20" font-family="sans-serif">${letter}</text>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32">${text}</svg>`;
  return sharp(Buffer.from(svg)).raw().toBuffer();
}

/** So many equal pixels side by side, and the same below, are an area; the edges of letters and of bars are thinner. */
const run = 8;
/** Areas of fewer pixels than this nobody looks at for their tone. */
const smallest = 64;

/**
 * How many colours fill areas of a picture: bars and cells count, the many greys at the edges of letters don't.
 *
 * @param pixels one number a pixel, `[width * height]`, row after row
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
    if (end - start >= run && !isThin) areas.set(colour, (areas.get(colour) ?? 0) + end - start);
    start = end;
  }
  let colours = 0;
  for (const area of areas.values()) if (area >= smallest) colours++;
  return colours;
}

/** How far the difference of two channels may move, of 255, before a mark is taken for one of another colour. */
const tolerance = 16;

/**
 * Whether a picture with fewer colours still shows each mark, however small, in its own hue; a grey may become another grey.
 *
 * Only pixels inside a mark count, equal to those beside and below them: the mixed tones of edges may go.
 *
 * @param before the picture, four bytes a pixel (red, green, blue, opacity), row after row
 * @param after the same picture with fewer colours
 * @param width pixels a row
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
