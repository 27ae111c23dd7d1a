/** One row of a data set, as a model of your own receives it. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * What a model returns for a batch: its outputs by name, with the mean `loss` if there are labels, a tuple
 * `[loss, logits, …]`, or the bare logits.
 *
 * An output is an array `[batch, …]`, plain or as a tensor `{ data, dims }`, a tuple of such arrays (`hidden_states`), or one
 * number for the batch, such as a second loss.
 */
export type ModelOutput =
  | { readonly loss?: unknown; readonly logits: unknown; readonly [name: string]: unknown }
  | readonly unknown[];

/**
 * A model of your own instead of a classifier: recorded logits, or a program that asks another model.
 *
 * It receives the data set's rows in order, `per_device_eval_batch_size` at a time.
 *
 * @example
 * const model: ForwardModel = { forward: (rows) => ({ logits: rows.map(({ logits }) => logits) }) };
 * await model.forward([{ logits: [1, 2] }, { logits: [3, 4] }]) // { logits: [[1, 2], [3, 4]] }
 */
export interface ForwardModel {
  forward(rows: readonly Row[]): ModelOutput | Promise<ModelOutput>;
  /** The column that it mainly reads, for `include_for_metrics: ["inputs"]`. Default: `"text"`. */
  readonly main_input_name?: string;
}
