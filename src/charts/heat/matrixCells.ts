import { palette } from "../frame/theme.js";
import type { JsonObject } from "../MimeBundle.js";
import { cellInk, shareColours } from "./cellColours.js";
import { columnLabels } from "./columnLabels.js";

/** Numbers are written in the cells of so many classes at most. */
const mostWritten = 10;

/** A cell's size in pixels, the same for all cells of a matrix. */
export interface CellSize {
  width: number;
  height: number;
}

export function matrixSize(classes: number): CellSize {
  const width = Math.max(16, Math.min(100, Math.floor(580 / classes)));
  return { width, height: Math.min(width, classes > mostWritten ? 24 : 52) };
}

/**
 * The cells of a confusion matrix, shaded by the share that the parameter `shade_by` chooses, with count and share written in.
 *
 * The data needs `truth`, `predicted`, `count` and `shares` (of the true class, of the predicted class, of all texts).
 * Shaded by count, the most frequent cell is darkest.
 */
export function matrixCells(labels: readonly string[], size: CellSize, most: number): JsonObject {
  const colours = shareColours("shade");
  const isWritten = labels.length <= mostWritten;
  return {
    transform: cellTexts(most),
    encoding: {
      x: { ...classAxis("predicted"), axis: columnLabels(labels, size.width) },
      y: { ...classAxis("truth"), axis: rowLabels },
    },
    layer: [
      {
        mark: { type: "rect", stroke: palette.paper },
        encoding: {
          color: {
            field: "shade",
            type: "quantitative",
            scale: colours.scale,
            legend: isWritten ? null : legendOf(most),
          },
          tooltip,
          description: { field: "spoken" },
        },
      },
      {
        transform: [{ filter: "datum.truth === datum.predicted" }],
        mark: { type: "rect", fill: null, stroke: "#000000", strokeWidth: 1.5, aria: false },
      },
      ...(isWritten
        ? [number("count", -8, 14, colours.isDark), number("shareText", 10, 11, colours.isDark)]
        : []),
    ],
  };
}

function cellTexts(most: number): JsonObject[] {
  const percent = (share: string) => `isValid(${share}) ? format(${share}, '.1%') : 'none'`;
  return [
    { calculate: "datum.shares[shade_by]", as: "share" },
    { calculate: `shade_by === 2 ? datum.count / ${most} : datum.share || 0`, as: "shade" },
    { calculate: percent("datum.share"), as: "shareText" },
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

/** Where no numbers are written the legend has them: a share, or a count when shaded by count. */
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
  labelLimit: 360,
  maxExtent: 400,
  labelPadding: 6,
  ticks: false,
  domain: false,
  aria: false,
};

function number(field: string, dy: number, fontSize: number, isDark: string): JsonObject {
  return {
    mark: { type: "text", dy, fontSize, baseline: "middle", aria: false },
    encoding: { text: { field }, color: cellInk(isDark) },
  };
}
