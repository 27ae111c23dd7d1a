import { argmax } from "../logits/argmax.js";
import { softmax } from "../logits/softmax.js";
import { labelParameter, panelWidth } from "./bars/classBars.js";
import { playgroundPanels } from "./bars/playgroundPanels.js";
import { substitutedFraction } from "./bars/substitutedFraction.js";
import { sumStrip } from "./bars/sumStrip.js";
import type { Chart } from "./Chart.js";
import { classSliders } from "./controls/classSliders.js";
import { backTo, resetSwitch } from "./controls/resetSwitch.js";
import { slidLogit, softmaxInThePage } from "./controls/softmaxInThePage.js";
import { temperatureSlider } from "./controls/temperatureSlider.js";
import { createChart } from "./createChart.js";
import { theme } from "./frame/theme.js";
import type { JsonObject } from "./MimeBundle.js";
import { type ClassLabels, readClassLogits } from "./reading/readClassLogits.js";
import { formatLogit } from "./words/formatLogit.js";
import { formatProbability, formatProbabilityOf } from "./words/formatProbability.js";
import { shorten } from "./words/shorten.js";

const title = "From logit to exp to probability: move one number and follow it to the right";
const subtitle = [
  "What changes the probabilities, and what doesn't? Try one logit, then “shift all”, then the temperature.",
  "The largest logit is subtracted before exp: the same probabilities, and nothing overflows.",
];

/**
 * Softmax step by step, with everything to move: a slider a class, the temperature, and a shift of all logits, which changes
 * no probability. Bars of logits, exponentials and probabilities, the sum between them, and the formula with its numbers.
 *
 * `logits` `[k]` (log-odds) are where the sliders start, rounded to their steps. A tick on “back to the start” brings them back.
 *
 * @throws {ChartError} for other than 2 to 7 classes, for labels that don't fit, and for a logit that is not finite
 *
 * @example logitPlayground([1, 2, 0.5], ["A", "B", "C"])
 * // A  logit 1.00, exp(1 - 2) = 0.3679, probability 0.2312
 */
export function logitPlayground(logits: ArrayLike<number>, labels: ClassLabels): Chart {
  const classes = readClassLogits("logitPlayground", logits, labels, 7);
  return playground(classes.logits, classes.labels);
}

function playground(given: number[], labels: string[]): Chart {
  const sliders = classSliders(given, labels, { least: 5, reset: true });
  const { logits, reach, step } = sliders;
  const shift = shiftSlider(reach, step);
  const start = `It starts at ${shorten(labels[argmax(logits)] ?? "", 40)}.`;
  const description = `Sliders for ${labels.length} logits, temperature and a shift; bars of logits, exponentials and probabilities. ${start}`;
  const shifted = logits.map((_, index) => `logit_${index} + shift`);
  const spec: JsonObject = {
    ...theme(),
    title: { text: title, subtitle },
    description,
    params: [
      labelParameter(labels),
      ...sliders.params,
      ...temperatureSlider(10, { reset: true }),
      shift.param,
      resetSwitch(),
    ],
    data: { name: "classes", values: labels.map((_, index) => ({ index })) },
    transform: [
      ...softmaxInThePage(labels.length, `${slidLogit(labels.length)} + shift`, "temperature"),
      { calculate: formatProbabilityOf("datum.exponential"), as: "exponentialText" },
      {
        calculate:
          "datum.label + ': logit ' + datum.logitText + ', exp ' + datum.exponentialText" +
          " + ', probability ' + datum.probabilityText + (datum.predicted ? ', predicted' : '')",
        as: "spoken",
      },
    ],
    spacing: 20,
    vconcat: [
      playgroundPanels(reach + shift.reach, panelWidth(labels)),
      sumStrip(labels.length, 2.1 * panelWidth(labels)),
      substitutedFraction(shifted),
    ],
  };
  return createChart({ title, description, spec, table: tableOf(logits, labels) });
}

/** As far as it is seen well and yet leaves the bars room. */
function shiftSlider(reach: number, step: number): { reach: number; param: JsonObject } {
  const far = Math.round(0.4 * reach);
  const bind: JsonObject = {
    input: "range",
    min: -far,
    max: far,
    step: 10 * step,
    name: "shift all logits by ",
  };
  return { reach: far, param: { name: "shift", value: 0, bind, on: backTo("shift", 0) } };
}

function tableOf(logits: readonly number[], labels: readonly string[]) {
  const probabilities = softmax(logits);
  const largest = Math.max(...logits);
  return {
    columns: ["label", "logit", "exp(logit - largest)", "probability"],
    rows: logits.map((logit, index) => [
      labels[index] ?? "",
      formatLogit(logit),
      formatProbability(Math.exp(logit - largest)),
      formatProbability(probabilities[index] ?? 0),
    ]),
  };
}
