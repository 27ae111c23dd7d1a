import type { JsonObject } from "../Chart.js";
import { cellInk, columnLabels, shortProbability, signedColours } from "./cells.js";
import { narrowRoom } from "./narrow.js";
import { unpacked } from "./packed.js";
import { textAt } from "./textAt.js";
import { palette } from "./theme.js";

const cellsInThePage: JsonObject[] = [
  ...unpacked("cells", ["row", "column", "probability", "isLargest"]),
  shortProbability,
  {
    // Of a large sum, four decimals would run into the next one, and nobody asks whether it is 1.
    calculate:
      "isValid(datum.probability) ? format(datum.probability, abs(datum.probability) < 10 ? '.4f' : '.1f') : 'NaN'",
    as: "sumText",
  },
  { calculate: "panel_names[datum.index]", as: "panel" },
  { calculate: "clamp(datum.probability, -1, 1)", as: "shade" },
  { calculate: "labels[datum.column]", as: "label" },
  {
    calculate: "datum.panel + ', row ' + datum.row + ', ' + datum.label + ': ' + datum.shortText",
    as: "spoken",
  },
];

/** How much room a line of panels has, how wide a cell is at most, and how large its letters are. */
interface Line {
  room: number;
  cell: number;
  fontSize: number;
}

/** With what stands around it, as wide as a cell's output beside JupyterLab's file browser in a window of 1,280 pixels. */
const wideLine: Line = { room: 700, cell: 46, fontSize: 11 };
const narrowLine: Line = { room: narrowRoom, cell: 40, fontSize: 10 };
/** With more classes, cells are too narrow for numbers. */
const mostWritten = 7;
/** Pixels for the names of the rows, for their sums, between panels, and for what is said above one. */
const pixels = { rows: 26, sums: 44, between: 12, words: 130 };

/** How many tables there are, and their rows and columns. */
interface SmallTables {
  panels: number;
  rows: number;
  labels: readonly string[];
  isNarrow?: boolean;
}

/**
 * Small tables of numbers side by side, each number on its colour, with the sums of rows and columns around them.
 *
 * The data has a row for each table: `index`, and `cells`, packed: row, column, number, and 1 for its row's largest. The sums of
 * rows are in column -1, those of columns in the row below the last. What stands above a table are the parameters `panel_names`
 * and `captions`, two lines each; labels come from the parameter `labels`.
 */
export function smallTables({ panels, rows, labels, isNarrow = false }: SmallTables): JsonObject {
  const line = isNarrow ? narrowLine : wideLine;
  const k = labels.length;
  const isWritten = k <= mostWritten;
  const cellIn = (room: number) => Math.floor((room - pixels.rows - pixels.sums) / k);
  // Two beside each other can be compared, if their numbers still fit.
  const half = cellIn((line.room - pixels.between) / 2);
  const most = panels > 1 && isWritten && half >= 33 ? half : cellIn(line.room);
  const cell = Math.max(6, Math.min(most, isWritten ? line.cell : 16));
  const width = Math.max(cell * k + pixels.sums, pixels.words);
  const across = width + pixels.rows + pixels.between;
  return {
    transform: cellsInThePage,
    facet: { field: "index", type: "ordinal", title: null, header: nameAbove(width) },
    columns: Math.max(1, Math.min(panels, Math.floor((line.room + pixels.between) / across))),
    spacing: { row: 14, column: pixels.between },
    resolve: { axis: { x: "independent", y: "independent" } },
    spec: panelOf(cell, rows, labels, isWritten, line.fontSize),
  };
}

const nameAbove = (labelLimit: number): JsonObject => ({
  labelExpr: "panel_names[datum.value]",
  labelAnchor: "start",
  labelFontSize: 12,
  labelFontWeight: "bold",
  labelPadding: 4,
  labelLimit,
});

/** The cells of one panel with their numbers, and the sums around them. */
function panelOf(
  cell: number,
  rows: number,
  labels: readonly string[],
  isWritten: boolean,
  fontSize: number,
): JsonObject {
  const k = labels.length;
  const places = Array.from({ length: k }, (_, column) => column);
  const down = Array.from({ length: isWritten ? rows + 1 : rows }, (_, row) => row);
  const height = isWritten || rows < 6 ? 20 : 12;
  const cells = { filter: `datum.column >= 0 && datum.row < ${rows}` };
  const number = (filter: string, field: string, style: JsonObject): JsonObject => ({
    transform: [{ filter }],
    mark: { type: "text", baseline: "middle", fontSize, color: cellInk, aria: false, ...style },
    encoding: { text: { field } },
  });
  const written = `datum.column >= 0 && datum.row < ${rows}`;
  return {
    width: cell * k,
    height: { step: height },
    encoding: {
      x: {
        field: "column",
        type: "ordinal",
        title: null,
        scale: { domain: places },
        // Letters can't be smaller than this.
        axis: cell < 11 ? null : { ...columnLabels(labels, cell, 70), orient: "bottom" },
      },
      y: {
        field: "row",
        type: "ordinal",
        title: null,
        scale: { domain: down },
        axis: {
          labelExpr: `datum.value < ${rows} ? datum.value : 'sum'`,
          labelPadding: 4,
          ticks: false,
          domain: false,
          aria: false,
        },
      },
    },
    layer: [
      {
        transform: [cells],
        mark: { type: "rect", stroke: palette.paper, invalid: null },
        encoding: {
          color: {
            condition: { test: "!isValid(datum.probability)", value: palette.ghost },
            field: "shade",
            type: "quantitative",
            scale: signedColours(1),
            legend: null,
          },
          tooltip: [
            { field: "panel", title: "panel" },
            { field: "row", title: "row" },
            { field: "label", title: "class" },
            { field: "shortText", title: "number" },
          ],
          description: { field: "spoken" },
        },
      },
      ...(isWritten
        ? [
            number(`${written} && datum.isLargest === 0`, "shortText", {}),
            number(`${written} && datum.isLargest === 1`, "shortText", { fontWeight: "bold" }),
            // Four decimals of one column would run into those of the next.
            number(`datum.row === ${rows}`, cell < 42 ? "shortText" : "sumText", {
              color: palette.softInk,
            }),
          ]
        : []),
      {
        ...number("datum.column === -1", "sumText", { align: "left", color: palette.ink }),
        encoding: { x: { value: cell * k + 5 }, text: { field: "sumText" } },
      },
      ...[0, 1].map(
        (line): JsonObject => ({
          transform: [
            { filter: "datum.column === 0 && datum.row === 0" },
            { calculate: `captions[datum.index][${line}]`, as: "caption" },
            // A screen reader would come upon an empty text.
            { filter: "datum.caption !== ''" },
          ],
          ...textAt("caption", 0, 13 * line - 22, {
            baseline: "middle",
            fontSize: 11,
            color: palette.softInk,
          }),
        }),
      ),
    ],
  };
}
