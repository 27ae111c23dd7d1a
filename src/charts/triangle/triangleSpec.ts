import { labelParameter } from "../bars/classBars.js";
import {
  temperatureBase,
  temperatureSlider,
  temperatureText,
} from "../controls/temperatureSlider.js";
import { palette } from "../frame/theme.js";
import { themeFor } from "../frame/themeFor.js";
import type { JsonObject } from "../MimeBundle.js";
import type { Point } from "../reading/readPoints.js";
import { isolate } from "../words/isolate.js";
import { triangleFrame } from "./triangleFrame.js";
import { trianglePaths } from "./trianglePaths.js";
import { trianglePoints } from "./trianglePoints.js";

/** Points in the triangle of three classes with a temperature slider: a whole Vega-Lite specification but for its words. */
export function triangleSpec(points: readonly Point[], labels: readonly string[]): JsonObject {
  return {
    ...themeFor(points.length),
    params: [
      labelParameter(labels),
      { name: "enclosed", value: labels.map(isolate) },
      ...temperatureSlider(temperatureBase),
    ],
    width: 520,
    height: 450,
    layer: [
      ...triangleFrame(labels),
      ...trianglePaths(points),
      trianglePoints(points, labels),
      temperatureSign,
    ],
  };
}

/** The temperature itself, since the slider can only show its power. */
const temperatureSign: JsonObject = {
  data: { values: [{}] },
  mark: {
    type: "text",
    align: "left",
    fontSize: 15,
    fontWeight: "bold",
    color: palette.ink,
    x: 0,
    y: 10,
    text: { expr: `'temperature T = ' + ${temperatureText}` },
    aria: false,
  },
};
