import type { InterpretedRow } from "../logits/InterpretedRow.js";
import type { Chart } from "./Chart.js";
import { ChartError } from "./ChartError.js";
import { createChart } from "./createChart.js";
import type { JsonObject } from "./MimeBundle.js";
import { barPanels } from "./parts/barPanels.js";
import { labelParameter, panelWidth, roomForNumbers } from "./parts/classBars.js";
import { classRow } from "./parts/classRow.js";
import { shorten } from "./parts/shorten.js";
import { theme } from "./parts/theme.js";

/**
 * What `interpret` says, as a chart: the logits of a row beside their scores; for a batch, a slider chooses the row.
 *
 * `texts` are the sentences that were classified, one a row, shown under the title. The classes are those of the ranking, so
 * `top_k` keeps the chart small.
 *
 * @throws {ChartError} for an empty batch, for a regression, which has no probabilities, and for another number of texts
 *
 * @example interpretationChart(interpret([-3.48, 3.85], { id2label: { 0: "NEGATIVE", 1: "POSITIVE" } }))
 * // row  label     logit  probability
 * // 0    NEGATIVE  -3.48       0.0007
 * // 0    POSITIVE   3.85       0.9993
 */
export function interpretationChart(
  result: InterpretedRow | readonly InterpretedRow[],
  options: { texts?: readonly string[] } = {},
): Chart {
  const rows = Array.isArray(result) ? result : [result as InterpretedRow];
  checkRows(rows, options.texts);
  const values = rows.flatMap(classesOf);
  const labels = labelsOf(values);
  const titles = rows.map((row, index) =>
    shorten(rows.length > 1 ? `row ${index}: ${answerOf(row)}` : answerOf(row), 100),
  );
  const title = rows.length === 1 ? titles[0] : `${rows.length} rows, one at a time`;
  const description = `Bars of logits beside their probabilities. ${title}`;
  const width = panelWidth(labels);
  const logits = values.map(({ logit }) => logit);
  const params: JsonObject[] = [
    labelParameter(labels),
    { name: "titles", value: titles },
    { name: "texts", value: (options.texts ?? rows.map(() => "")).map((t) => shorten(t, 110)) },
    rowParameter(rows.length),
  ];
  const spec: JsonObject = {
    ...theme(),
    title: { text: { expr: "titles[row]" }, subtitle: { expr: "texts[row]" } },
    description,
    params,
    data: { name: "classes", values },
    transform: [{ filter: "datum.row === row" }],
    ...barPanels(roomForNumbers(logits, width), width),
  };
  const table = {
    columns: ["row", "label", "logit", "probability"],
    rows: values.map((v) => [String(v.row), v.label, v.logitText, v.probabilityText]),
  };
  return createChart({ title, description, spec, table });
}

function checkRows(rows: readonly InterpretedRow[], texts: readonly string[] | undefined): void {
  if (rows.length === 0) throw new ChartError("interpretationChart needs at least one row, got 0");
  const regression = rows.findIndex((row) => row.function_to_apply === "none");
  if (regression !== -1) {
    throw new ChartError(
      `interpretationChart draws probabilities, and row ${regression} is a regression's value: print it instead`,
    );
  }
  if (texts && texts.length !== rows.length) {
    throw new ChartError(
      `interpretationChart needs one text for each row: got ${rows.length} rows and ${texts.length} texts`,
    );
  }
}

function classesOf(row: InterpretedRow, rowIndex: number) {
  return row.ranking.map(({ label, index, logit, score }) => {
    const predicted = row.predicted_labels?.includes(label) ?? index === row.predicted_index;
    return { row: rowIndex, ...classRow({ index, label, logit, probability: score, predicted }) };
  });
}

/** Labels by class index; a class that is in no ranking is in no bar either. */
function labelsOf(values: readonly { index: number; label: string }[]): string[] {
  const labels: string[] = [];
  for (const { index, label } of values) labels[index] = label;
  return Array.from(labels, (label) => label ?? "");
}

function answerOf(row: InterpretedRow): string {
  return row.predicted_labels
    ? row.predicted_labels.join(", ") || "no label above the threshold"
    : row.predicted_label;
}

function rowParameter(rows: number): JsonObject {
  if (rows === 1) return { name: "row", value: 0 };
  return { name: "row", value: 0, bind: { input: "range", min: 0, max: rows - 1, step: 1 } };
}
