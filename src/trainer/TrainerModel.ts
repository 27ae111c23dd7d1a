import type { Classifier } from "../model/Classifier.js";
import { createClassifier } from "../model/createClassifier.js";
import type { ForwardModel } from "./ForwardModel.js";
import { TrainerError } from "./TrainerError.js";

type PreTrainedTokenizer = Parameters<typeof createClassifier>[1];
type PreTrainedModel = Parameters<typeof createClassifier>[2];

/** What a Trainer can run: a classifier of `loadClassifier`, transformers.js' own model with its tokenizer, or your own program. */
export type TrainerModel = Classifier | PreTrainedModel | ForwardModel;

/** What turns texts into token ids. */
export type ProcessingClass = PreTrainedTokenizer;

/** A sentence that different vocabularies cut differently. */
const probe = "Unbelievably well-made: 7 Oscars, déjà vu!";

/**
 * The model in the form in which the Trainer runs it. A tokenizer that was given must be the one that the model was trained
 * with: other ids mean nothing to it.
 */
export function readModel(
  model: TrainerModel | undefined,
  tokenizer: ProcessingClass | undefined,
): Classifier | ForwardModel {
  if (model === undefined || model === null) {
    throw new TrainerError("Trainer needs a model: new Trainer({ model: await loadClassifier() })");
  }
  if ("sessions" in model) {
    if (tokenizer) return createClassifier("model", tokenizer, model as PreTrainedModel);
    throw new TrainerError(
      "Trainer needs the tokenizer of a transformers.js model, too: new Trainer({ model, processing_class: tokenizer })",
    );
  }
  if (!isClassifier(model)) {
    if (typeof model.forward === "function") return model;
    throw new TrainerError(
      "Trainer needs a classifier as its model, or an object with forward(rows)",
    );
  }
  if (tokenizer && String(tokenizer.encode(probe)) !== String(model.tokenizer.encode(probe))) {
    throw new TrainerError(
      `Trainer: processing_class is not the tokenizer that "${model.name}" was trained with; leave it out`,
    );
  }
  return model;
}

/** Whether the model reads texts, and not whole rows. */
export function isClassifier(model: object): model is Classifier {
  return "outputs" in model && "logits" in model && "tokenizer" in model;
}
