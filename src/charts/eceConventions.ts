import { smoothCalibrationError } from "../evaluate/binFreeCalibration.js";
import { meanGap } from "../evaluate/calibration.js";
import { type CalibrationLike, conventionOf, sortIntoBins } from "../evaluate/calibrationBins.js";
import {
  type Confidences,
  isMultiLabel,
  readConfidences,
  type ScoresBatch,
  type ScoresOptions,
  scoresOptions,
  type Truth,
} from "../evaluate/confidences.js";
import { type Chart, createChart, type JsonObject } from "./Chart.js";
import { checkChartOptions, refuseMoreFor } from "./parts/checks.js";
import { textAt } from "./parts/textAt.js";
import { classColours, palette, theme } from "./parts/theme.js";
import { fourDecimals, percent } from "./parts/words.js";

/**
 * One model's expected calibration error (ECE) by every convention that libraries have, against the number of bins: which one
 * is meant by "the" ECE?
 *
 * A slider moves the number of bins, 2 to 50. Each library's own number is marked on its line; those that agree at every number
 * share a line. For comparison, bins of equal size, and the smooth error, which needs no bins.
 *
 * @param scores a batch `[n, k]` of logits, or of probabilities (see `function_to_apply`)
 * @param label_ids the true classes, `[n]`, or label sets with `problem_type: "multi_label_classification"`
 * @throws {EvaluateError} when labels and scores don't fit, or a number is NaN
 * @throws {ChartError} when an option is unknown
 *
 * @example eceConventions([[0.1, 0.9], [0.8, 0.2], [0.3, 0.7], [0.4, 0.6]], [1, 0, 0, 1])
 * // prints: 15 bins: ECE 35.0% in every library
 * //
 * //            convention       by default  5 bins  10 bins  15 bins  20 bins  50 bins
 * //              this kit  35.0% (15 bins)   25.0%    35.0%    35.0%    35.0%    35.0%
 * // …
 * //          torchmetrics  35.0% (15 bins)   15.0%    35.0%    35.0%    35.0%    35.0%
 * // …
 *
 * @see `calibrationCurve`, for what each convention is
 */
export function eceConventions(
  scores: ScoresBatch,
  label_ids: Truth,
  options?: ScoresOptions,
): Chart;
export function eceConventions(
  scores: ScoresBatch,
  label_ids: Truth,
  options: ScoresOptions = {},
  ...more: unknown[]
): Chart {
  refuseMoreFor(caller, more);
  checkChartOptions(caller, options, [...scoresOptions]);
  const { lines, n } = linesOf(scores, label_ids, options);
  const headlines = numbers.map((bins) => headlineOf(lines, bins));
  const title = headlines[start - fewest];
  const size = `${n.toLocaleString("en")} ${isMultiLabel(options, caller) ? "labels" : "answers"} of one model.`;
  const marked = "A diamond is a library's own number of bins.";
  const description = `ECE against the number of bins, by ${lines.length} conventions. ${title}`;
  const spec: JsonObject = {
    ...theme(),
    title: {
      text: { expr: `headlines[bins - ${fewest}]` },
      subtitle: `${size} Move the number of bins: which number is the model's? ${marked}`,
    },
    description,
    params: [
      { name: "headlines", value: headlines },
      { name: "names", value: lines.map(({ names }) => names) },
      {
        name: "bins",
        value: start,
        bind: { input: "range", min: fewest, max: mostBins, step: 1, name: "number of bins " },
      },
    ],
    data: {
      name: "lines",
      values: lines.map(({ colour, dash, ece }, line) => ({
        line,
        colour,
        dash,
        ece: ece.map(fourDecimals),
      })),
    },
    spacing: 24,
    hconcat: [curves(lines), listing()],
  };
  return createChart({
    title,
    description,
    spec,
    table: tableOf(lines),
    pictured: [`${size} ${marked}`],
  });
}

const caller = "eceConventions";
/** One bin only compares the means. */
const fewest = 2;
const mostBins = 50;
const numbers = Array.from({ length: mostBins - fewest + 1 }, (_, i) => fewest + i);
/** Where the slider starts: the number in most papers. */
const start = 15;

/** An error at each of the `numbers` of bins. */
interface Line {
  readonly names: string;
  readonly ece: readonly number[];
  readonly colour: string;
  readonly dash: number[];
  /** The libraries' own numbers of bins. */
  readonly own: readonly { readonly name: string; readonly bins: number }[];
}

/** The kit's own comes first; `evaluate` calls netcal. */
const libraries: readonly { readonly name: string; readonly like?: CalibrationLike }[] = [
  { name: "this kit" },
  { name: "guo", like: "guo" },
  { name: "torchmetrics", like: "torchmetrics" },
  { name: "netcal, evaluate", like: "netcal" },
  { name: "sklearn", like: "sklearn" },
  { name: "mapie", like: "mapie" },
  { name: "relplot", like: "relplot" },
];
/** Black for the kit's own, and no blue, which is what the model predicts. */
const colours = [palette.evaluation, ...classColours.slice(1)];
const [solid, dashed, dotted] = [
  [1, 0],
  [7, 4],
  [2, 3],
];

function linesOf(
  scores: ScoresBatch,
  label_ids: Truth,
  options: ScoresOptions,
): { lines: Line[]; n: number } {
  const isSets = isMultiLabel(options, caller);
  const each = readConfidences(label_ids, scores, caller, options, "each");
  const [top] = readConfidences(label_ids, scores, caller, options, "top");
  const isTwo = !isSets && each.length === 2;
  const positive = isTwo ? each[1] : top;
  const errors = (answers: Confidences, how: { like?: CalibrationLike; strategy?: "equal_mass" }) =>
    numbers.map((n_bins) => meanGap(sortIntoBins(answers, { ...how, n_bins }, caller)));
  // scikit-learn's curve is one of two classes.
  const taken = libraries.filter(({ like }) => like !== "sklearn" || isTwo || isSets);
  const found = taken.map(({ name, like }) => {
    const { ofTwo, n_bins } = conventionOf({ like }, caller);
    const ece = errors(ofTwo === "positive" ? positive : top, { like });
    return { name, ece, bins: n_bins };
  });
  const agree = (a: readonly number[], b: readonly number[]) =>
    a.every((error, i) => Math.abs(error - b[i]) < 1e-12);
  const first = found.filter(
    ({ ece }, i) => !found.slice(0, i).some((other) => agree(other.ece, ece)),
  );
  const lines = first.map(({ ece }, i): Line => {
    const own = found.filter((other) => agree(ece, other.ece));
    const isAll = own.length === found.length;
    const names = isAll ? "every library" : own.map(({ name }) => name).join(", ");
    return { names, ece, colour: colours[i], dash: solid, own };
  });
  const smooth = smoothCalibrationError(label_ids, scores, options);
  return {
    n: top.confidence.length,
    lines: [
      ...lines,
      {
        names: "bins of equal size",
        ece: errors(top, { strategy: "equal_mass" }),
        colour: palette.evaluation,
        dash: dashed,
        own: [],
      },
      {
        names: "without bins (smooth)",
        ece: numbers.map(() => smooth),
        colour: palette.softInk,
        dash: dotted,
        own: [],
      },
    ],
  };
}

/** From the least to the largest error of the libraries. */
function headlineOf(lines: readonly Line[], bins: number): string {
  const libraries = lines.filter(({ own }) => own.length > 0);
  const sorted = [...libraries].sort((a, b) => at(a, bins) - at(b, bins));
  const [least, most] = [sorted[0], sorted[sorted.length - 1]];
  const from = percent(at(least, bins));
  const to = percent(at(most, bins));
  if (from === to) return `${bins} bins: ECE ${to} in every library`;
  return `${bins} bins: ECE ${from} (${firstName(least)}) to ${to} (${firstName(most)})`;
}

const at = ({ ece }: Pick<Line, "ece">, bins: number) => ece[bins - fewest];
const firstName = ({ own: [{ name }] }: Line) => name.split(",")[0];

function tableOf(lines: readonly Line[]) {
  const some = [5, 10, 15, 20, 50];
  const rows = lines.flatMap((line) => {
    const { names, own } = line;
    const errors = some.map((bins) => percent(at(line, bins)));
    if (own.length === 0) return [[names, "", ...errors]];
    return own.map(({ name, bins }) => [
      name,
      `${percent(at(line, bins))} (${bins} bins)`,
      ...errors,
    ]);
  });
  return { columns: ["convention", "by default", ...some.map((bins) => `${bins} bins`)], rows };
}

const [width, height] = [400, 260];

/** The lines, a diamond at each library's own number of bins, and points where the slider is. */
function curves(lines: readonly Line[]): JsonObject {
  const x: JsonObject = {
    field: "bins",
    type: "quantitative",
    title: "number of bins",
    scale: { domain: [fewest, mostBins], nice: false },
    axis: { values: [2, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50], labelFlush: false },
  };
  const errors = lines.flatMap(({ ece }) => ece);
  const [least, most] = [Math.min(...errors), Math.max(...errors)];
  const room = Math.max(0.01, 0.15 * (most - least));
  const y: JsonObject = {
    field: "error",
    type: "quantitative",
    title: "expected calibration error (ECE)",
    scale: { domain: [Math.max(0, least - room), most + room], nice: false },
    axis: { tickCount: 6, format: "~%" },
  };
  const color: JsonObject = { field: "colour", type: "nominal", scale: null };
  const own = lines.flatMap(({ own, ece, colour }) =>
    own.map(({ name, bins }) => ({
      bins,
      error: fourDecimals(at({ ece }, bins)),
      colour,
      spoken: `${name}: ${bins} bins by default, ECE ${percent(at({ ece }, bins))}`,
    })),
  );
  return {
    width,
    height,
    layer: [
      {
        transform: [
          { calculate: `sequence(${fewest}, ${mostBins + 1})`, as: "bins" },
          { flatten: ["bins", "ece"], as: ["bins", "error"] },
          { calculate: "names[datum.line]", as: "name" },
        ],
        mark: { type: "line", strokeWidth: 2 },
        encoding: {
          x,
          y,
          color,
          detail: { field: "line", type: "nominal" },
          strokeDash: { field: "dash", type: "nominal", scale: null },
          description: { field: "name" },
        },
      },
      {
        data: { values: [{}] },
        transform: [{ calculate: "bins", as: "bins" }],
        mark: { type: "rule", color: palette.ink, strokeWidth: 1, aria: false },
        encoding: { x },
      },
      {
        data: { values: own },
        mark: { type: "point", shape: "diamond", filled: true, size: 110, opacity: 1 },
        encoding: {
          x,
          y,
          color,
          tooltip: [{ field: "spoken", title: "by default" }],
          description: { field: "spoken" },
        },
      },
      {
        transform: atTheSlider,
        mark: { type: "point", filled: true, size: 60, opacity: 1 },
        encoding: {
          x,
          y,
          color,
          tooltip: [{ field: "spoken", title: "here" }],
          description: { field: "spoken" },
        },
      },
    ],
  };
}

/** The error of each line at the slider's number of bins, with its words. */
const atTheSlider: JsonObject[] = [
  { calculate: `datum.ece[bins - ${fewest}]`, as: "error" },
  { calculate: "bins", as: "bins" },
  { calculate: "names[datum.line]", as: "name" },
  { calculate: "format(datum.error, '.1%')", as: "words" },
  { calculate: "datum.name + ': ' + datum.words", as: "spoken" },
];

/** What each line is, with its error where the slider is. */
function listing(): JsonObject {
  const y: JsonObject = { field: "line", type: "ordinal", axis: null };
  const text = (field: string, x: number, style: JsonObject): JsonObject => ({
    mark: {
      type: "text",
      baseline: "middle",
      fontSize: 12,
      color: palette.ink,
      aria: false,
      ...style,
    },
    encoding: { y, x: { value: x }, text: { field } },
  });
  return {
    width: 290,
    height: { step: 22 },
    transform: atTheSlider,
    layer: [
      {
        mark: { type: "rule", strokeWidth: 2.5, aria: false },
        encoding: {
          y,
          x: { value: 0 },
          x2: { value: 22 },
          color: { field: "colour", type: "nominal", scale: null },
          strokeDash: { field: "dash", type: "nominal", scale: null },
        },
      },
      text("words", 70, { align: "right", fontWeight: "bold" }),
      text("name", 80, { align: "left", limit: 300 }),
      {
        transform: [
          { filter: "datum.line === 0" },
          { calculate: "'with ' + bins + ' bins'", as: "heading" },
        ],
        ...textAt("heading", 0, -9, { fontSize: 13, fontWeight: "bold", color: palette.ink }),
      },
    ],
  };
}
