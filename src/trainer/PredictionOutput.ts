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

/** More parts than a model has outputs are rows. */
const mostParts = 8;

/** `[120, 2]`; a tuple or ragged list shows the shapes of its parts. */
function shapeText(value: unknown): string {
  if (!Array.isArray(value)) return String(value);
  const shapes = value.map((item) => (Array.isArray(item) ? shapeText(item) : ""));
  const isTuple = new Set(shapes).size > 1 || Array.isArray(value[0]?.[0]);
  if (isTuple && value.length <= mostParts) return `(${shapes.join(", ")})`;
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
  /**
   * With `include_for_metrics: ["inputs"]`: the texts (pairs as `{ text, text_pair }`), or the `main_input_name` column of a
   * model of your own, `[n]`; with `batch_eval_metrics`, all columns by name, as in Transformers.
   */
  readonly inputs?: unknown[] | Readonly<Record<string, unknown[]>> | null;
  /** With `include_for_metrics: ["loss"]`: the loss of each text's batch, `[n]`. */
  readonly losses?: number[] | number[][] | null;
}

type Pair<A, B> = [A, B];

type Extras = Pick<EvalPrediction, "inputs" | "losses">;

/** Makes the pair, with its names; inputs and losses, where they are asked for, come third and fourth. */
export function evalPrediction<Labels extends LabelIds, Predictions>(
  predictions: Predictions,
  label_ids: Labels,
  { inputs = null, losses = null }: Extras = {},
): EvalPrediction<Labels, Predictions> {
  const more = [inputs, losses].filter((extra) => extra !== null);
  const elements = [predictions, label_ids, ...more] as unknown as Pair<Predictions, Labels>;
  return Object.assign(elements, { predictions, label_ids, inputs, losses });
}
