import type { PreTrainedTokenizer } from "@huggingface/transformers";
import { interpret } from "../logits/interpret.js";
import { Explanation } from "./Explanation.js";
import { encodeTexts, endOfText } from "./encodeTexts.js";
import { type ModelInputs, padBatch } from "./padBatch.js";
import type { ClassifierConfig } from "./readConfig.js";
import { type BatchOutputs, rowOf } from "./runModel.js";

/** Runs one text and keeps what every stage gave. */
export async function explainText(
  text: string,
  tokenizer: PreTrainedTokenizer,
  config: ClassifierConfig,
  run: (inputs: ModelInputs) => Promise<BatchOutputs>,
): Promise<Explanation> {
  const encoded = encodeTexts(tokenizer, [text]);
  const input_ids = Array.from(encoded[0].ids);
  const outputs = await run(padBatch(tokenizer, encoded));
  const tokens = tokensOf(tokenizer, text, input_ids.length);
  const row = interpret(Array.from(rowOf(outputs.logits, 0)), config);
  const pooler_output = outputs.pooler_output && Array.from(rowOf(outputs.pooler_output, 0));
  return new Explanation({ text, tokens, input_ids, pooler_output }, row);
}

/** The words of the ids; of a text that was cut the same ones that the ids have. */
function tokensOf(tokenizer: PreTrainedTokenizer, text: string, count: number): string[] {
  const tokens = tokenizer.tokenize(text, { add_special_tokens: true });
  if (tokens.length <= count) return tokens;
  const end = endOfText(tokenizer).length;
  return [...tokens.slice(0, count - end), ...tokens.slice(tokens.length - end)];
}
