import { palette } from "../frame/theme.js";
import type { JsonObject } from "../MimeBundle.js";
import { across, atTheThreshold, rule } from "./threshold.js";

/** Accuracy of the kept and coverage for each threshold, from the data set `steps`; points stand at the chosen one. */
export function thresholdCurves(width: number): JsonObject {
  const x: JsonObject = { ...across("threshold"), field: "threshold" };
  const y: JsonObject = {
    field: "share",
    type: "quantitative",
    title: "share",
    // Room above 1 for the name of a curve that lies there.
    scale: { domain: [0, 1.15], nice: false },
    axis: { values: [0, 0.2, 0.4, 0.6, 0.8, 1], format: ".0%" },
  };
  return {
    width,
    height: 150,
    data: { name: "steps" },
    transform: [
      { calculate: "datum.hundredths / 100", as: "threshold" },
      { fold: ["accuracy", "coverage"], as: ["measure", "share"] },
      { filter: "isValid(datum.share)" },
      {
        calculate:
          "(datum.measure === 'accuracy' ? 'accuracy of the kept ' : 'coverage ') + format(datum.share, '.1%')",
        as: "words",
      },
      {
        calculate: "datum.words + ' at threshold ' + format(datum.threshold, '.2f')",
        as: "spoken",
      },
    ],
    encoding: { x, y, color: measureColour },
    layer: [
      {
        mark: { type: "line", strokeWidth: 2.5 },
        encoding: {
          strokeDash: {
            field: "measure",
            type: "nominal",
            scale: {
              domain: ["accuracy", "coverage"],
              range: [
                [1, 0],
                [6, 4],
              ],
            },
            legend: null,
          },
        },
      },
      rule,
      {
        transform: [atTheThreshold],
        mark: { type: "point", filled: true, size: 90, opacity: 1 },
        encoding: { description: { field: "spoken" } },
      },
      ...namesAtThePoints,
    ],
  };
}

const measureColour: JsonObject = {
  field: "measure",
  type: "nominal",
  scale: { domain: ["accuracy", "coverage"], range: [palette.right, palette.softInk] },
  legend: null,
};

/** Each curve's name moves along with its point: the upper one's above, the lower one's below, left of the rule at the right end. */
const namesAtThePoints: JsonObject[] = [true, false].flatMap((isAbove) =>
  [true, false].flatMap((isLeft) => [
    // First in the colour of the paper and broad, so that no curve runs through the letters.
    name(isAbove, isLeft, { stroke: palette.paper, strokeWidth: 4, strokeJoin: "round" }),
    name(isAbove, isLeft, {}),
  ]),
);

function name(isAbove: boolean, isLeft: boolean, outline: JsonObject): JsonObject {
  return {
    transform: [
      atTheThreshold,
      { joinaggregate: [{ op: "max", field: "share", as: "upper" }] },
      {
        // At the floor there is no room below; equal shares would hide each other.
        calculate: `datum.share < 0.1 ||
          (datum.share === datum.upper && (datum.accuracy !== datum.coverage || datum.measure === 'accuracy'))`,
        as: "isAbove",
      },
      { filter: `${isAbove ? "" : "!"}datum.isAbove && threshold ${isLeft ? ">" : "<="} 0.7` },
    ],
    mark: {
      type: "text",
      align: isLeft ? "right" : "left",
      dx: isLeft ? -7 : 7,
      dy: isAbove ? -11 : 13,
      fontSize: 12,
      fontWeight: "bold",
      aria: false,
      ...outline,
    },
    encoding: { text: { field: "words" } },
  };
}
