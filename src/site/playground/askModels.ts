import type { WordEffectsInput } from "../../charts/wordEffects.js";
import type { ModelName } from "./caseOf.js";
import type { FromModels, Question, ReadTexts } from "./messages.js";

/** Is told how much of a model has come, in bytes, or how many of the texts that explain the words have been read. */
export interface Progress {
  loading(model: ModelName, loaded: number, total: number): void;
  texts(done: number, total: number): void;
}

/** The models, in a worker of their own. */
export interface Models {
  read(model: ModelName, texts: readonly string[]): Promise<ReadTexts>;
  words(model: ModelName, text: string, label: string | undefined): Promise<WordEffectsInput>;
}

/** The page loads this file before the rest of its program: the worker starts meanwhile. */
const worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });

/** Hears what the worker says, and asks it. */
export function askModels(progress: Progress): Models {
  const waiting = new Map<number, (message: FromModels) => void>();
  worker.addEventListener("message", ({ data }: MessageEvent<FromModels>) => {
    if (data.type === "loading") progress.loading(data.model, data.loaded, data.total);
    else if (data.type === "progress") progress.texts(data.done, data.total);
    else {
      waiting.get(data.id)?.(data);
      waiting.delete(data.id);
    }
  });
  worker.addEventListener("error", () => {
    for (const [id, tell] of waiting) {
      tell({ type: "failed", id, message: "the program that runs the models can't be loaded" });
    }
    waiting.clear();
  });
  let last = 0;
  const ask = (question: Question): Promise<FromModels> => {
    last += 1;
    const id = last;
    return new Promise((resolve, reject) => {
      waiting.set(id, (message) =>
        message.type === "failed" ? reject(new Error(message.message)) : resolve(message),
      );
      worker.postMessage({ ...question, id });
    });
  };
  return {
    async read(model, texts) {
      const answer = await ask({ type: "read", model, texts });
      return (answer as FromModels & { type: "read" }).read;
    },
    async words(model, text, label) {
      const answer = await ask({ type: "words", model, text, label });
      return (answer as FromModels & { type: "words" }).effects;
    },
  };
}
