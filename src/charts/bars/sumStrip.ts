import { palette } from "../frame/theme.js";
import type { JsonObject } from "../MimeBundle.js";
import { formatProbabilityOf } from "../words/formatProbability.js";

/**
 * The exponentials of all classes laid end to end: their length is the sum that softmax divides by, from 1 (one class has
 * it all) to the number of classes (all alike). It needs what `softmaxInThePage` computes.
 */
export function sumStrip(classes: number, width: number): JsonObject {
  const x: JsonObject = {
    field: "exponential",
    type: "quantitative",
    stack: "zero",
    title: "the exp bars end to end: their sum",
    scale: { domain: [0, classes], nice: false },
    axis: { tickCount: classes, tickMinStep: 1, grid: true },
  };
  return {
    width,
    height: 22,
    layer: [
      {
        mark: { type: "bar", stroke: palette.paper, strokeWidth: 1.5, aria: false },
        encoding: {
          x,
          order: { field: "index", type: "quantitative" },
          color: {
            condition: { test: "datum.predicted", value: palette.predicted },
            value: palette.other,
          },
        },
      },
      {
        transform: [
          { filter: "datum.predicted" },
          { calculate: `'sum ' + (${formatProbabilityOf("datum.total")})`, as: "sumText" },
        ],
        mark: { type: "text", align: "left", dx: 6, fontSize: 13, fontWeight: "bold" },
        encoding: {
          x: { field: "total", type: "quantitative" },
          text: { field: "sumText" },
          description: { field: "sumText" },
        },
      },
    ],
  };
}
