import { readFileSync } from "node:fs";
import type { ForwardModel } from "../../src/trainer/ForwardModel.js";
import { classificationLoss } from "../../src/trainer/loss.js";
import type { LabelIds } from "../../src/trainer/PredictionOutput.js";

/** An array as Python had it; a `tuple` or `list` has items instead. */
export type GoldenArray =
  | { kind: "array"; dtype: string; shape: number[]; values: unknown[] }
  | { kind: "tuple" | "list"; items: GoldenArray[] };

/** One run of Transformers' Trainer, and its results. */
export interface GoldenRun {
  name: string;
  method: "predict" | "evaluate";
  logits: (number | string)[][];
  labels: LabelIds | null;
  batch_size: number;
  metric_key_prefix: string;
  compute_metrics: string | null;
  loss: "cross_entropy" | "binary_cross_entropy_with_logits" | "mse" | null;
  model_returns: "ModelOutput" | "tuple" | "tensor" | "no loss";
  extra_output: string | null;
  ignore_keys: string[] | null;
  eval_do_concat_batches: boolean;
  preprocess_logits_for_metrics: string | null;
  predictions: GoldenArray | null;
  label_ids: GoldenArray | null;
  metrics: Record<string, number>;
  time_dependent_metric_keys: string[];
  error?: { type: string; message: string };
}

const file = new URL("../golden/trainer.json", import.meta.url);
export const runs: GoldenRun[] = JSON.parse(readFileSync(file, "utf8")).runs;

/** Python's arrays as ours. */
export function plain(array: GoldenArray | null): unknown {
  if (array === null) return null;
  return array.kind === "array" ? array.values : array.items.map(plain);
}

const kinds = {
  cross_entropy: "single_label_classification",
  binary_cross_entropy_with_logits: "multi_label_classification",
  mse: "regression",
} as const;

/** A golden run's rows and its model, which looks its logits up by an index, in single precision. */
export function lookUp(run: GoldenRun): { rows: object[]; model: ForwardModel } {
  const table = run.logits.map((row) => row.map((value) => Math.fround(Number(value))));
  const rows = table.map((_, idx) => ({
    idx,
    ...(run.labels && { labels: run.labels[idx] }),
  }));
  const model: ForwardModel = {
    forward(batch) {
      const logits = batch.map(({ idx }) => table[idx as number]);
      if (run.model_returns === "tensor") return logits;
      const labels = run.labels && (batch.map((row) => row.labels) as LabelIds);
      const loss = labels && run.loss && classificationLoss(logits, labels, kinds[run.loss]);
      if (run.model_returns === "tuple") return loss === null ? [logits] : [loss, logits];
      const hidden_states = hidden(
        run,
        logits,
        batch.map(({ idx }) => idx as number),
      );
      return { ...(loss !== null && { loss }), logits, ...(hidden_states && { hidden_states }) };
    },
  };
  return { rows, model };
}

function hidden(run: GoldenRun, logits: number[][], indices: number[]): number[][] | undefined {
  if (run.extra_output === null) return undefined;
  if (run.extra_output.includes("repeated")) {
    const width = (Math.max(...indices) % 3) + 1;
    return logits.map((row) => Array(width).fill(row[0]));
  }
  const sum = (row: number[]) => row.reduce((total, value) => Math.fround(total + value), 0);
  return logits.map((row) => [sum(row), Math.max(...row)]);
}
