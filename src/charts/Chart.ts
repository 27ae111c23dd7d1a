import { checkOptions } from "../logits/checks.js";
import { ReadingLogitsError } from "../logits/errors.js";
import { printable, textTable } from "../logits/text.js";

const inspectSymbol: unique symbol = Symbol.for("nodejs.util.inspect.custom");
const displaySymbol: unique symbol = Symbol.for("Jupyter.display");

/** The numbers behind a chart as text, for those who can't see it or want to copy them: `await showTable(chart)`. */
export interface ChartTable {
  /** The column headings. */
  readonly columns: readonly string[];
  /** One row per mark, with as many cells as there are columns. */
  readonly rows: readonly (readonly string[])[];
}

/**
 * A chart as plain data: it knows no kernel and draws nothing itself. `await show(chart)` puts it on the page.
 *
 * It also carries the symbols that other JavaScript kernels (`Jupyter.display`) and Node's `console.log` look for.
 */
export interface Chart {
  /** One line that says what there is to see. */
  readonly title: string;
  /** What a screen reader says in place of the picture. */
  readonly description: string;
  /** The numbers that are drawn. */
  readonly table: ChartTable;
  /** The Vega-Lite specification or the Plotly figure (`data`, `layout`, `frames`, `config`), a fresh copy on each call. */
  toSpec(): JsonObject;
  /** A Vega-Lite specification of the picture, for places that show only pictures; for a Vega-Lite chart, its own. */
  toStill(): JsonObject;
  /** The specification and a text table of the same numbers, by MIME type. */
  toMimeBundle(): MimeBundle;
  [displaySymbol](): MimeBundle;
  [inspectSymbol](): string;
}

/** The parts that differ from chart to chart. */
interface ChartParts {
  title: string;
  description: string;
  table: ChartTable;
}

/** Refuses parts that no chart has, and a chart without one that it needs. */
function checkParts(
  caller: string,
  parts: unknown,
  needed: readonly string[],
  optional: readonly string[] = [],
): void {
  const known = [...needed, ...optional];
  checkOptions(caller, parts ?? null, { known, ErrorType: ChartError });
  const missing = needed.find((name) => (parts as Record<string, unknown>)[name] === undefined);
  if (missing === undefined) return;
  throw new ChartError(`${caller} needs ${needed.join(", ")}: ${missing} is missing`);
}

/** Assembles a chart: what Vega-Lite and Plotly charts have in common. */
function assembleChart(
  parts: ChartParts & { mimeType: string; spec: JsonObject; still: JsonObject; text: string },
): Chart {
  const { title, description, table, mimeType, spec, still, text } = parts;
  const toSpec = () => structuredClone(spec);
  const toMimeBundle = (): MimeBundle => ({ [mimeType]: toSpec(), "text/plain": text });
  return {
    title,
    description,
    table,
    toSpec,
    toStill: () => structuredClone(still),
    toMimeBundle,
    [displaySymbol]: toMimeBundle,
    [inspectSymbol]: () => `Chart "${title}": use \`await show(chart)\` to draw it`,
  };
}

/** The MIME type under which JupyterLab draws a Vega-Lite chart; it accepts version 5, not 6. */
export const vegaLiteMimeType = "application/vnd.vegalite.v5+json";

/**
 * Makes a chart from its title, its description, a Vega-Lite specification and the table of its numbers.
 *
 * `pictured` is the subtitle of the still picture, where the live one tells the reader to move something. `narrow` is the whole
 * specification as a phone shows it; only what differs is stored, and the page changes it where the other one doesn't fit.
 *
 * @throws {ChartError} when one of them is missing, or there is anything else
 *
 * @example createChart({ title: "Two bars", description: "…", spec: { mark: "bar" }, table: { columns: ["label"], rows: [["A"]] } })
 * // prints: Two bars
 * //
 * // label
 * // A
 */
export function createChart(
  parts: ChartParts & { spec: JsonObject; pictured?: string[]; narrow?: JsonObject },
): Chart {
  const needed = ["title", "description", "spec", "table"];
  checkParts("createChart", parts, needed, ["pictured", "narrow"]);
  const { pictured, narrow, ...rest } = parts;
  const text = chartText(parts.title, parts.table);
  const wide = titlesAsText(parts.spec);
  const still = pictured ? titlesAsText(withSubtitle(parts.spec, pictured)) : wide;
  const spec = narrow ? withNarrow(wide, titlesAsText(narrow)) : wide;
  return assembleChart({ ...rest, mimeType: vegaLiteMimeType, spec, still, text });
}

function withNarrow(wide: JsonObject, narrow: JsonObject): JsonObject {
  const usermeta = { ...(wide.usermeta as JsonObject), narrow: narrowChanges(wide, narrow) };
  return { ...wide, usermeta };
}

function withSubtitle(spec: JsonObject, lines: string[]): JsonObject {
  const { subtitle: _, ...title } = spec.title as JsonObject;
  return { ...spec, title: lines.length > 0 ? { ...title, subtitle: lines } : title };
}

/** The MIME type under which JupyterLab, Notebook and VS Code draw a Plotly figure. */
export const plotlyMimeType = "application/vnd.plotly.v1+json";

/**
 * Makes a chart from a Plotly figure, for what Vega-Lite can't draw: three dimensions, ternary axes, frames.
 *
 * `still` is a Vega-Lite specification of the same picture, for places that show only pictures: Plotly itself needs a page to
 * draw in. Text in the figure must have gone through `plainText`, since Plotly reads tags in it.
 *
 * @throws {ChartError} when one of the five parts is missing, or there is anything else
 *
 * @example
 * const table = { columns: ["label"], rows: [["A"]] };
 * createPlotlyChart({ title: "A surface", description: "…", figure: { data: [], layout: {} }, still: { mark: "rect" }, table })
 * // prints: A surface
 * //
 * // label
 * // A
 */
export function createPlotlyChart(
  parts: ChartParts & { figure: JsonObject; still: JsonObject },
): Chart {
  checkParts("createPlotlyChart", parts, ["title", "description", "figure", "still", "table"]);
  const { figure, ...rest } = parts;
  const still = titlesAsText(parts.still);
  const text = chartText(parts.title, parts.table);
  return assembleChart({ ...rest, mimeType: plotlyMimeType, spec: figure, still, text });
}

/** The most rows that anyone reads through; the rest are in `chart.table`. */
const limit = 40;

/** A chart as text: its title, and its numbers as a table that stops after 40 rows and says how many more there are. */
export function chartText(title: string, { columns, rows }: ChartTable): string {
  const table = textTable(columns, rows.slice(0, limit));
  const rest = rows.length - limit;
  const more = rest > 0 ? `\n… and ${rest} more rows: await showTable(chart)` : "";
  return `${printable(title)}\n\n${table}${more}`;
}

/** The keys that hold data, which Vega takes as it is. */
const data = ["data", "datasets", "params", "usermeta"];
const titles = ["title", "subtitle", "text"];

/**
 * A Vega-Lite specification whose titles are read as text and nothing else.
 *
 * Vega looks some strings up as names of operators, and finds `constructor` or `toString` in every object: a title that is
 * just that word stops the drawing. A trailing space makes it a title like any other.
 *
 * @example titlesAsText({ title: { text: "constructor" } }) // { title: { text: "constructor " } }
 */
export function titlesAsText(spec: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(spec).map(([key, value]) => [
      key,
      data.includes(key) ? value : mend(value, key),
    ]),
  );
}

function mend(value: JsonValue, key: string): JsonValue {
  if (typeof value === "string") {
    return titles.includes(key) && value in Object.prototype ? `${value} ` : value;
  }
  if (Array.isArray(value)) return value.map((inner) => mend(inner, key));
  return typeof value === "object" && value !== null ? titlesAsText(value) : value;
}

/**
 * What must be changed in a specification to make another one of it: places, each with its new value; without one, nothing is
 * left there.
 *
 * A chart's data are the same in both, so that this stays small: the page makes the changes where the place is narrow.
 *
 * @example narrowChanges({ width: 640, height: 200 }, { width: 300, height: 200 }) // [{ at: ["width"], value: 300 }]
 */
export function narrowChanges(wide: JsonObject, narrow: JsonObject): JsonObject[] {
  return changes(wide, narrow, []);
}

function changes(wide: JsonValue, narrow: JsonValue, at: (string | number)[]): JsonObject[] {
  if (isList(wide) && isList(narrow) && wide.length === narrow.length) {
    return narrow.flatMap((value, i) => changes(wide[i], value, [...at, i]));
  }
  if (!isObject(wide) || !isObject(narrow)) return wide === narrow ? [] : [{ at, value: narrow }];
  const gone = Object.keys(wide).filter((key) => narrow[key] === undefined);
  const others = Object.keys(narrow).filter((key) => narrow[key] !== undefined);
  return [
    ...gone.map((key) => ({ at: [...at, key] })),
    ...others.flatMap((key) =>
      wide[key] === undefined
        ? [{ at: [...at, key], value: narrow[key] }]
        : changes(wide[key], narrow[key], [...at, key]),
    ),
  ];
}

const isList = (value: JsonValue): value is JsonValue[] => Array.isArray(value);

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Any value that JSON can hold. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;

/** A JSON object: what a chart's specification is made of. */
export interface JsonObject {
  [key: string]: JsonValue;
}

/**
 * One output of a notebook cell in several forms, by MIME type; the front end shows the richest form it knows.
 *
 * Text and base64 pictures are strings, Vega-Lite and Plotly specifications are objects.
 */
export interface MimeBundle {
  [mimeType: string]: string | JsonObject;
}

/** A chart can't be drawn from its input; the message says which input, what was expected and what was given. */
export class ChartError extends ReadingLogitsError {
  override readonly name: string = "ChartError";
}
