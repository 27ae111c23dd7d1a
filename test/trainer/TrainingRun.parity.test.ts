import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { argmax } from "../../src/logits/argmax.js";
import { randomPermutation } from "../../src/logits/random.js";
import { Trainer } from "../../src/trainer/Trainer.js";
import {
  TrainingArguments,
  type TrainingArgumentsOptions,
} from "../../src/trainer/TrainingArguments.js";
import { vectorClassifier } from "./vectorClassifier.js";

interface Result {
  W: string;
  b: number[];
  log_history: Record<string, number>[];
  training_loss: number;
  global_step: number;
  predictions: number[][];
}

interface Case {
  name: string;
  labels: number;
  args: TrainingArgumentsOptions;
  order: number[][];
  float64: Result;
  float32: Result;
}

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../golden/${name}`, import.meta.url), "utf8"));
const { cases, about } = read("head_training.json") as {
  cases: Case[];
  about: { train_rows: number };
};
const source = read("head_training_vectors.json") as {
  shape: [number, number];
  labels: number[];
  vectors: string;
};
const [count, size] = source.shape;
const numbers = new Float32Array(Uint8Array.from(Buffer.from(source.vectors, "base64")).buffer);
const vectors = Array.from({ length: count }, (_, i) => numbers.slice(i * size, (i + 1) * size));

async function trained({ labels, args }: Case) {
  const rows = vectors.map((_, i) => ({
    text: String(i),
    label: labels === 2 ? source.labels[i] : i % labels,
  }));
  const head = {
    W: Array.from({ length: labels }, (_, k) =>
      Array.from({ length: size }, (_, i) => 0.02 * Math.sin(1 + k * size + i)),
    ),
    b: Array(labels).fill(0),
    id2label: Object.fromEntries(Array.from({ length: labels }, (_, k) => [k, `kind ${k}`])),
  };
  const test = rows.slice(about.train_rows);
  const trainer = new Trainer({
    model: vectorClassifier(vectors),
    head,
    args: new TrainingArguments({
      ...args,
      eval_strategy: "epoch",
      logging_steps: 1,
      disable_tqdm: true,
    }),
    train_dataset: rows.slice(0, about.train_rows),
    eval_dataset: test,
    compute_metrics: ([logits, truth]) => ({
      accuracy: argmax(logits).filter((id, i) => id === truth[i]).length / truth.length,
    }),
  });
  const output = await trainer.train();
  return { trainer, output, test };
}

const flat = (packed: string) =>
  new Float64Array(Uint8Array.from(Buffer.from(packed, "base64")).buffer);

function largestGap(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i])));
}

describe.each(cases)("trains as PyTorch and Transformers do: $name", (golden) => {
  it("in the same order of texts, with the same W, b, losses, gradients, rates and metrics", async () => {
    const { trainer, output, test } = await trained(golden);
    const { W = [], b = [] } = trainer.head ?? {};
    expect(largestGap(W.flat(), flat(golden.float64.W))).toBeLessThan(1e-12);
    expect(largestGap(b, golden.float64.b)).toBeLessThan(1e-12);
    expect(largestGap(W.flat(), flat(golden.float32.W))).toBeLessThan(1e-7);
    expect(output.global_step).toBe(golden.float64.global_step);
    expect(output.training_loss).toBeCloseTo(golden.float64.training_loss, 6);
    const { predictions } = await trainer.predict(test);
    expect(largestGap(predictions.flat(), golden.float64.predictions.flat())).toBeLessThan(1e-10);
    expectLog(trainer.state.log_history, golden.float64.log_history);
  });

  it("through torch.randperm of seed and epoch", () => {
    const { args, order } = golden;
    const seed = args.data_seed ?? args.seed ?? 42;
    const batch = args.per_device_train_batch_size ?? 8;
    const perEpoch = Math.ceil(about.train_rows / batch);
    order.forEach((rows, step) => {
      const epoch = Math.floor(step / perEpoch);
      const start = (step % perEpoch) * batch;
      expect(rows).toEqual(
        randomPermutation(about.train_rows, seed + epoch).slice(start, start + batch),
      );
    });
  });
});

/** The same entries with the same names, in order; the times are left out. Transformers sums the losses in single precision. */
function expectLog(log: Record<string, number>[], expected: Record<string, number>[]): void {
  expect(log).toHaveLength(expected.length);
  log.forEach((entry, i) => {
    for (const [name, value] of Object.entries(expected[i])) {
      expect([name, Math.abs(entry[name] - value) < 1e-6]).toEqual([name, true]);
    }
  });
}
