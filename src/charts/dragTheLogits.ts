import { argmax } from "../logits/argmax.js";
import { softmax } from "../logits/softmax.js";
import type { Chart } from "./Chart.js";
import { createChart } from "./createChart.js";
import type { JsonObject } from "./MimeBundle.js";
import { barPanels } from "./parts/barPanels.js";
import { labelParameter, panelWidth, roomForNumbers } from "./parts/classBars.js";
import { formatLogit, formatLogitExpression } from "./parts/formatLogit.js";
import { formatProbability, formatProbabilityExpression } from "./parts/formatProbability.js";
import { type ClassLabels, readClassLogits } from "./parts/readClassLogits.js";
import { shorten } from "./parts/shorten.js";
import { substitutedFormula } from "./parts/substitutedFormula.js";
import { theme } from "./parts/theme.js";

const title = "Drag a logit: its own bar moves, and every probability moves with it";

/**
 * One slider a class: softmax is computed in the page, and bars, numbers, formula and predicted label follow.
 *
 * `logits` `[k]` (log-odds) are where the sliders start, rounded to their steps of 0.01 so that the numbers in the formula
 * are the ones computed with. They reach from -8 to 8, or as far as the logits need, in larger steps.
 *
 * @throws {ChartError} for other than 2 to 7 classes, for labels that don't fit, and for a logit that is not finite
 *
 * @example dragTheLogits([-3.48, 3.85], ["NEGATIVE", "POSITIVE"])
 * // exp(3.85) / (exp(-3.48) + exp(3.85)) = 0.9993
 */
export function dragTheLogits(logits: ArrayLike<number>, labels: ClassLabels): Chart {
  const classes = readClassLogits("dragTheLogits", logits, labels, 7);
  return sliderBars(classes.logits, classes.labels);
}

function sliderBars(given: number[], labels: string[]): Chart {
  const range = sliderRange(given);
  const logits = given.map((logit) => onStep(logit, range.step));
  const probabilities = softmax(logits);
  const width = panelWidth(labels);
  const start = `It starts at ${shorten(labels[argmax(logits)] ?? "", 40)}.`;
  const description = `Sliders for ${labels.length} logits; bars of the logits and of their softmax. ${start}`;
  const spec: JsonObject = {
    ...theme(),
    title: {
      text: title,
      subtitle: "The sliders are below. Softmax is computed here in the page: no kernel is asked.",
    },
    description,
    params: [labelParameter(labels), ...logits.map((logit, i) => slider(logit, i, labels, range))],
    data: { name: "classes", values: labels.map((label, index) => ({ index, label })) },
    transform: softmaxInThePage(labels.length),
    spacing: 24,
    vconcat: [
      barPanels(roomForNumbers([-range.max, range.max], width), width),
      substitutedFormula(labels.length),
    ],
  };
  const table = {
    columns: ["label", "logit", "probability"],
    rows: logits.map((logit, index) => [
      labels[index] ?? "",
      formatLogit(logit),
      formatProbability(probabilities[index] ?? 0),
    ]),
  };
  return createChart({ title, description, spec, table });
}

/** Steps of 0.01 while the logits are of ordinary size, else some thousandth of the reach. */
function sliderRange(logits: readonly number[]): { max: number; step: number } {
  const largest = Math.max(...logits.map(Math.abs));
  const max = Math.max(8, Math.ceil(1.25 * largest));
  return { max, step: Math.max(0.01, 10 ** (Math.ceil(Math.log10(max)) - 4)) };
}

/** The value a slider of these steps can really stand at. */
function onStep(logit: number, step: number): number {
  const decimals = Math.max(0, Math.round(-Math.log10(step)));
  // Adding zero makes -0 an ordinary 0.
  return Number((Math.round(logit / step) * step).toFixed(decimals)) + 0;
}

function slider(
  value: number,
  index: number,
  labels: readonly string[],
  range: { max: number; step: number },
): JsonObject {
  const name = `logit of ${shorten(labels[index] ?? "", 60)} `;
  return {
    name: `logit_${index}`,
    value,
    bind: { input: "range", min: -range.max, max: range.max, step: range.step, name },
  };
}

/** Softmax as Vega-Lite transforms, in the stable form: the largest logit is subtracted before `exp`. */
function softmaxInThePage(classes: number): JsonObject[] {
  const logits = Array.from({ length: classes }, (_, index) => `logit_${index}`).join(", ");
  return [
    { calculate: `+[${logits}][datum.index]`, as: "logit" },
    { joinaggregate: [{ op: "max", field: "logit", as: "largest" }] },
    { calculate: "exp(datum.logit - datum.largest)", as: "weight" },
    { joinaggregate: [{ op: "sum", field: "weight", as: "total" }] },
    { calculate: "datum.weight / datum.total", as: "probability" },
    // The first of equals is predicted, as argmax does it.
    { calculate: `datum.logit === datum.largest ? datum.index : ${classes}`, as: "candidate" },
    { joinaggregate: [{ op: "min", field: "candidate", as: "winner" }] },
    { calculate: "datum.index === datum.winner", as: "predicted" },
    { calculate: formatLogitExpression("datum.logit"), as: "logitText" },
    { calculate: formatProbabilityExpression, as: "probabilityText" },
    {
      calculate:
        "datum.label + ': logit ' + datum.logitText + ', probability ' + datum.probabilityText" +
        " + (datum.predicted ? ', predicted' : '')",
      as: "spoken",
    },
  ];
}
