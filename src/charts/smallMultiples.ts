import { argmax } from "../logits/argmax.js";
import type { LogitsBatch, LogitsTensor } from "../logits/Logits.js";
import { softmax } from "../logits/softmax.js";
import { labelParameter } from "./bars/classBars.js";
import { panelGrid } from "./bars/panelGrid.js";
import type { Chart } from "./Chart.js";
import { createChart } from "./createChart.js";
import { themeFor } from "./frame/themeFor.js";
import type { JsonObject } from "./MimeBundle.js";
import { readBatchLogits } from "./reading/readBatchLogits.js";
import type { ClassLabels } from "./reading/readClassLogits.js";
import { readTexts } from "./reading/readTexts.js";
import { formatLogit } from "./words/formatLogit.js";
import { formatProbability } from "./words/formatProbability.js";

/** As many panels as one can still compare. */
const mostPanels = 24;

/**
 * One small panel a text with the probabilities of all its classes, the winner in colour: to see at a glance where the model is
 * sure, and between which classes it wavers. The class labels stand once, left of each line of panels.
 *
 * @param logits `[n, k]`, in log-odds, 2 to 60 classes; of more than 24 rows the first 24 are drawn
 * @param labels the classes' labels, or a model's `id2label`
 * @param options `texts`: the sentences that were classified, `[n]`
 * @throws {ChartError} for what is no batch, for labels or texts that don't fit, and for a logit that is not finite
 *
 * @example smallMultiples([[1, 2, 0.5], [0.2, 3, 1], [-1, 0, 2]], ["A", "B", "C"])
 * // 0.6285 B, 0.8360 B, 0.8438 C
 */
export function smallMultiples(
  logits: LogitsBatch | LogitsTensor,
  labels: ClassLabels,
  options: { texts?: ArrayLike<string> } = {},
): Chart {
  const name = "smallMultiples";
  const batch = readBatchLogits(name, logits, labels, 60);
  const texts = readTexts(name, options.texts, batch.logits.length, 200);
  const drawn = batch.logits.slice(0, mostPanels);
  const probabilities = softmax(drawn);
  const predicted = argmax(drawn);
  const rows = drawn.map((row, i) => ({
    place: i,
    name: `row ${i}`,
    text: texts[i],
    predicted: predicted[i],
    logits: row,
    probabilities: probabilities[i],
  }));
  const title = titleOf(probabilities);
  const description = `${drawn.length} small bar charts of ${batch.labels.length} probabilities each. ${title}`;
  const spec: JsonObject = {
    ...themeFor(drawn.length * batch.labels.length),
    title: { text: title, subtitle: subtitleOf(batch.logits.length) },
    description,
    params: [labelParameter(batch.labels)],
    data: { name: "rows", values: rows },
    ...panelGrid(drawn.length, batch.labels),
  };
  const table = {
    columns: ["row", "label", "logit", "probability"],
    rows: drawn.flatMap((row, i) =>
      row.map((logit, index) => [
        String(i),
        batch.labels[index],
        formatLogit(logit),
        formatProbability(probabilities[i][index]),
      ]),
    ),
  };
  return createChart({ title, description, spec, table });
}

function titleOf(probabilities: readonly (readonly number[])[]): string {
  const best = probabilities.map((row) => Math.max(...row));
  const [least, most] = [Math.min(...best), Math.max(...best)].map(formatProbability);
  return best.length === 1
    ? `One text: its winner has a probability of ${most}`
    : `${best.length} texts: the winner's probability goes from ${least} to ${most}`;
}

function subtitleOf(rows: number): string[] {
  const reading =
    "One panel a text, the winner in blue. Where is one bar long, and where are several short?";
  return rows > mostPanels ? [reading, `The first ${mostPanels} of ${rows} texts.`] : [reading];
}
