import {
  type Confidences,
  readConfidences,
  type ScoresBatch,
  type ScoresOptions,
  scoresOptions,
  type Truth,
} from "../evaluate/confidences.js";
import { averagePrecision, rank } from "../evaluate/ranking.js";
import { rocAuc } from "../evaluate/rocAuc.js";
import { describe } from "../logits/text.js";
import { type Chart, ChartError, createChart, type JsonObject } from "./Chart.js";
import { checkChartOptions, refuseMoreFor } from "./parts/checks.js";
import { packed, unpacked } from "./parts/packed.js";
import { sampleEvenly } from "./parts/points.js";
import {
  scoreNames,
  sharesOf,
  shareWords,
  type Taken,
  type Totals,
  takenAbove,
} from "./parts/takenAbove.js";
import { palette, theme } from "./parts/theme.js";
import { fourDecimals, isolate, shorten } from "./parts/words.js";

/** Which class a `rocAndPrecisionRecall` looks for. */
export interface RocAndPrecisionRecallOptions extends ScoresOptions {
  /** The class or label to find, by index: 1 for two when left out; for more it must be said. */
  pos_label?: number;
}

/**
 * The ROC curve, the curve of precision and recall, and the confusion matrix of one class, with one threshold that moves through
 * all three: a text is taken for the class when its probability reaches it.
 *
 * Dashed lines are what guessing gives. AUC is how often a text of the class scores higher than another one.
 *
 * @param scores a batch `[n, k]` of logits, or of probabilities (see `function_to_apply`)
 * @param label_ids the true classes, `[n]`, or label sets with `problem_type: "multi_label_classification"`
 * @throws {EvaluateError} when labels and scores don't fit, or a number is NaN
 * @throws {ChartError} when all texts are of one kind, the class isn't said, or an option is unknown
 *
 * @example rocAndPrecisionRecall([[0.9, 0.1], [0.6, 0.4], [0.65, 0.35], [0.2, 0.8]], [0, 0, 1, 1])
 * // prints: Threshold 0.50: precision 100.0%, recall 50.0%, false positive rate 0.0%
 * // …
 *
 * @see `rocCurve`, `precisionRecallCurve`; scikit-learn's `RocCurveDisplay` and `PrecisionRecallDisplay`
 */
export function rocAndPrecisionRecall(
  scores: ScoresBatch,
  label_ids: Truth,
  options?: RocAndPrecisionRecallOptions,
): Chart;
export function rocAndPrecisionRecall(
  scores: ScoresBatch,
  label_ids: Truth,
  options: RocAndPrecisionRecallOptions = {},
  ...more: unknown[]
): Chart {
  refuseMoreFor(caller, more);
  checkChartOptions(caller, options, ["pos_label", ...scoresOptions]);
  const each = readConfidences(label_ids, scores, caller, options, "each");
  const { pos_label = each.length === 2 ? 1 : undefined } = options;
  if (pos_label === undefined || !Number.isInteger(pos_label) || !each[pos_label]) {
    throw new ChartError(
      `${caller} needs the class to find as pos_label, a whole number from 0 to ${each.length - 1}, got ${describe(pos_label)}`,
    );
  }
  const name = scoreNames(caller, scores, options.id2label)(pos_label);
  const found = each[pos_label];
  const n = found.hit.length;
  const positives = found.hit.reduce((sum, hit) => sum + hit, 0);
  if (positives === 0 || positives === n) {
    throw new ChartError(
      `${caller} needs texts of the class and others: ${positives === 0 ? "none is" : "all are"} of ${name}`,
    );
  }
  const all = { positives, negatives: n - positives };
  const steps = takenAbove(found);
  const headlines = steps.map((step, hundredths) => headlineOf(step, all, hundredths));
  const title = headlines[start];
  const areas = areasOf(found);
  const description = `The ROC curve, precision and recall, and the confusion matrix of one class. ${areas}. ${title}`;
  const size = `${positives} of ${n} are ${isolate(shorten(name, 24))}. ${areas}.`;
  const spec: JsonObject = {
    ...theme(),
    title: {
      text: { expr: "headlines[round(100 * threshold)]" },
      subtitle: `${size} Move the threshold: what does it cost to find more?`,
    },
    description,
    params: [
      { name: "headlines", value: headlines },
      { name: "row_names", value: [name, "other"] },
      {
        name: "threshold",
        value: start / 100,
        bind: { input: "range", min: 0, max: 1, step: 0.01, name: "threshold (take at or above) " },
      },
    ],
    datasets: {
      curve: [{ points: packed(curveOf(found, all)) }],
      steps: [{ points: packed(steps.map((step) => stepOf(step, all))) }],
    },
    spacing: 24,
    hconcat: [rocPanel(), precisionPanel(positives / n), matrixPanel(all)],
  };
  const table = {
    columns: ["threshold", "precision", "recall", "false positive rate", "TP", "FP", "FN", "TN"],
    rows: steps.flatMap((step, hundredths) =>
      hundredths % 5 === 0 ? [rowOf(step, all, hundredths)] : [],
    ),
  };
  return createChart({ title, description, spec, table, pictured: [size] });
}

const caller = "rocAndPrecisionRecall";
/** Where the slider starts, in hundredths. */
const start = 50;

function headlineOf(step: Taken, all: Totals, hundredths: number): string {
  const { precision, recall, fpr } = sharesOf(step, all);
  return `Threshold ${(hundredths / 100).toFixed(2)}: precision ${shareWords(precision)}, recall ${shareWords(recall)}, false positive rate ${shareWords(fpr)}`;
}

/** The numbers of a step, in the order of {@link stepFields}. */
function stepOf(step: Taken, all: Totals): (number | null)[] {
  const { precision, recall, fpr } = sharesOf(step, all);
  const shares = [precision, recall, fpr].map((share) =>
    share === null ? null : fourDecimals(share),
  );
  return [...shares, step.tp, step.fp];
}

const stepFields = ["precision", "recall", "fpr", "tp", "fp"];

function rowOf(step: Taken, all: Totals, hundredths: number): string[] {
  const { precision, recall, fpr } = sharesOf(step, all);
  const { tp, fp } = step;
  return [
    (hundredths / 100).toFixed(2),
    ...[precision, recall, fpr].map(shareWords),
    ...[tp, fp, all.positives - tp, all.negatives - fp].map(String),
  ];
}

function areasOf({ confidence, hit }: Confidences): string {
  const two = Array.from(confidence, (each) => [1 - each, each]);
  const none = { function_to_apply: "none" } as const;
  const auc = rocAuc(hit, two, none).toFixed(3);
  return `AUC ${auc}, average precision ${averagePrecision(hit, two, none).toFixed(3)}`;
}

/** As many as can be told apart. */
const mostPoints = 400;

/** A step for each different probability, from none taken to all, evenly thinned. */
function curveOf({ confidence, hit }: Confidences, all: Totals): (number | null)[][] {
  const { found, false_alarms } = rank(confidence, hit);
  const points = Array.from(found, (tp, i) => stepOf({ tp, fp: false_alarms[i] }, all));
  const drawn = sampleEvenly(points, mostPoints);
  // The last point is that of all texts.
  return [stepOf({ tp: 0, fp: 0 }, all), ...drawn.slice(0, -1), points[points.length - 1]];
}

const side = 220;

const share = (field: string, title: string): JsonObject => ({
  field,
  type: "quantitative",
  title,
  scale: { domain: [0, 1], nice: false },
  axis: { values: [0, 0.2, 0.4, 0.6, 0.8, 1], format: ".0%", labelFlush: false },
});

const numbered: JsonObject[] = [
  ...unpacked("points", stepFields),
  { window: [{ op: "row_number", as: "place" }] },
];
const atTheThreshold: JsonObject[] = [
  ...numbered,
  { filter: "datum.place - 1 === round(100 * threshold)" },
];

/** A curve with what guessing gives, and the threshold's point on it. */
function panel(
  title: string,
  x: JsonObject,
  y: JsonObject,
  guess: JsonObject,
  line: JsonObject,
): JsonObject {
  const spoken = `'${x.title}: ' + format(datum.${x.field}, '.1%') + ', ${y.title}: ' + format(datum.${y.field}, '.1%')`;
  const isThere = { filter: `isValid(datum.${y.field})` };
  return {
    title: { text: title, fontSize: 13, offset: 8 },
    width: side,
    height: side,
    layer: [
      guess,
      {
        data: { name: "curve" },
        transform: [...numbered, isThere],
        mark: { ...line, type: "line", color: palette.ink, strokeWidth: 2 },
        encoding: { x, y, order: { field: "place", type: "quantitative" } },
      },
      {
        data: { name: "steps" },
        transform: [...atTheThreshold, isThere, { calculate: spoken, as: "spoken" }],
        mark: { type: "point", filled: true, size: 130, opacity: 1, color: palette.threshold },
        encoding: {
          x,
          y,
          tooltip: [{ field: "spoken", title: "threshold" }],
          description: { field: "spoken" },
        },
      },
    ],
  };
}

const guessed: JsonObject = {
  type: "rule",
  color: palette.softInk,
  strokeDash: [4, 4],
  aria: false,
};

function rocPanel(): JsonObject {
  const x = share("fpr", "false positive rate");
  const y = share("recall", "true positive rate (recall)");
  const guess: JsonObject = {
    data: { values: [{ fpr: 0, recall: 0, end: 1 }] },
    mark: guessed,
    encoding: { x, y, x2: { field: "end" }, y2: { field: "end" } },
  };
  return panel("ROC", x, y, guess, {});
}

function precisionPanel(prevalence: number): JsonObject {
  const y = share("precision", "precision");
  const guess: JsonObject = {
    data: { values: [{ precision: fourDecimals(prevalence) }] },
    mark: guessed,
    encoding: { y },
  };
  // As average precision adds it up: each precision holds from the recall before it.
  const line = { interpolate: "step-before" };
  return panel("Precision–recall", share("recall", "recall"), y, guess, line);
}

/** The four counts at the threshold. */
function matrixPanel({ positives, negatives }: Totals): JsonObject {
  const axis = (labelExpr: string, orient: string, labelLimit: number): JsonObject => ({
    labelExpr,
    orient,
    labelLimit,
    labelAngle: 0,
    labelPadding: 6,
    domain: false,
    ticks: false,
    aria: false,
  });
  const number = (field: string, dy: number, fontSize: number): JsonObject => ({
    mark: { type: "text", dy, fontSize, fontWeight: "bold", baseline: "middle", aria: false },
    encoding: {
      text: { field },
      color: {
        condition: { test: "datum.truth === datum.taken", value: palette.right },
        value: palette.wrong,
      },
    },
  });
  return {
    title: { text: "Confusion matrix", fontSize: 13, offset: 8 },
    width: { step: 66 },
    height: { step: 66 },
    data: { name: "steps" },
    transform: [
      ...atTheThreshold,
      { calculate: `${positives} - datum.tp`, as: "fn" },
      { calculate: `${negatives} - datum.fp`, as: "tn" },
      { fold: ["tp", "fn", "fp", "tn"], as: ["cell", "count"] },
      { calculate: "datum.cell === 'tp' || datum.cell === 'fn' ? 0 : 1", as: "truth" },
      { calculate: "datum.cell === 'tp' || datum.cell === 'fp' ? 0 : 1", as: "taken" },
      { calculate: "upper(datum.cell)", as: "cellName" },
      {
        calculate:
          "datum.cellName + ': ' + datum.count + ' texts, truth ' + row_names[datum.truth] + ', ' + (datum.taken === 0 ? 'taken for it' : 'not taken for it')",
        as: "spoken",
      },
    ],
    encoding: {
      x: {
        field: "taken",
        type: "ordinal",
        title: null,
        axis: axis("datum.value === 0 ? 'taken' : 'not taken'", "top", 66),
      },
      y: {
        field: "truth",
        type: "ordinal",
        title: null,
        axis: axis("row_names[datum.value]", "left", 96),
      },
    },
    layer: [
      {
        mark: { type: "rect", fill: palette.paper, stroke: palette.other },
        encoding: {
          tooltip: [{ field: "spoken", title: "texts" }],
          description: { field: "spoken" },
        },
      },
      number("count", -7, 16),
      number("cellName", 13, 12),
    ],
  };
}
