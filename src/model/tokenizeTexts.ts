import type { PreTrainedTokenizer, Tensor } from "@huggingface/transformers";

/** The longest input, in tokens, that the BERT family has positions for. */
const LONGEST = 512;

/** What the model takes: `input_ids`, `attention_mask` and whatever else the tokenizer makes, each `[texts, tokens]`. */
export type ModelInputs = { input_ids: Tensor; attention_mask: Tensor };

/** How many tokens a text may have, special tokens included. */
function longestInput(tokenizer: PreTrainedTokenizer): number {
  return Math.min(tokenizer.model_max_length, LONGEST);
}

/** How many tokens the model reads of each text. */
export function countTokens(tokenizer: PreTrainedTokenizer, texts: string[]): number[] {
  return texts.map((text) => Math.min(tokenizer.encode(text).length, longestInput(tokenizer)));
}

/**
 * Texts as padded token ids, cut to what the model can read, as Python's `tokenizer(texts, padding=True, truncation=True)`.
 *
 * transformers.js (4.3.1) cuts a long text without giving it back its last token, `[SEP]`; Python keeps it, and the logits
 * notice, so it is put back here.
 */
export function tokenizeTexts(tokenizer: PreTrainedTokenizer, texts: string[]): ModelInputs {
  const max_length = longestInput(tokenizer);
  const inputs: ModelInputs = tokenizer(texts, { padding: true, truncation: true, max_length });
  const width = inputs.input_ids.dims[1] ?? 0;
  if (width === max_length) restoreEnd(inputs, width, endOfText(tokenizer));
  return inputs;
}

/** The special tokens after a text, `[SEP]` for BERT. */
export function endOfText(tokenizer: PreTrainedTokenizer): bigint[] {
  const bare = tokenizer.encode("a", { add_special_tokens: false });
  const whole = tokenizer.encode("a");
  return whole.slice(whole.indexOf(bare[0] as number) + bare.length).map(BigInt);
}

/** Writes `end` over the last tokens of every row without padding; where nothing was cut it is there already. */
function restoreEnd({ input_ids, attention_mask }: ModelInputs, width: number, end: bigint[]) {
  const ids = input_ids.data as BigInt64Array;
  const mask = attention_mask.data as BigInt64Array;
  for (let start = 0; start < ids.length; start += width) {
    const full = mask.subarray(start, start + width).every((one) => one === 1n);
    if (full) ids.set(end, start + width - end.length);
  }
}
