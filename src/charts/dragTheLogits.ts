import { argmax } from "../logits/argmax.js";
import { softmax } from "../logits/softmax.js";
import { type Chart, createChart, type JsonObject } from "./Chart.js";
import { barPanels, labelParameter, panelWidth, roomForNumbers } from "./parts/bars.js";
import { type ClassLabels, checkClassLogits } from "./parts/checks.js";
import { softmaxInThePage } from "./parts/inThePage.js";
import { classSliders } from "./parts/sliders.js";
import { textAt } from "./parts/textAt.js";
import { palette, theme } from "./parts/theme.js";
import { formatLogit, formatLogitExpression, formatProbability, shorten } from "./parts/words.js";

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
 * // prints: …
 * // label     logit  probability
 * // NEGATIVE  -3.48       0.0007
 * // POSITIVE   3.85       0.9993
 */
export function dragTheLogits(logits: ArrayLike<number>, labels: ClassLabels): Chart {
  const classes = checkClassLogits("dragTheLogits", logits, labels, 7);
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

/**
 * Two lines of text under a chart with sliders: softmax's formula for the predicted class with the sliders' numbers put
 * in, and the label that argmax picks. It needs the parameters `logit_0`, `logit_1`, … and the fields `predicted`, `logit`,
 * `probabilityText` and `label`.
 */
function substitutedFormula(classes: number): JsonObject {
  const exp = (number: string) => `'exp(' + ${formatLogitExpression(number)} + ')'`;
  const sum = Array.from({ length: classes }, (_, index) => exp(`logit_${index}`)).join(
    " + ' + ' + ",
  );
  const formula =
    `${exp("datum.logit")} + ' / (' + ${sum} + ')'` +
    ` + (indexof('<>', datum.probabilityText[0]) < 0 ? ' = ' : ' ') + datum.probabilityText`;
  return {
    height: 44,
    width: 640,
    transform: [
      { filter: "datum.predicted" },
      { calculate: `'predicted label: ' + datum.label`, as: "verdict" },
      { calculate: formula, as: "formula" },
    ],
    layer: [
      textAt("formula", 0, 10, { ...letters, fontSize: classes > 5 ? 11 : 13 }),
      textAt("verdict", 0, 34, { ...letters, color: palette.predicted, fontWeight: "bold" }),
    ],
  };
}

const letters = { baseline: "middle", fontSize: 13, color: palette.ink, limit: 700 };
