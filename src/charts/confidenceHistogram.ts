import type { ClassIds } from "../evaluate/checks.js";
import type { InterpretedRow } from "../logits/interpret.js";
import { type Chart, ChartError, createChart, type JsonObject } from "./Chart.js";
import { checkTruth } from "./parts/checks.js";
import { palette, theme } from "./parts/theme.js";

/** Where the slider starts, in hundredths. */
const start = 90;

/**
 * How sure a model was of its answers, split by right and wrong, with a threshold to move: what lies above is kept, and the
 * chart says how much that is (coverage) and how much of it is right (accuracy).
 *
 * Confidence is the probability of the predicted class. The counts of all 101 thresholds are made here, exactly; the page
 * only looks them up.
 *
 * @param rows what `interpret` says of each text, `[n]`, by softmax
 * @param label_ids the true class indices, `[n]`
 * @throws {ChartError} for no rows, label ids that don't fit, and rows without one predicted class (sigmoid, regression)
 *
 * @example confidenceHistogram(interpret([[0, 2.2], [0.4, 0]]), [1, 1])
 * // prints: …
 * // threshold  kept  coverage  right  accuracy of the kept
 * // …
 * //      0.90     1     50.0%      1                100.0%
 * // …
 */
export function confidenceHistogram(rows: readonly InterpretedRow[], label_ids: ClassIds): Chart {
  const answers = answersOf(rows, label_ids);
  const kept = keptAbove(answers);
  const title = titleOf(kept);
  const description = `A histogram of ${answers.length} confidences, right and wrong. ${title}`;
  const spec: JsonObject = {
    ...theme(),
    title: {
      text: title,
      subtitle:
        "Move the threshold: what is gained, and what does it cost? Pale bars are left out.",
    },
    description,
    params: [thresholdSlider],
    spacing: 14,
    ...thresholdPanels(
      confidenceBins(answers),
      kept.map((step) => withWords(step, answers.length)),
    ),
  };
  const table = {
    columns: ["threshold", "kept", "coverage", "right", "accuracy of the kept"],
    rows: kept
      .filter(({ hundredths }) => hundredths % 5 === 0)
      .map((k) => [
        (k.hundredths / 100).toFixed(2),
        String(k.kept),
        percent(k.coverage),
        String(k.right),
        k.accuracy === null ? "none" : percent(k.accuracy),
      ]),
  };
  return createChart({ title, description, spec, table });
}

const caller = "confidenceHistogram";

const thresholdSlider: JsonObject = {
  name: "threshold",
  value: start / 100,
  bind: { input: "range", min: 0, max: 1, step: 0.01, name: "threshold (keep from here on) " },
};

function answersOf(rows: readonly InterpretedRow[], label_ids: ClassIds): Answer[] {
  if (rows.length === 0) throw new ChartError(`${caller} needs at least one row, got 0`);
  const truth = checkTruth(caller, label_ids, rows.length, rows[0].scores.length) ?? [];
  return rows.map((row, i) => {
    if (row.function_to_apply !== "softmax") {
      throw new ChartError(
        `${caller} needs one predicted class a row, as softmax gives it: row ${i} was read by ${row.function_to_apply}`,
      );
    }
    const { scores, predicted_index } = row;
    return { confidence: scores[predicted_index], isRight: predicted_index === truth[i] };
  });
}

const percent = (share: number) => `${(100 * share).toFixed(1)}%`;

function titleOf(kept: readonly Kept[]): string {
  const [all, sure] = [kept[0], kept[start]];
  const whole = `${percent(all.accuracy ?? 0)} of all ${all.kept} are right`;
  return sure.accuracy === null
    ? `${whole}; none is as sure as 0.90`
    : `${whole}, ${percent(sure.accuracy)} of the ${sure.kept} with a confidence of 0.90 or more`;
}

/** The sentence between the panels; written here, so that the page shows what the counts are. */
function withWords(step: Kept, all: number): Kept & { words: string } {
  const { kept, coverage, accuracy } = step;
  const result =
    accuracy === null
      ? ": nothing is left to be right or wrong"
      : `, accuracy of the kept: ${percent(accuracy)}`;
  return { ...step, words: `kept: ${kept} of ${all} (coverage ${percent(coverage)})${result}` };
}

const width = 620;

/**
 * Two panels over the same axis: bars of right and wrong answers by confidence, and below them accuracy and coverage for each
 * threshold. The parameter `threshold` stands as a rule in both; `words` of its step is written between them.
 */
function thresholdPanels(
  bins: readonly BinPart[],
  steps: readonly (Kept & { words: string })[],
): JsonObject {
  return {
    vconcat: [confidenceBars(bins, width), words(steps), thresholdCurves(width)],
    resolve: { scale: { color: "independent" } },
  };
}

function words(steps: readonly (Kept & { words: string })[]): JsonObject {
  return {
    width,
    height: 24,
    data: { name: "steps", values: [...steps] },
    transform: [atTheThreshold],
    mark: {
      type: "text",
      align: "left",
      baseline: "middle",
      fontSize: 14,
      fontWeight: "bold",
      color: palette.ink,
    },
    encoding: {
      x: { value: 0 },
      y: { value: 12 },
      text: { field: "words" },
      description: { field: "words" },
    },
  };
}

/** The axis from 0 to 1 that confidence and threshold share, so that one rule stands at the same place in both panels. */
const across = (title: string | null): JsonObject => ({
  type: "quantitative",
  title,
  scale: { domain: [0, 1], nice: false },
  axis: { values: Array.from({ length: 11 }, (_, tenths) => tenths / 10), format: ".1f" },
});

/** The parameter `threshold` as an upright line through a panel. */
const rule: JsonObject = {
  data: { values: [{}] },
  transform: [{ calculate: "threshold", as: "threshold" }],
  mark: { type: "rule", color: palette.ink, strokeWidth: 2, aria: false },
  // Without the height and the colour that the panel around it may give to its marks.
  encoding: { x: { field: "threshold", type: "quantitative" }, y: null, color: null },
};

/** Keeps the step at which the slider stands; steps are counted in hundredths, since 0.57 is no exact number. */
const atTheThreshold: JsonObject = { filter: "datum.hundredths === round(100 * threshold)" };

/** Bars of right and wrong answers by confidence, with what lies below the threshold under a veil. */
function confidenceBars(bins: readonly BinPart[], width: number): JsonObject {
  const confidence = across("confidence: probability of the predicted class");
  return {
    width,
    height: 190,
    layer: [
      {
        data: { values: [...bins] },
        transform: [{ calculate: spoken, as: "spoken" }],
        mark: { type: "bar", binSpacing: 2 },
        encoding: {
          x: { ...confidence, field: "low", bin: { binned: true, step: 0.05 } },
          x2: { field: "high" },
          y: { field: "count", type: "quantitative", title: "texts", axis: counts, stack: "zero" },
          color: {
            field: "right",
            type: "nominal",
            scale: { domain: ["right", "wrong"], range: [palette.right, palette.wrong] },
            legend: {
              title: null,
              orient: "top",
              offset: 4,
              labelExpr: "datum.label === 'right' ? 'right (below)' : 'wrong (on top)'",
            },
          },
          // Blue below, vermilion on top: the place says it too.
          order: { field: "right", type: "nominal", sort: "ascending" },
          tooltip: [{ field: "spoken", title: "texts" }],
          description: { field: "spoken" },
        },
      },
      leftOut,
      rule,
    ],
  };
}

const spoken =
  "datum.count + ' ' + datum.right + ', confidence from ' + format(datum.low, '.2f') + ' to ' + format(datum.high, '.2f')";

/** A veil over what is left out: exact also where the threshold cuts through a bar. */
const leftOut: JsonObject = {
  data: { values: [{ from: 0 }] },
  transform: [{ calculate: "threshold", as: "threshold" }],
  mark: { type: "rect", color: palette.paper, opacity: 0.7, aria: false },
  encoding: {
    x: { field: "from", type: "quantitative" },
    x2: { field: "threshold" },
    y: { value: 0 },
    y2: { value: "height" },
  },
};

const counts: JsonObject = { tickMinStep: 1, format: ",d", tickCount: 5 };

/** Accuracy of the kept and coverage for each threshold, from the data set `steps`; points stand at the chosen one. */
function thresholdCurves(width: number): JsonObject {
  const x: JsonObject = { ...across("threshold"), field: "threshold" };
  const y: JsonObject = {
    field: "share",
    type: "quantitative",
    title: "share",
    // Room above 1 for the name of a curve that lies there.
    scale: { domain: [0, 1.15], nice: false },
    axis: { values: [0, 0.2, 0.4, 0.6, 0.8, 1], format: ".0%" },
  };
  return {
    width,
    height: 150,
    data: { name: "steps" },
    transform: [
      { calculate: "datum.hundredths / 100", as: "threshold" },
      { fold: ["accuracy", "coverage"], as: ["measure", "share"] },
      { filter: "isValid(datum.share)" },
      {
        calculate:
          "(datum.measure === 'accuracy' ? 'accuracy of the kept ' : 'coverage ') + format(datum.share, '.1%')",
        as: "words",
      },
      {
        calculate: "datum.words + ' at threshold ' + format(datum.threshold, '.2f')",
        as: "spoken",
      },
    ],
    encoding: { x, y, color: measureColour },
    layer: [
      {
        mark: { type: "line", strokeWidth: 2.5 },
        encoding: {
          strokeDash: {
            field: "measure",
            type: "nominal",
            scale: {
              domain: ["accuracy", "coverage"],
              range: [
                [1, 0],
                [6, 4],
              ],
            },
            legend: null,
          },
        },
      },
      rule,
      {
        transform: [atTheThreshold],
        mark: { type: "point", filled: true, size: 90, opacity: 1 },
        encoding: { description: { field: "spoken" } },
      },
      ...namesAtThePoints,
    ],
  };
}

const measureColour: JsonObject = {
  field: "measure",
  type: "nominal",
  scale: { domain: ["accuracy", "coverage"], range: [palette.right, palette.softInk] },
  legend: null,
};

/** Each curve's name moves along with its point: the upper one's above, the lower one's below, left of the rule at the right end. */
const namesAtThePoints: JsonObject[] = [true, false].flatMap((isAbove) =>
  [true, false].flatMap((isLeft) => [
    // First in the colour of the paper and broad, so that no curve runs through the letters.
    name(isAbove, isLeft, { stroke: palette.paper, strokeWidth: 4, strokeJoin: "round" }),
    name(isAbove, isLeft, {}),
  ]),
);

function name(isAbove: boolean, isLeft: boolean, outline: JsonObject): JsonObject {
  return {
    transform: [
      atTheThreshold,
      { joinaggregate: [{ op: "max", field: "share", as: "upper" }] },
      {
        // At the floor there is no room below; equal shares would hide each other.
        calculate: `datum.share < 0.1 ||
          (datum.share === datum.upper && (datum.accuracy !== datum.coverage || datum.measure === 'accuracy'))`,
        as: "isAbove",
      },
      { filter: `${isAbove ? "" : "!"}datum.isAbove && threshold ${isLeft ? ">" : "<="} 0.7` },
    ],
    mark: {
      type: "text",
      align: isLeft ? "right" : "left",
      dx: isLeft ? -7 : 7,
      dy: isAbove ? -11 : 13,
      fontSize: 12,
      fontWeight: "bold",
      aria: false,
      ...outline,
    },
    encoding: { text: { field: "words" } },
  };
}

/** What is left of a test set when only the predictions of at least some confidence are kept. */
type Kept = {
  /** The threshold in hundredths, so that it is a whole number. */
  hundredths: number;
  kept: number;
  right: number;
  /** The share that is kept. */
  coverage: number;
  /** The share of the kept that is right; `null` where nothing is kept. */
  accuracy: number | null;
};

/** One answer with its score: how sure the model was, and whether that was right. */
type Answer = { confidence: number; isRight: boolean };

/**
 * Counts what is kept at each threshold from 0 to 1 in steps of 0.01: the answers whose confidence is equal to it or higher.
 *
 * @example keptAbove([{ confidence: 0.9, isRight: true }, { confidence: 0.6, isRight: false }])[90]
 * // { hundredths: 90, kept: 1, right: 1, coverage: 0.5, accuracy: 1 }
 */
export function keptAbove(answers: readonly Answer[]): Kept[] {
  const sorted = [...answers].sort((a, b) => b.confidence - a.confidence);
  const steps: Kept[] = [];
  let [kept, right] = [0, 0];
  for (let hundredths = 100; hundredths >= 0; hundredths--) {
    while (kept < sorted.length && sorted[kept].confidence >= hundredths / 100) {
      if (sorted[kept].isRight) right++;
      kept++;
    }
    const accuracy = kept === 0 ? null : right / kept;
    steps[hundredths] = { hundredths, kept, right, coverage: kept / sorted.length, accuracy };
  }
  return steps;
}

/** A part of a histogram's bar: the right or the wrong ones whose confidence lies from `low` to below `high`. */
type BinPart = { low: number; high: number; right: "right" | "wrong"; count: number };

const bins = 20;

/** Counts right and wrong answers in 20 bins of 0.05; a bin holds its lower edge, the last one also 1. Empty parts are left out. */
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
