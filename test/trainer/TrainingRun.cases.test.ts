import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Trainer } from "../../src/trainer/Trainer.js";
import type { TrainingArgumentsOptions } from "../../src/trainer/TrainingArguments.js";
import { vectorClassifier } from "./vectorClassifier.js";

interface TrainingCase {
  name: string;
  args: TrainingArgumentsOptions;
  class_weights: number[] | null;
  label_smoothing: number;
  soft: boolean;
  named: boolean;
  W: number[][];
  b: number[];
  log_history: Record<string, number>[];
  training_loss: number;
  best_metric: number | null;
  best_global_step: number | null;
}

const file = new URL("../golden/trainer_cases.json", import.meta.url);
const { h, labels, soft_labels, trained, cases } = JSON.parse(readFileSync(file, "utf8"))
  .training as {
  h: number[][];
  labels: number[];
  soft_labels: number[][];
  trained: number;
  cases: TrainingCase[];
};

const vectors = h.map((row) => Float64Array.from(row) as unknown as Float32Array);
const size = h[0].length;
const id2label = { 0: "a", 1: "b", 2: "c" };

/** A classifier on the golden file's vectors, with its first weights. */
function trainerFor(golden: TrainingCase, class_weights: unknown = golden.class_weights) {
  const rows = h.map((_, i) => ({
    text: String(i),
    label: golden.soft ? soft_labels[i] : labels[i],
  }));
  const head = {
    W: [0, 1, 2].map((k) => h[0].map((_, i) => 0.02 * Math.sin(1 + k * size + i))),
    b: [0, 0, 0],
    id2label,
    problem_type: "single_label_classification",
  };
  const evaluated = golden.named
    ? { first: rows.slice(trained, trained + 6), second: rows.slice(trained + 6) }
    : rows.slice(trained);
  return new Trainer<number[] & number[][]>({
    model: vectorClassifier(vectors),
    head,
    args: {
      disable_tqdm: true,
      ...golden.args,
      ...(golden.label_smoothing > 0 && { label_smoothing_factor: golden.label_smoothing }),
    },
    train_dataset: rows.slice(0, trained),
    eval_dataset: evaluated,
    ...(golden.class_weights && { class_weights: class_weights as number[] }),
  });
}

const timed = /_(runtime|per_second|preparation_time)$/;

describe("trains as PyTorch and Transformers do", () => {
  it.each(cases)("$name", async (golden) => {
    const trainer = trainerFor(golden);
    const output = await trainer.train();
    const { W = [], b = [] } = trainer.head ?? {};
    const gaps = [...W.flat(), ...b].map((w, i) =>
      Math.abs(w - [...golden.W.flat(), ...golden.b][i]),
    );
    // Transformers' LabelSmoother sums over the classes in single precision.
    const isSmoothed = (golden.args.label_smoothing_factor ?? 0) > 0;
    expect(Math.max(...gaps)).toBeLessThan(isSmoothed ? 1e-9 : 1e-12);
    const log = trainer.state.log_history.map((entry) =>
      Object.fromEntries(Object.entries(entry).filter(([name]) => !timed.test(name))),
    );
    expect(log.map(Object.keys)).toEqual(golden.log_history.map(Object.keys));
    log.forEach((entry, i) => {
      for (const [name, value] of Object.entries(golden.log_history[i])) {
        // Python keeps losses in single precision.
        expect(Math.abs(entry[name] - value), `${name} of ${i}`).toBeLessThan(3e-7);
      }
    });
    expect(output.training_loss).toBeCloseTo(golden.training_loss, 6);
    expect(trainer.state.best_metric ?? -1).toBeCloseTo(golden.best_metric ?? -1, 6);
  });

  it("takes class weights by name, too", async () => {
    const golden = cases.find(({ name }) => name === "class weights") as TrainingCase;
    const trainer = trainerFor(golden, { c: 3, a: 0.5, b: 1 });
    await trainer.train();
    expect(trainer.head?.W[2][0]).toBeCloseTo(golden.W[2][0], 12);
    const wrong = (class_weights: object) => () => trainerFor(golden, class_weights);
    expect(wrong({ a: 1, b: 1 })).toThrow('has none for "c"');
    expect(wrong({ a: 1, b: 1, c: 1, d: 1 })).toThrow('class_weights has "d", which is no label');
    expect(wrong([1, 2])).toThrow("class_weights to be a list of 3 numbers of at least 0");
  });

  it("prints the evaluations of several data sets after the same step in one line", async () => {
    const golden = cases.find(({ named }) => named) as TrainingCase;
    const lines = String(await trainerFor(golden).train()).split("\n");
    expect(lines[1]).toMatch(/^epoch +step +eval_first_loss +eval_second_loss$/);
    expect(lines).toHaveLength(2 + 3);
  });
});
