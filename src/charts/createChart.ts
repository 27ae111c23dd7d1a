import type { JsonObject, MimeBundle } from "./MimeBundle.js";

/** The MIME type under which JupyterLab draws a Vega-Lite chart; it accepts version 5 and not 6. */
export const vegaLiteMimeType = "application/vnd.vegalite.v5+json";

const inspectSymbol: unique symbol = Symbol.for("nodejs.util.inspect.custom");
const displaySymbol: unique symbol = Symbol.for("Jupyter.display");

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
  /** The Vega-Lite specification, a fresh copy at each call. */
  toSpec(): JsonObject;
  /** The specification and a text table of the same numbers, by MIME type. */
  toMimeBundle(): MimeBundle;
  [displaySymbol](): MimeBundle;
  [inspectSymbol](): string;
}

/**
 * Makes a chart from its title, its description, its specification and a text table of its data.
 *
 * @example createChart({ title: "Two bars", description: "…", spec: { mark: "bar" }, summary: "A 1\nB 2" }).title // "Two bars"
 */
export function createChart(parts: {
  title: string;
  description: string;
  spec: JsonObject;
  summary: string;
}): Chart {
  const { title, description, spec, summary } = parts;
  const toSpec = () => structuredClone(spec);
  const toMimeBundle = (): MimeBundle => ({
    [vegaLiteMimeType]: toSpec(),
    "text/plain": `${title}\n\n${summary}`,
  });
  return {
    title,
    description,
    toSpec,
    toMimeBundle,
    [displaySymbol]: toMimeBundle,
    [inspectSymbol]: () => `Chart "${title}": use \`await show(chart)\` to draw it`,
  };
}
