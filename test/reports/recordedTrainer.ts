import type { ForwardModel, Row } from "../../src/trainer/ForwardModel.js";
import { Trainer } from "../../src/trainer/Trainer.js";
import { TrainingArguments } from "../../src/trainer/TrainingArguments.js";

export const z = [
  [0, 1],
  [2, 0],
  [0, 3],
];
export const rows = z.map((logits, i) => ({ text: `text ${i}`, logits, labels: [1, 0, 1][i] }));
export const unlabelled = z.map((logits) => ({ logits }));
export const recorded = (batch: readonly Row[]) => batch.map((row) => row.logits as number[]);

/** A model that returns what is recorded, and whatever `more` says. */
export function model(more: (logits: number[][]) => object = () => ({})): ForwardModel {
  return {
    forward: (batch) => {
      const logits = recorded(batch);
      const isLabelled = batch[0].labels !== undefined;
      return { ...(isLabelled && { loss: 0.5 }), logits, ...more(logits) };
    },
  };
}

export const args = { per_device_eval_batch_size: 2, disable_tqdm: true };

/** A Trainer of that model, in batches of two, with options that may be wrong. */
export function trainer(
  options: object = {},
  own: ForwardModel = model(),
): Trainer<number[], unknown> {
  return new Trainer<number[], unknown>({
    model: own,
    ...options,
    args: new TrainingArguments({
      ...args,
      ...("args" in options ? (options.args as object) : {}),
    }),
  });
}
