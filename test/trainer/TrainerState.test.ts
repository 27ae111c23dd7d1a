import { expect, it } from "vitest";
import type { Metrics } from "../../src/trainer/PredictionOutput.js";
import { newTrainerState, TrainOutput } from "../../src/trainer/TrainerState.js";

it("starts with nothing done and a log of its own", () => {
  const [one, other] = [newTrainerState(), newTrainerState()];
  one.log_history.push({ loss: 1 });
  expect(other).toMatchObject({ global_step: 0, epoch: 0, best_metric: null, log_history: [] });
});

it("prints steps and loss, then one line for each evaluation, without what differs from run to run", () => {
  const log: Metrics[] = [
    { loss: 0.7, epoch: 1, step: 6 },
    { eval_loss: 0.5, eval_runtime: 0.1, eval_samples_per_second: 9, epoch: 1, step: 6 },
    { eval_loss: 0.25, eval_runtime: 0.2, eval_samples_per_second: 8, epoch: 2, step: 12 },
  ];
  const output = new TrainOutput(12, 0.61234, { train_loss: 0.61234 }, log);
  expect(String(output)).toBe(
    [
      "12 steps, mean training loss 0.6123",
      "epoch  step  eval_loss",
      "    1     6     0.5000",
      "    2    12     0.2500",
    ].join("\n"),
  );
  expect(String(new TrainOutput(12, 0.61234, {}, []))).toBe("12 steps, mean training loss 0.6123");
});
