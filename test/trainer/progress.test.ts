import { afterEach, expect, it } from "vitest";
import type { ForwardModel } from "../../src/trainer/ForwardModel.js";
import { type TrainerProgress, watchProgress } from "../../src/trainer/progress.js";
import { Trainer } from "../../src/trainer/Trainer.js";
import { TrainingArguments } from "../../src/trainer/TrainingArguments.js";

afterEach(() => watchProgress(() => undefined));

const model: ForwardModel = { forward: (rows) => ({ logits: rows.map(() => [0, 1]) }) };
const rows = Array.from({ length: 20 }, () => ({}));

it("is told about a run that has no listener of its own, and not about one that has", async () => {
  const watched: TrainerProgress[] = [];
  const own: TrainerProgress[] = [];
  watchProgress(() => (progress) => watched.push(progress));
  const trainer = new Trainer({ model });
  await trainer.predict(rows);
  expect(watched.map(({ done }) => done)).toEqual([8, 16, 20]);
  await trainer.predict(rows, { onProgress: (progress) => own.push(progress) });
  expect(own).toHaveLength(3);
  expect(watched).toHaveLength(3);
});

it("is not told with disable_tqdm", async () => {
  const watched: TrainerProgress[] = [];
  watchProgress(() => (progress) => watched.push(progress));
  const args = new TrainingArguments({ disable_tqdm: true });
  await new Trainer({ model, args }).predict(rows);
  expect(watched).toEqual([]);
});

it("estimates the time left from the share that is done", async () => {
  const seen: TrainerProgress[] = [];
  const trainer = new Trainer({ model, onProgress: (progress) => seen.push(progress) });
  await trainer.predict(rows);
  for (const { done, rate, seconds_left } of seen) {
    const seconds = done / rate;
    expect(seconds_left).toBeCloseTo(seconds * ((20 - done) / done), 9);
  }
});
