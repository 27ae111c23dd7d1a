import { answerOf, type InterpretedRow } from "../logits/interpret.js";
import { type Chart, ChartError } from "./Chart.js";
import { checkChartOptions, checkTexts } from "./parts/checks.js";
import { type PairedRow, pairedBars } from "./parts/pairedBars.js";
import { formatLogit, formatProbability, isolate, shorten } from "./parts/words.js";

/**
 * What `interpret` says, as a chart: the logits of a row beside their scores; for a batch, a slider chooses the row.
 *
 * `texts` are the sentences that were classified, one per row, shown under the title. The classes are those of the ranking,
 * so `top_k` keeps the chart small. Above the bars stand the runner-up, the margin and the entropy.
 *
 * A class is in colour if it is predicted: none is where no score passes the threshold.
 *
 * @throws {ChartError} when the batch is empty, a row is a regression (which has no probabilities), there is not one text per
 *   row, or an option is unknown
 *
 * @example interpretationChart(interpret([-3.48, 3.85], { id2label: { 0: "NEGATIVE", 1: "POSITIVE" } }))
 * // prints: …
 * // label     logit  probability
 * // POSITIVE   3.85       0.9993
 * // NEGATIVE  -3.48       0.0007
 */
export function interpretationChart(
  result: InterpretedRow | readonly InterpretedRow[],
  options: { texts?: ArrayLike<string> } = {},
): Chart {
  checkChartOptions("interpretationChart", options, ["texts"]);
  const rows = Array.isArray(result) ? Array.from(result) : [result as InterpretedRow];
  checkRows(rows);
  const texts = checkTexts("interpretationChart", options.texts, rows.length, 110);
  return pairedBars(
    rows.map((row, i) => pairedRow(row, texts[i])),
    labelsOf(rows),
  );
}

function checkRows(rows: readonly InterpretedRow[]): void {
  if (rows.length === 0) throw new ChartError("interpretationChart needs at least one row, got 0");
  const regression = rows.findIndex((row) => row.function_to_apply === "none");
  if (regression === -1) return;
  throw new ChartError(
    `interpretationChart draws probabilities, but row ${regression} is a regression's value: print it instead`,
  );
}

function pairedRow(row: InterpretedRow, text: string): PairedRow {
  const { ranking, predicted_labels, predicted_label } = row;
  return {
    title: answerOf(row, "no label above the threshold"),
    text,
    facts: factsOf(row),
    indices: ranking.map(({ index }) => index),
    logits: ranking.map(({ logit }) => logit),
    probabilities: ranking.map(({ score }) => score),
    predictions: ranking.map(
      ({ label }) => predicted_labels?.includes(label) ?? label === predicted_label,
    ),
  };
}

/** By how much it won, over whom, and how undecided it is: what tells this chart from `logitsBesideProbabilities`. */
function factsOf({ ranking, predicted_labels, margin, entropy }: InterpretedRow): string {
  const [, second] = ranking;
  const runnerUp =
    predicted_labels || !second ? [] : [`runner-up ${isolate(shorten(second.label, 40))}`];
  const lead = Number.isFinite(margin) ? [`margin ${formatLogit(margin)} log-odds`] : [];
  const doubt = Number.isFinite(entropy) ? [`entropy ${formatProbability(entropy)} nats`] : [];
  return [...runnerUp, ...lead, ...doubt].join(", ");
}

/** Labels by class index; a class that is in no ranking has no bar either. */
function labelsOf(rows: readonly InterpretedRow[]): string[] {
  const labels: string[] = [];
  for (const { ranking } of rows) {
    for (const { index, label } of ranking) labels[index] = label;
  }
  return Array.from(labels, (label) => label ?? "");
}
