import type { LogitsBatch, LogitsTensor } from "../logits/Logits.js";
import { softmax } from "../logits/softmax.js";
import { type Chart, createPlotlyChart, type JsonObject, type JsonValue } from "./Chart.js";
import type { ClassLabels } from "./parts/checks.js";
import {
  checkPoints,
  type Point,
  type PointOptions,
  sampleEvenly,
  sampleNote,
  verdictOf,
} from "./parts/points.js";
import {
  classStyles,
  decisionRegion,
  grid,
  type PointStyle,
  regionMiddle,
  type Shares,
  verdictStyles,
} from "./parts/simplexFrame.js";
import {
  mostPaths,
  simplexDescription,
  simplexSpec,
  simplexTable,
  simplexTitle,
} from "./parts/simplexSpec.js";
import { classColours, palette, plotlyConfig, plotlyLayout } from "./parts/theme.js";
import { formatLogit, plainName, twelveDecimals } from "./parts/words.js";

/** Every point is in all 41 frames, each of which Plotly draws anew: more would make them slow, and a stored lesson too large. */
const mostPoints = 500;

/**
 * The simplex of three classes, a triangle with one class at each corner: every text is a point, and the nearer it is to a
 * corner, the larger that class's probability. The temperature carries the points along in frames, with a play button.
 *
 * If there are more than 500 texts, an evenly spaced sample of 500 is drawn. Plotly draws it, and its slider can't be moved
 * by keyboard: `simplexSlider` is the same picture with a native slider, and serves as this chart's still picture.
 *
 * @param logits `[n, 3]`, in log-odds
 * @param labels the three classes' labels, or a model's `id2label`
 * @param options `label_ids` and `texts`, `[n]`
 * @throws {ChartError} when there are not three classes, a logit is not finite, a list doesn't have length n, or an option is
 *   unknown
 *
 * @example simplex([[1, 2, 0.5], [0.2, 3, 1], [-1, 0, 2]], ["A", "B", "C"])
 * // prints: …
 * // text   logit of A  logit of B  logit of C  probability of A  probability of B  probability of C  predicted
 * // row 0        1.00        2.00        0.50            0.2312            0.6285            0.1402          B
 * // …
 */
export function simplex(
  logits: LogitsBatch | LogitsTensor,
  labels: ClassLabels,
  options: PointOptions = {},
): Chart {
  const { points: all, labels: names } = checkPoints("simplex", logits, labels, 3, options);
  const points = sampleEvenly(all, mostPoints);
  const sample = sampleNote(points.length, all.length);
  const title = simplexTitle(all.length);
  const description = simplexDescription(points, names) + sample;
  const subtitle = `Press ▶, or move the slider: does a point ever cross a border?${sample}`;
  return createPlotlyChart({
    title,
    description,
    figure: figureOf(points, names, { title, subtitle, description }),
    still: {
      ...simplexSpec(points, names),
      title: { text: title, subtitle: `Here at T = 1, straight from the model.${sample}` },
      description,
    },
    table: simplexTable(points, names),
  });
}

function figureOf(
  points: readonly Point[],
  labels: readonly string[],
  words: { title: string; subtitle: string; description: string },
): JsonObject {
  const groups = ternaryGroups(points, labels);
  const background = ternaryBackground(points, labels);
  return {
    data: [...background, ...groups.map((group) => ternaryMarkers(group, labels))],
    layout: {
      ...plotlyLayout(words.title, words.subtitle, words.description),
      height: 640,
      margin: { t: 108, b: 40, l: 60, r: 60 },
      showlegend: points[0].truth !== undefined,
      legend: { x: 0.98, xanchor: "right", y: 1.02, font: { size: 12 } },
      ternary: ternaryAxes(labels),
      sliders: [temperatureSteps()],
      updatemenus: [playButtons()],
    },
    frames: temperatures.map((temperature) => ({
      name: formatTemperature(temperature),
      data: groups.map((group) => sharesAt(group.points, temperature)),
      traces: groups.map((_, i) => background.length + i),
    })),
    config: plotlyConfig(),
  };
}

/** Plotly's counterpart of `simplexFrame`, drawn behind the points: regions, the paths of a few points, names. */
function ternaryBackground(points: readonly Point[], labels: readonly string[]): JsonObject[] {
  const paths = points.length > mostPaths ? [] : points.map(path);
  return [...[0, 1, 2].map(region), ...paths, regionNames(labels)];
}

/** Grid lines every 0.2 with their numbers, and the classes at the corners. */
function ternaryAxes(labels: readonly string[]): JsonObject {
  const [aaxis, baxis, caxis] = labels.map((label): JsonObject => {
    const text = plainName(label, 26);
    return {
      title: { text, font: { size: 13, weight: 700 } },
      tickvals: [...grid.shares],
      gridcolor: grid.colour,
      linecolor: palette.softInk,
      tickfont: { size: 11, color: palette.softInk },
      ticks: "outside",
    };
  });
  return { sum: 1, bgcolor: palette.paper, aaxis, baxis, caxis };
}

const silent = { type: "scatterternary", hoverinfo: "skip", showlegend: false };

function region(classIndex: number): JsonObject {
  const outline = decisionRegion(classIndex);
  return {
    ...silent,
    mode: "lines",
    ...columnsOf([...outline, outline[0]]),
    fill: "toself",
    // The last two digits are the opacity: a tenth.
    fillcolor: `${classColours[classIndex]}1A`,
    line: { color: palette.other, width: 1.2 },
  };
}

function path({ logits }: Point): JsonObject {
  const places = temperatures.map((temperature) => {
    const [a, b, c] = softmax(logits, { temperature }).map((p) => Number(p.toFixed(5)));
    return [a, b, c] as const;
  });
  const line = { color: palette.other, width: 1, dash: "dot" };
  return { ...silent, mode: "lines", ...columnsOf(places), line };
}

function regionNames(labels: readonly string[]): JsonObject {
  return {
    ...silent,
    mode: "text",
    ...columnsOf([0, 1, 2].map(regionMiddle)),
    text: labels.map((label) => `predicted: ${plainName(label, 18)}`),
    textfont: { color: palette.softInk, size: 12, style: "italic" },
  };
}

function columnsOf(shares: readonly Shares[]): JsonObject {
  const column = (index: number) => shares.map((share) => share[index]);
  return { a: column(0), b: column(1), c: column(2) };
}

/** The points that look the same: one group per class or, where the truth is known, right and wrong. */
function ternaryGroups(points: readonly Point[], labels: readonly string[]) {
  const known = points[0].truth !== undefined;
  const styles = known ? verdictStyles : classStyles(labels);
  return styles.map((style, index) => ({
    style,
    points: points.filter((point) =>
      known ? verdictOf(point) === style.name : point.predicted === index,
    ),
  }));
}

/** One group of points as a trace, at T = 1, with the words that are shown when the pointer is over a point. */
function ternaryMarkers(
  { style, points }: { style: PointStyle; points: readonly Point[] },
  labels: readonly string[],
): JsonObject {
  const size = points.length > 100 ? 7 : 12;
  return {
    type: "scatterternary",
    mode: "markers",
    name: plainName(style.name, 40),
    ...sharesAt(points, 1),
    customdata: points.map((point) => hoverOf(point, labels)),
    hovertemplate: hoverTemplate(labels, points[0]?.truth !== undefined),
    marker: {
      color: style.colour,
      symbol: style.shape,
      size,
      opacity: points.length > 100 ? 0.7 : 1,
    },
    cliponaxis: false,
  };
}

/** The points' probabilities of the first two classes; Plotly adds the third. */
function sharesAt(points: readonly Point[], temperature: number): JsonObject {
  const rows = points.map(({ logits }) => softmax(logits, { temperature }));
  const column = (index: number) => rows.map((row) => twelveDecimals(row[index]));
  return { a: column(0), b: column(1) };
}

function hoverOf({ text, logits, predicted, truth }: Point, labels: readonly string[]): string[] {
  const classes = truth === undefined ? [predicted] : [predicted, truth];
  const names = classes.map((index) => plainName(labels[index], 40));
  return [plainName(text, 100), ...logits.map(formatLogit), ...names];
}

function hoverTemplate(labels: readonly string[], known: boolean): string {
  const numbers = labels.map((label, i) => {
    const name = plainName(label, 40);
    return `${name}: probability ≈ %{${"abc"[i]}:.4f}, logit %{customdata[${i + 1}]}`;
  });
  const lines = ["%{customdata[0]}", ...numbers, "predicted: %{customdata[4]}"];
  if (known) lines.push("true class: %{customdata[5]}");
  return `${lines.join("<br>")}<extra></extra>`;
}

/** Jumps to a frame without gliding: between two frames the points would leave their paths. */
const atOnce: JsonObject = {
  mode: "immediate",
  transition: { duration: 0 },
  frame: { duration: 0, redraw: true },
};

/** Plotly's slider over the frames; it starts at T = 1, where the model put the points. */
function temperatureSteps(): JsonObject {
  return {
    active: temperatures.indexOf(1),
    pad: { t: 46, l: 90 },
    currentvalue: { prefix: "temperature T = ", font: { size: 15, weight: 700 } },
    font: { size: 12 },
    // At this length Plotly has room for the name of every fifth step, and those are the round ones.
    lenmode: "pixels",
    len: 590,
    steps: temperatures.map((temperature): JsonObject => {
      const name = formatTemperature(temperature);
      return { label: name, method: "animate", args: [[name], atOnce] };
    }),
  };
}

/** A button that plays the frames from where the slider is, and one that stops them. */
function playButtons(): JsonObject {
  const play = { ...atOnce, fromcurrent: true, frame: { duration: 150, redraw: true } };
  return {
    type: "buttons",
    direction: "left",
    showactive: false,
    x: 0,
    y: 0,
    xanchor: "left",
    yanchor: "top",
    pad: { t: 66, r: 10 },
    buttons: [button("play", "▶", [null, play]), button("pause", "❚❚", [[null], atOnce])],
  };
}

/** On an exported page, whose controls are native, a screen reader says `name` in place of the symbol. */
function button(name: string, label: string, args: JsonValue[]): JsonObject {
  return { name, label, method: "animate", args };
}

/** The temperatures that the slider's ticks name. */
const stops = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20];
const framesBetween = 5;

/**
 * The temperatures at which `simplex` has a frame: 41 from 0.05 to 20, with round numbers at every fifth, and between two of
 * those in equal ratios.
 *
 * @example temperatures[0] // 0.05
 * @example temperatures[20] // 1
 */
export const temperatures: readonly number[] = Array.from({ length: 41 }, (_, i) => {
  const [stop, after] = [Math.floor(i / framesBetween), i % framesBetween];
  return after === 0
    ? stops[stop]
    : stops[stop] * (stops[stop + 1] / stops[stop]) ** (after / framesBetween);
});

/** A temperature with up to three significant digits: "0.05", "1.16", "20". */
export function formatTemperature(temperature: number): string {
  return String(Number(temperature.toPrecision(3)));
}
