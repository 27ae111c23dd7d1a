import { palette } from "../frame/theme.js";
import type { JsonObject } from "../MimeBundle.js";

/**
 * A narrow panel that writes one number a class, right-aligned as in a table, for charts that have no bars for it.
 *
 * As the leftmost panel it carries the class labels: `axis` is then `labelAxis(true)`.
 */
export function numberColumn(column: {
  field: string;
  title: string;
  width: number;
  step: number;
  axis: JsonObject | null;
}): JsonObject {
  const { field, title, width, step, axis } = column;
  return {
    width,
    height: { step },
    title: {
      text: title,
      orient: "bottom",
      anchor: "end",
      fontSize: 12,
      offset: 23,
      color: palette.ink,
    },
    mark: { type: "text", align: "right", baseline: "middle", fontSize: 12, aria: false },
    encoding: {
      y: { field: "index", type: "ordinal", title: null, axis },
      x: { value: width },
      text: { field },
    },
  };
}
