import type { TrainingArgumentsValues } from "./TrainingArguments.js";

type Schedule = Pick<
  TrainingArgumentsValues,
  "learning_rate" | "lr_scheduler_type" | "warmup_steps"
>;

/**
 * The learning rate of a step, counted from 0: it grows from 0 over the warm-up, then falls in a straight line to 0, or stays.
 *
 * @example scheduledRate({ learning_rate: 1e-3, lr_scheduler_type: "linear", warmup_steps: 0 }, 50, 100) // 5e-4
 */
export function scheduledRate(args: Schedule, step: number, max_steps: number): number {
  const { learning_rate, lr_scheduler_type, warmup_steps } = args;
  if (lr_scheduler_type === "constant") return learning_rate;
  const warmup = warmup_steps >= 1 ? Math.floor(warmup_steps) : Math.ceil(max_steps * warmup_steps);
  if (step < warmup) return learning_rate * (step / warmup);
  if (lr_scheduler_type === "constant_with_warmup") return learning_rate;
  return learning_rate * Math.max(0, (max_steps - step) / Math.max(1, max_steps - warmup));
}
