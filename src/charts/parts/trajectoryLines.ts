import { softmax } from "../../logits/softmax.js";
import type { JsonObject } from "../MimeBundle.js";
import { formatProbability } from "./formatProbability.js";
import { isolate } from "./isolate.js";
import { labelDistance, labelPlaces } from "./labelPlaces.js";
import { shorten } from "./shorten.js";
import { softmaxInThePage } from "./softmaxInThePage.js";
import { temperatureText } from "./temperatureSlider.js";
import { classColours, palette } from "./theme.js";
import { type TrajectoryClass, temperatureBase } from "./trajectoryClasses.js";
import { listStep } from "./trajectoryList.js";

const width = 520;
/** As many points a line: a step is a hundredth of the slider's way from end to end. */
const steps = 201;
const across: JsonObject = {
  field: "temperature",
  type: "quantitative",
  title: "temperature (log scale)",
  scale: { type: "log", domain: [1 / temperatureBase, temperatureBase], nice: false },
  axis: { values: [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20], format: "~r", grid: true },
};
const up: JsonObject = {
  field: "probability",
  type: "quantitative",
  title: "probability",
  scale: { domain: [0, 1], nice: false },
  axis: { offset: 26, tickCount: 5 },
};
const ownColour: JsonObject = { field: "colour", type: "nominal", scale: null };

/** As high as the list beside, where that is long. */
const heightFor = (classes: number) => Math.max(320, classes * listStep(classes));

/** The curves with their names, the two limits at the ends, and a line with a point a class where the slider stands. */
export function trajectoryLines(classes: readonly TrajectoryClass[]): JsonObject {
  return {
    width,
    height: heightFor(classes.length),
    layer: [
      ...limits(classes),
      curves(classes.length),
      ...names(classes),
      ...slidTemperature(classes.length),
    ],
  };
}

/** Softmax at each step of the way, computed in the page, so that the chart stays small however many classes it has. */
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

/** Names at the coloured lines, on a white halo so that they can be read where lines pass. */
function names(classes: readonly TrajectoryClass[]): JsonObject[] {
  const middle = (steps - 1) / 2;
  const height = heightFor(classes.length);
  const logits = classes.map(({ logit }) => logit);
  const rows = Array.from({ length: steps }, (_, step) =>
    softmax(logits, { temperature: temperatureBase ** (step / middle - 1) }),
  );
  const lines = classes.map((_, i) => rows.map((row) => row[i] * height));
  const named = classes.slice(0, classColours.length).map(({ label, colour }) => ({
    text: shorten(label, 18),
    colour,
  }));
  const widths = named.map(({ text }) => (7 * text.length * steps) / width);
  const places = labelPlaces(lines, widths, height, middle);
  const values = named.flatMap((name, i) => {
    const place = places[i];
    if (!place) return [];
    const temperature = temperatureBase ** (place.step / middle - 1);
    const probability = rows[place.step][i] + ((place.above ? 1 : -1) * labelDistance) / height;
    return [{ ...name, temperature, probability }];
  });
  const halo = { stroke: palette.paper, strokeWidth: 4, strokeJoin: "round" };
  return [halo, {}].map((style) => ({
    data: { values },
    mark: { type: "text", fontSize: 12, fontWeight: "bold", aria: false, ...style },
    encoding: {
      x: across,
      y: up,
      text: { field: "text" },
      color: ownColour,
    },
  }));
}

/** Where all curves come from and where they go to: drawn outside the axis, since no temperature reaches them. */
function limits(classes: readonly TrajectoryClass[]): JsonObject[] {
  const winners = classes.filter(({ logit }) => logit === classes[0].logit);
  const uniform = 1 / classes.length;
  const cold = `T → 0: ${coldLimit(winners, classes.length)}`;
  const warm = `T → ∞: 1/${classes.length} = ${formatProbability(uniform)} for all`;
  const values = [
    { x: -14, probability: 1 / winners.length, spoken: cold },
    ...(winners.length < classes.length ? [{ x: -14, probability: 0, spoken: cold }] : []),
    { x: width + 14, probability: uniform, spoken: warm },
  ];
  return [
    {
      data: { values: [{ probability: uniform }] },
      mark: { type: "rule", color: palette.softInk, strokeDash: [2, 4], aria: false },
      encoding: { y: up },
    },
    {
      data: { values },
      mark: { type: "point", shape: "diamond", filled: true, size: 110, color: palette.ink },
      encoding: {
        x: { field: "x", type: "quantitative", scale: null },
        y: up,
        tooltip: [{ field: "spoken", title: "limit" }],
        description: { field: "spoken" },
      },
    },
    limitText(cold, -14, "left"),
    limitText(warm, width + 14, "right"),
  ];
}

function coldLimit(winners: readonly TrajectoryClass[], classes: number): string {
  if (winners.length === 1)
    return `1 for ${isolate(shorten(winners[0].label, 18))}, 0 for the others`;
  const share = `${formatProbability(1 / winners.length)} each for`;
  if (winners.length === classes) return `${share} all ${classes}`;
  return `${share} ${winners.length} equals, 0 for the others`;
}

function limitText(text: string, x: number, align: "left" | "right"): JsonObject {
  return {
    data: { values: [{ text }] },
    mark: { type: "text", align, fontSize: 12, color: palette.softInk },
    encoding: {
      x: { value: x },
      y: { value: -28 },
      text: { field: "text" },
      description: { field: "text" },
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
