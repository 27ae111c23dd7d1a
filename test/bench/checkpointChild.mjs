// Trains in a folder, from "beginning" or from a checkpoint, and prints what came out; "again": over and over until it is killed.
import { Trainer } from "../../dist/trainer/Trainer.js";
import { TrainingArguments } from "../../dist/trainer/TrainingArguments.js";

const [output_dir, from, again] = process.argv.slice(2);

/** Vectors of two kinds, and a model that looks them up: training needs no network, and no time but the checkpoints'. */
const size = 24;
const labels = Array.from({ length: 64 }, (_, i) => (i * i + (i >> 2)) % 2);
const vectors = labels.map((label, i) =>
  Float32Array.from({ length: size }, (_, j) => Math.sin(i * size + j) + (j === 0 ? label : 0)),
);
const config = {
  id2label: { 0: "left", 1: "right" },
  label2id: { left: 0, right: 1 },
  num_labels: 2,
  problem_type: null,
};
/** @type {any} */
const model = {
  name: "vectors",
  config,
  tokenizer: {},
  logits: async () => [],
  outputs: async (/** @type {string[]} */ texts) => ({
    logits: texts.map(() => [0, 0]),
    pooler_output: texts.map((text) => vectors[Number(text)]),
    truncated: 0,
  }),
};

do {
  const trainer = new Trainer({
    model,
    head: {
      W: [0, 1].map((row) => Array.from({ length: size }, (_, j) => Math.cos(row + 2 * j) / 50)),
      b: [0, 0],
      id2label: config.id2label,
    },
    args: new TrainingArguments({
      output_dir,
      save_steps: 1,
      logging_steps: 3,
      per_device_train_batch_size: 8,
      num_train_epochs: 2,
      disable_tqdm: true,
    }),
    train_dataset: labels.map((label, i) => ({ text: String(i), label })),
    // The step before this one has been saved.
    onProgress: ({ task, done }) => {
      if (task === "train" && done > 1) process.stdout.write(`saved ${done - 1}\n`);
    },
  });
  await trainer.train({ resume_from_checkpoint: from === "beginning" ? false : from });
  const log = trainer.state.log_history.filter((entry) => !("train_loss" in entry));
  console.log(JSON.stringify({ head: trainer.head, log }));
} while (again);
