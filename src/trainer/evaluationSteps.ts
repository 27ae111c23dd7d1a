import type { RunOptions } from "../model/runTexts.js";
import type { ForwardModel, Row } from "./ForwardModel.js";
import { rawLabels } from "./labels.js";
import { batchLoss, type Loss } from "./loss.js";
import type { LabelIds } from "./PredictionOutput.js";
import type { EvaluationStep } from "./predictionStep.js";

/** A classifier's outputs for a whole data set, cut into the batches in which Transformers would have run it. */
export function* stepsOfOutputs(
  rows: readonly Row[],
  outputs: { logits: number[][]; pooler_output?: readonly Float32Array[] },
  labels: LabelIds | null,
  loss: Loss,
  batchSize: number,
): Generator<EvaluationStep> {
  const { logits, pooler_output } = outputs;
  for (let start = 0; start < logits.length; start += batchSize) {
    const end = start + batchSize;
    const part = logits.slice(start, end);
    const partLabels = (labels?.slice(start, end) ?? null) as LabelIds | null;
    const pooled = pooler_output?.slice(start, end).map((row) => Array.from(row));
    yield {
      outputs: {
        loss: partLabels && batchLoss(part, partLabels, loss),
        logits: part,
        ...(pooled && { pooler_output: pooled }),
      },
      labels: partLabels,
      rows: rows.slice(start, end),
      isLast: end >= logits.length,
    };
  }
}

/** Runs a model of your own, batch by batch in the data set's order; an abort stops it between two batches. */
export async function* stepsOfForward(
  model: ForwardModel,
  rows: readonly Row[],
  batchSize: number,
  { onProgress, signal }: RunOptions = {},
  label_names: readonly string[] | null = null,
): AsyncGenerator<EvaluationStep> {
  const labels = rawLabels(rows, label_names);
  const isTuple = (label_names?.length ?? 1) > 1;
  for (let start = 0; start < rows.length; start += batchSize) {
    signal?.throwIfAborted();
    const end = Math.min(start + batchSize, rows.length);
    const part = rows.slice(start, end);
    yield {
      outputs: await model.forward(part),
      labels: isTuple
        ? ((labels?.map((one) => (one as LabelIds).slice(start, end)) ?? null) as LabelIds[] | null)
        : ((labels?.slice(start, end) ?? null) as LabelIds | null),
      rows: part,
      isLast: end === rows.length,
    };
    onProgress?.({ done: end, total: rows.length, share: end / rows.length });
  }
}
