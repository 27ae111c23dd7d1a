import type { ClassIds } from "../evaluate/classIds.js";
import { argmax } from "../logits/argmax.js";
import type { LogitsBatch, LogitsTensor } from "../logits/Logits.js";
import { softmax } from "../logits/softmax.js";
import { type Chart, type ChartTable, createChart, type JsonObject } from "./Chart.js";
import { labelParameter } from "./parts/bars.js";
import {
  type CellGrid,
  heatPanel,
  rowEdges,
  rowNames,
  rowSelection,
  shareColours,
  shortProbability,
  signedColours,
  type TruthBlock,
} from "./parts/cells.js";
import {
  type ClassLabels,
  checkBatchLogits,
  checkChartOptions,
  checkTexts,
} from "./parts/checks.js";
import { chosenRow } from "./parts/chosenRow.js";
import { rowsToClasses } from "./parts/inThePage.js";
import { narrowRoom } from "./parts/narrow.js";
import { longestTable, orderRows } from "./parts/orderRows.js";
import { checkTruth } from "./parts/points.js";
import { themeFor } from "./parts/theme.js";
import { formatLogit, formatProbability, isolate, shorten } from "./parts/words.js";

/** What is known about each row besides its logits. */
export interface BatchHeatMapOptions {
  /** The sentences that were classified, `[n]`. */
  texts?: ArrayLike<string>;
  /** The true class indices, `[n]`: their cells are framed, and a batch of more than 40 rows is sorted by them. */
  label_ids?: ClassIds;
}

/**
 * A batch as two heat maps side by side, one row per text and one column per class: on the left the logits, coloured around 0;
 * on the right the probabilities that softmax makes of each row. Click a row, or move the slider, to read it below.
 *
 * Up to 40 rows keep the batch's order. With `label_ids`, a longer batch is sorted by true class and then by that class's
 * probability. If there are more rows than can be drawn quickly (560 with up to 8 classes, 178 with 28), only that many are
 * drawn, evenly spaced; the table has all of them.
 *
 * @param logits `[n, k]`, in log-odds, 2 to 60 classes
 * @param labels the classes' labels, or a model's `id2label`
 * @throws {ChartError} when the logits are not a batch, labels, texts or label ids don't fit, a logit is not finite, or an option
 *   is unknown
 *
 * @example batchHeatMap([[1, 2, 0.5], [0.2, 3, 1], [-1, 0, 2]], ["A", "B", "C"])
 * // prints: …
 * // row  predicted  logit of A  logit of B  logit of C  probability of A  probability of B  probability of C
 * //   0          B        1.00        2.00        0.50            0.2312            0.6285            0.1402
 * // …
 */
export function batchHeatMap(
  logits: LogitsBatch | LogitsTensor,
  labels: ClassLabels,
  options: BatchHeatMapOptions = {},
): Chart {
  const batch = checkBatch(logits, labels, options);
  const order = orderRows(batch.probabilities, batch.truth);
  const rows = order.map((row, place) => rowOf(batch, row, place));
  const title = titleOf(batch);
  const description = `Two heat maps of ${rows.length} rows and ${batch.labels.length} classes: logits, probabilities. ${title}`;
  const maps = (isNarrow: boolean): JsonObject => {
    const grid = gridOf(rows.length, batch.logits.length, batch.labels, isNarrow);
    return {
      vconcat: [
        heatPanels(rows, grid, reachOf(batch)),
        chosenRow(batch, isNarrow ? -grid.namesWidth - 18 : 0),
      ],
    };
  };
  const spec: JsonObject = {
    ...themeFor(2 * rows.length * batch.labels.length),
    title: {
      text: title,
      subtitle: [
        "Click a row, or move the slider, to read it below.",
        ...readingOf(batch, rows.length),
      ],
    },
    description,
    params: [
      labelParameter(batch.labels),
      { name: "enclosed", value: batch.labels.map(isolate) },
      rowSelection(rows.length),
    ],
    data: { name: "rows", values: rows },
    spacing: 16,
    ...maps(false),
  };
  return createChart({
    title,
    description,
    spec,
    narrow: { ...spec, ...maps(true) },
    table: batchTable(batch),
    pictured: readingOf(batch, rows.length),
  });
}

const caller = "batchHeatMap";

function checkBatch(
  given: LogitsBatch | LogitsTensor,
  names: ClassLabels,
  options: BatchHeatMapOptions,
): Batch {
  checkChartOptions(caller, options, ["texts", "label_ids"]);
  const { texts, label_ids } = options;
  const { logits, labels } = checkBatchLogits(caller, given, names, 60);
  return {
    logits,
    probabilities: softmax(logits),
    predicted: argmax(logits),
    labels,
    texts: checkTexts(caller, texts, logits.length, 200),
    truth: checkTruth(caller, label_ids, logits.length, labels),
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

/** The largest absolute logit, which has the darkest tone. */
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

/** How to read the picture, whether or not it can be moved. */
function readingOf({ logits, truth }: Batch, drawn: number): string[] {
  const isSorted = truth !== undefined && drawn > longestTable;
  const order = isSorted ? "sorted by true class, then by its probability" : "in the batch's order";
  return [
    "Brown is below 0, blue above.",
    ...(truth ? [`Black frames mark the true class. Rows are ${order}.`] : []),
    ...(drawn < logits.length
      ? [`${drawn} of ${logits.length} rows are drawn, evenly spaced.`]
      : []),
  ];
}

/** A batch as it was read: logits, what softmax and argmax make of them, and what else is known about each row. */
interface Batch {
  logits: number[][];
  probabilities: number[][];
  predicted: number[];
  labels: string[];
  texts: string[];
  truth: number[] | undefined;
}

/** Every row of a batch, in the batch's order: truth, prediction, logits, probabilities and text, as far as they are known. */
function batchTable({ logits, probabilities, predicted, labels, texts, truth }: Batch): ChartTable {
  const columns = [
    "row",
    ...(truth ? ["truth"] : []),
    "predicted",
    ...labels.map((label) => `logit of ${label}`),
    ...labels.map((label) => `probability of ${label}`),
    ...(texts.some((text) => text !== "") ? ["text"] : []),
  ];
  const rows = logits.map((row, i) => [
    String(i),
    ...(truth ? [labels[truth[i]]] : []),
    labels[predicted[i]],
    ...row.map(formatLogit),
    ...probabilities[i].map(formatProbability),
    ...(columns.at(-1) === "text" ? [shorten(texts[i], 60)] : []),
  ]);
  return { columns, rows };
}

/** One text of a batch as the heat map's data; its numbers are spread over the classes in the page. */
type HeatRow = {
  /** Its place from the top. */
  place: number;
  name: string;
  text: string;
  truth: number | null;
  predicted: number;
  logits: number[];
  probabilities: number[];
};

/** Pixels between the two maps. */
const panelGap = 28;
const mapHeight = 560;

/** Columns and rows as large as there is room for; rows are whole pixels high, since others would blur. */
function gridOf(
  rows: number,
  batch: number,
  labels: readonly string[],
  isNarrow: boolean,
): CellGrid {
  // On a phone, many columns leave room for little more than a row's number.
  const beside = labels.length <= manyColumns ? 100 : rows <= longestTable ? 24 : 60;
  const namesWidth = isNarrow ? beside : 150;
  const room = isNarrow ? narrowRoom - namesWidth - 24 : 300;
  const columnWidth = Math.max(11, Math.min(110, Math.floor(room / labels.length)));
  const rowHeight = rows <= 8 ? 40 : rows <= longestTable ? 20 : Math.floor(mapHeight / rows);
  return { rows, isSample: rows < batch, labels, columnWidth, rowHeight, namesWidth, isNarrow };
}

const manyColumns = 12;

/** Logits on the left, probabilities on the right, one row per text; `reach` is the largest absolute logit. */
function heatPanels(rows: readonly HeatRow[], grid: CellGrid, reach: number): JsonObject {
  const blocks = blocksOf(rows);
  const logits = heatPanel({
    name: "logitCells",
    field: "logit",
    numberField: "logitText",
    title: "logit (log-odds)",
    colours: signedColours(reach),
    grid,
    blocks,
  });
  const probabilities = heatPanel({
    name: "probabilityCells",
    field: "probability",
    numberField: "shortText",
    title: "probability",
    colours: shareColours(),
    grid,
    blocks,
  });
  const named = (panel: JsonObject) => ({
    ...panel,
    layer: [...(panel.layer as JsonObject[]), rowNames(grid, blocks)],
  });
  // Below the other map, the second one needs its own names.
  const hconcat = [named(logits), grid.isNarrow ? named(probabilities) : probabilities];
  const resolve = { scale: { color: "independent" } };
  return { spacing: panelGap, transform: cells, hconcat, resolve };
}

const cells: JsonObject[] = [
  ...rowEdges,
  ...rowsToClasses,
  shortProbability,
  { calculate: "datum.index === datum.predicted", as: "isPredicted" },
  {
    calculate:
      "datum.name + ', ' + datum.label + ': logit ' + datum.logitText + ', probability ' + datum.probabilityText" +
      " + (datum.isPredicted ? ', predicted' : '') + (datum.index === datum.truth ? ', true class' : '')",
    as: "spoken",
  },
];

/** One frame per row; in a long map, where rows are thin, neighbours with the same true class share one. */
function blocksOf(rows: readonly HeatRow[]): TruthBlock[] {
  const blocks: TruthBlock[] = [];
  for (const { truth, place } of rows) {
    const last = blocks.at(-1);
    if (truth === null) continue;
    if (rows.length > longestTable && last?.truth === truth) last.to = place + 1;
    else blocks.push({ truth, from: place, to: place + 1 });
  }
  return blocks;
}
