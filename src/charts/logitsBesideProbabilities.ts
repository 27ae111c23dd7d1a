import { argmax } from "../logits/argmax.js";
import { softmax } from "../logits/softmax.js";
import type { Chart } from "./Chart.js";
import { createChart } from "./createChart.js";
import type { JsonObject } from "./MimeBundle.js";
import { barPanels } from "./parts/barPanels.js";
import { labelParameter, panelWidth, roomForNumbers } from "./parts/classBars.js";
import { type ClassRow, classRow } from "./parts/classRow.js";
import { type ClassLabels, readClassLogits } from "./parts/readClassLogits.js";
import { shorten } from "./parts/shorten.js";
import { theme } from "./parts/theme.js";

/**
 * Paired bars for one text: its logits `[k]` (log-odds, any sign) on the left, the probabilities that softmax makes of
 * them (0 to 1, sum 1) on the right, with the predicted class in colour.
 *
 * `text` is the sentence that was classified, shown under the title. Throws `ChartError` for other than 2 to 60 classes, for
 * labels that don't fit, and for a logit that is not finite.
 *
 * @example logitsBesideProbabilities([-3.48, 3.85], ["NEGATIVE", "POSITIVE"])
 * // NEGATIVE  -3.48  0.0007
 * // POSITIVE   3.85  0.9993
 */
export function logitsBesideProbabilities(
  logits: ArrayLike<number>,
  labels: ClassLabels,
  options: { title?: string; text?: string } = {},
): Chart {
  const classes = readClassLogits("logitsBesideProbabilities", logits, labels, 60);
  return pairedBars(classes.logits, classes.labels, options);
}

function pairedBars(
  logits: number[],
  labels: string[],
  options: { title?: string; text?: string },
): Chart {
  const probabilities = softmax(logits);
  const winner = argmax(logits);
  const rows = logits.map((logit, index) =>
    classRow({
      index,
      label: labels[index] ?? "",
      logit,
      probability: probabilities[index] ?? 0,
      predicted: index === winner,
    }),
  );
  const title = options.title ?? winnerTitle(rows, winner);
  const description = `Bars of ${rows.length} logits beside their probabilities. ${title}`;
  const width = panelWidth(labels);
  const spec: JsonObject = {
    ...theme(),
    title: titleOf(title, options.text),
    description,
    params: [labelParameter(labels)],
    data: { name: "classes", values: rows },
    ...barPanels(roomForNumbers(logits, width), width),
  };
  const table = {
    columns: ["label", "logit", "probability"],
    rows: rows.map((row) => [row.label, row.logitText, row.probabilityText]),
  };
  return createChart({ title, description, spec, table });
}

function winnerTitle(rows: ClassRow[], winner: number): string {
  const top = rows[winner];
  const label = shorten(top?.label ?? "", 40);
  const ties = rows.filter((row) => row.logit === top?.logit).length;
  return ties > 1
    ? `${ties} classes share the highest logit: argmax takes the first, ${label}`
    : `${label} has the highest logit, and so the highest probability`;
}

function titleOf(title: string, text: string | undefined): JsonObject {
  const line: JsonObject = { text: shorten(title, 100) };
  return text === undefined ? line : { ...line, subtitle: `“${shorten(text, 110)}”` };
}
