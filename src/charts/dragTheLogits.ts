import { argmax } from "../logits/argmax.js";
import { softmax } from "../logits/softmax.js";
import { barPanels } from "./bars/barPanels.js";
import { labelParameter, panelWidth, roomForNumbers } from "./bars/classBars.js";
import { substitutedFormula } from "./bars/substitutedFormula.js";
import type { Chart } from "./Chart.js";
import { classSliders } from "./controls/classSliders.js";
import { softmaxInThePage } from "./controls/softmaxInThePage.js";
import { createChart } from "./createChart.js";
import { theme } from "./frame/theme.js";
import type { JsonObject } from "./MimeBundle.js";
import { type ClassLabels, readClassLogits } from "./reading/readClassLogits.js";
import { formatLogit } from "./words/formatLogit.js";
import { formatProbability } from "./words/formatProbability.js";
import { shorten } from "./words/shorten.js";

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
  const sliders = classSliders(given, labels);
  const { logits, reach } = sliders;
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
    params: [labelParameter(labels), ...sliders.params],
    data: { name: "classes", values: labels.map((_, index) => ({ index })) },
    transform: softmaxInThePage(labels.length),
    spacing: 24,
    vconcat: [
      barPanels(roomForNumbers([-reach, reach], width), width),
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
