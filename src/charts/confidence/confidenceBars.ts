import { palette } from "../frame/theme.js";
import type { JsonObject } from "../MimeBundle.js";
import type { BinPart } from "./confidenceBins.js";
import { across, rule } from "./threshold.js";

/** Bars of right and wrong answers by confidence, with what lies below the threshold under a veil. */
export function confidenceBars(bins: readonly BinPart[], width: number): JsonObject {
  const confidence = across("confidence: probability of the predicted class");
  return {
    width,
    height: 190,
    layer: [
      {
        data: { values: [...bins] },
        transform: [{ calculate: spoken, as: "spoken" }],
        mark: { type: "bar", binSpacing: 2 },
        encoding: {
          x: { ...confidence, field: "low", bin: { binned: true, step: 0.05 } },
          x2: { field: "high" },
          y: { field: "count", type: "quantitative", title: "texts", axis: counts, stack: "zero" },
          color: {
            field: "right",
            type: "nominal",
            scale: { domain: ["right", "wrong"], range: [palette.right, palette.wrong] },
            legend: {
              title: null,
              orient: "top",
              offset: 4,
              labelExpr: "datum.label === 'right' ? 'right (below)' : 'wrong (on top)'",
            },
          },
          // Blue below, vermilion on top: the place says it too.
          order: { field: "right", type: "nominal", sort: "ascending" },
          tooltip: [{ field: "spoken", title: "texts" }],
          description: { field: "spoken" },
        },
      },
      leftOut,
      rule,
    ],
  };
}

const spoken =
  "datum.count + ' ' + datum.right + ', confidence from ' + format(datum.low, '.2f') + ' to ' + format(datum.high, '.2f')";

/** A veil over what is left out: exact also where the threshold cuts through a bar. */
const leftOut: JsonObject = {
  data: { values: [{ from: 0 }] },
  transform: [{ calculate: "threshold", as: "threshold" }],
  mark: { type: "rect", color: palette.paper, opacity: 0.7, aria: false },
  encoding: {
    x: { field: "from", type: "quantitative" },
    x2: { field: "threshold" },
    y: { value: 0 },
    y2: { value: "height" },
  },
};

const counts: JsonObject = { tickMinStep: 1, format: ",d", tickCount: 5 };
