import { describe } from "../logits/describe.js";
import { ModelError } from "./ModelError.js";

/** The texts as a list, whether one or many were given; anything that isn't text is named by its index. */
export function checkTexts(functionName: string, texts: string | readonly string[]): string[] {
  if (typeof texts === "string") return [texts];
  if (!Array.isArray(texts)) {
    throw new ModelError(`${functionName} needs a text or a list of texts, got ${describe(texts)}`);
  }
  for (let i = 0; i < texts.length; i++) {
    if (typeof texts[i] !== "string") {
      throw new ModelError(`${functionName} needs texts only: item ${i} is ${describe(texts[i])}`);
    }
  }
  return [...texts];
}
