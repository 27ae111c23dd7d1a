import { type Id2Label, readLabels } from "../logits/labels.js";
import { type Chart, ChartError, createChart, type JsonObject } from "./Chart.js";
import { labelParameter } from "./parts/bars.js";
import { cellInk, columnLabels, shareColours } from "./parts/cells.js";
import {
  type ConfusionTexts,
  cellParameters,
  checkCounted,
  chosenCell,
  type ListRoom,
  textsOfTheCell,
} from "./parts/cellTexts.js";
import { type ClassLabels, refuseMoreFor } from "./parts/checks.js";
import { narrowInset, narrowRoom } from "./parts/narrow.js";
import { palette, themeFor } from "./parts/theme.js";

/**
 * A confusion matrix as a heat map: one row per true class, one column per predicted class, each cell with its count and a
 * share: of the true class (recall), of the predicted class (precision) or of all texts, as chosen below the chart.
 *
 * With more than 10 classes the cells are too small for numbers: colour, tooltip and table have them. Where the texts are given,
 * a click on a cell lists them below, up to 12; at the start, those of the most frequent mistake.
 *
 * @param matrix counts, `[k, k]`: `matrix[truth][predicted]`
 * @param labels the classes' labels, or a model's `id2label`
 * @param options `texts` `[n]`, the sentences that were counted, with their `label_ids` and `predicted_ids`, `[n]`, by index or name
 * @throws {ChartError} when the matrix is not square or holds anything but counts, only some of the three lists are given, they
 *   differ in length or give other counts than the matrix, or an option is unknown
 *
 * @example confusionMatrixChart([[40, 10], [5, 45]], ["NEGATIVE", "POSITIVE"])
 * // prints: …
 * // truth \ predicted  NEGATIVE  POSITIVE
 * //          NEGATIVE        40        10
 * //          POSITIVE         5        45
 */
export function confusionMatrixChart(
  matrix: readonly (readonly number[])[],
  labels: ClassLabels,
  options?: ConfusionTexts,
): Chart;
export function confusionMatrixChart(
  matrix: readonly (readonly number[])[],
  labels: ClassLabels,
  options: ConfusionTexts = {},
  ...more: unknown[]
): Chart {
  refuseMoreFor(caller, more);
  const counts = checkCounts(matrix);
  const names = readLabels(labels as Id2Label, counts.length, caller);
  const total = sum(counts.flat());
  const right = sum(counts.map((row, i) => row[i]));
  const title = `${right} of ${total} on the diagonal, where prediction and truth agree`;
  const description = `A confusion matrix of ${names.length} classes. ${title}`;
  const texts = checkCounted(caller, options, counts, names);
  const most = Math.max(1, ...counts.flat());
  const cells = (size: CellSize): JsonObject => ({
    data: { name: "cells", values: cellsOf(counts) },
    width: { step: size.width },
    height: { step: size.height },
    ...matrixCells(names, size, most, texts !== undefined),
  });
  const layout = (size: CellSize, room: ListRoom): JsonObject => {
    if (!texts) return cells(size);
    return { spacing: 24, vconcat: [cells(size), textsOfTheCell(texts, names.length, room)] };
  };
  const spec: JsonObject = {
    ...themeFor(names.length ** 2),
    title: { text: title, subtitle: { expr: "readings[shade_by]" } },
    description,
    params: [
      labelParameter(names),
      { name: "readings", value: readings },
      shadeBy,
      ...(texts ? cellParameters(counts, names) : []),
    ],
    ...layout(matrixSize(names.length), { left: 0, width: 580 }),
  };
  const left = -narrowInset(names);
  const narrow = {
    ...spec,
    ...layout(narrowSize(names), { left, width: narrowRoom }),
  };
  const table = {
    columns: ["truth \\ predicted", ...names],
    rows: counts.map((row, truth) => [names[truth], ...row.map(String)]),
  };
  return createChart({ title, description, spec, narrow, table });
}

const caller = "confusionMatrixChart";

/** The choices of the radio buttons, each with the words under the title that say how to read it. */
const choices = [
  ["share of the true class (recall)", "each row adds up to 100%, and recall is on the diagonal"],
  [
    "share of the predicted class (precision)",
    "each column adds up to 100%, and precision is on the diagonal",
  ],
  ["count", "shares are of all texts, and large classes draw the eye"],
];
const readings = choices.map(
  ([choice, reading]) => `A stronger colour means a larger ${choice}: ${reading}.`,
);
const shadeBy: JsonObject = {
  name: "shade_by",
  value: 0,
  bind: {
    input: "radio",
    options: choices.map((_, i) => i),
    labels: choices.map(([choice]) => ` ${choice} `),
    name: "a stronger colour means a larger ",
  },
};

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** Each count with its three shares; a class that never occurs has no share at all. */
function cellsOf(counts: readonly (readonly number[])[]): JsonObject[] {
  const rows = counts.map(sum);
  const columns = counts.map((_, predicted) => sum(counts.map((row) => row[predicted])));
  const all = sum(rows);
  const share = (count: number, of: number) => (of === 0 ? null : count / of);
  return counts.flatMap((row, truth) =>
    row.map((count, predicted) => ({
      truth,
      predicted,
      count,
      shares: [share(count, rows[truth]), share(count, columns[predicted]), share(count, all)],
    })),
  );
}

/** With up to this many classes, numbers are written in the cells. */
const mostWritten = 10;

/** The size of a cell in pixels, the same for all cells of a matrix, and of the labels at its sides, at most. */
interface CellSize {
  width: number;
  height: number;
  label: number;
}

function matrixSize(classes: number): CellSize {
  const width = Math.max(16, Math.min(100, Math.floor(580 / classes)));
  return { width, height: Math.min(width, classes > mostWritten ? 24 : 52), label: 360 };
}

/** The same on a phone, where many columns leave less room for the labels of the rows. */
function narrowSize(labels: readonly string[]): CellSize {
  const isMany = labels.length > mostWritten;
  const label = isMany ? 60 : 110;
  const room = isMany ? narrowRoom - label - 24 : narrowRoom - narrowInset(labels) - 24;
  const width = Math.max(8, Math.min(100, Math.floor(room / labels.length)));
  return { width, height: isMany ? 16 : Math.max(36, Math.min(width, 52)), label };
}

/** Pixels that a share with its decimal takes. */
const shareWidth = 42;

/**
 * The cells of a confusion matrix, shaded by the share that the parameter `shade_by` chooses, with count and share in them.
 *
 * The data needs `truth`, `predicted`, `count` and `shares` (of the true class, of the predicted class, of all texts).
 * Shaded by count, the most frequent cell is darkest.
 */
function matrixCells(
  labels: readonly string[],
  size: CellSize,
  most: number,
  isChosen: boolean,
): JsonObject {
  const colours = shareColours();
  const isWritten = labels.length <= mostWritten;
  return {
    transform: cellTexts(most, size.width < shareWidth ? ".0%" : ".1%"),
    encoding: {
      x: { ...classAxis("predicted"), axis: columnLabels(labels, size.width, size.label) },
      y: { ...classAxis("truth"), axis: { ...rowLabels, labelLimit: size.label } },
    },
    layer: [
      {
        mark: { type: "rect", stroke: palette.paper },
        encoding: {
          color: {
            field: "shade",
            type: "quantitative",
            scale: colours,
            legend: isWritten ? null : { ...legendOf(most), ...(size.label < 360 ? below : {}) },
          },
          tooltip,
          description: { field: "spoken" },
        },
      },
      {
        transform: [{ filter: "datum.truth === datum.predicted" }],
        mark: { type: "rect", fill: null, stroke: "#000000", strokeWidth: 1.5, aria: false },
      },
      ...(isChosen ? [chosenCell(labels.length)] : []),
      ...(isWritten ? [number("count", -8, 14), number("shareText", 10, 11)] : []),
    ],
  };
}

const below: JsonObject = { orient: "bottom", gradientLength: 180 };

function cellTexts(most: number, inTheCell: string): JsonObject[] {
  const percent = (share: string, format = ".1%") =>
    `isValid(${share}) ? format(${share}, '${format}') : 'none'`;
  return [
    { calculate: "datum.shares[shade_by]", as: "share" },
    { calculate: `shade_by === 2 ? datum.count / ${most} : datum.share || 0`, as: "shade" },
    { calculate: percent("datum.share", inTheCell), as: "shareText" },
    { calculate: percent("datum.shares[0]"), as: "recallText" },
    { calculate: percent("datum.shares[1]"), as: "precisionText" },
    { calculate: "labels[datum.truth]", as: "truthLabel" },
    { calculate: "labels[datum.predicted]", as: "predictedLabel" },
    {
      calculate:
        "'truth ' + datum.truthLabel + ', predicted ' + datum.predictedLabel + ': ' + datum.count" +
        " + ', ' + datum.recallText + ' of the true class, ' + datum.precisionText + ' of the predicted class'",
      as: "spoken",
    },
  ];
}

const tooltip: JsonObject[] = [
  { field: "truthLabel", title: "truth" },
  { field: "predictedLabel", title: "predicted" },
  { field: "count", title: "count" },
  { field: "recallText", title: "share of the true class" },
  { field: "precisionText", title: "share of the predicted class" },
];

/** The legend where no numbers are written: shares, or counts when shaded by count. */
function legendOf(most: number): JsonObject {
  return {
    title: null,
    tickCount: 5,
    labelExpr: `shade_by === 2 ? format(datum.value * ${most}, ',.0f') : format(datum.value, '.0%')`,
  };
}

function classAxis(field: "truth" | "predicted"): JsonObject {
  const title = field === "truth" ? "true class" : "predicted class";
  return { field, type: "ordinal", title };
}

const rowLabels: JsonObject = {
  labelExpr: "labels[datum.value]",
  maxExtent: 400,
  labelPadding: 6,
  ticks: false,
  domain: false,
  aria: false,
};

function number(field: string, dy: number, fontSize: number): JsonObject {
  return {
    mark: { type: "text", dy, fontSize, baseline: "middle", aria: false },
    encoding: { text: { field }, color: { value: cellInk } },
  };
}

/** Checks that a confusion matrix is square and holds counts; if not, says at which row and column. */
function checkCounts(matrix: readonly (readonly number[])[]): readonly (readonly number[])[] {
  if (matrix.length < 2) {
    throw new ChartError(`${caller} needs at least two classes, got ${matrix.length} rows`);
  }
  for (const [truth, row] of matrix.entries()) {
    if (row.length !== matrix.length) {
      throw new ChartError(
        `${caller} needs a square matrix: row ${truth} has ${row.length} columns, there are ${matrix.length} rows`,
      );
    }
    const wrong = row.findIndex((count) => !Number.isInteger(count) || count < 0);
    if (wrong === -1) continue;
    throw new ChartError(`${caller} needs counts: row ${truth}, column ${wrong} is ${row[wrong]}`);
  }
  return matrix;
}
