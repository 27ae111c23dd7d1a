import type { PreTrainedTokenizer, Tensor } from "@huggingface/transformers";
import type { EncodedText } from "./encodeTexts.js";
import { loadTransformers } from "./loadTransformers.js";

/** What the model takes, each `[texts, tokens]`; a model that also wants `token_type_ids` gets zeros from transformers.js. */
export type ModelInputs = { input_ids: Tensor; attention_mask: Tensor };

/** One batch of encoded texts as a rectangle: the shorter ones filled up with padding that the mask hides from the model. */
export function padBatch(
  tokenizer: PreTrainedTokenizer,
  batch: readonly EncodedText[],
): ModelInputs {
  const { Tensor } = loadTransformers();
  const width = batch.reduce((most, { ids }) => Math.max(most, ids.length), 0);
  const dims = [batch.length, width];
  const padding = BigInt(tokenizer.pad_token_id ?? 0);
  const input_ids = new BigInt64Array(batch.length * width).fill(padding);
  const attention_mask = new BigInt64Array(batch.length * width);
  batch.forEach(({ ids }, row) => {
    const room = tokenizer.padding_side === "left" ? width - ids.length : 0;
    const start = row * width + room;
    for (let i = 0; i < ids.length; i++) input_ids[start + i] = BigInt(ids[i] as number);
    attention_mask.fill(1n, start, start + ids.length);
  });
  return {
    input_ids: new Tensor("int64", input_ids, dims),
    attention_mask: new Tensor("int64", attention_mask, dims),
  };
}
