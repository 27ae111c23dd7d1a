import {
  type Confidences,
  readConfidences,
  type ScoresBatch,
  type ScoresOptions,
  scoresOptions,
  type Truth,
} from "../evaluate/confidences.js";
import { type Chart, ChartError, createChart, type JsonObject } from "./Chart.js";
import { labelParameter } from "./parts/bars.js";
import { checkChartOptions, refuseMoreFor } from "./parts/checks.js";
import { packed, unpacked } from "./parts/packed.js";
import {
  scoreNames,
  sharesOf,
  shareWords,
  type Taken,
  type Totals,
  takenAbove,
} from "./parts/takenAbove.js";
import { textAt } from "./parts/textAt.js";
import { palette, theme } from "./parts/theme.js";

/**
 * Precision and recall against the threshold, a small panel for each label, with one threshold that moves through all of them: a
 * label is given when its probability reaches it.
 *
 * The headline counts over all labels together (micro average). A label that no text has shows no recall, and where no text is
 * given it, no precision.
 *
 * @param scores a batch `[n, k]` of logits, or of probabilities (see `function_to_apply`), 2 to 60 labels
 * @param label_ids label sets, with `problem_type: "multi_label_classification"`; or the true classes, `[n]`, each of which is
 *   then looked for by itself
 * @throws {EvaluateError} when labels and scores don't fit, or a number is NaN
 * @throws {ChartError} when there are more than 60 labels, or an option is unknown
 *
 * @example
 * precisionRecallByThreshold([[2, -1], [0.5, 1], [-2, 0.2]], [[1, 0], [0, 1], [0, 0]], {
 *   problem_type: "multi_label_classification",
 *   id2label: ["joy", "fear"],
 * })
 * // prints: Threshold 0.50: precision 50.0%, recall 100.0% over all 2 labels
 * // …
 * // joy         0.50      50.0%  100.0%   1   1   0
 * // …
 *
 * @see `precisionRecallCurve`; `labelThermometers` for single texts
 */
export function precisionRecallByThreshold(
  scores: ScoresBatch,
  label_ids: Truth,
  options?: ScoresOptions,
): Chart;
export function precisionRecallByThreshold(
  scores: ScoresBatch,
  label_ids: Truth,
  options: ScoresOptions = {},
  ...more: unknown[]
): Chart {
  refuseMoreFor(caller, more);
  checkChartOptions(caller, options, [...scoresOptions]);
  const each = readConfidences(label_ids, scores, caller, options, "each");
  if (each.length > mostLabels) {
    throw new ChartError(`${caller} draws up to ${mostLabels} labels, got ${each.length}`);
  }
  const nameOf = scoreNames(caller, scores, options.id2label);
  const labels = each.map((_, index) => nameOf(index));
  const counted = each.map(countsOf);
  const headlines = counted[0].steps.map((_, hundredths) => headlineOf(counted, hundredths));
  const title = headlines[start];
  const description = `Curves of precision and recall against the threshold, a panel for each of ${labels.length} labels. ${title}`;
  const spec: JsonObject = {
    ...theme(),
    title: {
      text: { expr: "headlines[round(100 * threshold)]" },
      subtitle: [key, "Move the threshold: which label would be better off with another?"],
    },
    description,
    params: [
      labelParameter(labels),
      { name: "headlines", value: headlines },
      {
        name: "threshold",
        value: start / 100,
        bind: { input: "range", min: 0, max: 1, step: 0.01, name: "threshold (give at or above) " },
      },
    ],
    data: {
      name: "counts",
      values: counted.map(({ steps, all }, index) => ({
        index,
        positives: all.positives,
        points: packed(steps.map(({ tp, fp }) => [tp, fp])),
      })),
    },
    transform: sharesInThePage,
    facet: { field: "index", type: "ordinal", title: null, header: nameAbove(wideWidth) },
    columns: Math.min(labels.length, 4),
    spacing: { row: 18, column: 16 },
    resolve: { axis: { x: "independent", y: "independent" } },
    spec: panel(wideWidth),
  };
  const narrow = {
    ...spec,
    facet: { ...(spec.facet as JsonObject), header: nameAbove(narrowWidth) },
    columns: Math.min(labels.length, 2),
    spec: panel(narrowWidth),
  };
  return createChart({
    ...{ title, description, spec, narrow, pictured: [key] },
    table: {
      columns: ["label", "threshold", "precision", "recall", "TP", "FP", "FN"],
      rows: counted.flatMap((counts, index) => rowsOf(counts, labels[index])),
    },
  });
}

const caller = "precisionRecallByThreshold";
const mostLabels = 60;
/** Where the slider starts, in hundredths. */
const start = 50;
const key =
  "Precision (teal): the share of those given the label that have it. Recall (dashed): the share of those that have it that are given it.";

/** What is taken for one label at each threshold, and how many texts there are. */
interface Counted {
  readonly steps: Taken[];
  readonly all: Totals;
}

function countsOf(found: Confidences): Counted {
  const positives = found.hit.reduce((sum, hit) => sum + hit, 0);
  return { steps: takenAbove(found), all: { positives, negatives: found.hit.length - positives } };
}

/** All labels counted together. */
function headlineOf(counted: readonly Counted[], hundredths: number): string {
  const sum = (of: (counts: Counted) => number) =>
    counted.reduce((total, counts) => total + of(counts), 0);
  const taken = {
    tp: sum(({ steps }) => steps[hundredths].tp),
    fp: sum(({ steps }) => steps[hundredths].fp),
  };
  const all = {
    positives: sum((of) => of.all.positives),
    negatives: sum((of) => of.all.negatives),
  };
  const { precision, recall } = sharesOf(taken, all);
  return `Threshold ${(hundredths / 100).toFixed(2)}: precision ${shareWords(precision)}, recall ${shareWords(recall)} over all ${counted.length} labels`;
}

/** Every tenth of the threshold: with all hundredths nobody would find the way. */
function rowsOf({ steps, all }: Counted, label: string): string[][] {
  return steps.flatMap((step, hundredths) => {
    if (hundredths % 10 !== 0) return [];
    const { precision, recall } = sharesOf(step, all);
    const shares = [precision, recall].map(shareWords);
    const counts = [step.tp, step.fp, all.positives - step.tp].map(String);
    return [[label, (hundredths / 100).toFixed(2), ...shares, ...counts]];
  });
}

const words = (share: string) => `(isValid(${share}) ? format(${share}, '.1%') : 'none')`;
const sharesHere = `'P ' + ${words("datum.precision")} + ', R ' + ${words("datum.recall")}`;

/** A row for each label and hundredth of the threshold, `at`, with its shares. */
const sharesInThePage: JsonObject[] = [
  ...unpacked("points", ["tp", "fp"]),
  { window: [{ op: "row_number", as: "place" }], groupby: ["index"] },
  { calculate: "(datum.place - 1) / 100", as: "at" },
  {
    calculate: "datum.tp + datum.fp > 0 ? datum.tp / (datum.tp + datum.fp) : null",
    as: "precision",
  },
  { calculate: "datum.positives > 0 ? datum.tp / datum.positives : null", as: "recall" },
];

const here: JsonObject = { filter: "datum.place - 1 === round(100 * threshold)" };

const across: JsonObject = {
  field: "at",
  type: "quantitative",
  title: "threshold",
  scale: { domain: [0, 1], nice: false },
  axis: { values: [0, 0.5, 1], format: ".1f", titleFontWeight: "normal" },
};
const up = (field: string): JsonObject => ({
  field,
  type: "quantitative",
  title: null,
  scale: { domain: [0, 1], nice: false },
  axis: { values: [0, 0.5, 1], format: ".0%" },
});

const wideWidth = 150;
const narrowWidth = 112;

const nameAbove = (labelLimit: number): JsonObject => ({
  labelExpr: "labels[datum.value]",
  labelAnchor: "start",
  labelFontSize: 12,
  labelFontWeight: "bold",
  labelLimit,
  labelPadding: 4,
});

/** The two curves of a label, the threshold across them, and above them what they are there. */
function panel(width: number): JsonObject {
  const curve = (field: string, style: JsonObject): JsonObject => ({
    transform: [{ filter: `isValid(datum.${field})` }],
    mark: { type: "line", strokeWidth: 2, ...style, aria: false },
    encoding: { x: across, y: up(field) },
  });
  const point = (field: string, color: string): JsonObject => ({
    transform: [
      here,
      { filter: `isValid(datum.${field})` },
      {
        calculate: `labels[datum.index] + ': ${field} ' + format(datum.${field}, '.1%')`,
        as: "spoken",
      },
    ],
    mark: { type: "point", filled: true, size: 60, opacity: 1, color },
    encoding: {
      x: across,
      y: up(field),
      tooltip: [{ field: "spoken", title: "at the threshold" }],
      description: { field: "spoken" },
    },
  });
  return {
    width,
    height: 100,
    layer: [
      curve("precision", { color: palette.training }),
      curve("recall", { color: palette.evaluation, strokeDash: [6, 3] }),
      {
        transform: [here],
        mark: {
          type: "rule",
          color: palette.threshold,
          strokeWidth: 2,
          strokeDash: [5, 3],
          aria: false,
        },
        encoding: { x: across },
      },
      point("precision", palette.training),
      point("recall", palette.evaluation),
      {
        transform: [here, { calculate: sharesHere, as: "words" }],
        ...textAt("words", 0, -10, { baseline: "middle", fontSize: 12, color: palette.ink }),
      },
    ],
  };
}
