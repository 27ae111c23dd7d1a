import type { ProblemType } from "../logits/config.js";
import type { RunOptions } from "../model/runTexts.js";
import type { EvaluationStep } from "./evaluationLoop.js";
import type { ForwardModel, Row } from "./ForwardModel.js";
import { classificationLoss } from "./loss.js";
import type { LabelIds } from "./PredictionOutput.js";
import { labelColumn } from "./rows.js";

/** A classifier's outputs for a whole data set, cut into the batches in which Transformers would have run it. */
export function* stepsOfOutputs(
  outputs: { logits: number[][]; pooler_output?: readonly Float32Array[] },
  labels: LabelIds | null,
  problem_type: ProblemType,
  batchSize: number,
): Generator<EvaluationStep> {
  const { logits, pooler_output } = outputs;
  for (let start = 0; start < logits.length; start += batchSize) {
    const end = start + batchSize;
    const part = logits.slice(start, end);
    const partLabels = (labels?.slice(start, end) ?? null) as LabelIds | null;
    const loss = partLabels && classificationLoss(part, partLabels, problem_type);
    const pooled = pooler_output?.slice(start, end).map((row) => Array.from(row));
    yield {
      outputs: { loss, logits: part, ...(pooled && { pooler_output: pooled }) },
      labels: partLabels,
      size: part.length,
      columns: ["text"],
    };
  }
}

/** Runs a model of your own, batch by batch in the data set's order; an abort stops it between two batches. */
export async function* stepsOfForward(
  model: ForwardModel,
  rows: readonly Row[],
  batchSize: number,
  { onProgress, signal }: RunOptions = {},
): AsyncGenerator<EvaluationStep> {
  const labels = labelColumn("Trainer", rows, null) as LabelIds | null;
  for (let start = 0; start < rows.length; start += batchSize) {
    signal?.throwIfAborted();
    const part = rows.slice(start, start + batchSize);
    const names = Object.keys(part[0]);
    yield {
      outputs: await model.forward(part),
      labels: (labels?.slice(start, start + batchSize) ?? null) as LabelIds | null,
      size: part.length,
      columns: names.map((name) => (name === "label" || name === "label_ids" ? "labels" : name)),
    };
    const done = start + part.length;
    onProgress?.({ done, total: rows.length, share: done / rows.length });
  }
}
