import { palette } from "../frame/theme.js";
import type { JsonObject } from "../MimeBundle.js";
import { pointTexts } from "./pointTexts.js";

const rowsInTable = 12;
const width = 640;

/** The texts inside the brush, the most wrong first; without a brush the most wrong of all. */
export function pointListing(): JsonObject {
  const column = (field: string, x: number, limit: number): JsonObject => ({
    mark: { type: "text", align: "left", baseline: "middle", fontSize: 12, limit },
    encoding: {
      x: { value: x },
      text: { field },
      color: {
        condition: { test: "datum.right === 'wrong'", value: palette.wrong },
        value: palette.ink,
      },
    },
  });
  return {
    width,
    height: { step: 20 },
    data: { name: "points" },
    transform: [
      { filter: { param: "brush" } },
      {
        calculate:
          "datum.right === 'wrong' ? abs(datum.difference) + 1000 : -abs(datum.difference)",
        as: "wrongness",
      },
      {
        window: [{ op: "row_number", as: "place" }],
        sort: [{ field: "wrongness", order: "descending" }],
      },
      { filter: `datum.place <= ${rowsInTable}` },
      ...pointTexts,
    ],
    encoding: { y: { field: "place", type: "ordinal", axis: null } },
    layer: [
      column("differenceText", 0, 60),
      column("right", 60, 50),
      column("predicted", 115, 90),
      column("text", 215, width - 215),
    ],
  };
}
