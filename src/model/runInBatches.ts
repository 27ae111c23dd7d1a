import type { PreTrainedTokenizer } from "@huggingface/transformers";
import { planBatches } from "./planBatches.js";
import type { ModelRows } from "./runModel.js";
import { countTokens, type ModelInputs, tokenizeTexts } from "./tokenizeTexts.js";

/** Runs texts in batches of alike length and gives their logits in the order of the texts. */
export async function runInBatches(
  texts: string[],
  tokenizer: PreTrainedTokenizer,
  run: (inputs: ModelInputs) => Promise<ModelRows>,
): Promise<number[][]> {
  const result: number[][] = new Array(texts.length);
  for (const batch of planBatches(countTokens(tokenizer, texts))) {
    const part = batch.map((i) => texts[i] as string);
    const { logits } = await run(tokenizeTexts(tokenizer, part));
    batch.forEach((i, row) => {
      result[i] = logits[row] as number[];
    });
  }
  return result;
}
