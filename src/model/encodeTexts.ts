import type { PreTrainedTokenizer } from "@huggingface/transformers";

/** The longest input, in tokens, that the BERT family has positions for. */
const LONGEST = 512;

/** A text as the model reads it. */
export interface EncodedText {
  /** Token ids, special tokens included, `[tokens]`. */
  ids: Int32Array;
  /** Whether the text was longer than the model reads. */
  isCut: boolean;
}

/**
 * Texts as token ids, cut to what the model can read, as Python's `tokenizer(texts, truncation=True)`.
 *
 * transformers.js (4.3.1) cuts a long text without giving it back its last token, `[SEP]`; Python keeps it, and the logits
 * notice, so it is put back here.
 */
export function encodeTexts(tokenizer: PreTrainedTokenizer, texts: string[]): EncodedText[] {
  const longest = Math.min(tokenizer.model_max_length, LONGEST);
  return texts.map((text) => {
    const ids = Int32Array.from(tokenizer.encode(text));
    if (ids.length <= longest) return { ids, isCut: false };
    const cut = ids.slice(0, longest);
    const end = endOfText(tokenizer);
    cut.set(end, longest - end.length);
    return { ids: cut, isCut: true };
  });
}

/** The special tokens after a text, `[SEP]` for BERT. */
export function endOfText(tokenizer: PreTrainedTokenizer): number[] {
  const bare = tokenizer.encode("a", { add_special_tokens: false });
  const whole = tokenizer.encode("a");
  return whole.slice(whole.indexOf(bare[0] as number) + bare.length);
}
