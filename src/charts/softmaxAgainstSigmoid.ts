import { sigmoid } from "../logits/sigmoid.js";
import { softmax } from "../logits/softmax.js";
import { labelParameter } from "./bars/classBars.js";
import { sharedAndAlone } from "./bars/sharedAndAlone.js";
import type { Chart } from "./Chart.js";
import { classSliders } from "./controls/classSliders.js";
import { sigmoidInThePage } from "./controls/sigmoidInThePage.js";
import { slidLogit, softmaxInThePage } from "./controls/softmaxInThePage.js";
import { createChart } from "./createChart.js";
import { theme } from "./frame/theme.js";
import type { JsonObject } from "./MimeBundle.js";
import { type ClassLabels, readClassLogits } from "./reading/readClassLogits.js";
import { formatLogit } from "./words/formatLogit.js";
import { formatProbability } from "./words/formatProbability.js";

const title = "Softmax makes the classes share 1; sigmoid judges each label by itself";
/** More sliders than this are a wall; the threshold is one for all. */
const mostSliders = 7;

/**
 * The same logits through both functions: on the left softmax, whose bars sum to 1, on the right sigmoid, where each bar
 * stands alone and a movable threshold says which labels are on. Up to 7 classes get a slider each.
 *
 * `logits` `[k]` (log-odds) are where the sliders start, rounded to their steps; a label is on above the threshold, as in
 * `interpret`.
 *
 * @throws {ChartError} for other than 2 to 60 classes, for labels that don't fit, and for a logit that is not finite
 *
 * @example softmaxAgainstSigmoid([2, 1, -1], ["joy", "surprise", "anger"])
 * // joy  logit 2.00, softmax 0.7054, sigmoid 0.8808
 */
export function softmaxAgainstSigmoid(logits: ArrayLike<number>, labels: ClassLabels): Chart {
  const classes = readClassLogits("softmaxAgainstSigmoid", logits, labels, 60);
  return twoPanels(classes.logits, classes.labels);
}

function twoPanels(given: number[], labels: string[]): Chart {
  const sliders = labels.length <= mostSliders ? classSliders(given, labels) : undefined;
  const logits = sliders?.logits ?? given;
  const subtitle = sliders
    ? "Move one logit: on the left every bar moves, on the right only its own. Then move the threshold."
    : "Compare the two sums. Then move the threshold: which labels would be on?";
  const description = `Bars of softmax and of sigmoid for the same ${labels.length} logits. ${title}`;
  const spec: JsonObject = {
    ...theme(),
    title: { text: title, subtitle },
    description,
    params: [labelParameter(labels), ...(sliders?.params ?? []), thresholdSlider],
    data: {
      name: "classes",
      values: logits.map((given, index) => ({ index, given })),
    },
    transform: [
      ...softmaxInThePage(labels.length, sliders ? slidLogit(labels.length) : "datum.given"),
      ...sigmoidInThePage,
    ],
    ...sharedAndAlone(labels),
  };
  return createChart({ title, description, spec, table: tableOf(logits, labels) });
}

const thresholdSlider: JsonObject = {
  name: "threshold",
  value: 0.5,
  bind: { input: "range", min: 0, max: 1, step: 0.01, name: "threshold of sigmoid " },
};

function tableOf(logits: readonly number[], labels: readonly string[]) {
  const shared = softmax(logits);
  const alone = sigmoid(logits);
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0).toFixed(4);
  return {
    columns: ["label", "logit", "softmax", "sigmoid"],
    rows: [
      ...logits.map((logit, index) => [
        labels[index] ?? "",
        formatLogit(logit),
        formatProbability(shared[index]),
        formatProbability(alone[index]),
      ]),
      ["sum", "", sum(shared), sum(alone)],
    ],
  };
}
