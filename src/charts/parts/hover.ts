import type { JsonObject } from "../Chart.js";
import { palette } from "./theme.js";

/**
 * The parameter `hovered`: the `index` of the class that the pointer is on, in whichever panel, or -1.
 *
 * While something is dragged it stays lit, wherever the pointer goes.
 *
 * @param drag whether the chart has the parameters of `dragParameters`
 */
export function hoverParameter({ drag = false }: { drag?: boolean } = {}): JsonObject {
  const isMark = "datum && item().mark.role === 'mark' && isNumber(datum.index)";
  const unlessHeld = drag ? "isHeld ? hovered : " : "";
  return {
    name: "hovered",
    value: -1,
    on: [
      { events: "pointerover", update: `${unlessHeld}${isMark} ? datum.index : -1` },
      { events: "pointerout", update: `${unlessHeld}-1` },
    ],
  };
}

/** A band behind the row of the class that the pointer is on, from one side of its panel to the other. */
export const litRow: JsonObject = {
  data: { values: [{}] },
  transform: [{ calculate: "hovered", as: "row" }, { filter: "datum.row >= 0" }],
  mark: { type: "bar", orient: "horizontal", height: { band: 1 }, color: palette.lit, aria: false },
  encoding: { x: { value: 0 }, x2: { value: "width" }, y: { field: "row", type: "ordinal" } },
};
