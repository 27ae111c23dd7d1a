import { wilsonInterval } from "../evaluate/accuracy.js";
import {
  type Confidences,
  isMultiLabel,
  readConfidences,
  type ScoresBatch,
  type ScoresOptions,
  scoresOptions,
  type Truth,
} from "../evaluate/confidences.js";
import { answeredAt } from "../evaluate/coverage.js";
import { type Chart, createChart, type JsonObject } from "./Chart.js";
import { checkChartOptions, refuseMoreFor } from "./parts/checks.js";
import { type Kept, keptAbove } from "./parts/keptAbove.js";
import { packed, unpacked } from "./parts/packed.js";
import { sampleEvenly } from "./parts/points.js";
import { textAt } from "./parts/textAt.js";
import { palette, theme } from "./parts/theme.js";
import { fourDecimals, percent } from "./parts/words.js";

/**
 * What a model's answers are worth when it may keep silent: accuracy against coverage, the share of answers that are kept, from
 * the surest answer to all. A threshold moves along the curve.
 *
 * The band is the 95 % interval (Wilson) of the accuracy at that coverage; with few answers kept it is wide. The area under the
 * curve is the mean accuracy over all coverages.
 *
 * @param scores a batch `[n, k]` of logits, or of probabilities (see `function_to_apply`)
 * @param label_ids the true classes, `[n]`, or label sets with `problem_type: "multi_label_classification"`, whose labels all
 *   count as answers
 * @throws {EvaluateError} when labels and scores don't fit, or a number is NaN
 * @throws {ChartError} when an option is unknown
 *
 * @example coverageChart([[0.1, 0.9], [0.3, 0.7], [0.4, 0.6]], [1, 0, 1])
 * // prints: Threshold 0.90: 1 of 3 answers kept (33.3%), 100.0% of them right
 * //
 * // threshold  kept  coverage  accuracy of those kept     95% interval
 * // …
 * //      0.90     1     33.3%                  100.0%  20.7% to 100.0%
 * // …
 *
 * @see Geifman and El-Yaniv (2017), https://arxiv.org/abs/1705.08500
 */
export function coverageChart(
  scores: ScoresBatch,
  label_ids: Truth,
  options?: ScoresOptions,
): Chart;
export function coverageChart(
  scores: ScoresBatch,
  label_ids: Truth,
  options: ScoresOptions = {},
  ...more: unknown[]
): Chart {
  refuseMoreFor(caller, more);
  checkChartOptions(caller, options, [...scoresOptions]);
  const [confidences] = readConfidences(label_ids, scores, caller, options, "top");
  const answers = Array.from(confidences.confidence, (confidence, i) => ({
    confidence,
    isRight: confidences.hit[i] === 1,
  }));
  const steps = keptAbove(answers);
  const noun = isMultiLabel(options, caller) ? "labels" : "answers";
  const headlines = steps.map((step) => headlineOf(step, answers.length, noun));
  const title = headlines[start];
  const { curve, area } = curveOf(confidences);
  const all = `Of all ${answers.length.toLocaleString("en")} ${noun}, ${percent(steps[0].accuracy ?? 0)} are right; over all coverages, ${percent(area)} on average (area).`;
  const description = `Accuracy against coverage. ${title}`;
  const spec: JsonObject = {
    ...theme(),
    title: {
      text: { expr: "headlines[round(100 * threshold)]" },
      subtitle: `${all} Move the threshold: what does accuracy cost?`,
    },
    description,
    params: [
      { name: "headlines", value: headlines },
      { name: "said", value: steps.map(saidOf) },
      {
        name: "threshold",
        value: start / 100,
        bind: { input: "range", min: 0, max: 1, step: 0.01, name: "threshold (keep at or above) " },
      },
    ],
    // Narrow enough for letters of nine pixels on a phone.
    width: 395,
    height: 280,
    layer: [
      ...curveLayers(curve, steps[0].accuracy ?? 0, noun),
      ...thresholdLayers(steps),
      ...key(),
    ],
  };
  const table = {
    columns: ["threshold", "kept", "coverage", "accuracy of those kept", "95% interval"],
    rows: steps.filter(({ hundredths }) => hundredths % 5 === 0).map(rowOf),
  };
  return createChart({ title, description, spec, table, pictured: [all] });
}

const caller = "coverageChart";
/** Where the slider starts, in hundredths. */
const start = 90;

function headlineOf({ hundredths, kept, coverage, accuracy }: Kept, n: number, noun: string) {
  const threshold = `Threshold ${(hundredths / 100).toFixed(2)}`;
  if (accuracy === null) return `${threshold}: none of ${n} ${noun} kept`;
  return `${threshold}: ${kept} of ${n} ${noun} kept (${percent(coverage)}), ${percent(accuracy)} of them right`;
}

const intervalWords = (right: number, kept: number) => {
  const { lower, upper } = wilsonInterval(right, kept);
  return `${percent(lower)} to ${percent(upper)}`;
};

function saidOf({ accuracy, kept, right }: Kept): string {
  return accuracy === null
    ? "nothing is kept"
    : `${kept} kept, ${right} right: accuracy ${percent(accuracy)} (95% interval ${intervalWords(right, kept)})`;
}

function rowOf({ hundredths, kept, coverage, right, accuracy }: Kept): string[] {
  const threshold = (hundredths / 100).toFixed(2);
  if (accuracy === null) return [threshold, "0", percent(coverage), "none", "none"];
  return [
    threshold,
    String(kept),
    percent(coverage),
    percent(accuracy),
    intervalWords(right, kept),
  ];
}

/** As many as can be told apart. */
const mostPoints = 400;

/** The points of `coverageCurve` with the intervals of their accuracy, evenly thinned, and the area under all of them. */
function curveOf(confidences: Confidences): { curve: number[][]; area: number } {
  const { right, answered, area } = answeredAt(confidences);
  const n = confidences.confidence.length;
  const curve = answered.map((kept, i) => {
    const { proportion, lower, upper } = wilsonInterval(right[i], kept);
    return [kept / n, proportion, lower, upper].map(fourDecimals);
  });
  const drawn = sampleEvenly(curve, mostPoints);
  // The last point is that of all answers.
  return { curve: [...drawn.slice(0, -1), curve[curve.length - 1]], area };
}

function curveLayers(curve: readonly number[][], ofAll: number, noun: string): JsonObject[] {
  const x: JsonObject = {
    field: "coverage",
    type: "quantitative",
    title: `coverage: share of ${noun} that are kept`,
    scale: { domain: [0, 1], nice: false },
    axis: { values: [0, 0.2, 0.4, 0.6, 0.8, 1], format: ".0%", labelFlush: false },
  };
  const y: JsonObject = {
    field: "accuracy",
    type: "quantitative",
    title: "accuracy of those kept",
    scale: { domain: [0, 1], nice: false },
    axis: { values: [0, 0.2, 0.4, 0.6, 0.8, 1], format: ".0%" },
  };
  const points = {
    data: { name: "curve", values: [{ points: packed(curve) }] },
    transform: unpacked("points", ["coverage", "accuracy", "least", "most"]),
  };
  return [
    {
      data: { values: [{ accuracy: fourDecimals(ofAll) }] },
      mark: { type: "rule", color: palette.softInk, strokeDash: dashes, aria: false },
      encoding: { y },
    },
    {
      ...points,
      mark: { type: "area", color: palette.right, opacity: 0.15, aria: false },
      encoding: { x, y: { ...y, field: "least" }, y2: { field: "most" } },
    },
    {
      ...points,
      mark: { type: "line", color: palette.right, strokeWidth: 2.5, point: curve.length === 1 },
      encoding: { x, y, order: { field: "coverage", type: "quantitative" } },
    },
  ];
}

const dashes = [4, 4];

/** The threshold's point on the curve, with a line to each axis; where nothing is kept, there is none. */
function thresholdLayers(steps: readonly Kept[]): JsonObject[] {
  const points = packed(steps.map(({ coverage, accuracy }) => [coverage, accuracy]));
  const x: JsonObject = { field: "coverage", type: "quantitative" };
  const y: JsonObject = { field: "accuracy", type: "quantitative" };
  const here: JsonObject[] = [
    ...unpacked("points", ["coverage", "accuracy"]),
    { window: [{ op: "row_number", as: "place" }] },
    { filter: "datum.place - 1 === round(100 * threshold)" },
    { calculate: "said[datum.place - 1]", as: "spoken" },
  ];
  const style = { baseline: "middle", fontSize: 12, fontWeight: "bold", color: palette.threshold };
  return [
    {
      data: { name: "steps", values: [{ points }] },
      transform: [...here, { filter: "isValid(datum.accuracy)" }],
      layer: [
        {
          mark: { type: "rule", color: palette.threshold, strokeWidth: 1.5, aria: false },
          encoding: { x, y, y2: { value: "height" } },
        },
        {
          mark: { type: "rule", color: palette.threshold, strokeWidth: 1.5, aria: false },
          encoding: { x, y, x2: { value: 0 } },
        },
        {
          mark: { type: "point", filled: true, size: 110, opacity: 1, color: palette.threshold },
          encoding: {
            x,
            y,
            tooltip: [{ field: "spoken", title: "threshold" }],
            description: { field: "spoken" },
          },
        },
      ],
    },
    {
      data: { name: "steps" },
      transform: here,
      ...textAt("spoken", -40, -32, style),
    },
  ];
}

/** What the lines are, above the panel. */
function key(): JsonObject[] {
  const entries: { x: number; text: string; mark: JsonObject }[] = [
    { x: 0, text: "accuracy, 95% interval", mark: { color: palette.right, strokeWidth: 2.5 } },
    { x: 190, text: "of all", mark: { color: palette.softInk, strokeDash: dashes } },
    { x: 280, text: "threshold", mark: { color: palette.threshold, strokeWidth: 1.5 } },
  ];
  const style = { baseline: "middle", fontSize: 12, color: palette.ink, aria: false };
  return entries.flatMap(({ x, text, mark }): JsonObject[] => [
    {
      data: { values: [{}] },
      mark: { type: "rule", ...mark, aria: false },
      encoding: { x: { value: x }, x2: { value: x + 20 }, y: { value: -12 } },
    },
    { data: { values: [{ text }] }, ...textAt("text", x + 26, -12, style) },
  ]);
}
