import type { JsonObject } from "../MimeBundle.js";
import { palette } from "./theme.js";

/** One line over a panel of classes, computed in the page: a layer that needs a row with `index` 0. */
export function panelHeading(expression: string, y: number): JsonObject {
  return {
    transform: [{ filter: "datum.index === 0" }, { calculate: expression, as: "heading" }],
    mark: { type: "text", align: "left", fontSize: 13, fontWeight: "bold", color: palette.ink },
    encoding: {
      x: { value: 0 },
      y: { value: y },
      text: { field: "heading" },
      description: { field: "heading" },
    },
  };
}
