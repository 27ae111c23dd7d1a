import type { PreTrainedModel } from "@huggingface/transformers";
import { ModelError } from "./ModelError.js";
import type { ModelInputs } from "./tokenizeTexts.js";

/** The numbers of one batch: a row of logits a text, and a row of `pooler_output` where the graph offers it. */
export interface ModelRows {
  logits: number[][];
  pooled?: number[][];
}

interface OutputTensor {
  data: ArrayLike<number>;
  dims: number[];
}

/**
 * Runs one batch and reads the outputs by the names they have in the ONNX graph.
 *
 * `model.forward` and not `model(inputs)`: the call wraps the outputs, and everything beside `logits` ends up nameless in
 * a list called `attentions`.
 */
export async function runModel(model: PreTrainedModel, inputs: ModelInputs): Promise<ModelRows> {
  const outputs: Record<string, OutputTensor> = await model.forward(inputs);
  if (outputs.logits?.dims.length !== 2) {
    const got = Object.keys(outputs).join(", ");
    throw new ModelError(
      `loadClassifier needs a text classification model with an output "logits" [texts, labels], this one gives ${got}`,
    );
  }
  return {
    logits: toRows(outputs.logits),
    ...(outputs.pooler_output && { pooled: toRows(outputs.pooler_output) }),
  };
}

function toRows({ data, dims: [rows = 0, columns = 0] }: OutputTensor): number[][] {
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => Number(data[row * columns + column])),
  );
}
