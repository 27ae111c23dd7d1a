import { softmax } from "../../logits/softmax.js";
import type { ChartTable, JsonObject } from "../Chart.js";
import { labelParameter } from "./bars.js";
import { type Point, verdictOf } from "./points.js";
import {
  classStyles,
  type PointStyle,
  placeExpressions,
  simplexAxes,
  simplexFrame,
  simplexPanelHeight,
  verdictStyles,
  wideSimplex,
} from "./simplexFrame.js";
import { temperatureBase, temperatureSlider, temperatureText } from "./sliders.js";
import { mostSvgMarks, palette, themeFor } from "./theme.js";
import {
  formatLogit,
  formatLogitExpression,
  formatProbability,
  formatProbabilityExpression,
  isolate,
  shorten,
} from "./words.js";

/**
 * Points in the simplex as a Vega-Lite layer: probabilities and places are computed in the page from the logits and the
 * parameter `temperature`. It needs the labels twice: as the parameter `labels`, and as `enclosed` for use within a sentence.
 *
 * Colour and shape say right or wrong where the truth is known, otherwise the predicted class.
 */
function simplexPoints(
  points: readonly Point[],
  labels: readonly string[],
  width: number,
): JsonObject {
  const known = points[0].truth !== undefined;
  const styles = known ? verdictStyles : classStyles(labels);
  const spoken = points.length <= mostSvgMarks;
  return {
    data: { name: "points", values: points.map((point) => pointValue(point, known)) },
    transform: [...softmaxOfThree("temperature"), ...words(known, spoken)],
    mark: { type: "point", filled: true, opacity: opacityFor(points.length) },
    encoding: {
      ...simplexAxes,
      color: channel(
        styles.map(({ colour }) => colour),
        known,
        width,
      ),
      shape: channel(
        styles.map(({ shape }) => shape),
        known,
        width,
      ),
      size: { value: sizeFor(points.length) },
      tooltip: tooltip(known),
      ...(spoken ? { description: { field: "spoken" } } : {}),
    },
  };
}

/** The logits as `z0`, `z1`, `z2`: all that determines a point's place. */
function logitsOf({ index, logits: [z0, z1, z2] }: Point): JsonObject {
  return { index, z0, z1, z2 };
}

function pointValue(point: Point, known: boolean): JsonObject {
  const { text, predicted, truth = 0 } = point;
  const group = known ? Number(verdictOf(point) === "wrong") : predicted;
  return { ...logitsOf(point), text, group, predicted, ...(known ? { truth } : {}) };
}

/** Right and wrong need a legend; the classes are named by their regions. */
function channel(range: PointStyle[keyof PointStyle][], known: boolean, width: number): JsonObject {
  const labelExpr = "['right', 'wrong'][datum.value]";
  const orient = width < wideSimplex ? "bottom" : "top-right";
  return {
    field: "group",
    type: "nominal",
    scale: { domain: range.map((_, index) => index), range },
    legend: known ? { labelExpr, title: null, orient, symbolOpacity: 1 } : null,
  };
}

/** What a point says: words and numbers or, for very many points, numbers alone, which are made five times as fast. */
function words(known: boolean, spoken: boolean): JsonObject[] {
  const says = [0, 1, 2].map((i) => ({
    calculate: spoken ? saidOf(i) : roundedOf(i),
    as: `says${i}`,
  }));
  const truth = known ? " + ', true class ' + enclosed[datum.truth]" : "";
  const sentence =
    "datum.text + ': ' + datum.says0 + ', ' + datum.says1 + ', ' + datum.says2 + ' at temperature ' + " +
    `${temperatureText} + ', predicted ' + enclosed[datum.predicted]${truth}`;
  return [
    ...says,
    { calculate: "labels[datum.predicted]", as: "predictedLabel" },
    ...(known ? [{ calculate: "labels[datum.truth]", as: "truthLabel" }] : []),
    ...(spoken ? [{ calculate: sentence, as: "spoken" }] : []),
  ];
}

function saidOf(index: number): string {
  const probability = formatProbabilityExpression.replaceAll(
    "datum.probability",
    `datum.p${index}`,
  );
  const logit = formatLogitExpression(`datum.z${index}`);
  return `enclosed[${index}] + ': ' + (${probability}) + ' (logit ' + ${logit} + ')'`;
}

function roundedOf(index: number): string {
  const p = `datum.p${index}`;
  return (
    `${p} > 0 && ${p} < 0.00005 ? '<0.0001' : ${p} < 1 && ${p} >= 0.99995 ? '>0.9999'` +
    ` : round(${p} * 1e4) / 1e4`
  );
}

function tooltip(known: boolean): JsonObject[] {
  return [
    { field: "text", title: "text" },
    { field: "says0", title: "probability of class 0" },
    { field: "says1", title: "probability of class 1" },
    { field: "says2", title: "probability of class 2" },
    { field: "predictedLabel", title: "predicted" },
    ...(known ? [{ field: "truthLabel", title: "true class" }] : []),
  ];
}

const sizeFor = (count: number) => (count <= 100 ? 90 : count <= mostSvgMarks ? 40 : 14);
const opacityFor = (count: number) => (count <= 100 ? 0.95 : count <= mostSvgMarks ? 0.7 : 0.4);

/** The simplex with its points and a temperature slider: a complete Vega-Lite specification except for title and description. */
export function simplexSpec(
  points: readonly Point[],
  labels: readonly string[],
  width = 520,
): JsonObject {
  return {
    ...themeFor(points.length),
    params: [
      labelParameter(labels),
      { name: "enclosed", value: labels.map(isolate) },
      temperatureSlider(temperatureBase),
    ],
    width,
    height: simplexPanelHeight(width),
    layer: [
      ...simplexFrame(labels, width),
      ...simplexPaths(points),
      simplexPoints(points, labels, width),
      temperatureSign(width),
    ],
  };
}

/** The temperature where the points are, which a still picture shows too. */
const temperatureSign = (width: number): JsonObject => ({
  data: { values: [{}] },
  mark: {
    type: "text",
    align: "left",
    fontSize: 15,
    fontWeight: "bold",
    color: palette.ink,
    x: width < wideSimplex ? -30 : 0,
    y: width < wideSimplex ? -32 : 10,
    text: { expr: `'temperature T = ' + ${temperatureText}` },
    aria: false,
  },
});

/** With more points than this, their paths would hide each other. */
export const mostPaths = 30;

/**
 * The paths of a few points through the simplex as Vega-Lite layers: dashed, where each goes between the temperatures 1/20 and
 * 20; in ink, how far it has come; and a ring where it is at temperature 1.
 *
 * Computed in the page; it needs the parameter `temperature`.
 */
function simplexPaths(points: readonly Point[]): JsonObject[] {
  if (points.length > mostPaths) return [];
  const data = { name: "paths", values: points.map(logitsOf) };
  const path = (power: string, style: JsonObject): JsonObject => ({
    data,
    transform: [
      { calculate: "sequence(-20, 21)", as: "step" },
      { flatten: ["step"] },
      ...softmaxOfThree(`pow(${temperatureBase}, ${power})`),
    ],
    mark: { type: "line", aria: false, ...style },
    encoding: { ...simplexAxes, detail: { field: "index" }, order: { field: "step" } },
  });
  const whole = "datum.step / 20";
  const come = `log(temperature) / log(${temperatureBase})`;
  return [
    path(whole, { color: palette.other, strokeWidth: 1, strokeDash: [3, 3] }),
    path(`clamp(${whole}, min(0, ${come}), max(0, ${come}))`, {
      color: palette.ink,
      strokeWidth: 1.5,
    }),
    {
      data,
      transform: softmaxOfThree("1"),
      mark: { type: "point", size: 26, color: palette.ink, strokeWidth: 1, aria: false },
      encoding: simplexAxes,
    },
  ];
}

/**
 * Softmax of three logits at a temperature as Vega-Lite transforms: fields `z0`, `z1`, `z2` in, the probabilities `p0`, `p1`,
 * `p2` and the place in the simplex `x`, `y` out.
 *
 * Each probability is 1 / Σ exp((zj - zi) / T): an `exp` that overflows gives the limit, 0, and there are only five transforms
 * to run over ten thousand points at each step of a slider.
 *
 * @param temperature a Vega expression, for example a parameter's name
 */
export function softmaxOfThree(temperature: string): JsonObject[] {
  const classes = [0, 1, 2];
  const probability = (i: number) => {
    const others = classes.filter((j) => j !== i);
    const odds = others.map((j) => `exp((datum.z${j} - datum.z${i}) / (${temperature}))`);
    return `1 / (1 + ${odds.join(" + ")})`;
  };
  return [
    ...classes.map((i) => ({ calculate: probability(i), as: `p${i}` })),
    { calculate: placeExpressions.x, as: "x" },
    { calculate: placeExpressions.y, as: "y" },
  ];
}

/** What there is to see in the simplex, whatever draws it. */
export function simplexTitle(count: number): string {
  const texts = count === 1 ? "1 text" : `${count.toLocaleString("en")} texts`;
  return `Temperature moves ${texts}, and every predicted class stays the same`;
}

/** The simplex in words, for those who can't see it. */
export function simplexDescription(points: readonly Point[], labels: readonly string[]): string {
  const counts = labels.map((label, index) => {
    const count = points.filter(({ predicted }) => predicted === index).length;
    return `${count} predicted ${isolate(shorten(label, 40))}`;
  });
  const right = points.filter((point) => verdictOf(point) === "right").length;
  const verdict = points[0].truth === undefined ? "" : ` ${right} of them are right.`;
  return (
    `A simplex, with one class at each corner and ${points.length} points at their probabilities ` +
    `at temperature 1: ${counts.join(", ")}.${verdict}`
  );
}

/** Logits, and probabilities at T = 1, of every point. */
export function simplexTable(points: readonly Point[], labels: readonly string[]): ChartTable {
  const names = labels.map((label) => isolate(shorten(label, 24)));
  const known = points[0].truth !== undefined;
  return {
    columns: [
      "text",
      ...names.map((name) => `logit of ${name}`),
      ...names.map((name) => `probability of ${name}`),
      "predicted",
      ...(known ? ["truth"] : []),
    ],
    rows: points.map(({ text, logits, predicted, truth }) => [
      shorten(text, 60),
      ...logits.map(formatLogit),
      ...softmax(logits).map(formatProbability),
      labels[predicted],
      ...(truth === undefined ? [] : [labels[truth]]),
    ]),
  };
}
