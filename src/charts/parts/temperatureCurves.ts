import type { TemperatureFit } from "../../evaluate/temperature.js";
import type { JsonObject } from "../Chart.js";
import { packed, unpacked } from "./packed.js";
import { temperatureWords } from "./reliabilityPanels.js";
import { textAt } from "./textAt.js";
import { palette } from "./theme.js";
import { fourDecimals } from "./words.js";

const reasons: Record<TemperatureFit["reason"], string> = {
  minimum: "it was found",
  separable: "all are right, and NLL falls with T to 0",
  "no better than chance": "no better than chance",
  flat: "all logits of each row are equal",
};

/** The best temperature with its interval, or why there is none. */
export function fitWords({ temperature, reason, interval }: TemperatureFit): string {
  if (temperature === null) return `No T is best: ${reasons[reason]}`;
  const ends = interval && [interval.lower, interval.upper].map(endWords).join(" to ");
  return `Lowest NLL at T = ${temperatureWords(temperature)}${ends ? ` (95% interval ${ends})` : ""}`;
}

const endWords = (end: number) => (end === Number.POSITIVE_INFINITY ? "∞" : temperatureWords(end));

/** NLL and ECE at a temperature. */
interface CurveStep {
  readonly temperature: number;
  readonly nll: number;
  readonly ece: number;
}

/** The steps as a string, for the field `points` of the data set `curves`. */
export function packedCurves(steps: readonly CurveStep[]): string {
  return packed(
    steps.map(({ temperature, nll, ece }) => [temperature, fourDecimals(nll), fourDecimals(ece)]),
  );
}

/** What is drawn against the temperature. */
interface TemperatureCurves {
  readonly steps: readonly CurveStep[];
  readonly fit: TemperatureFit;
  /** A temperature from elsewhere. */
  readonly given: number | undefined;
  readonly classes: number;
  /** The slider's lowest and highest temperature. */
  readonly domain: readonly [number, number];
  /** In pixels. */
  readonly width: number;
}

/**
 * NLL and ECE against the temperature, from the data set `curves`, one panel above the other, with the best temperature and the
 * given one; the parameter `setting` says which step the slider is at.
 */
export function temperatureCurves(given: TemperatureCurves): JsonObject[] {
  const { steps, fit, classes } = given;
  const guess = Math.log(classes);
  const least = fit.nll.after ?? Math.min(...steps.map(({ nll }) => nll));
  const most = Math.max(fit.nll.before, guess);
  // Towards T = 0 one sure mistake costs any NLL: that part is cut off.
  const room = Math.max((most - least) * 0.15, 0.02);
  const highest = Math.max(0.05, 1.05 * Math.max(...steps.map(({ ece }) => ece)));
  const nll = measure("nll", [Math.max(0, least - room), most + room], given);
  const ece = measure("ece", [0, highest], given);
  const guessing: JsonObject = {
    data: { values: [{ nll: guess }] },
    mark: { type: "rule", color: palette.softInk, strokeDash: guessDashes, aria: false },
    encoding: { y: { field: "nll", type: "quantitative" } },
  };
  return [{ ...nll, layer: [...(nll.layer as JsonObject[]), guessing, ...key(given)] }, ece];
}

const guessDashes = [2, 4];
const measures = {
  nll: { title: "NLL (nats)", height: 150, format: ".3f", axis: "~g", across: null },
  ece: { title: "ECE", height: 110, format: ".1%", axis: "~%", across: "temperature (log scale)" },
};

function measure(field: "nll" | "ece", range: number[], given: TemperatureCurves): JsonObject {
  const { title, height, format, axis, across } = measures[field];
  const { fit, domain, width } = given;
  const x: JsonObject = {
    field: "temperature",
    type: "quantitative",
    title: across,
    scale: { type: "log", domain: [...domain], nice: false },
    axis: { values: ticks(domain[1]), format: "~r", grid: true, labelFlush: false },
  };
  const y: JsonObject = {
    field,
    type: "quantitative",
    title,
    scale: { domain: range, nice: false },
    axis: { tickCount: 5, format: axis },
  };
  const here = `'T = ' + datum.temperature + ': ${title} ' + format(datum.${field}, '${format}')`;
  return {
    width,
    height,
    data: { name: "curves" },
    transform: unpacked("points", ["temperature", "nll", "ece"]),
    layer: [
      ...interval(fit, domain, x),
      {
        mark: { type: "line", color: palette.ink, strokeWidth: 2, clip: true, aria: false },
        encoding: { x, y },
      },
      ...marked(given).map(
        ({ temperature, ...mark }): JsonObject => ({
          data: { values: [{ temperature }] },
          mark: { type: "rule", ...mark, aria: false },
          encoding: { x },
        }),
      ),
      {
        transform: [
          { window: [{ op: "row_number", as: "place" }] },
          { filter: "datum.place - 1 === setting" },
          { calculate: here, as: "spoken" },
        ],
        layer: [
          {
            mark: { type: "rule", color: palette.ink, strokeWidth: 1, aria: false },
            encoding: { x },
          },
          {
            mark: {
              type: "point",
              filled: true,
              size: 80,
              opacity: 1,
              color: palette.ink,
              clip: true,
            },
            encoding: {
              x,
              y,
              tooltip: [{ field: "spoken", title: "here" }],
              description: { field: "spoken" },
            },
          },
        ],
      },
    ],
  };
}

const ticks = (top: number) =>
  [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1].map((part) => Number((part * top).toPrecision(3)));

function interval(
  { interval }: TemperatureFit,
  [low, high]: readonly [number, number],
  x: JsonObject,
): JsonObject[] {
  if (interval === null) return [];
  const within = (temperature: number) => Math.min(Math.max(temperature, low), high);
  return [
    {
      data: { values: [{ from: within(interval.lower), to: within(interval.upper) }] },
      mark: { type: "rect", color: palette.training, opacity: 0.15, aria: false },
      encoding: {
        x: { ...x, field: "from" },
        x2: { field: "to" },
        y: { value: 0 },
        y2: { value: "height" },
      },
    },
  ];
}

const bestMark = { color: palette.training, strokeDash: [1, 0], strokeWidth: 2 };
const givenMark = { color: palette.softInk, strokeDash: [6, 3], strokeWidth: 2 };
const guessMark = { color: palette.softInk, strokeDash: guessDashes, strokeWidth: 1 };

/** The temperatures that get an upright line, as far as the axis goes. */
function marked({ fit, given, domain: [low, high] }: TemperatureCurves) {
  const all = [
    { temperature: fit.temperature ?? Number.NaN, ...bestMark },
    { temperature: given ?? Number.NaN, ...givenMark },
  ];
  return all.filter(({ temperature }) => temperature >= low && temperature <= high);
}

/** What the lines are, in two lines above the panel. */
function key({ fit, given, classes, width }: TemperatureCurves): JsonObject[] {
  const entries = [
    { x: 0, y: -32, text: fitWords(fit), mark: fit.temperature === null ? undefined : bestMark },
    { x: 0, y: -14, text: `guessing: log ${classes}`, mark: guessMark },
    ...(given === undefined
      ? []
      : [{ x: 160, y: -14, text: `given: T = ${temperatureWords(given)}`, mark: givenMark }]),
  ];
  return entries.flatMap(({ x, y, text, mark }): JsonObject[] => {
    const style = { baseline: "middle", fontSize: 12, color: palette.ink, limit: width - x };
    const words = { data: { values: [{ text }] }, ...textAt("text", mark ? x + 26 : x, y, style) };
    if (mark === undefined) return [words];
    return [
      {
        data: { values: [{}] },
        mark: { type: "rule", ...mark, aria: false },
        encoding: { x: { value: x }, x2: { value: x + 20 }, y: { value: y } },
      },
      words,
    ];
  });
}
