import type { JsonObject } from "../Chart.js";
import { palette } from "./theme.js";

/**
 * A line of text at a fixed place in a panel, `x` and `y` in pixels or as a Vega expression; a screen reader says it too.
 *
 * @param field the field of the panel's data that holds the text
 * @param style properties of the mark, beyond starting at `x`
 */
export function textAt(
  field: string,
  x: number | JsonObject,
  y: number,
  style: JsonObject = {},
): JsonObject {
  return {
    mark: { type: "text", align: "left", ...style },
    encoding: { x: { value: x }, y: { value: y }, text: { field }, description: { field } },
  };
}

/** One line above a panel of classes, computed in the page from the row with `index` 0; where it is empty there is no mark. */
export function panelHeading(expression: string, y: number): JsonObject {
  return {
    transform: [
      { filter: "datum.index === 0" },
      { calculate: expression, as: "heading" },
      { filter: "datum.heading !== ''" },
    ],
    ...textAt("heading", 0, y, { fontSize: 13, fontWeight: "bold", color: palette.ink }),
  };
}
