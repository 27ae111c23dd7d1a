import { softmaxInThePage } from "../controls/softmaxInThePage.js";
import { temperatureText } from "../controls/temperatureSlider.js";
import { panelHeading } from "../frame/panelHeading.js";
import { palette } from "../frame/theme.js";
import type { JsonObject } from "../MimeBundle.js";

/** Pixels a class. */
export const listStep = (classes: number) => (classes <= 16 ? 20 : 15);

/** The numbers where the slider stands, the most probable class first: its colour, its probability, its label. */
export function trajectoryList(classes: number): JsonObject {
  const y: JsonObject = { field: "index", type: "ordinal", axis: null };
  const line = (field: string, x: number, style: JsonObject): JsonObject => ({
    mark: { type: "text", baseline: "middle", fontSize: 12, limit: 330, aria: false, ...style },
    encoding: { y, x: { value: x }, text: { field } },
  });
  return {
    width: 200,
    height: { step: listStep(classes) },
    transform: softmaxInThePage(classes, "datum.logit", "temperature"),
    layer: [
      {
        mark: { type: "point", filled: true, size: 80, opacity: 1, aria: false },
        encoding: {
          y,
          x: { value: 6 },
          color: { field: "colour", type: "nominal", scale: null },
        },
      },
      line("probabilityText", 62, { align: "right", color: palette.ink }),
      line("label", 72, { align: "left", color: palette.ink }),
      panelHeading(`'at temperature ' + ${temperatureText}`, -9),
    ],
  };
}
