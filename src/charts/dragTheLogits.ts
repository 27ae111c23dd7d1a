import { argmax } from "../logits/argmax.js";
import { softmax } from "../logits/softmax.js";
import { type Chart, createChart, type JsonObject } from "./Chart.js";
import { barPanels, labelParameter } from "./parts/bars.js";
import { type ClassLabels, checkClassLogits, refuseMoreFor } from "./parts/checks.js";
import { dragParameters } from "./parts/drag.js";
import { fractionPanel } from "./parts/fraction.js";
import { hoverParameter } from "./parts/hover.js";
import { softmaxInThePage } from "./parts/inThePage.js";
import { narrowInset } from "./parts/narrow.js";
import { type ClassSliders, classSliders } from "./parts/sliders.js";
import { theme } from "./parts/theme.js";
import { formatLogit, formatLogitExpression, formatProbability, shorten } from "./parts/words.js";

const title = "Drag a logit: its own bar moves, and every probability moves with it";

/**
 * One slider per class: softmax is computed in the page, and bars, numbers, formula and predicted label follow.
 *
 * `logits` `[k]` (log-odds) are where the sliders start, rounded to their steps of 0.01 so that the numbers in the formula
 * are the ones computed with. The sliders run from -8 to 8, or further if the logits need it; beyond 100, in larger steps.
 *
 * @throws {ChartError} when there are not 2 to 7 classes, the labels don't fit, or a logit is not finite
 *
 * @example dragTheLogits([-3.48, 3.85], ["NEGATIVE", "POSITIVE"])
 * // prints: …
 * // label     logit  probability
 * // NEGATIVE  -3.48       0.0007
 * // POSITIVE   3.85       0.9993
 */
export function dragTheLogits(logits: ArrayLike<number>, labels: ClassLabels): Chart;
export function dragTheLogits(
  logits: ArrayLike<number>,
  labels: ClassLabels,
  ...more: unknown[]
): Chart {
  refuseMoreFor("dragTheLogits", more);
  const given = checkClassLogits("dragTheLogits", logits, labels, 7);
  return sliderBars(given.labels, classSliders(given.logits, given.labels, { drag: true }));
}

function sliderBars(labels: string[], { logits, reach, step, params }: ClassSliders): Chart {
  const probabilities = softmax(logits);
  const start = `It starts at ${shorten(labels[argmax(logits)], 40)}.`;
  const description = `Sliders for ${labels.length} logits; bars of the logits and of their softmax. ${start}`;
  const spec = {
    ...theme(),
    title: {
      text: title,
      subtitle:
        "Pull the bars on the left, or use the sliders below; faint bars are the start. Softmax is computed here in the page.",
    },
    description,
    params: [
      labelParameter(labels),
      ...params,
      ...dragParameters({
        moves: params.map(({ name }) => String(name)),
        grips: ["logits_grip"],
        along: { scale: "logits_x" },
        range: { min: -reach, max: reach, step },
      }),
      hoverParameter({ drag: true }),
    ],
    data: {
      name: "classes",
      values: logits.map((logit_start, index) => ({
        index,
        logit_start,
        probability_start: probabilities[index],
      })),
    },
    transform: softmaxInThePage(labels.length),
    spacing: 24,
    vconcat: [
      barPanels([-reach, reach], labels, "logits"),
      substitutedFormula(labels.length, reach),
    ],
  };
  const narrow = {
    ...spec,
    vconcat: [spec.vconcat[0], substitutedFormula(labels.length, reach, -narrowInset(labels))],
  };
  const table = {
    columns: ["label", "logit", "probability"],
    rows: logits.map((logit, index) => [
      labels[index],
      formatLogit(logit),
      formatProbability(probabilities[index]),
    ]),
  };
  return createChart({ title, description, spec, narrow, table, pictured: [] });
}

/**
 * Softmax's fraction with the sliders' numbers filled in. It needs the parameters `logit_0`, `logit_1`, … and the fields
 * `predicted`, `logit`, `probabilityText` and `label`.
 */
function substitutedFormula(classes: number, reach: number, left = 0): JsonObject {
  const exp = (number: string) => `'exp(' + ${formatLogitExpression(number)} + ')'`;
  const sum = Array.from({ length: classes }, (_, index) => exp(`logit_${index}`)).join(
    " + ' + ' + ",
  );
  return fractionPanel(classes, formatLogit(-reach).length + 5, 340, left, {
    term: exp("datum.logit"),
    result: "(indexof('<>', datum.probabilityText[0]) < 0 ? '= ' : '') + datum.probabilityText",
    heard: [{ field: "formula", calculate: `datum.term + ' / (' + ${sum} + ') ' + datum.result` }],
    resultStyle: { aria: false },
  });
}
