import { createHash } from "node:crypto";
import { packageBuild, pageFile } from "./readPageFile.js";

/** The style sheets that every page has, in their order. */
export const pageStyles = ["colours.css", "page.css", "charts.css", "controls.css"];

/** The kit's own scripts that draw Vega-Lite charts, in their order; each is called by those that follow it. */
const ownScripts = ["accessible.js", "chartControls.js", "narrowCharts.js", "drawVegaLite.js"];

/** The packages that draw them, in their order. */
export const drawingPackages = ["vega", "vega-lite", "vega-embed"];

/**
 * The scripts of a page with Vega-Lite charts, as a page contains them.
 *
 * @throws Node's error where one of the {@link drawingPackages} isn't installed
 *
 * @example (await vegaLiteScripts()).length // 7: three packages, four of the kit's own
 */
export async function vegaLiteScripts(): Promise<string[]> {
  const texts = await Promise.all([
    ...drawingPackages.map(packageBuild),
    ...ownScripts.map(pageFile),
  ]);
  return texts.map(scriptText);
}

/** A script that can't end its own element, without its source map, which would be another file. */
export function scriptText(code: string): string {
  const lines = code.replaceAll("</script", "<\\/script").split("\n");
  return lines.filter((line) => !line.startsWith("//# sourceMappingURL=")).join("\n");
}

/**
 * The Content-Security-Policy under which a page runs exactly these scripts, evaluates no text as code, and loads nothing.
 *
 * @example pagePolicy(["1"]).includes("script-src 'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='") // true
 */
export function pagePolicy(scripts: readonly string[]): string {
  const hashes = scripts.map((text) => createHash("sha256").update(text).digest("base64"));
  const rules = {
    "default-src": "'none'",
    "img-src": "data:",
    "style-src": "'unsafe-inline'",
    "script-src": hashes.map((hash) => `'sha256-${hash}'`).join(" ") || "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
  };
  return Object.entries(rules)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");
}

/** JSON in which no text can end the script element: `<` is written as an escape. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}

/** Text as HTML: nothing in it is markup, in an element or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => escapes[mark]);
}

const escapes: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
