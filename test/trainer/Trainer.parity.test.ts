import { describe, expect, it } from "vitest";
import { argmax } from "../../src/logits/argmax.js";
import { sigmoid } from "../../src/logits/sigmoid.js";
import type { ComputeMetrics } from "../../src/trainer/evaluationLoop.js";
import type { EvalPrediction, LabelIds } from "../../src/trainer/PredictionOutput.js";
import { Trainer } from "../../src/trainer/Trainer.js";
import { TrainingArguments } from "../../src/trainer/TrainingArguments.js";
import { type GoldenRun, lookUp, plain, runs } from "./goldenTrainer.js";

type Evaluation = EvalPrediction<LabelIds, unknown>;

const logitsOf = ({ predictions }: Evaluation) => {
  const isTuple = Array.isArray((predictions as number[][][])[0][0]);
  return (isTuple ? (predictions as number[][][])[0] : predictions) as number[][];
};
const share = (right: boolean[]) => right.filter(Boolean).length / right.length;
const rightOnes = (logits: number[][], labels: LabelIds) =>
  argmax(logits).map((id, i) => id === labels[i]);

/** The golden file's own functions. */
const computeMetrics: Record<string, ComputeMetrics<LabelIds, unknown>> = {
  accuracy: (ev) => ({ accuracy: share(rightOnes(logitsOf(ev), ev.label_ids)) }),
  "accuracy, unpacked": ([logits, labels]) => ({
    accuracy: share(rightOnes(logits as number[][], labels)),
  }),
  "subset accuracy, threshold 0.5": (ev) => ({
    subset_accuracy: share(
      sigmoid(logitsOf(ev)).map((row, i) =>
        row.every((p, k) => p >= 0.5 === (ev.label_ids as number[][])[i][k] > 0.5),
      ),
    ),
  }),
  mse: (ev) => {
    const errors = logitsOf(ev).map(([value], i) => (value - (ev.label_ids[i] as number)) ** 2);
    return { mse: errors.reduce((sum, error) => sum + error, 0) / errors.length };
  },
  "some keys already prefixed with test_": (ev) => {
    const right = rightOnes(logitsOf(ev), ev.label_ids);
    return {
      accuracy: share(right),
      test_errors: right.filter((one) => !one).length,
      testing: 1,
    };
  },
  "accuracy of class ids": (ev) => ({
    accuracy: share((ev.predictions as number[]).map((id, i) => id === ev.label_ids[i])),
  }),
};

function trainerFor(run: GoldenRun) {
  const { rows, model } = lookUp(run);
  const args = new TrainingArguments({
    per_device_eval_batch_size: run.batch_size,
    eval_do_concat_batches: run.eval_do_concat_batches,
    disable_tqdm: true,
  });
  const compute_metrics = run.compute_metrics ? computeMetrics[run.compute_metrics] : undefined;
  const trainer = new Trainer<LabelIds, unknown>({
    model,
    args,
    ...(compute_metrics && { compute_metrics }),
    ...(run.preprocess_logits_for_metrics && {
      preprocess_logits_for_metrics: (logits) => argmax(logits),
    }),
  });
  const options = {
    metric_key_prefix: run.metric_key_prefix,
    ...(run.ignore_keys && { ignore_keys: run.ignore_keys }),
  };
  return { trainer, rows, options };
}

describe("as Transformers' Trainer", () => {
  it("has runs to be compared with, the rare ones too", () => {
    expect(runs).toHaveLength(31);
    expect(runs.filter(({ error }) => error)).toHaveLength(2);
  });

  it.each(runs.filter(({ method, error }) => method === "predict" && !error))(
    "predicts: $name",
    async (run) => {
      const { trainer, rows, options } = trainerFor(run);
      const output = await trainer.predict(rows, options);
      expect(output.predictions).toEqual(plain(run.predictions));
      expect(output.label_ids).toEqual(plain(run.label_ids));
      expectMetrics(output.metrics, run);
    },
  );

  it.each(runs.filter(({ method }) => method === "evaluate"))("evaluates: $name", async (run) => {
    const { trainer, rows, options } = trainerFor(run);
    expectMetrics(await trainer.evaluate(rows, options), run);
  });

  it.each(runs.filter(({ error }) => error))("stops: $name", async (run) => {
    const { trainer, rows, options } = trainerFor(run);
    await expect(trainer.predict(rows, options)).rejects.toMatchObject({
      name: "PythonError",
      type: run.error?.type,
      pythonMessage: run.error?.message,
    });
  });
});

/** Every metric has its value, in Python's order; of the times only the names are compared. */
function expectMetrics(metrics: Record<string, number>, run: GoldenRun): void {
  const timed = run.time_dependent_metric_keys;
  const names = Object.keys(metrics);
  expect(names.filter((name) => timed.includes(name))).toEqual(timed);
  const others = names.filter((name) => !timed.includes(name));
  expect(others).toEqual(Object.keys(run.metrics));
  for (const name of others) {
    const expected = run.metrics[name];
    expect(Math.abs(metrics[name] - expected)).toBeLessThanOrEqual(3e-7 * Math.abs(expected));
  }
  const rate = metrics[`${run.metric_key_prefix}_samples_per_second`];
  const steps = metrics[`${run.metric_key_prefix}_steps_per_second`];
  const expectedSteps = Math.ceil(run.logits.length / run.batch_size);
  expect(steps / rate).toBeCloseTo(expectedSteps / run.logits.length, 4);
}
