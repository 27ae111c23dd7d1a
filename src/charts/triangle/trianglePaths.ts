import { temperatureBase } from "../controls/temperatureSlider.js";
import { palette } from "../frame/theme.js";
import type { JsonObject } from "../MimeBundle.js";
import type { Point } from "../reading/readPoints.js";
import { softmaxOfThree } from "./softmaxOfThree.js";
import { triangleAxes } from "./triangleAxes.js";
import { logitsOf } from "./trianglePoints.js";

/** With more points than this, their paths would hide each other. */
export const mostPaths = 30;

/**
 * The ways of a few points through the triangle as Vega-Lite layers: dashed, where each goes between the temperatures 1/20 and
 * 20; in ink, how far it has come; and a ring where it is at temperature 1.
 *
 * Computed in the page; it needs the parameter `power`, the temperature's power of 20.
 */
export function trianglePaths(points: readonly Point[]): JsonObject[] {
  if (points.length > mostPaths) return [];
  const data = { name: "paths", values: points.map(logitsOf) };
  const path = (power: string, style: JsonObject): JsonObject => ({
    data,
    transform: [
      { calculate: "sequence(-20, 21)", as: "step" },
      { flatten: ["step"] },
      ...softmaxOfThree(`pow(${temperatureBase}, ${power})`),
    ],
    mark: { type: "line", aria: false, ...style },
    encoding: { ...triangleAxes, detail: { field: "index" }, order: { field: "step" } },
  });
  const whole = "datum.step / 20";
  return [
    path(whole, { color: palette.other, strokeWidth: 1, strokeDash: [3, 3] }),
    path(`clamp(${whole}, min(0, power), max(0, power))`, { color: palette.ink, strokeWidth: 1.5 }),
    {
      data,
      transform: softmaxOfThree("1"),
      mark: { type: "point", size: 26, color: palette.ink, strokeWidth: 1, aria: false },
      encoding: triangleAxes,
    },
  ];
}
