import { afterEach, expect, it, onTestFinished, vi } from "vitest";
import { trainerProgress } from "../../src/notebook/trainerProgress.js";
import type { TrainerProgress } from "../../src/trainer/progress.js";

const written: string[] = [];
const spy = () =>
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
afterEach(() => {
  vi.restoreAllMocks();
  written.length = 0;
});

const at = (done: number, others: Partial<TrainerProgress> = {}): TrainerProgress => ({
  task: "predict",
  unit: "texts",
  done,
  total: 120,
  rate: 60,
  seconds_left: 1,
  ...others,
});

it("ends in a line without times, one a task", () => {
  spy();
  const onProgress = trainerProgress();
  for (const done of [40, 80, 120]) onProgress(at(done));
  onProgress(at(3, { task: "train", unit: "steps", total: 3, loss: 0.5 }));
  expect(written).toEqual(["✓ Predicting: 120 texts\n", "✓ Training: 3 steps\n"]);
});

it("shows rate, time left and loss on a terminal while it runs", async () => {
  // In a log there is no such property at all.
  const before = Object.getOwnPropertyDescriptor(process.stderr, "isTTY");
  Object.defineProperty(process.stderr, "isTTY", { value: true, configurable: true });
  onTestFinished(() => {
    if (before) Object.defineProperty(process.stderr, "isTTY", before);
    else Reflect.deleteProperty(process.stderr, "isTTY");
  });
  spy();
  const onProgress = trainerProgress();
  onProgress(at(1, { task: "train", unit: "steps", rate: 2.5, seconds_left: 200, loss: 0.512345 }));
  await vi.waitFor(() => expect(written.at(-1)).toContain("1 of 120"));
  expect(written.at(-1)).toContain(
    "Training: 1 of 120 steps (0 %), 2.5 steps/s, 3 min left, loss 0.5123",
  );
});
