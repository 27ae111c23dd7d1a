import type { TrainingArgumentsValues } from "./TrainingArguments.js";

/** How many steps training takes. */
export interface TrainingPlan {
  steps_per_epoch: number;
  max_steps: number;
  num_train_epochs: number;
}

/** The steps and epochs of so many texts, by Transformers' rule: the last batch of an epoch may be short. */
export function planTraining(args: TrainingArgumentsValues, num_examples: number): TrainingPlan {
  const steps_per_epoch = Math.ceil(num_examples / args.per_device_train_batch_size);
  const max_steps =
    args.max_steps > 0 ? args.max_steps : Math.ceil(args.num_train_epochs * steps_per_epoch);
  return { steps_per_epoch, max_steps, num_train_epochs: Math.ceil(max_steps / steps_per_epoch) };
}
