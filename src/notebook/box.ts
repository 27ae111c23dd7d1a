import { escapeText } from "entities/escape";
import type { MimeBundle } from "../charts/Chart.js";
import { noFormulas } from "./noFormulas.js";

/** What a box is about; the colours stand out on light and dark pages, and the text itself always says it too. */
const colours = { good: "#009E73", note: "#E69F00", error: "#D55E00" } as const;

/**
 * Lines of text in a box with a coloured edge, and the same lines as plain text. The lines are data: all of them are
 * escaped, whatever they hold. The first is set in bold.
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
