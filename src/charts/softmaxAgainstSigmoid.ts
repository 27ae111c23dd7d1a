import { sigmoid } from "../logits/sigmoid.js";
import { softmax } from "../logits/softmax.js";
import { type Chart, createChart, type JsonObject } from "./Chart.js";
import { besideLogits, classBars, labelParameter } from "./parts/bars.js";
import { type ClassLabels, checkClassLogits, refuseMoreFor } from "./parts/checks.js";
import { lineDrag, lineGrip, pulledTo } from "./parts/drag.js";
import { hoverParameter } from "./parts/hover.js";
import { slidLogit, softmaxInThePage } from "./parts/inThePage.js";
import { type ClassSliders, classSliders } from "./parts/sliders.js";
import { panelHeading } from "./parts/textAt.js";
import { palette, theme } from "./parts/theme.js";
import { formatLogit, formatProbability, formatProbabilityOf } from "./parts/words.js";

const title = "Softmax makes the classes share 1; sigmoid judges each label on its own";
/** More sliders than this would be a wall of them; there are always those for the shift and the threshold. */
const mostSliders = 7;

/**
 * The same logits through both functions: on the left softmax, whose bars sum to 1, on the right sigmoid, where each bar
 * stands alone and a movable threshold says which labels are on. A shift of all logits moves every sigmoid and no softmax. Up to
 * 7 classes get a slider each.
 *
 * `logits` `[k]` (log-odds) are drawn as they are. A slider starts at the step next to its logit, and from the first move on its
 * class has the slider's value. A label is on above the threshold, as in `interpret`.
 *
 * @throws {ChartError} when there are not 2 to 60 classes, the labels don't fit, or a logit is not finite
 *
 * @example softmaxAgainstSigmoid([2, 1, -1], ["joy", "surprise", "anger"])
 * // prints: …
 * // label     logit  softmax  sigmoid
 * // joy        2.00   0.7054   0.8808
 * // surprise   1.00   0.2595   0.7311
 * // anger     -1.00   0.0351   0.2689
 * // sum               1.0000   1.8808
 */
export function softmaxAgainstSigmoid(logits: ArrayLike<number>, labels: ClassLabels): Chart;
export function softmaxAgainstSigmoid(
  logits: ArrayLike<number>,
  labels: ClassLabels,
  ...more: unknown[]
): Chart {
  refuseMoreFor("softmaxAgainstSigmoid", more);
  const classes = checkClassLogits("softmaxAgainstSigmoid", logits, labels, 60);
  return twoPanels(classes.logits, classes.labels);
}

function twoPanels(logits: number[], labels: string[]): Chart {
  const range = classSliders(logits, labels);
  const sliders = labels.length <= mostSliders ? range : undefined;
  const [shared, alone] = [softmax(logits), sigmoid(logits)];
  const subtitle = sliders
    ? "Move one logit: on the left every bar moves, on the right only its own. Shift all: only the right side notices. Faint bars are the start."
    : "Shift all logits: only the right side notices. Then pull the threshold: which labels would be on?";
  const description = `Bars of softmax and of sigmoid for the same ${labels.length} logits. ${title}`;
  const spec: JsonObject = {
    ...theme(),
    title: { text: title, subtitle },
    description,
    params: [
      labelParameter(labels),
      ...(sliders?.params ?? []),
      shiftSlider(range),
      thresholdSlider,
      ...lineDrag("threshold", ["alone"], thresholdRange),
      hoverParameter({ drag: true }),
    ],
    data: {
      name: "classes",
      values: logits.map((given, index) => ({
        index,
        given,
        slider_start: range.logits[index],
        probability_start: shared[index],
        sigmoid_start: alone[index],
      })),
    },
    transform: [
      ...softmaxInThePage(
        labels.length,
        `${sliders ? slidOrGiven(labels.length) : "datum.given"} + shift`,
      ),
      ...sigmoidInThePage,
    ],
    ...sharedAndAlone(labels),
  };
  return createChart({ title, description, spec, table: tableOf(logits, labels), pictured: [] });
}

/** The slider's value, and the given logit itself as long as the slider is where it started. */
function slidOrGiven(classes: number): string {
  const slid = slidLogit(classes);
  return `(${slid} === datum.slider_start ? datum.given : ${slid})`;
}

/** Moves all logits by the same amount: softmax stays as it is, and sigmoid doesn't. */
function shiftSlider({ reach, step }: ClassSliders): JsonObject {
  const far = Math.max(5, Math.round(0.5 * reach));
  const bind = {
    input: "range",
    min: -far,
    max: far,
    step: 10 * step,
    name: "shift all logits by ",
  };
  return { name: "shift", value: 0, bind };
}

const thresholdRange = { min: 0, max: 1, step: 0.01 };
const thresholdSlider: JsonObject = {
  name: "threshold",
  value: 0.5,
  bind: { input: "range", ...thresholdRange, name: "sigmoid threshold " },
  on: [pulledTo("threshold", 0)],
};

function tableOf(logits: readonly number[], labels: readonly string[]) {
  const shared = softmax(logits);
  const alone = sigmoid(logits);
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0).toFixed(4);
  return {
    columns: ["label", "logit", "softmax", "sigmoid"],
    rows: [
      ...logits.map((logit, index) => [
        labels[index],
        formatLogit(logit),
        formatProbability(shared[index]),
        formatProbability(alone[index]),
      ]),
      ["sum", "", sum(shared), sum(alone)],
    ],
  };
}

/** The panels of `softmaxAgainstSigmoid`: the logits, softmax with its sum, sigmoid with its sum and the threshold. */
function sharedAndAlone(labels: readonly string[]): JsonObject {
  const tooltip = [
    { field: "label", title: "label" },
    { field: "logitText", title: "logit (log-odds)" },
    { field: "probabilityText", title: "softmax" },
    { field: "sigmoidText", title: "sigmoid" },
  ];
  const softmaxSum = "'softmax: sum ' + format(datum.softmaxSum, '.4f')";
  const sigmoidSum = `'sigmoid: sum ' + format(datum.sigmoidSum, '.4f') + ', ' + datum.onCount + ' of ${labels.length} on'`;
  return besideLogits(labels, (shared) => [
    classBars({
      ...shared,
      field: "probability",
      start: "probability_start",
      numberField: "probabilityText",
      title: "probability (softmax)",
      tooltip,
      between: [panelHeading(softmaxSum, -24)],
    }),
    classBars({
      ...shared,
      name: "alone",
      field: "sigmoid",
      start: "sigmoid_start",
      numberField: "sigmoidWord",
      title: "probability (sigmoid)",
      highlight: "datum.on",
      // The number may be followed by "on".
      room: 66,
      tooltip,
      between: [panelHeading(sigmoidSum, -24), ...thresholdRule],
      over: [lineGrip("alone", "threshold", thresholdRange)],
    }),
  ]);
}

const thresholdRule: JsonObject[] = [
  {
    mark: {
      type: "rule",
      color: palette.threshold,
      strokeWidth: 2,
      strokeDash: [5, 3],
      aria: false,
    },
    encoding: { x: { datum: { expr: "threshold" }, type: "quantitative" }, y: null },
  },
  {
    transform: [
      { filter: "datum.index === 0" },
      { calculate: "threshold", as: "threshold" },
      { calculate: "'threshold ' + format(threshold, '.2f')", as: "thresholdText" },
    ],
    mark: { type: "text", fontSize: 12, color: palette.threshold },
    encoding: {
      x: { field: "threshold", type: "quantitative" },
      y: { value: -7 },
      text: { field: "thresholdText" },
      description: { field: "thresholdText" },
    },
  },
];

/**
 * Sigmoid as Vega-Lite transforms, after those of `softmaxInThePage`: for each class on its own, its probability and whether
 * that is above the parameter `threshold`, which means the label is on; and the sums of both functions over all classes.
 */
const sigmoidInThePage: JsonObject[] = [
  { calculate: "1 / (1 + exp(-datum.logit))", as: "sigmoid" },
  { calculate: "datum.sigmoid > threshold", as: "on" },
  { calculate: formatProbabilityOf("datum.sigmoid"), as: "sigmoidText" },
  { calculate: "datum.sigmoidText + (datum.on ? ' on' : '')", as: "sigmoidWord" },
  {
    joinaggregate: [
      { op: "sum", field: "probability", as: "softmaxSum" },
      { op: "sum", field: "sigmoid", as: "sigmoidSum" },
      { op: "sum", field: "on", as: "onCount" },
    ],
  },
  {
    calculate:
      "datum.label + ': logit ' + datum.logitText + ', softmax ' + datum.probabilityText" +
      " + ', sigmoid ' + datum.sigmoidText + (datum.on ? ', on' : ', off')",
    as: "spoken",
  },
];
