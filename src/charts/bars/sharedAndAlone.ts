import { panelHeading } from "../frame/panelHeading.js";
import { palette } from "../frame/theme.js";
import type { JsonObject } from "../MimeBundle.js";
import { classBars, labelAxis, rowHeight } from "./classBars.js";
import { numberColumn } from "./numberColumn.js";

/** The panels of `softmaxAgainstSigmoid`: the logits, softmax with its sum, sigmoid with its sum and the threshold. */
export function sharedAndAlone(labels: readonly string[]): JsonObject {
  const step = rowHeight(labels.length);
  const width = labels.some((label) => label.length > 30) ? 220 : 270;
  const tooltip = [
    { field: "label", title: "label" },
    { field: "logitText", title: "logit (log-odds)" },
    { field: "probabilityText", title: "softmax" },
    { field: "sigmoidText", title: "sigmoid" },
  ];
  const shared = { domain: [0, 1] as [number, number], width, step, tooltip, showLabels: false };
  const softmaxBars = classBars({
    ...shared,
    field: "probability",
    numberField: "probabilityText",
    title: "probability (softmax)",
    room: 46,
    between: [panelHeading("'softmax: sum ' + format(datum.softmaxSum, '.4f')", -24)],
  });
  const sigmoidBars = classBars({
    ...shared,
    field: "sigmoid",
    numberField: "sigmoidWord",
    title: "probability (sigmoid)",
    highlight: "datum.on",
    room: 66,
    between: [
      panelHeading(
        `'sigmoid: sum ' + format(datum.sigmoidSum, '.4f') + ', ' + datum.onCount + ' of ${labels.length} on'`,
        -24,
      ),
      ...thresholdRule,
    ],
  });
  return {
    spacing: 16,
    hconcat: [
      numberColumn({ field: "logitText", title: "logit", width: 46, step, axis: labelAxis(true) }),
      softmaxBars,
      sigmoidBars,
    ],
  };
}

const thresholdRule: JsonObject[] = [
  {
    mark: { type: "rule", color: palette.wrong, strokeWidth: 2, strokeDash: [5, 3], aria: false },
    encoding: { x: { datum: { expr: "threshold" }, type: "quantitative" }, y: null },
  },
  {
    transform: [
      { filter: "datum.index === 0" },
      { calculate: "threshold", as: "threshold" },
      { calculate: "'threshold ' + format(threshold, '.2f')", as: "thresholdText" },
    ],
    mark: { type: "text", fontSize: 12, color: palette.wrong },
    encoding: {
      x: { field: "threshold", type: "quantitative" },
      y: { value: -7 },
      text: { field: "thresholdText" },
      description: { field: "thresholdText" },
    },
  },
];
