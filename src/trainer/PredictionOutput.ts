import { formatNumber, inspectCustom, textTable } from "../logits/text.js";

const shown = 5;

/** Numbers by name: `test_loss`, `test_accuracy`, `test_runtime` (in seconds), … */
export type Metrics = Record<string, number>;

/**
 * What `trainer.predict` returns, as in Python. Prints as a short report; its parts are plain arrays.
 *
 * @example
 * const { test } = await loadDataset("reviews");
 * const trainer = new Trainer({ model: await loadClassifier("sst2") });
 * const output = await trainer.predict(test.slice(0, 8));
 * softmax(output.predictions)[0]; // [0.9963, 0.0037]
 */
export class PredictionOutput<Labels extends LabelIds = number[], Predictions = number[][]> {
  /** Logits in the order of the data set, `[n, labels]`; a tuple of arrays for a model with several outputs. */
  readonly predictions: Predictions;
  /** The data set's labels in the model's numbering (-100: no label), or `null` if it has none. */
  readonly label_ids: Labels | null;
  readonly metrics: Metrics;

  constructor(predictions: Predictions, label_ids: Labels | null, metrics: Metrics) {
    this.predictions = predictions;
    this.label_ids = label_ids;
    this.metrics = metrics;
  }

  /** Shapes, the first rows, and every metric. */
  toString(): string {
    const { predictions, label_ids, metrics } = this;
    const rows = Array.isArray(predictions) ? predictions.slice(0, shown).map(rowText) : [];
    const rest = Array.isArray(predictions) ? predictions.length - shown : 0;
    return [
      `predictions  ${shapeText(predictions)}`,
      ...rows.map((row) => `  ${row}`),
      ...(rest > 0 ? [`  … and ${rest} more`] : []),
      `label_ids    ${label_ids === null ? "null" : shapeText(label_ids)}`,
      `metrics`,
      textTable(
        ["", "value"],
        Object.entries(metrics).map(([name, value]) => [`  ${name}`, numberText(value)]),
      ),
    ].join("\n");
  }

  [inspectCustom](): string {
    return this.toString();
  }
}

/** `[120, 2]`; a tuple or ragged list shows the shapes of its parts. */
function shapeText(value: unknown): string {
  if (!Array.isArray(value)) return String(value);
  const shapes = value.map((item) => (Array.isArray(item) ? shapeText(item) : ""));
  if (new Set(shapes).size > 1 || Array.isArray(value[0]?.[0])) return `(${shapes.join(", ")})`;
  const inner = (shapes[0] ?? "").slice(1, -1);
  return `[${value.length}${inner && `, ${inner}`}]`;
}

function rowText(row: unknown): string {
  if (!Array.isArray(row)) return String(row);
  if (Array.isArray(row[0])) return shapeText(row);
  const cells = row.slice(0, 8).map((value) => formatNumber(Number(value)).padStart(8));
  return `${cells.join(" ")}${row.length > 8 ? " …" : ""}`;
}

function numberText(value: number): string {
  return Number.isInteger(value) ? String(value) : formatNumber(value);
}

/** Class indices or values of a regression, `[n]`; 0s and 1s, `[n, labels]`, where each label is decided separately. */
export type LabelIds = number[] | number[][];

/**
 * What `compute_metrics` is given: by name, or unpacked as in Python's `logits, labels = eval_pred`.
 *
 * @example
 * const compute_metrics = ([logits, labels]: EvalPrediction) => ({ accuracy: accuracy(labels, argmax(logits)) });
 */
export interface EvalPrediction<Labels extends LabelIds = number[], Predictions = number[][]>
  extends Pair<Predictions, Labels> {
  /** Logits, `[n, labels]`; a tuple of arrays for a model with several outputs. */
  readonly predictions: Predictions;
  readonly label_ids: Labels;
}

type Pair<A, B> = [A, B];

/** Makes the pair, with its names. */
export function evalPrediction<Labels extends LabelIds, Predictions>(
  predictions: Predictions,
  label_ids: Labels,
): EvalPrediction<Labels, Predictions> {
  const pair: Pair<Predictions, Labels> = [predictions, label_ids];
  return Object.assign(pair, { predictions, label_ids });
}
