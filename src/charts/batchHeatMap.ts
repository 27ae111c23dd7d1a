import type { ClassIds } from "../evaluate/readClassIds.js";
import { argmax } from "../logits/argmax.js";
import type { LogitsBatch, LogitsTensor } from "../logits/Logits.js";
import { softmax } from "../logits/softmax.js";
import { labelParameter } from "./bars/classBars.js";
import type { Chart } from "./Chart.js";
import { createChart } from "./createChart.js";
import { themeFor } from "./frame/themeFor.js";
import { type Batch, batchTable } from "./heat/batchTable.js";
import { chosenRow } from "./heat/chosenRow.js";
import { gridOf, type HeatRow, heatPanels, rowSelection } from "./heat/heatPanels.js";
import { longestTable, orderRows } from "./heat/orderRows.js";
import type { JsonObject } from "./MimeBundle.js";
import { readBatchLogits } from "./reading/readBatchLogits.js";
import type { ClassLabels } from "./reading/readClassLogits.js";
import { readTexts } from "./reading/readTexts.js";
import { readTruth } from "./reading/readTruth.js";
import { isolate } from "./words/isolate.js";

/** What is known of each row besides its logits. */
export interface BatchHeatMapOptions {
  /** The sentences that were classified, `[n]`. */
  texts?: ArrayLike<string>;
  /** The true class indices, `[n]`: their cells are framed, and more than 40 rows are sorted by them. */
  label_ids?: ClassIds;
}

/**
 * A batch as two maps side by side, a row for each text and a column for each class: logits on the left, around 0; the
 * probabilities that softmax makes of each row on the right. Clicking a row, or moving the slider, reads it below.
 *
 * Up to 40 rows stand in the batch's order. With `label_ids`, more are sorted by true class and then by its probability. Of
 * more rows than can be drawn quickly (560 with up to 8 classes, 178 with 28) that many are drawn, evenly spaced; the table
 * has all of them.
 *
 * @param logits `[n, k]`, in log-odds, 2 to 60 classes
 * @param labels the classes' labels, or a model's `id2label`
 * @throws {ChartError} for what is no batch, for labels, texts or label ids that don't fit, and for a logit that is not finite
 *
 * @example batchHeatMap([[1, 2, 0.5], [0.2, 3, 1], [-1, 0, 2]], ["A", "B", "C"])
 * // row 0: logits 1.00, 2.00, 0.50; probabilities 0.2312, 0.6285, 0.1402
 */
export function batchHeatMap(
  logits: LogitsBatch | LogitsTensor,
  labels: ClassLabels,
  options: BatchHeatMapOptions = {},
): Chart {
  const batch = readBatch(logits, labels, options);
  const order = orderRows(batch.probabilities, batch.truth);
  const rows = order.map((row, place) => rowOf(batch, row, place));
  const grid = gridOf(rows.length, batch.logits.length, batch.labels);
  const title = titleOf(batch);
  const description = `Two heat maps of ${rows.length} rows and ${batch.labels.length} classes: logits, probabilities. ${title}`;
  const spec: JsonObject = {
    ...themeFor(2 * rows.length * batch.labels.length),
    title: { text: title, subtitle: subtitleOf(batch, rows.length) },
    description,
    params: [
      labelParameter(batch.labels),
      { name: "enclosed", value: batch.labels.map(isolate) },
      rowSelection(rows.length),
    ],
    data: { name: "rows", values: rows },
    spacing: 16,
    vconcat: [
      heatPanels(rows, grid, reachOf(batch)),
      chosenRow(batch.labels, batch.truth !== undefined),
    ],
  };
  return createChart({ title, description, spec, table: batchTable(batch) });
}

const name = "batchHeatMap";

function readBatch(
  given: LogitsBatch | LogitsTensor,
  names: ClassLabels,
  { texts, label_ids }: BatchHeatMapOptions,
): Batch {
  const { logits, labels } = readBatchLogits(name, given, names, 60);
  return {
    logits,
    probabilities: softmax(logits),
    predicted: argmax(logits),
    labels,
    texts: readTexts(name, texts, logits.length, 200),
    truth: readTruth(name, label_ids, logits.length, labels.length),
  };
}

function rowOf(batch: Batch, row: number, place: number): HeatRow {
  return {
    place,
    name: `row ${row}`,
    text: batch.texts[row],
    truth: batch.truth ? batch.truth[row] : null,
    predicted: batch.predicted[row],
    logits: batch.logits[row],
    probabilities: batch.probabilities[row],
  };
}

/** The largest logit in size, which has the darkest tone. */
function reachOf({ logits }: Batch): number {
  return logits.reduce((most, row) => Math.max(most, ...row.map(Math.abs)), 0) || 1;
}

function titleOf({ logits, labels, predicted, truth }: Batch): string {
  if (!truth) {
    return `${logits.length} rows, ${labels.length} classes: each row's highest logit is its highest probability`;
  }
  const right = truth.filter((id, row) => id === predicted[row]).length;
  return `${right} of ${logits.length} rows have their highest probability in the true class`;
}

function subtitleOf({ logits, truth }: Batch, drawn: number): string[] {
  const isSorted = truth !== undefined && drawn > longestTable;
  const order = isSorted ? "sorted by true class, then by its probability" : "in their own order";
  return [
    "Click a row, or move the slider, to read it below. Brown: below 0, blue: above.",
    ...(truth ? [`Black frames mark the true class. Rows are ${order}.`] : []),
    ...(drawn < logits.length
      ? [`${drawn} of ${logits.length} rows are drawn, evenly spaced.`]
      : []),
  ];
}
