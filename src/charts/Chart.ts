import type { JsonObject, MimeBundle } from "./MimeBundle.js";

const inspectSymbol: unique symbol = Symbol.for("nodejs.util.inspect.custom");
const displaySymbol: unique symbol = Symbol.for("Jupyter.display");

/** The numbers behind a chart in words, for those who can't see it or want to copy them: `await showTable(chart)`. */
export interface ChartTable {
  /** What each column holds, with its unit. */
  readonly columns: readonly string[];
  /** One line a mark, as many cells as there are columns. */
  readonly rows: readonly (readonly string[])[];
}

/**
 * A chart as plain data: it knows no kernel and draws nothing itself. `await show(chart)` puts it into the page.
 *
 * It also carries the symbols that other JavaScript kernels (`Jupyter.display`) and Node's `console.log` look for.
 */
export interface Chart {
  /** One line that says what to see. */
  readonly title: string;
  /** What a screen reader says in place of the picture. */
  readonly description: string;
  /** The numbers that are drawn. */
  readonly table: ChartTable;
  /** The Vega-Lite specification or the Plotly figure (`data`, `layout`, `frames`, `config`), a fresh copy at each call. */
  toSpec(): JsonObject;
  /** A Vega-Lite specification of the picture for places that show pictures only; a Vega-Lite chart's own specification. */
  toStill(): JsonObject;
  /** The specification and a text table of the same numbers, by MIME type. */
  toMimeBundle(): MimeBundle;
  [displaySymbol](): MimeBundle;
  [inspectSymbol](): string;
}

/** The parts that differ from chart to chart. */
export interface ChartParts {
  title: string;
  description: string;
  table: ChartTable;
}

/** Puts a chart together: what Vega-Lite's and Plotly's have in common. */
export function assembleChart(
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
