import { escapeText } from "entities/escape";
import { displayBundle } from "./displayBundle.js";
import { noFormulas } from "./noFormulas.js";

/**
 * Shows pieces of text, such as the same code in two languages, side by side (one below the other on a narrow page).
 *
 * @example compare({ Python: "logits.argmax(axis=1)", TypeScript: "argmax(logits)" })
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
