import { readFileSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { argmax } from "../../src/logits/argmax.js";
import { softmax } from "../../src/logits/softmax.js";
import type { ComputeMetrics } from "../../src/trainer/evaluationLoop.js";
import type { ForwardModel, ModelOutput } from "../../src/trainer/ForwardModel.js";
import { classificationLoss } from "../../src/trainer/loss.js";
import type { EvalPrediction, LabelIds } from "../../src/trainer/PredictionOutput.js";
import type { ComputeLoss } from "../../src/trainer/predictionStep.js";
import { Trainer } from "../../src/trainer/Trainer.js";
import type { TrainerOptions } from "../../src/trainer/TrainerOptions.js";

/** What Python had: an array and its shape, or parts. */
type Structure =
  | { kind: "array"; values: unknown }
  | { kind: "tuple" | "list"; items: Structure[] }
  | { kind: "dict"; items: Record<string, Structure> };

interface Run {
  name: string;
  method: "predict" | "evaluate";
  rows: Record<string, unknown>[];
  batch_size: number;
  args: object;
  compute_metrics: string | null;
  preprocess_logits_for_metrics: string | null;
  compute_loss_func: string | null;
  eval_dataset: Record<string, [start: number, end: number]> | null;
  override: boolean;
  evaluate: string | null;
  returned: ModelOutput[];
  predictions?: Structure | null;
  label_ids?: Structure | null;
  metrics: Record<string, number>;
  timed_metrics: string[];
  error?: { type: string; message: string };
}

const file = new URL("../golden/trainer_cases.json", import.meta.url);
const { runs } = JSON.parse(readFileSync(file, "utf8")) as { runs: Run[] };

function plain(value: Structure): unknown {
  if (value.kind === "array") return value.values;
  if (value.kind !== "dict") return value.items.map(plain);
  return Object.fromEntries(Object.entries(value.items).map(([name, one]) => [name, plain(one)]));
}

type Evaluation = EvalPrediction<LabelIds, unknown>;
const rightOnes = ({ predictions, label_ids }: Evaluation) => {
  const classes = Array.isArray((predictions as number[][])[0])
    ? argmax(predictions as number[][])
    : (predictions as number[]);
  return classes.filter((id, i) => id === label_ids[i]).length;
};
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The golden file's own functions, made anew for each run. */
const metricsOf: Record<string, () => ComputeMetrics<LabelIds, unknown>> = {
  accuracy: () => (ev) => ({ accuracy: rightOnes(ev) / ev.label_ids.length }),
  counting: () => {
    const counts = { right: 0, rows: 0, calls: 0 };
    return (ev, compute_result) => {
      counts.calls += 1;
      counts.rows += ev.label_ids.length;
      counts.right += rightOnes(ev);
      return compute_result
        ? { accuracy: counts.right / counts.rows, calls: counts.calls }
        : { accuracy: -1 };
    };
  },
  "inputs and losses": () => (ev) => {
    const [, , inputs, losses] = ev as unknown as [unknown, unknown, number[], number[]];
    expect(inputs).toBe(ev.inputs);
    return {
      last_input: inputs.at(-1) as number,
      inputs: inputs.length,
      losses: losses.length,
      mean_loss: mean(losses),
      last_loss: losses.at(-1) as number,
    };
  },
  "are there inputs or losses?": () => (ev) => ({
    inputs: Number(ev.inputs !== null),
    losses: Number(ev.losses !== null),
  }),
};

const preprocess: Record<string, (z: number[][], y: LabelIds | null) => unknown[]> = {
  "argmax and labels": (z, y) => [argmax(z), y],
  softmax: (z) => softmax(z),
  itself: (z) => z,
  "argmax in a tuple": (z) => [argmax(z)],
  "argmax of the first output": ([z]) => argmax(z as unknown as number[][]),
  "both turned": (z) => [z.map((row) => row.map((x) => -x)), z.map((row) => [...row].reverse())],
};

const lossOf: Record<string, ComputeLoss<LabelIds>> = {
  "twice the cross-entropy": ({ logits }, labels) => 2 * classificationLoss(logits, labels),
  "sum over the number of items": ({ logits }, labels, num_items_in_batch) => {
    const counted = (labels as number[]).filter((label) => label !== -100).length;
    return (classificationLoss(logits, labels) * counted) / num_items_in_batch;
  },
};

function trainerFor(run: Run): Trainer<LabelIds, unknown> {
  let batch = 0;
  const model: ForwardModel = {
    main_input_name: "x",
    forward: () => run.returned[batch++],
  };
  const options: TrainerOptions<LabelIds, unknown> = {
    model,
    args: {
      per_device_eval_batch_size: run.batch_size,
      disable_tqdm: true,
      ...run.args,
    },
  };
  if (run.compute_metrics) options.compute_metrics = metricsOf[run.compute_metrics]();
  if (run.preprocess_logits_for_metrics) {
    options.preprocess_logits_for_metrics = preprocess[run.preprocess_logits_for_metrics];
  }
  if (run.compute_loss_func) options.compute_loss_func = lossOf[run.compute_loss_func];
  if (run.eval_dataset && !run.override) options.eval_dataset = parts(run);
  return new Trainer(options);
}

function parts({ eval_dataset, rows }: Run): Record<string, object[]> {
  const entries = Object.entries(eval_dataset ?? {});
  return Object.fromEntries(entries.map(([name, [start, end]]) => [name, rows.slice(start, end)]));
}

async function evaluated(run: Run) {
  if (run.method === "predict") return trainerFor(run).predict(run.rows);
  const given =
    run.evaluate ?? (run.override ? parts(run) : run.eval_dataset ? undefined : run.rows);
  return { metrics: await trainerFor(run).evaluate(given) };
}

describe("as Transformers' Trainer", () => {
  /** Without a word, Transformers leaves out the loss and the labels that the rows have. */
  const silent = ["label_names: a column that isn't there"];
  const good = runs.filter(({ name, error }) => !error && !silent.includes(name));
  it.each(good)("$name", async (run) => {
    const spy = vi.spyOn(console, "info").mockImplementation(() => undefined);
    const output = await evaluated(run);
    spy.mockRestore();
    if ("predictions" in output) {
      // Where Python has None, predictions are an empty list.
      expectClose(output.predictions, run.predictions ? plain(run.predictions) : []);
      expectClose(output.label_ids, run.label_ids ? plain(run.label_ids) : null);
    }
    const names = Object.keys(output.metrics);
    expect(names.filter((name) => run.timed_metrics.includes(name))).toEqual(run.timed_metrics);
    const others = names.filter((name) => !run.timed_metrics.includes(name));
    expect(others).toEqual(Object.keys(run.metrics));
    for (const name of others) expectClose(output.metrics[name], run.metrics[name]);
  });

  it.each(runs.filter(({ name }) => silent.includes(name)))("but refuses $name", async (run) => {
    expect(run.label_ids).toBeNull();
    await expect(evaluated(run)).rejects.toThrow(
      'no row has the column "y" of label_names; did you mean "labels"?',
    );
  });

  const bad = runs.filter(({ error }) => error);
  it.each(bad)("stops: $name", async (run) => {
    expect(bad).toHaveLength(2);
    await expect((async () => evaluated(run))()).rejects.toMatchObject({
      name: "PythonError",
      type: run.error?.type,
      pythonMessage: run.error?.message,
    });
  });

  it("whether the model returns plain arrays or tensors", async () => {
    const tensorsOf = (value: unknown): unknown => {
      if (!Array.isArray(value)) return value;
      const dims: number[] = [];
      for (let one: unknown = value; Array.isArray(one); [one] = one) dims.push(one.length);
      return { data: Float32Array.from(value.flat(4) as number[]), dims };
    };
    for (const run of good) {
      if (run.method !== "predict" || /preprocess|hidden|inside/.test(JSON.stringify(run)))
        continue;
      const returned = run.returned.map((output) =>
        Array.isArray(output)
          ? typeof output[0] === "number"
            ? output.map(tensorsOf)
            : (tensorsOf(output) as ModelOutput)
          : Object.fromEntries(Object.entries(output).map(([key, one]) => [key, tensorsOf(one)])),
      );
      const spy = vi.spyOn(console, "info").mockImplementation(() => undefined);
      const output = await trainerFor({ ...run, returned: returned as ModelOutput[] }).predict(
        run.rows,
      );
      spy.mockRestore();
      expectClose(output.predictions, run.predictions ? plain(run.predictions) : []);
    }
  });
});

/** The same structure with numbers that single precision can't tell apart. */
function expectClose(actual: unknown, expected: unknown): void {
  if (Array.isArray(expected)) {
    expect(actual).toHaveLength(expected.length);
    for (const [i, one] of expected.entries()) expectClose((actual as unknown[])[i], one);
  } else if (typeof expected === "object" && expected !== null) {
    expect(Object.keys(actual as object)).toEqual(Object.keys(expected));
    for (const [name, one] of Object.entries(expected)) {
      expectClose((actual as Record<string, unknown>)[name], one);
    }
  } else if (typeof expected === "number") {
    const gap = Math.abs((actual as number) - expected);
    expect(gap, `${actual} and ${expected}`).toBeLessThanOrEqual(3e-7 * Math.abs(expected));
  } else {
    expect(actual).toBe(expected);
  }
}
