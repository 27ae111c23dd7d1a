import { palette } from "../frame/theme.js";
import type { JsonObject } from "../MimeBundle.js";

/** A run of rows with the same true class: its cells share one frame. */
export type TruthBlock = { truth: number; from: number; to: number };

/** A black frame around the cells of the true class. */
export function truthFrames(blocks: TruthBlock[]): JsonObject {
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

/** The frame of the chosen row, as thin as a thin row needs it to stay visible inside. */
export function chosenFrame(width: number, rowHeight: number): JsonObject {
  const strokeWidth = rowHeight < 8 ? 1 : 2.5;
  return {
    ...ofTheChosen,
    mark: { type: "rect", fill: null, stroke: palette.ink, strokeWidth, aria: false },
    encoding: { x: { value: -2 }, x2: { value: width + 2 }, y2: { field: "below" } },
  };
}

/** Points at the chosen row from the left. */
export const arrow: JsonObject = {
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
