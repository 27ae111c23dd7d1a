import { palette } from "../frame/theme.js";
import type { JsonObject } from "../MimeBundle.js";
import { isolate } from "../words/isolate.js";
import { shorten } from "../words/shorten.js";
import { rowEdges, type TruthBlock } from "./heatMarks.js";
import type { CellGrid } from "./heatPanel.js";
import { longestTable } from "./orderRows.js";

/**
 * What stands left of a heat map: each row's text while there is room for a line, else the true class of each block of rows
 * with its size, where the block is high enough for a line.
 */
export function rowNames(grid: CellGrid, blocks: TruthBlock[]): JsonObject {
  const { rows, rowHeight, labels, isSample } = grid;
  if (rows <= longestTable) {
    const calculate = "datum.text ? slice(datum.name, 4) + ': ' + datum.text : datum.name";
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

const names: JsonObject = {
  mark: {
    type: "text",
    align: "right",
    baseline: "middle",
    fontSize: 12,
    limit: 150,
    color: palette.ink,
    aria: false,
  },
  encoding: {
    x: { value: -18 },
    y: { field: "middle", type: "quantitative" },
    text: { field: "heading" },
  },
};
