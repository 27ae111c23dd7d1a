import type { ClassIds } from "../evaluate/classIds.js";
import type { InterpretedRow } from "../logits/interpret.js";
import { type Chart, ChartError, createChart, type JsonObject } from "./Chart.js";
import { refuseMoreFor } from "./parts/checks.js";
import { lineDrag, lineGrip, pulledTo } from "./parts/drag.js";
import { type Answer, type Kept, keptAbove } from "./parts/keptAbove.js";
import { narrowHistogram, placesInLine } from "./parts/narrowHistogram.js";
import { packed, unpacked } from "./parts/packed.js";
import { checkLabelIds, labelsOf } from "./parts/points.js";
import { textAt } from "./parts/textAt.js";
import { palette, theme, verdictScale } from "./parts/theme.js";
import { percent } from "./parts/words.js";

const faintBars = "Faint bars are left out.";
/** Where the slider starts, in hundredths. */
const start = 90;

/**
 * How confident a model was in its answers, split into right and wrong, with a movable threshold: answers that reach it are
 * kept, and the chart says what share of all answers that is (coverage), what share of those kept is right (accuracy), and what
 * their confidence claims it to be (its mean).
 *
 * Confidence is the probability of the predicted class. The counts for all 101 thresholds are made here, exactly; the page
 * only looks them up.
 *
 * @param rows what `interpret` says about each text, `[n]`, by softmax
 * @param label_ids the true class indices, `[n]`
 * @throws {ChartError} when there are no rows, label ids don't fit, or a row has no single predicted class (sigmoid, regression)
 *
 * @example confidenceHistogram(interpret([[0, 2.2], [0.4, 0]]), [1, 1])
 * // prints: …
 * // threshold  kept  coverage  right  accuracy of those kept  claimed (mean confidence)
 * // …
 * //      0.90     1     50.0%      1                  100.0%                      90.0%
 * // …
 */
export function confidenceHistogram(rows: readonly InterpretedRow[], label_ids: ClassIds): Chart;
export function confidenceHistogram(
  rows: readonly InterpretedRow[],
  label_ids: ClassIds,
  ...more: unknown[]
): Chart {
  refuseMoreFor(caller, more);
  const answers = answersOf(rows, label_ids);
  const steps = keptAbove(answers);
  const title = headlineOf(steps[start], steps[0]);
  const subtitle = `Pull the line, or use the slider: what is gained, and what does it cost? ${faintBars}`;
  const description = `A histogram of ${answers.length} confidences, right and wrong. ${title}`;
  const spec: JsonObject = {
    ...theme(),
    // Said anew at each threshold: the headline is always that of the answers which are kept.
    title: { text: { expr: "headlines[round(100 * threshold)]" }, subtitle },
    description,
    params: [
      { name: "headlines", value: steps.map((step) => headlineOf(step, steps[0])) },
      { name: "results", value: steps.map((step) => resultOf(step, steps[0])) },
      thresholdSlider,
      ...lineDrag("threshold", ["counts", "curves"], thresholdRange),
    ],
    spacing: 14,
    vconcat: [confidenceBars(confidenceBins(answers)), resultLine(steps), thresholdCurves],
    resolve: { scale: { color: "independent" } },
  };
  const narrow = { ...spec, vconcat: narrowHistogram(spec.vconcat as JsonObject[]) };
  const table = {
    columns: tableColumns.split(", "),
    rows: steps
      .filter(({ hundredths }) => hundredths % 5 === 0)
      .map(({ hundredths, kept, coverage, right, accuracy, claimed }) => [
        (hundredths / 100).toFixed(2),
        String(kept),
        percent(coverage),
        String(right),
        ...[accuracy, claimed].map((share) => (share === null ? "none" : percent(share))),
      ]),
  };
  return createChart({ title, description, spec, narrow, table, pictured: [faintBars] });
}

const caller = "confidenceHistogram";
const tableColumns =
  "threshold, kept, coverage, right, accuracy of those kept, claimed (mean confidence)";

const thresholdRange = { min: 0, max: 1, step: 0.01 };
const thresholdSlider: JsonObject = {
  name: "threshold",
  value: start / 100,
  bind: { input: "range", ...thresholdRange, name: "threshold (keep at or above) " },
  on: [pulledTo("threshold", 0)],
};

function answersOf(rows: readonly InterpretedRow[], label_ids: ClassIds): Answer[] {
  if (rows.length === 0) throw new ChartError(`${caller} needs at least one row, got 0`);
  const truth = checkLabelIds(caller, label_ids, rows.length, labelsOf(rows[0]));
  return rows.map((row, i) => {
    if (row.function_to_apply !== "softmax") {
      throw new ChartError(
        `${caller} needs one predicted class per row, as softmax gives it: row ${i} was read by ${row.function_to_apply}`,
      );
    }
    const { scores, predicted_index } = row;
    return { confidence: scores[predicted_index], isRight: predicted_index === truth[i] };
  });
}

function headlineOf({ hundredths, kept, accuracy }: Kept, all: Kept): string {
  const threshold = (hundredths / 100).toFixed(2);
  const whole = `${percent(all.accuracy ?? 0)} of all ${all.kept} are right`;
  return accuracy === null
    ? `${whole}; none has a confidence of ${threshold} or more`
    : `${whole}, ${percent(accuracy)} of the ${kept} with a confidence of ${threshold} or more`;
}

const width = 620;

/** The sentence between the panels, one for each threshold, written here from the exact counts rather than in the page. */
function resultLine(steps: readonly Kept[]): JsonObject {
  const style = { baseline: "middle", fontSize: 14, fontWeight: "bold", color: palette.ink };
  return {
    width,
    height: 24,
    data: {
      name: "steps",
      values: [{ all: steps[0].kept, points: packed(steps.map(numbersOf)) }],
    },
    transform: [
      ...unpackedSteps,
      atTheThreshold,
      { calculate: "results[datum.hundredths]", as: "words" },
    ],
    ...textAt("words", 0, 12, style),
  };
}

const numbersOf = ({ hundredths, kept, right, claimed }: Kept) => [
  hundredths,
  kept,
  right,
  claimed,
];

/** The steps with their shares; what is none isn't valid. */
const unpackedSteps: JsonObject[] = [
  ...unpacked("points", ["hundredths", "kept", "right", "claimed"]),
  { calculate: "datum.kept / datum.all", as: "coverage" },
  { calculate: "datum.kept > 0 ? datum.right / datum.kept : null", as: "accuracy" },
];

function resultOf({ kept, coverage, accuracy, claimed }: Kept, all: Kept): string {
  const result =
    accuracy === null || claimed === null
      ? ": nothing is left to be right or wrong"
      : `, claimed: ${percent(claimed)}, achieved: ${percent(accuracy)}`;
  return `kept: ${kept} of ${all.kept} (coverage ${percent(coverage)})${result}`;
}

/** Keeps the step that the slider is at; steps are counted in hundredths, since 0.57 can't be stored exactly. */
const atTheThreshold: JsonObject = { filter: "datum.hundredths === round(100 * threshold)" };

/** The axis from 0 to 1 that confidence and threshold share, so that the rule is at the same place in both panels. */
const across = (title: string): JsonObject => ({
  type: "quantitative",
  title,
  scale: { domain: [0, 1], nice: false },
  axis: { values: Array.from({ length: 11 }, (_, tenths) => tenths / 10), format: ".1f" },
});

/** The parameter `threshold` as a field, for marks that follow the slider. */
const slidThreshold: JsonObject = { calculate: "threshold", as: "threshold" };

/** The threshold as a vertical line through a panel. */
const rule: JsonObject = {
  data: { values: [{}] },
  transform: [slidThreshold],
  mark: { type: "rule", color: palette.ink, strokeWidth: 2, aria: false },
  // Without the height and the colour that the panel around it may give its marks.
  encoding: { x: { field: "threshold", type: "quantitative" }, y: null, color: null },
};

/** Bars of right and wrong answers by confidence, with a veil over what lies below the threshold. */
function confidenceBars(values: BinPart[]): JsonObject {
  const grip = lineGrip("counts", "threshold", thresholdRange);
  const layer = [{ ...verdictBars, data: { values } }, leftOut, rule, grip];
  return { name: "counts", width, height: 190, layer };
}

const verdictBars: JsonObject = {
  transform: [
    {
      calculate:
        "datum.count + ' ' + datum.right + ', confidence from ' + format(datum.low, '.2f') + ' to ' + format(datum.high, '.2f')",
      as: "spoken",
    },
  ],
  mark: { type: "bar", binSpacing: 2 },
  encoding: {
    x: {
      ...across("confidence: probability of the predicted class"),
      field: "low",
      bin: { binned: true, step: 0.05 },
    },
    x2: { field: "high" },
    y: {
      field: "count",
      type: "quantitative",
      title: "texts",
      axis: { tickMinStep: 1, format: ",d", tickCount: 5 },
      stack: "zero",
    },
    color: {
      field: "right",
      type: "nominal",
      scale: verdictScale,
      legend: {
        title: null,
        orient: "top",
        offset: 4,
        labelExpr: "datum.label === 'right' ? 'right (below)' : 'wrong (on top)'",
      },
    },
    // Blue below, vermilion on top: the order tells them apart, too.
    order: { field: "right", type: "nominal", sort: "ascending" },
    tooltip: [{ field: "spoken", title: "texts" }],
    description: { field: "spoken" },
  },
};

/** A veil over what is left out, exact even where the threshold cuts through a bar. */
const leftOut: JsonObject = {
  data: { values: [{ from: 0 }] },
  transform: [slidThreshold],
  mark: { type: "rect", color: palette.paper, opacity: 0.7, aria: false },
  encoding: {
    x: { field: "from", type: "quantitative" },
    x2: { field: "threshold" },
    y: { value: 0 },
    y2: { value: "height" },
  },
};

const measures = ["accuracy", "claimed", "coverage"];
const [solid, dotted, dashed] = [
  [1, 0],
  [2, 3],
  [8, 4],
];
const measureNames = ["achieved accuracy", "claimed confidence", "coverage"];
const nameStyle = { baseline: "middle", fontSize: 12, fontWeight: "bold", aria: false };

/**
 * Accuracy of those kept, what their confidence claims, and coverage at each threshold, from the data set `steps`, with points
 * at the chosen one. Where the claim runs above the accuracy, the model is too sure of itself.
 */
const thresholdCurves: JsonObject = {
  name: "curves",
  width,
  height: 150,
  data: { name: "steps" },
  transform: [
    ...unpackedSteps,
    { calculate: "datum.hundredths / 100", as: "threshold" },
    { fold: measures, as: ["measure", "share"] },
    { filter: "isValid(datum.share)" },
    {
      calculate: `${JSON.stringify(measureNames)}[indexof(${JSON.stringify(measures)}, datum.measure)] + ' ' + format(datum.share, '.1%')`,
      as: "words",
    },
    { calculate: "datum.words + ' at threshold ' + format(datum.threshold, '.2f')", as: "spoken" },
  ],
  encoding: {
    x: { ...across("threshold"), field: "threshold" },
    y: {
      field: "share",
      type: "quantitative",
      title: "share",
      scale: { domain: [0, 1], nice: false },
      axis: { values: [0, 0.2, 0.4, 0.6, 0.8, 1], format: ".0%" },
    },
    color: ofMeasure([palette.right, palette.ink, palette.softInk]),
  },
  // The names come last, where `narrowHistogram` finds them.
  layer: [
    {
      mark: { type: "line", strokeWidth: 2.5 },
      encoding: { strokeDash: ofMeasure([solid, dotted, dashed]) },
    },
    rule,
    {
      transform: [atTheThreshold],
      mark: { type: "point", filled: true, size: 90, opacity: 1 },
      encoding: { description: { field: "spoken" } },
    },
    lineGrip("curves", "threshold", thresholdRange),
    ...namesAboveThePanel(),
  ],
};

function ofMeasure(range: string[] | number[][]): JsonObject {
  return { field: "measure", type: "nominal", scale: { domain: measures, range }, legend: null };
}

/** The curves' names with their shares at the threshold, each after a piece of its line: above the panel, where no curve runs. */
function namesAboveThePanel(): JsonObject[] {
  return measures.flatMap((measure, i): JsonObject[] => {
    const ofOne = [atTheThreshold, { filter: `datum.measure === '${measure}'` }];
    const encoding = { x: { value: placesInLine[i] }, y: { value: -14 } };
    return [
      {
        transform: ofOne,
        mark: { type: "rule", strokeWidth: 2.5, aria: false },
        encoding: {
          ...encoding,
          x2: { value: placesInLine[i] + 24 },
          strokeDash: ofMeasure([solid, dotted, dashed]),
        },
      },
      { transform: ofOne, ...textAt("words", placesInLine[i] + 30, -14, nameStyle) },
    ];
  });
}

/** Part of a histogram's bar: the right or the wrong answers whose confidence lies from `low` to just below `high`. */
type BinPart = { low: number; high: number; right: "right" | "wrong"; count: number };

const bins = 20;

/** Counts right and wrong answers in 20 bins of 0.05; a bin includes its lower edge, the last one also 1. Empty parts are left out. */
export function confidenceBins(answers: readonly Answer[]): BinPart[] {
  const counts = { right: new Array<number>(bins).fill(0), wrong: new Array<number>(bins).fill(0) };
  for (const { confidence, isRight } of answers) {
    counts[isRight ? "right" : "wrong"][binOf(confidence)]++;
  }
  return (["right", "wrong"] as const).flatMap((right) =>
    counts[right].flatMap((count, bin) =>
      count === 0 ? [] : [{ low: bin / bins, high: (bin + 1) / bins, right, count }],
    ),
  );
}

/** Compared with the edges themselves: multiplying by 20 would round some confidences into the next bin. */
function binOf(confidence: number): number {
  const near = Math.min(bins - 1, Math.floor(confidence * bins));
  return confidence < near / bins ? near - 1 : near;
}
