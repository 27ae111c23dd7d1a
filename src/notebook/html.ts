import type { MimeBundle } from "../charts/Chart.js";
import { escapeText } from "../logits/text.js";
import { displayBundle } from "./display.js";

/** The kinds of box. The colours stand out on light and dark pages; the text itself always says as much. */
const colours = { good: "#009E73", note: "#E69F00", error: "#D55E00" } as const;

/**
 * Lines of text in a box with a coloured edge, the first in bold, and the same lines as plain text. The lines are data: all
 * of them are escaped, whatever they contain.
 *
 * @example box("good", ["✓ 01.1 correct"])["text/plain"] // "✓ 01.1 correct"
 */
export function box(kind: keyof typeof colours, lines: readonly string[]): MimeBundle {
  const [first = "", ...rest] = lines;
  const edge = `border-left: 4px solid ${colours[kind]}; padding: 4px 12px; margin: 4px 0;`;
  const body = [`<b>${escapeText(first)}</b>`, ...rest.map(escapeText)].map(
    (line) => `<div style="white-space: pre-wrap; overflow-wrap: anywhere;">${line}</div>`,
  );
  return {
    "text/html": `<div ${noFormulas} role="status" style="${edge}">${body.join("")}</div>`,
    "text/plain": lines.join("\n"),
  };
}

/**
 * Shows pieces of text, such as the same code in two languages, side by side (one below the other on a narrow page).
 *
 * @example compare({ Python: "logits.argmax(axis=1)", TypeScript: "argmax(logits)" })
 * // prints: Python:
 * // logits.argmax(axis=1)
 * //
 * // TypeScript:
 * // argmax(logits)
 */
export function compare(texts: Record<string, string>): void {
  const entries = Object.entries(texts).map(([title, text]) => [title, text.trim()] as const);
  const columns = entries.map(
    ([title, text]) =>
      `<div style="flex: 1 1 20em; min-width: 0;"><b>${escapeText(title)}</b>` +
      `<pre style="white-space: pre; overflow-x: auto; padding: 8px; border: 1px solid #8a8a8a;">${escapeText(text)}</pre></div>`,
  );
  displayBundle({
    "text/html": `<div ${noFormulas} style="display: flex; flex-wrap: wrap; gap: 12px;">${columns.join("")}</div>`,
    "text/plain": entries.map(([title, text]) => `${title}:\n${text}`).join("\n\n"),
  });
}

/**
 * The class of HTML whose text is data: without it, JupyterLab would typeset `$…$` as a formula and `$\href{…}{…}$` as a link.
 * There are two names because MathJax has changed its own.
 */
export const noFormulas = 'class="mathjax_ignore tex2jax_ignore"';
