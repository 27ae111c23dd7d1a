import type { PreTrainedModel } from "@huggingface/transformers";
import { ModelError } from "./ModelError.js";
import type { ModelInputs } from "./padBatch.js";

/** The numbers of one batch, each with a row a text: logits, and `pooler_output` where the graph offers it. */
export interface BatchOutputs {
  logits: OutputTensor;
  pooler_output?: OutputTensor;
}

/** Numbers in one list, row after row. */
export interface OutputTensor {
  data: Float32Array;
  dims: number[];
}

/**
 * Runs one batch and reads the outputs by the names they have in the ONNX graph.
 *
 * `model.forward` and not `model(inputs)`: the call wraps the outputs, and everything beside `logits` ends up nameless in
 * a list called `attentions`.
 */
export async function runModel(model: PreTrainedModel, inputs: ModelInputs): Promise<BatchOutputs> {
  const outputs: Record<string, OutputTensor> = await model.forward(inputs);
  const { logits, pooler_output } = outputs;
  if (logits?.dims.length !== 2) {
    const got = Object.keys(outputs).join(", ");
    throw new ModelError(
      `loadClassifier needs a text classification model with an output "logits" [texts, labels], this one gives ${got}`,
    );
  }
  return { logits, ...(pooler_output && { pooler_output }) };
}

/** One row of an output, in memory of its own. */
export function rowOf({ data, dims: [, columns = 0] }: OutputTensor, row: number): Float32Array {
  return Float32Array.from(data.slice(row * columns, (row + 1) * columns));
}
