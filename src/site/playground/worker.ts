import type { Classifier } from "../../model/Classifier.js";
import { explainWords } from "../../model/explainWords.js";
import type { ModelName } from "./caseOf.js";
import type { FromModels, ReadText, ToModels } from "./messages.js";
import { openModel } from "./openModel.js";

/** The worker that runs the models, so that the page can be used meanwhile. */

const send = (message: FromModels) => postMessage(message);

let opened: { model: ModelName; classifier: Promise<Classifier> } | undefined;

/** The classifier of a model; another one is closed first, because a phone hasn't the memory for two. */
async function classifierOf(model: ModelName): Promise<Classifier> {
  if (opened?.model === model) return opened.classifier;
  const before = opened;
  const opening = openModel(model, (loaded, total) =>
    send({ type: "loading", model, loaded, total }),
  );
  opened = { model, classifier: opening };
  // What failed can be tried again.
  opening.catch(() => {
    if (opened?.classifier === opening) opened = undefined;
  });
  await before?.classifier.then((classifier) => classifier.dispose()).catch(() => {});
  return opening;
}

async function read(classifier: Classifier, text: string): Promise<ReadText> {
  const { tokens, input_ids, logits } = await classifier.explain(text);
  const { model_max_length } = classifier.tokenizer;
  const isCut =
    input_ids.length >= model_max_length && (await classifier.outputs([text])).truncated > 0;
  return { text, tokens, input_ids, logits, isCut };
}

/** Texts that run before the worker looks whether something newer was asked. */
const atOnce = 32;

/** The same classifier, which stops between a few texts where something newer was asked, and tells how far it is. */
function stoppable(classifier: Classifier, id: number): Pick<Classifier, "config" | "outputs"> {
  const outputs: Classifier["outputs"] = async (texts) => {
    const logits: number[][] = [];
    let truncated = 0;
    for (let from = 0; from < texts.length; from += atOnce) {
      // Messages arrive between tasks only.
      await new Promise((resolve) => setTimeout(resolve));
      if (id !== newest) throw new Error("something newer was asked");
      const part = await classifier.outputs(texts.slice(from, from + atOnce));
      logits.push(...part.logits);
      truncated += part.truncated;
      if (texts.length > 1) send({ type: "progress", done: logits.length, total: texts.length });
    }
    return { logits, truncated };
  };
  return { config: classifier.config, outputs };
}

async function answer(asked: ToModels): Promise<FromModels> {
  const { id, model } = asked;
  try {
    const classifier = await classifierOf(model);
    if (asked.type === "words") {
      const { text, label } = asked;
      const words = await explainWords(stoppable(classifier, id), text, { label });
      return { type: "words", id, effects: { ...words } };
    }
    const texts: ReadText[] = [];
    for (const text of asked.texts) {
      texts.push(before.get(`${model} ${text}`) ?? (await read(classifier, text)));
    }
    before = new Map(texts.map((each) => [`${model} ${each.text}`, each]));
    return { type: "read", id, read: { config: classifier.config, texts } };
  } catch (error) {
    return { type: "failed", id, message: error instanceof Error ? error.message : String(error) };
  }
}

/** What was read last: of two texts, a person changes one at a time. */
let before = new Map<string, ReadText>();
let newest = 0;
let queue: Promise<unknown> = Promise.resolve();

addEventListener("message", ({ data }: MessageEvent<ToModels>) => {
  newest = data.id;
  queue = queue.then(async () => send(await answer(data)));
});
