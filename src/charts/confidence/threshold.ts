import { palette } from "../frame/theme.js";
import type { JsonObject } from "../MimeBundle.js";

/** The axis from 0 to 1 that confidence and threshold share, so that one rule stands at the same place in both panels. */
export const across = (title: string | null): JsonObject => ({
  type: "quantitative",
  title,
  scale: { domain: [0, 1], nice: false },
  axis: { values: Array.from({ length: 11 }, (_, tenths) => tenths / 10), format: ".1f" },
});

/** The parameter `threshold` as an upright line through a panel. */
export const rule: JsonObject = {
  data: { values: [{}] },
  transform: [{ calculate: "threshold", as: "threshold" }],
  mark: { type: "rule", color: palette.ink, strokeWidth: 2, aria: false },
  // Without the height and the colour that the panel around it may give to its marks.
  encoding: { x: { field: "threshold", type: "quantitative" }, y: null, color: null },
};

/** Keeps the step at which the slider stands; steps are counted in hundredths, since 0.57 is no exact number. */
export const atTheThreshold: JsonObject = { filter: "datum.hundredths === round(100 * threshold)" };
