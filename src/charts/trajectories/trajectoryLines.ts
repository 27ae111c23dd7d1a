import { softmaxInThePage } from "../controls/softmaxInThePage.js";
import { temperatureBase, temperatureText } from "../controls/temperatureSlider.js";
import { palette } from "../frame/theme.js";
import type { JsonObject } from "../MimeBundle.js";
import type { TrajectoryClass } from "./trajectoryClasses.js";
import { across, heightFor, ownColour, steps, up, width } from "./trajectoryFrame.js";
import { trajectoryLimits } from "./trajectoryLimits.js";
import { trajectoryNames } from "./trajectoryNames.js";

/** The curves with their names, the two limits at the ends, and a line with a point a class where the slider stands. */
export function trajectoryLines(classes: readonly TrajectoryClass[]): JsonObject {
  return {
    width,
    height: heightFor(classes.length),
    layer: [
      ...trajectoryLimits(classes),
      curves(classes.length),
      ...trajectoryNames(classes),
      ...slidTemperature(classes.length),
    ],
  };
}

/** Softmax at each step of the way, computed in the page, so that the chart stays small however many classes it has. */
function curves(classes: number): JsonObject {
  // The last class first, so that the grey lines lie under the coloured ones.
  const indices = Array.from({ length: classes }, (_, index) => classes - 1 - index).join(", ");
  return {
    data: { sequence: { start: 0, stop: steps, as: "step" } },
    transform: [
      {
        calculate: `pow(${temperatureBase}, datum.step / ${(steps - 1) / 2} - 1)`,
        as: "temperature",
      },
      { calculate: "reverse(logits)", as: "logit" },
      { calculate: `[${indices}]`, as: "index" },
      { flatten: ["logit", "index"] },
      // The classes come in the order of their logits.
      { calculate: "exp((datum.logit - logits[0]) / datum.temperature)", as: "exponential" },
      { joinaggregate: [{ op: "sum", field: "exponential", as: "total" }], groupby: ["step"] },
      { calculate: "datum.exponential / datum.total", as: "probability" },
      { calculate: "colours[datum.index]", as: "colour" },
      { calculate: "labels[datum.index]", as: "label" },
    ],
    mark: { type: "line", clip: true, strokeWidth: 2 },
    encoding: {
      x: across,
      y: up,
      color: ownColour,
      detail: { field: "index", type: "nominal" },
      description: { field: "label" },
    },
  };
}

function slidTemperature(classes: number): JsonObject[] {
  const here = [
    ...softmaxInThePage(classes, "datum.logit", "temperature"),
    { calculate: "temperature", as: "temperature" },
  ];
  return [
    {
      data: { values: [{}] },
      transform: [
        { calculate: "temperature", as: "temperature" },
        { calculate: `'T = ' + ${temperatureText}`, as: "text" },
      ],
      layer: [
        {
          mark: { type: "rule", color: palette.ink, strokeWidth: 1.5, aria: false },
          encoding: { x: across },
        },
        {
          mark: { type: "text", fontSize: 13, fontWeight: "bold", color: palette.ink },
          encoding: {
            x: across,
            y: { value: -9 },
            text: { field: "text" },
            description: { field: "text" },
          },
        },
      ],
    },
    {
      transform: here,
      mark: { type: "point", filled: true, size: 60, opacity: 1, stroke: palette.paper },
      encoding: {
        x: across,
        y: up,
        color: ownColour,
        tooltip: [
          { field: "label", title: "label" },
          { field: "probabilityText", title: "probability" },
        ],
        description: { field: "spoken" },
      },
    },
  ];
}
