import type { ModelName } from "./caseOf.js";
import type { ReadTexts } from "./messages.js";

/**
 * The last answer stays in this browser: whoever comes back sees it while the model is opened. It is one of this version's models,
 * which answers the same when it has been opened.
 */

/** What is kept. */
interface Kept {
  version: string;
  model: ModelName;
  read: ReadTexts;
}

/** The site's version; its build puts it here. */
declare const version: string;

/** Other sites on the same host have answers of their own. */
const key = `reading-logits ${new URL("../", import.meta.url).pathname} answer`;

/** Keeps an answer, where the browser lets a page keep something. */
export function keepAnswer(model: ModelName, read: ReadTexts): void {
  try {
    localStorage.setItem(key, JSON.stringify({ version, model, read } satisfies Kept));
  } catch {
    // Then the next visit waits for the model.
  }
}

/** The answer that was kept, if it is what this model makes of these texts. */
export function keptAnswer(model: ModelName, texts: readonly string[]): ReadTexts | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "null") as Kept | null;
    if (kept?.version !== version || kept.model !== model) return undefined;
    const keptTexts = kept.read.texts.map(({ text }) => text);
    return JSON.stringify(keptTexts) === JSON.stringify(texts) ? kept.read : undefined;
  } catch {
    return undefined;
  }
}
