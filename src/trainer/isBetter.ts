import type { Metrics } from "./PredictionOutput.js";
import { suggestion } from "./renameOldArguments.js";
import { TrainerError } from "./TrainerError.js";
import type { TrainerState } from "./TrainerState.js";
import type { TrainingArgumentsValues } from "./TrainingArguments.js";

/** Whether an evaluation is the best so far, by `metric_for_best_model`; if so, the state keeps its value and step. */
export function isBetter(
  metrics: Metrics,
  state: TrainerState,
  args: Pick<TrainingArgumentsValues, "metric_for_best_model" | "greater_is_better">,
): boolean {
  const { metric_for_best_model: wanted, greater_is_better } = args;
  if (wanted === null) return false;
  const name = wanted.startsWith("eval_") ? wanted : `eval_${wanted}`;
  if (!Object.hasOwn(metrics, name)) {
    throw new TrainerError(
      `train: metric_for_best_model is "${wanted}", and the evaluation has no ${name}${suggestion(name, Object.keys(metrics))}`,
    );
  }
  const value = metrics[name];
  const best = state.best_metric ?? (greater_is_better ? -Infinity : Infinity);
  if (!(greater_is_better ? value > best : value < best)) return false;
  state.best_metric = value;
  state.best_global_step = state.global_step;
  return true;
}
