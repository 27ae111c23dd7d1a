import type { JsonObject } from "../MimeBundle.js";
import { rowsToClasses } from "../reading/rowsToClasses.js";
import { shareColours, signedColours } from "./cellColours.js";
import { rowEdges, type TruthBlock } from "./heatMarks.js";
import { type CellGrid, heatPanel } from "./heatPanel.js";
import { longestTable } from "./orderRows.js";
import { rowNames } from "./rowNames.js";

/** One text of a batch as the heat map's data; its numbers are spread over the classes in the page. */
export type HeatRow = {
  /** From the top. */
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

/** Columns and rows as large as there is room for; rows of whole pixels, since others would blur. */
export function gridOf(rows: number, batch: number, labels: readonly string[]): CellGrid {
  const columnWidth = Math.max(12, Math.min(110, Math.floor(300 / labels.length)));
  const rowHeight = rows <= 8 ? 40 : rows <= longestTable ? 20 : Math.floor(mapHeight / rows);
  return { rows, isSample: rows < batch, labels, columnWidth, rowHeight };
}

/** Logits on the left, probabilities on the right, one row a text; `reach` is the largest logit in size. */
export function heatPanels(rows: readonly HeatRow[], grid: CellGrid, reach: number): JsonObject {
  const blocks = blocksOf(rows);
  const logits = heatPanel({
    name: "logitCells",
    field: "logit",
    numberField: "logitText",
    title: "logit (log-odds)",
    colours: signedColours("logit", reach),
    grid,
    blocks,
  });
  const probabilities = heatPanel({
    name: "probabilityCells",
    field: "probability",
    numberField: "probabilityText",
    title: "probability",
    colours: shareColours("probability"),
    grid,
    blocks,
  });
  const layer = [...(logits.layer as JsonObject[]), rowNames(grid, blocks)];
  const hconcat = [{ ...logits, layer }, probabilities];
  const resolve = { scale: { color: "independent" } };
  return { spacing: panelGap, transform: cells, hconcat, resolve };
}

const cells: JsonObject[] = [
  ...rowEdges,
  ...rowsToClasses,
  { calculate: "datum.index === datum.predicted", as: "isPredicted" },
  {
    calculate:
      "datum.name + ', ' + datum.label + ': logit ' + datum.logitText + ', probability ' + datum.probabilityText" +
      " + (datum.isPredicted ? ', predicted' : '') + (datum.index === datum.truth ? ', true class' : '')",
    as: "spoken",
  },
];

/** A frame a row; in a long map, where rows are thin, neighbours with the same true class share one. */
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
