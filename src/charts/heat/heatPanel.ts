import { palette } from "../frame/theme.js";
import type { JsonObject } from "../MimeBundle.js";
import { type CellColours, cellInk } from "./cellColours.js";
import { columnLabels } from "./columnLabels.js";
import { arrow, chosenFrame, type TruthBlock, truthFrames } from "./heatMarks.js";

/** Where cells stand and how large they are, in pixels. */
export interface CellGrid {
  rows: number;
  /** Whether the rows are only some of the batch, so that counting them says nothing of it. */
  isSample: boolean;
  labels: readonly string[];
  columnWidth: number;
  rowHeight: number;
}

/**
 * One half of the batch heat map: a row for each text, a column for each class, coloured by one field.
 *
 * The data needs `place` (the row, from the top), `index` (the class), `isPredicted`, `spoken` and the two fields named here.
 * The row that the selection `chosen` holds gets a frame and an arrow.
 */
export function heatPanel(panel: {
  name: string;
  field: "logit" | "probability";
  numberField: "logitText" | "probabilityText";
  title: string;
  colours: CellColours;
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
          x: across(labels, columnWidth, title),
          y2: { field: "below" },
          color: {
            field,
            type: "quantitative",
            scale: colours.scale,
            legend: hasNumbers ? null : legend,
          },
          tooltip,
          description: { field: "spoken" },
        },
      },
      ...(hasNumbers
        ? [numbers(numberField, colours, "normal"), numbers(numberField, colours, "bold")]
        : []),
      truthFrames(blocks),
      chosenFrame(width, rowHeight),
      ...(field === "logit" ? [arrow] : []),
    ],
  };
}

/** Numbers are written where they fit. */
export function isWritten({ columnWidth, rowHeight }: CellGrid): boolean {
  return columnWidth >= 42 && rowHeight >= 16;
}

const legend: JsonObject = { orient: "bottom", title: null, gradientLength: 180, tickCount: 5 };

const tooltip: JsonObject[] = [
  { field: "name", title: "row" },
  { field: "text", title: "text" },
  { field: "label", title: "class" },
  { field: "logitText", title: "logit (log-odds)" },
  { field: "probabilityText", title: "probability" },
];

/** Rows stand at whole numbers, so that thin ones stay crisp and a frame may span several. */
function down(rows: number): JsonObject {
  const scale = { domain: [0, rows], reverse: true, nice: false, zero: false };
  return { field: "place", type: "quantitative", scale, axis: null };
}

function across(labels: readonly string[], columnWidth: number, title: string): JsonObject {
  return {
    field: "index",
    type: "ordinal",
    title,
    scale: { domain: labels.map((_, index) => index), paddingInner: 0, paddingOuter: 0 },
    axis: { ...columnLabels(labels, columnWidth), orient: "top" },
  };
}

/** The winner's number in bold, the others' as usual: whoever can't tell the tones apart sees it too. */
function numbers(field: string, { isDark }: CellColours, fontWeight: string): JsonObject {
  return {
    transform: [{ filter: `${fontWeight === "bold" ? "" : "!"}datum.isPredicted` }],
    mark: { type: "text", fontSize: 11, fontWeight, aria: false, baseline: "middle" },
    encoding: {
      x: { field: "index", type: "ordinal", bandPosition: 0.5 },
      y: { field: "middle", type: "quantitative" },
      text: { field },
      color: cellInk(isDark),
    },
  };
}
