import { inspect } from "node:util";
import type { MimeBundle } from "../../src/charts/Chart.js";
import * as kit from "../../src/index.js";
import type { DisplayData } from "../../src/notebook/kernel.js";

/** Everything in the kit, besides charts, that puts a person's own text into a cell's output. */
const sinks: Readonly<Record<string, (text: string) => unknown>> = {
  showTable: (text) => kit.showTable(kit.logitsBesideProbabilities([1, 2], [text, "B"])),
  check: (text) => kit.check("01.1", text),
  "check of an unknown exercise": (text) => kit.check(text, 1),
  hint: (text) => kit.hint(text),
  compare: (text) => kit.compare({ [`in ${text}`]: text }),
  expectError: (text) =>
    kit.expectError(() => {
      throw new Error(text);
    }),
  "expectError, no Error": (text) =>
    kit.expectError(() => {
      throw { text };
    }),
  progressBar: (text) => {
    const bar = kit.progressBar(text, { total: 10, unit: text });
    bar.update(3, text);
    bar.finish(text);
  },
};

/**
 * What the sinks send for all the texts: each sink's HTML in one piece. `sent` is where a stand-in for the kernel puts what would
 * go to the page.
 */
export async function sinkHtml(
  texts: readonly string[],
  sent: DisplayData[],
): Promise<Record<string, string>> {
  const all: Record<string, string> = {};
  for (const [name, sink] of Object.entries(sinks)) {
    sent.length = 0;
    for (const text of texts) await sink(text);
    all[name] = sent.map(({ data }) => data["text/html"]).join("\n");
  }
  return all;
}

/** What cells print: charts as text, and how the results of `interpret` and `diagnose` describe themselves. */
export function printedTexts(texts: readonly string[], bundles: readonly MimeBundle[]): string[] {
  const labels = Object.fromEntries(texts.map((text, i) => [i, text]));
  const logits = texts.map((_, i) => Math.sin(i));
  const reading = kit.interpret(logits, { id2label: labels });
  const columns = kit.diagnose(logits, { id2label: labels } as never);
  return [
    ...bundles.map((bundle) => String(bundle["text/plain"])),
    inspect(reading),
    inspect(columns),
  ];
}
