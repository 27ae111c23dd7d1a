import { softmax } from "../logits/softmax.js";
import { topK } from "../logits/topK.js";
import { type Chart, createChart, type JsonObject } from "./Chart.js";
import { type ClassLabels, checkClassLogits, refuseMoreFor } from "./parts/checks.js";
import { lineDrag, lineGrip, pulledTo } from "./parts/drag.js";
import { softmaxInThePage } from "./parts/inThePage.js";
import { narrowRoom } from "./parts/narrow.js";
import { temperatureBase, temperatureSlider, temperatureText } from "./parts/sliders.js";
import { panelHeading } from "./parts/textAt.js";
import { classColours, classInks, palette, theme } from "./parts/theme.js";
import { type Lines, trajectoryLimits, up } from "./parts/trajectoryLimits.js";
import { formatLogit, formatProbability, isolate, shorten } from "./parts/words.js";

const subtitle =
  "Pull the line, or move the slider: which numbers change, and does the order? At the left end one class has it all, at the right end none does.";

/**
 * Each class's probability against the temperature, 0.05 to 20 on a log axis, with both limits: the winner alone on the left
 * (tied winners share), `1 / k` for all on the right. A slider moves a line over the curves; the numbers there are listed
 * beside them.
 *
 * The seven most probable classes are in colour and named at their curves, the others grey and named in the list.
 *
 * @param logits one row `[k]`, in log-odds
 * @param labels the classes' labels, or a model's `id2label`
 * @throws {ChartError} when there are not 2 to 28 classes, the labels don't fit, or a logit is not finite
 *
 * @example temperatureTrajectories([1, 2, 0.5], ["A", "B", "C"])
 * // prints: …
 * // label  logit  probability at temperature 0.05  …  probability at temperature 20
 * // B       2.00                          >0.9999  …                         0.3473
 * // A       1.00                          <0.0001  …                         0.3304
 * // C       0.50                          <0.0001  …                         0.3222
 */
export function temperatureTrajectories(logits: ArrayLike<number>, labels: ClassLabels): Chart;
export function temperatureTrajectories(
  logits: ArrayLike<number>,
  labels: ClassLabels,
  ...more: unknown[]
): Chart {
  refuseMoreFor("temperatureTrajectories", more);
  const given = checkClassLogits("temperatureTrajectories", logits, labels, 28);
  const classes = trajectoryClasses(given.logits, given.labels);
  const title = `From ${winnersOf(classes)} to ${classes.length} equal shares: temperature moves every probability, never the order`;
  const description = `Probabilities of ${classes.length} classes against temperature, from 0.05 to 20. ${title}`;
  const slider = temperatureSlider(temperatureBase);
  const spec: JsonObject = {
    ...theme(),
    title: { text: title, subtitle },
    description,
    params: [
      { name: "logits", value: classes.map(({ logit }) => logit) },
      { name: "labels", value: classes.map(({ label }) => label) },
      { name: "colours", value: classes.map(({ colour }) => colour) },
      { ...slider, on: [pulledTo("temperature", 0)] },
      ...lineDrag("temperature", ["curves"], range),
    ],
    // The last class first, so that the first one's point lies on top; the list sorts itself.
    data: { name: "classes", values: classes.map(({ label: _, ...one }) => one).reverse() },
    spacing: 24,
    hconcat: [trajectoryLines(classes, wideLines(classes.length)), trajectoryList(classes.length)],
  };
  const narrow = {
    ...spec,
    hconcat: [trajectoryLines(classes, narrowLines), trajectoryList(classes.length)],
  };
  return createChart({ title, description, spec, narrow, table: tableOf(classes), pictured: [] });
}

function winnersOf(classes: readonly TrajectoryClass[]): string {
  const winners = classes.filter(({ logit }) => logit === classes[0].logit).length;
  return winners === 1 ? `${isolate(shorten(classes[0].label, 40))} alone` : `${winners} winners`;
}

function tableOf(classes: readonly TrajectoryClass[]) {
  const temperatures = [1 / temperatureBase, 0.5, 1, 2, temperatureBase];
  const logits = classes.map(({ logit }) => logit);
  const columns = temperatures.map((temperature) => softmax(logits, { temperature }));
  return {
    columns: ["label", "logit", ...temperatures.map((t) => `probability at temperature ${t}`)],
    rows: classes.map(({ label, logit }, i) => [
      label,
      formatLogit(logit),
      ...columns.map((probabilities) => formatProbability(probabilities[i])),
    ]),
  };
}

/** The curves with their names, the two limits at the ends, and a line with one point per class where the slider is. */
function trajectoryLines(classes: readonly TrajectoryClass[], lines: Lines): JsonObject {
  const { width, height, isNamed } = lines;
  return {
    name: "curves",
    width,
    height,
    layer: [
      ...trajectoryLimits(classes, lines),
      curves(classes.length),
      ...(isNamed ? trajectoryNames(classes, lines) : []),
      ...slidTemperature(classes.length),
      lineGrip("curves", "temperature", range, across),
    ],
  };
}

/** Softmax at each step along the axis, computed in the page, so that the chart stays small however many classes it has. */
function curves(classes: number): JsonObject {
  // The last class first, so that the grey lines lie under the coloured ones.
  const indices = Array.from({ length: classes }, (_, index) => classes - 1 - index).join(", ");
  return {
    data: { sequence: { start: 0, stop: steps, as: "step" } },
    transform: [
      {
        calculate: `pow(${temperatureBase}, datum.step / ${(steps - 1) / 2} - 1)`,
        as: "temperature",
      },
      { calculate: "reverse(logits)", as: "logit" },
      { calculate: `[${indices}]`, as: "index" },
      { flatten: ["logit", "index"] },
      // The classes come in the order of their logits.
      { calculate: "exp((datum.logit - logits[0]) / datum.temperature)", as: "exponential" },
      { joinaggregate: [{ op: "sum", field: "exponential", as: "total" }], groupby: ["step"] },
      { calculate: "datum.exponential / datum.total", as: "probability" },
      { calculate: "colours[datum.index]", as: "colour" },
      { calculate: "labels[datum.index]", as: "label" },
    ],
    mark: { type: "line", clip: true, strokeWidth: 2 },
    encoding: {
      x: across,
      y: up,
      color: ownColour,
      detail: { field: "index", type: "nominal" },
      description: { field: "label" },
    },
  };
}

function slidTemperature(classes: number): JsonObject[] {
  const here = [
    ...softmaxInThePage(classes, "datum.logit", "temperature"),
    { calculate: "temperature", as: "temperature" },
  ];
  return [
    {
      data: { values: [{}] },
      transform: [
        { calculate: "temperature", as: "temperature" },
        { calculate: `'T = ' + ${temperatureText}`, as: "text" },
      ],
      layer: [
        {
          mark: { type: "rule", color: palette.ink, strokeWidth: 1.5, aria: false },
          encoding: { x: across },
        },
        {
          mark: { type: "text", fontSize: 13, fontWeight: "bold", color: palette.ink },
          encoding: {
            x: across,
            y: { value: -9 },
            text: { field: "text" },
            description: { field: "text" },
          },
        },
      ],
    },
    {
      transform: here,
      mark: { type: "point", filled: true, size: 60, opacity: 1, stroke: palette.paper },
      encoding: {
        x: across,
        y: up,
        color: ownColour,
        tooltip: [
          { field: "label", title: "label" },
          { field: "probabilityText", title: "probability" },
        ],
        description: { field: "spoken" },
      },
    },
  ];
}

/** Pixels between the names of two curves. */
const nameDistance = 15;

/**
 * The names of the coloured curves at their right end, in the order of the curves, each with a thin line to its curve: there
 * the curves run together, so that the names stand further apart than their ends.
 */
function trajectoryNames(
  classes: readonly TrajectoryClass[],
  { width, height }: Lines,
): JsonObject[] {
  const logits = classes.map(({ logit }) => logit);
  const ends = softmax(logits, { temperature: temperatureBase }).map((p) => height * (1 - p));
  const named = classes.slice(0, classColours.length);
  const middle = named.reduce((sum, _, i) => sum + ends[i], 0) / named.length;
  const top = middle - (nameDistance * (named.length - 1)) / 2;
  // All names stay inside the panel, also those of two curves.
  const first = Math.max(8, Math.min(top, height - 8 - nameDistance * (named.length - 1)));
  const values = named.map(({ label, colour }, i) => ({
    text: shorten(label, 18),
    colour,
    ink: classInks[i],
    start: width,
    elbow: width + namesAfter - 4,
    x: width + namesAfter,
    from: ends[i],
    to: first + nameDistance * i,
  }));
  const at = (field: string) => ({ field, type: "quantitative", scale: null, axis: null });
  return [
    {
      data: { values },
      mark: { type: "rule", strokeWidth: 1, aria: false },
      encoding: {
        x: at("start"),
        x2: { field: "elbow" },
        y: at("from"),
        y2: { field: "to" },
        color: ownColour,
      },
    },
    {
      data: { values },
      mark: {
        type: "text",
        align: "left",
        baseline: "middle",
        fontSize: 12,
        fontWeight: "bold",
        aria: false,
      },
      encoding: {
        x: at("x"),
        y: at("to"),
        text: { field: "text" },
        color: { field: "ink", type: "nominal", scale: null },
      },
    },
  ];
}

/** Pixels per class. */
const listStep = (classes: number) => (classes <= 16 ? 20 : 15);

/** The numbers where the slider is, the most probable class first: its colour, its probability, its label. */
function trajectoryList(classes: number): JsonObject {
  const y: JsonObject = { field: "index", type: "ordinal", axis: null };
  const line = (field: string, x: number, style: JsonObject): JsonObject => ({
    mark: { type: "text", baseline: "middle", fontSize: 12, limit: 265, aria: false, ...style },
    encoding: { y, x: { value: x }, text: { field } },
  });
  return {
    width: 200,
    height: { step: listStep(classes) },
    transform: softmaxInThePage(classes, "datum.logit", "temperature"),
    layer: [
      {
        mark: { type: "point", filled: true, size: 80, opacity: 1, aria: false },
        encoding: {
          y,
          x: { value: 6 },
          color: { field: "colour", type: "nominal", scale: null },
        },
      },
      line("probabilityText", 70, { align: "right", color: palette.ink }),
      line("label", 80, { align: "left", color: palette.ink }),
      panelHeading(`'at temperature ' + ${temperatureText}`, -9),
    ],
  };
}

/** A class of the chart; classes come in the order of their logits, which is their order at every temperature. */
interface TrajectoryClass {
  /** Its place from 0, ties in class order. */
  readonly index: number;
  readonly label: string;
  readonly logit: number;
  /** The first seven have a colour of their own; the others are grey. */
  readonly colour: string;
}

/** The classes from the largest logit to the smallest. */
function trajectoryClasses(
  logits: readonly number[],
  labels: readonly string[],
): TrajectoryClass[] {
  return topK(logits, logits.length).map(({ index, logit }, place) => ({
    index: place,
    label: labels[index],
    logit,
    colour: classColours[place] ?? palette.other,
  }));
}

/** As high as the list beside it, where that is long. */
const wideLines = (classes: number): Lines => {
  return { width: 520, height: Math.max(320, classes * listStep(classes)), isNamed: true };
};
/** On a phone, the list below says whose colour it is. */
const narrowLines: Lines = { width: narrowRoom - 100, height: 220, isNamed: false };

/** Where a curve's name begins, beyond the mark of the warm limit. */
const namesAfter = 44;
const range = { min: 1 / temperatureBase, max: temperatureBase, step: 0.01 };
/** Points per line: one for each step of the slider. */
const steps = 201;
/** The axes that every layer draws on. */
const across: JsonObject = {
  field: "temperature",
  type: "quantitative",
  title: "temperature (log scale)",
  scale: { type: "log", domain: [1 / temperatureBase, temperatureBase], nice: false },
  axis: { values: [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20], format: "~r", grid: true },
};
/** Each row carries the colour of its class. */
const ownColour: JsonObject = { field: "colour", type: "nominal", scale: null };
