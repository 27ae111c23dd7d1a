import type { PipelineConfig } from "../PipelineConfig.js";
import type { FlatLogits } from "../readLogits.js";

/** What a person may know beside the output itself. A model's config fits as it is. */
export interface DiagnoseContext extends PipelineConfig {
  /** The true class index of each text, `[n]`, as in `PredictionOutput.label_ids`. */
  readonly label_ids?: ArrayLike<number> | null;
  /** What somebody's argmax gave, to be checked against the logits. */
  readonly predicted_index?: number | ArrayLike<number> | null;
}

/** An output as it was read: its numbers, flat, and what is known beside them. */
export interface Held {
  readonly flat: FlatLogits;
  readonly context: DiagnoseContext;
  /** Every label known: those of the config, or those that came with the scores. */
  readonly labels: readonly string[];
  /** From a pipeline, as scores with their labels. */
  readonly isScored: boolean;
  /** From a pipeline that gave only the best few scores: the columns are then no classes. */
  readonly isPartial: boolean;
}

/** How many labels the model has, as far as that is known. */
export function labelCount({ context, labels, isScored }: Held): number | undefined {
  const { id2label, num_labels } = context;
  if (id2label) return Object.keys(id2label).length;
  return num_labels ?? (isScored ? labels.length : undefined);
}

/** The numbers of one row. */
export function rowAt({ data, columns }: FlatLogits, row: number): number[] {
  return Array.from({ length: columns }, (_, column) => data[row * columns + column]);
}

/** Every row as plain numbers. */
export function rowsAt(flat: FlatLogits): number[][] {
  return Array.from({ length: flat.rows }, (_, row) => rowAt(flat, row));
}
