import type { PreTrainedTokenizer } from "@huggingface/transformers";
import { interpret } from "../logits/interpret.js";
import { Explanation } from "./Explanation.js";
import type { ClassifierConfig } from "./readConfig.js";
import type { ModelRows } from "./runModel.js";
import { endOfText, type ModelInputs, tokenizeTexts } from "./tokenizeTexts.js";

/** Runs one text and keeps what every stage gave. */
export async function explainText(
  text: string,
  tokenizer: PreTrainedTokenizer,
  config: ClassifierConfig,
  run: (inputs: ModelInputs) => Promise<ModelRows>,
): Promise<Explanation> {
  const inputs = tokenizeTexts(tokenizer, [text]);
  const input_ids = Array.from(inputs.input_ids.data as BigInt64Array, Number);
  const { logits, pooled } = await run(inputs);
  const tokens = tokensOf(tokenizer, text, input_ids.length);
  const row = interpret(logits[0] as number[], config);
  return new Explanation({ text, tokens, input_ids, pooler_output: pooled?.[0] }, row);
}

/** The words of the ids; of a text that was cut the same ones that the ids have. */
function tokensOf(tokenizer: PreTrainedTokenizer, text: string, count: number): string[] {
  const tokens = tokenizer.tokenize(text, { add_special_tokens: true });
  if (tokens.length <= count) return tokens;
  const end = endOfText(tokenizer).length;
  return [...tokens.slice(0, count - end), ...tokens.slice(tokens.length - end)];
}
