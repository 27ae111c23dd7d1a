import { palette } from "../frame/theme.js";
import type { JsonObject } from "../MimeBundle.js";
import { pointTexts } from "./pointTexts.js";

/** One text of a two-class test set, as a point on the sigmoid of its logit difference. */
export type SigmoidPoint = {
  index: number;
  text: string;
  truth: string;
  predicted: string;
  right: string;
  difference: number;
  probability: number;
};

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/**
 * The sigmoid with the texts as points on it: colour and shape say right or wrong, and dragging makes the selection `brush`.
 */
export function sigmoidCurve(points: readonly SigmoidPoint[], reach: number): JsonObject {
  const across: JsonObject = {
    field: "difference",
    type: "quantitative",
    title: "logit of class 1 minus logit of class 0 (log-odds)",
    scale: { domain: [-reach, reach], nice: false },
    axis: { tickCount: 9 },
  };
  const up: JsonObject = {
    field: "probability",
    type: "quantitative",
    title: "probability of class 1",
    scale: { domain: [0, 1] },
  };
  return {
    width: 640,
    height: 260,
    layer: [
      {
        data: { sequence: { start: -reach, stop: reach, step: reach / 200, as: "difference" } },
        transform: [{ calculate: "1 / (1 + exp(-datum.difference))", as: "probability" }],
        mark: { type: "line", color: palette.other, strokeWidth: 1.5, aria: false },
        encoding: { x: across, y: up },
      },
      {
        // The wrong ones come last, so that they lie on top.
        data: { name: "points", values: [...points].sort((a, b) => compare(a.right, b.right)) },
        transform: pointTexts,
        params: [{ name: "brush", select: { type: "interval", encodings: ["x", "y"] } }],
        mark: { type: "point", filled: true, opacity: 0.8 },
        encoding: {
          x: across,
          y: up,
          ...rightOrWrong,
          tooltip: [
            { field: "text", title: "text" },
            { field: "truth", title: "truth" },
            { field: "predicted", title: "predicted" },
            { field: "differenceText", title: "logit difference" },
            { field: "probabilityText", title: "probability of class 1" },
          ],
          description: { field: "spoken" },
        },
      },
    ],
  };
}

/** Colour and shape say the same, so that neither is needed alone. */
const rightOrWrong: JsonObject = {
  color: {
    field: "right",
    type: "nominal",
    title: null,
    scale: { domain: ["right", "wrong"], range: [palette.right, palette.wrong] },
    legend: { orient: "top-left", offset: 8 },
  },
  shape: {
    field: "right",
    type: "nominal",
    title: null,
    scale: { domain: ["right", "wrong"], range: ["circle", "triangle-up"] },
  },
  size: {
    condition: { test: "datum.right === 'wrong'", value: 110 },
    value: 50,
  },
};
