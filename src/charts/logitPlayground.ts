import { argmax } from "../logits/argmax.js";
import { softmax } from "../logits/softmax.js";
import { type Chart, createChart, type JsonObject } from "./Chart.js";
import { classBars, labelParameter, panelWidth, roomForNumbers } from "./parts/bars.js";
import { type ClassLabels, checkClassLogits, refuseMoreFor } from "./parts/checks.js";
import { dragParameters } from "./parts/drag.js";
import { fractionPanel, termsInLine } from "./parts/fraction.js";
import { hoverParameter } from "./parts/hover.js";
import { slidLogit, softmaxInThePage } from "./parts/inThePage.js";
import { narrowInset, narrowRoom } from "./parts/narrow.js";
import {
  backTo,
  classSliders,
  resetSwitch,
  temperatureSlider,
  temperatureText,
} from "./parts/sliders.js";
import { panelHeading } from "./parts/textAt.js";
import { palette, theme } from "./parts/theme.js";
import {
  formatLogit,
  formatLogitExpression,
  formatProbability,
  formatProbabilityOf,
  shorten,
} from "./parts/words.js";

const title = "From logit to exp to probability: move one number and follow it to the right";
const subtitle = [
  "What changes the probabilities? Pull one logit's bar, then “shift all”, then the temperature; faint bars are the start.",
  "The largest logit is subtracted before exp: the same probabilities, and nothing overflows.",
];

/**
 * Softmax step by step, with everything movable: a slider per class, the temperature, and a shift of all logits, which changes
 * no probability. It shows bars of logits, exponentials and probabilities, the sum, and the formula with its numbers.
 *
 * `logits` `[k]` (log-odds) are where the sliders start, rounded to their steps. Ticking “back to the start” takes them back.
 *
 * @throws {ChartError} when there are not 2 to 7 classes, the labels don't fit, or a logit is not finite
 *
 * @example logitPlayground([1, 2, 0.5], ["A", "B", "C"])
 * // prints: …
 * // label  logit  exp(logit - largest)  probability
 * // A       1.00                0.3679       0.2312
 * // B       2.00                1.0000       0.6285
 * // C       0.50                0.2231       0.1402
 */
export function logitPlayground(logits: ArrayLike<number>, labels: ClassLabels): Chart;
export function logitPlayground(
  logits: ArrayLike<number>,
  labels: ClassLabels,
  ...more: unknown[]
): Chart {
  refuseMoreFor("logitPlayground", more);
  const classes = checkClassLogits("logitPlayground", logits, labels, 7);
  return playground(classes.logits, classes.labels);
}

function playground(given: number[], labels: string[]): Chart {
  const sliders = classSliders(given, labels, { least: 5, reset: true, drag: true });
  const { logits, reach, step } = sliders;
  const shift = shiftSlider(reach, step);
  const start = `It starts at ${shorten(labels[argmax(logits)], 40)}.`;
  const description = `Sliders for ${labels.length} logits, temperature and a shift; bars of logits, exponentials and probabilities. ${start}`;
  const slid = logits.map((_, index) => `logit_${index}`);
  const room = panelWidth(labels);
  const left = -narrowInset(labels);
  const panels = (widths: [number, number]) => playgroundPanels(reach + shift.reach, widths);
  const spec = {
    ...theme(),
    title: { text: title, subtitle },
    description,
    params: [
      labelParameter(labels),
      ...sliders.params,
      temperatureSlider(10, { reset: true }),
      shift.param,
      resetSwitch(),
      ...dragParameters({
        moves: slid,
        grips: ["logits_grip"],
        along: { scale: "logits_x" },
        range: { min: -reach, max: reach, step },
      }),
      hoverParameter({ drag: true }),
    ],
    data: { name: "classes", values: startOf(logits) },
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
      panels([0.9 * room, 0.6 * room]),
      sumStrip(labels.length, 2.1 * room),
      substitutedFraction(slid),
    ],
  };
  // The panels stand below one another, and the strip leaves room for the sum.
  const narrow = {
    ...spec,
    vconcat: [
      panels([narrowRoom + left, narrowRoom + left - 46]),
      sumStrip(labels.length, narrowRoom + left - 90),
      substitutedFraction(slid, left),
    ],
  };
  return createChart({
    title,
    description,
    spec,
    narrow,
    table: tableOf(logits, labels),
    pictured: subtitle.slice(1),
  });
}

/** The classes with what their bars show before anything is moved. */
function startOf(logits: readonly number[]): JsonObject[] {
  const largest = Math.max(...logits);
  const probabilities = softmax(logits);
  return logits.map((logit_start, index) => ({
    index,
    logit_start,
    exponential_start: Math.exp(logit_start - largest),
    probability_start: probabilities[index],
  }));
}

/** Far enough to be seen well, and short enough to leave room for the bars. */
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
      labels[index],
      formatLogit(logit),
      formatProbability(Math.exp(logit - largest)),
      formatProbability(probabilities[index]),
    ]),
  };
}

/**
 * The three steps of softmax side by side: logits from `-reach` to `reach`, exponentials, probabilities.
 *
 * @param widths of the first and of the others, in pixels
 */
function playgroundPanels(reach: number, [first, width]: [number, number]): JsonObject {
  const domain: [number, number] = [0, 1];
  const tooltip = [
    { field: "label", title: "label" },
    { field: "logitText", title: "logit (log-odds)" },
    { field: "exponentialText", title: "exp" },
    { field: "probabilityText", title: "probability" },
  ];
  return {
    spacing: 18,
    hconcat: [
      classBars({
        name: "logits",
        pulled: true,
        field: "logit",
        start: "logit_start",
        numberField: "logitText",
        title: "logit z (log-odds)",
        domain: roomForNumbers([-reach, reach], first),
        width: first,
        tooltip,
        showLabels: true,
        // Where a bar isn't where its slider is, the panel says why.
        between: [panelHeading(shiftedWords, -10)],
      }),
      classBars({
        field: "exponential",
        start: "exponential_start",
        numberField: "exponentialText",
        title: "exp((z − largest z) / temperature)",
        domain,
        room: 46,
        width,
        tooltip,
        showLabels: false,
      }),
      classBars({
        field: "probability",
        start: "probability_start",
        numberField: "probabilityText",
        title: "probability = exp / sum of exp",
        domain,
        room: 46,
        width,
        tooltip,
        showLabels: false,
      }),
    ],
  };
}

const shiftedWords = `shift === 0 ? '' : 'slider ' + (shift < 0 ? '- ' : '+ ') + ${formatLogitExpression("abs(shift)")} + ' (shift)'`;

/**
 * Softmax of the predicted class as it is written on paper, a fraction, with the numbers of the exp bars filled in, then the
 * same with their sum, and the label that argmax picks.
 *
 * @param slid the expressions of all logits before the shift, which the subtraction takes away again, in class order
 * @param left as {@link fractionPanel} has it
 */
function substitutedFraction(slid: readonly string[], left = 0): JsonObject {
  const largest = `max(${slid.join(", ")})`;
  const terms = slid.map(
    (logit) => `(${formatProbabilityOf(`exp((${logit} - ${largest}) / temperature)`)})`,
  );
  const lines = chunk(terms, termsInLine).map((line) => line.join(" + ' + ' + "));
  return fractionPanel(slid.length, letters, 640, left, {
    term: "datum.exponentialText",
    result:
      `'= ' + datum.exponentialText + ' / ' + (${formatProbabilityOf("datum.total")})` +
      " + (indexof('<>', datum.probabilityText[0]) < 0 ? ' = ' : ' ') + datum.probabilityText" +
      ` + ' at temperature ' + ${temperatureText}`,
    heard: [
      { field: "exponentialText" },
      ...lines.map((line, i) => ({
        field: `sum_${i}`,
        calculate: i < lines.length - 1 ? `${line} + ' +'` : line,
      })),
    ],
    resultStyle: { fontSize: 14 },
  });
}

/** Those of the longest term, `>0.9999`. */
const letters = 7;

function chunk(list: readonly string[], size: number): string[][] {
  const chunks: string[][] = [];
  for (let i = 0; i < list.length; i += size) chunks.push(list.slice(i, i + size));
  return chunks;
}

/**
 * The exponentials of all classes laid end to end: their length is the sum that softmax divides by, from 1 (one class has
 * it all) to the number of classes (all equal). It needs what `softmaxInThePage` computes.
 */
function sumStrip(classes: number, width: number): JsonObject {
  const x: JsonObject = {
    field: "exponential",
    type: "quantitative",
    stack: "zero",
    title: "the exp bars end to end: their sum",
    scale: { domain: [0, classes], nice: false },
    axis: { tickCount: classes, tickMinStep: 1, grid: true },
  };
  return {
    width,
    height: 22,
    layer: [
      {
        mark: { type: "bar", strokeWidth: 1.5, aria: false },
        encoding: {
          x,
          stroke: {
            condition: { test: "datum.index === hovered", value: palette.ink },
            value: palette.paper,
          },
          order: { field: "index", type: "quantitative" },
          color: {
            condition: { test: "datum.predicted", value: palette.predicted },
            value: palette.other,
          },
        },
      },
      {
        transform: [
          { filter: "datum.predicted" },
          { calculate: `'sum ' + (${formatProbabilityOf("datum.total")})`, as: "sumText" },
        ],
        mark: { type: "text", align: "left", dx: 6, fontSize: 13, fontWeight: "bold" },
        encoding: {
          x: { field: "total", type: "quantitative" },
          text: { field: "sumText" },
          description: { field: "sumText" },
        },
      },
    ],
  };
}
