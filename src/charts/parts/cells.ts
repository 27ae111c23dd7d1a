import type { JsonObject } from "../Chart.js";
import { rowTooltip } from "./inThePage.js";
import { longestTable } from "./orderRows.js";
import { palette } from "./theme.js";
import { isolate, shorten } from "./words.js";

/**
 * The ends of every scale; brown against blue is a pair that colour-blind readers can tell apart.
 *
 * No deeper than this: black stays readable on every tone, 4.5 to 1, and so does white where a dark page swaps light for dark.
 */
export const cellTones = { pale: "#F4F6F8", high: "#5D9BBF", low: "#AE8954" } as const;

/** The colour of a number in a cell. */
export const cellInk = "#000000";

/** A scale of colours, pale at 0 to blue at 1, for shares and probabilities. */
export function shareColours(): JsonObject {
  return scaleOf([0, 1], [cellTones.pale, cellTones.high]);
}

/** A scale of colours, pale at 0, blue up to `reach`, brown down to `-reach`, for logits. */
export function signedColours(reach: number): JsonObject {
  return scaleOf([-reach, 0, reach], [cellTones.low, cellTones.pale, cellTones.high]);
}

function scaleOf(domain: number[], range: string[]): JsonObject {
  return { type: "linear", domain, range, interpolate: "rgb", nice: false, zero: false };
}

/**
 * How a map's axis writes the class labels above or below its columns: level where all of them fit, slanted where they are
 * short, vertical where they are long or the columns narrow. They are found by index in the parameter `labels`.
 *
 * @param most pixels that a label may take
 */
export function columnLabels(
  labels: readonly string[],
  columnWidth: number,
  most = 360,
): JsonObject {
  const longest = Math.max(...labels.map((label) => label.length));
  const isLevel = 7.5 * longest <= columnWidth;
  const isSlanted = longest <= 20 && columnWidth >= 18;
  return {
    labelExpr: "labels[datum.value]",
    labelAngle: isLevel ? 0 : isSlanted ? -45 : -90,
    labelLimit: isLevel ? columnWidth : most,
    // Without it the axis title would be at most 200 pixels away, on top of long labels.
    maxExtent: 400,
    labelFontSize: columnWidth < 14 ? Math.min(10, columnWidth) : 12,
    labelPadding: 4,
    labelOverlap: false,
    ticks: false,
    domain: false,
    // A screen reader would say bare indices; the cells themselves name their class.
    aria: false,
  };
}

/** Where cells are and how large they are, in pixels. */
export interface CellGrid {
  rows: number;
  /** Whether the rows are only some of the batch, so that counting them says nothing about it. */
  isSample: boolean;
  labels: readonly string[];
  columnWidth: number;
  rowHeight: number;
  /** Pixels that the names of the rows may take. */
  namesWidth: number;
  /** Whether the maps stand below one another, as on a phone. */
  isNarrow: boolean;
}

/**
 * One half of the batch heat map: one row per text, one column per class, coloured by one field.
 *
 * The data needs `place` (the row, from the top), `index` (the class), `isPredicted`, `spoken` and the two fields that `panel`
 * names. The row that the selection `chosen` holds gets a frame and an arrow.
 */
export function heatPanel(panel: {
  name: string;
  field: "logit" | "probability";
  numberField: "logitText" | "shortText";
  title: string;
  /** The scale from values to colours. */
  colours: JsonObject;
  grid: CellGrid;
  blocks: TruthBlock[];
}): JsonObject {
  const { name, field, numberField, title, colours, grid, blocks } = panel;
  const { rows, labels, columnWidth, rowHeight } = grid;
  const width = columnWidth * labels.length;
  const hasNumbers = isWritten(grid);
  return {
    width,
    height: rowHeight * rows,
    encoding: { y: down(rows) },
    layer: [
      {
        name,
        mark: { type: "rect", stroke: palette.paper, strokeWidth: rowHeight < 8 ? 0 : 1 },
        encoding: {
          x: across(grid, title),
          y2: { field: "below" },
          color: {
            field,
            type: "quantitative",
            scale: colours,
            legend: hasNumbers ? null : legend,
          },
          tooltip: rowTooltip,
          description: { field: "spoken" },
        },
      },
      ...(hasNumbers ? [numbers(numberField, "normal"), numbers(numberField, "bold")] : []),
      truthFrames(blocks),
      chosenFrame(width, rowHeight),
      ...(field === "logit" ? [arrow] : []),
    ],
  };
}

/** Four decimals would fill a narrow cell from edge to edge: the tooltip and the chosen row have them. */
export const shortProbability: JsonObject = {
  calculate:
    "datum.probability > 0 && datum.probability < 0.005 ? '<0.01'" +
    " : datum.probability < 1 && datum.probability >= 0.995 ? '>0.99' : format(datum.probability, '.2f')",
  as: "shortText",
};

/** Numbers are written where they fit. */
function isWritten({ columnWidth, rowHeight }: CellGrid): boolean {
  return columnWidth >= 42 && rowHeight >= 16;
}

const legend: JsonObject = { orient: "bottom", title: null, gradientLength: 180, tickCount: 5 };

/** Rows are at whole numbers, so that thin ones stay crisp and a frame may span several. */
function down(rows: number): JsonObject {
  const scale = { domain: [0, rows], reverse: true, nice: false, zero: false };
  return { field: "place", type: "quantitative", scale, axis: null };
}

/** Labels longer than this would push the maps of a phone apart. */
const narrowLabel = 110;

function across({ labels, columnWidth, isNarrow }: CellGrid, title: string): JsonObject {
  const axis = columnLabels(labels, columnWidth, isNarrow ? narrowLabel : undefined);
  return {
    field: "index",
    type: "ordinal",
    title,
    scale: { domain: labels.map((_, index) => index), paddingInner: 0, paddingOuter: 0 },
    axis: { ...axis, orient: "top" },
  };
}

/** The winner's number is bold and the others aren't, so even those who can't tell the tones apart see which it is. */
function numbers(field: string, fontWeight: string): JsonObject {
  return {
    transform: [{ filter: `${fontWeight === "bold" ? "" : "!"}datum.isPredicted` }],
    mark: { type: "text", fontSize: 11, fontWeight, aria: false, baseline: "middle" },
    encoding: {
      x: { field: "index", type: "ordinal", bandPosition: 0.5 },
      y: { field: "middle", type: "quantitative" },
      text: { field },
      color: { value: cellInk },
    },
  };
}

/** A run of rows with the same true class: its cells share one frame. */
export type TruthBlock = { truth: number; from: number; to: number };

/** A black frame around the cells of the true class. */
function truthFrames(blocks: TruthBlock[]): JsonObject {
  return {
    data: { values: blocks },
    mark: { type: "rect", fill: null, stroke: "#000000", strokeWidth: 1.5, aria: false },
    encoding: {
      x: { field: "truth", type: "ordinal" },
      y: { field: "from", type: "quantitative" },
      y2: { field: "to" },
    },
  };
}

/** A row's lower edge and its middle, on the axis that counts rows from the top. */
export const rowEdges: JsonObject[] = [
  { calculate: "datum.place + 1", as: "below" },
  { calculate: "datum.place + 0.5", as: "middle" },
];

const ofTheChosen: JsonObject = {
  data: { name: "rows" },
  transform: [{ filter: { param: "chosen" } }, ...rowEdges],
};

/** The frame of the chosen row, thin enough for a thin row to stay visible inside it. */
function chosenFrame(width: number, rowHeight: number): JsonObject {
  const strokeWidth = rowHeight < 8 ? 1 : 2.5;
  return {
    ...ofTheChosen,
    mark: { type: "rect", fill: null, stroke: palette.ink, strokeWidth, aria: false },
    encoding: { x: { value: -2 }, x2: { value: width + 2 }, y2: { field: "below" } },
  };
}

/** Points at the chosen row from the left. */
const arrow: JsonObject = {
  ...ofTheChosen,
  mark: {
    type: "point",
    shape: "triangle-right",
    filled: true,
    size: 90,
    opacity: 1,
    color: palette.ink,
    aria: false,
  },
  encoding: { x: { value: -9 }, y: { field: "middle", type: "quantitative" } },
};

/**
 * The text to the left of a heat map: each row's, if there is room for a line; otherwise the true class and the size of
 * each block of rows that is high enough for a line.
 */
export function rowNames(grid: CellGrid, blocks: TruthBlock[]): JsonObject {
  const { rows, rowHeight, labels, isSample, namesWidth } = grid;
  const mark = { ...(rowName.mark as JsonObject), limit: namesWidth };
  const names = { ...rowName, mark };
  if (rows <= longestTable) {
    const number = "slice(datum.name, 4)";
    const text = `datum.text ? ${number} + ': ' + datum.text : datum.name`;
    const calculate = namesWidth < 40 ? number : text;
    return {
      data: { name: "rows" },
      transform: [{ calculate, as: "heading" }, ...rowEdges],
      ...names,
    };
  }
  const readable = blocks.filter(({ from, to }) => (to - from) * rowHeight >= 12);
  const values = readable.map(({ truth, from, to }) => ({
    heading: isolate(shorten(labels[truth], 26)) + (isSample ? "" : ` (${to - from})`),
    middle: (from + to) / 2,
  }));
  return { data: { values }, ...names };
}

const rowName: JsonObject = {
  mark: {
    type: "text",
    align: "right",
    baseline: "middle",
    fontSize: 12,
    color: palette.ink,
    aria: false,
  },
  encoding: {
    x: { value: -18 },
    y: { field: "middle", type: "quantitative" },
    text: { field: "heading" },
  },
};

/** One selection, two ways to make it: a click on a row of either map, or a native slider. */
export function rowSelection(rows: number): JsonObject {
  const slider = { input: "range", min: 0, max: rows - 1, step: 1, name: "row, from the top " };
  return {
    name: "chosen",
    select: { type: "point", fields: ["place"], on: "click", clear: false, toggle: false },
    value: [{ place: 0 }],
    views: ["logitCells", "probabilityCells"],
    ...(rows > 1 ? { bind: { place: slider } } : {}),
  };
}
