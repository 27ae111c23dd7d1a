import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { argmax } from "../../src/logits/argmax.js";
import { newHead } from "../../src/trainer/head.js";
import { Trainer } from "../../src/trainer/Trainer.js";
import {
  TrainingArguments,
  type TrainingArgumentsOptions,
} from "../../src/trainer/TrainingArguments.js";
import { twoKinds, vectorClassifier } from "./vectorClassifier.js";

const kinds = twoKinds(60);
export const { vectors } = kinds;
const rows = kinds.labels.map((label, i) => ({ text: String(i), label }));
export const [train, validation] = [rows.slice(0, 43), rows.slice(43)];
export const id2label = ["left", "right"];

/** A trainer that learns to tell the two kinds apart. */
export function twoKindsTrainer(
  options: TrainingArgumentsOptions = {},
  model = vectorClassifier(vectors),
) {
  return new Trainer({
    model,
    head: newHead({ id2label, hidden_size: 6 }),
    args: new TrainingArguments({
      learning_rate: 0.05,
      logging_steps: 4,
      disable_tqdm: true,
      ...options,
    }),
    train_dataset: train,
    eval_dataset: validation,
    compute_metrics: ([logits, truth]) => ({
      accuracy: argmax(logits).filter((id, i) => id === truth[i]).length / truth.length,
    }),
  });
}

/** A folder for checkpoints, with a space and an accent in its name, that goes when the test ends. */
export async function checkpointsFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "trainer é "));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
