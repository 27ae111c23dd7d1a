import type { PreTrainedTokenizer } from "@huggingface/transformers";
import { encodeTexts } from "./encodeTexts.js";
import type { ModelOutputs, RunOptions } from "./ModelOutputs.js";
import { type ModelInputs, padBatch } from "./padBatch.js";
import { planBatches } from "./planBatches.js";
import { type BatchOutputs, rowOf } from "./runModel.js";

/** Runs texts in batches of alike length and gives what the model says of each in the order of the texts. */
export async function runInBatches(
  texts: string[],
  tokenizer: PreTrainedTokenizer,
  run: (inputs: ModelInputs) => Promise<BatchOutputs>,
  { pooler_output = false, onProgress, signal }: RunOptions = {},
): Promise<ModelOutputs> {
  signal?.throwIfAborted();
  const encoded = encodeTexts(tokenizer, texts);
  const tokensIn = (batch: number[]) => batch.reduce((sum, i) => sum + encoded[i].ids.length, 0);
  const allTokens = tokensIn(texts.map((_, i) => i));
  const logits: number[][] = new Array(texts.length);
  const pooled: Float32Array[] = [];
  let done = 0;
  let tokens = 0;
  for (const batch of planBatches(encoded.map(({ ids }) => ids.length))) {
    signal?.throwIfAborted();
    const outputs = await run(
      padBatch(
        tokenizer,
        batch.map((i) => encoded[i]),
      ),
    );
    const { pooler_output: vectors } = outputs;
    batch.forEach((i, row) => {
      logits[i] = Array.from(rowOf(outputs.logits, row));
      if (pooler_output && vectors) pooled[i] = rowOf(vectors, row);
    });
    done += batch.length;
    tokens += tokensIn(batch);
    onProgress?.({ done, total: texts.length, share: tokens / allTokens });
  }
  const truncated = encoded.filter(({ isCut }) => isCut).length;
  return { logits, truncated, ...(pooled.length > 0 && { pooler_output: pooled }) };
}
