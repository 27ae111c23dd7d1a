import { describe, expect, it } from "vitest";
import { type CheckpointParts, parseCheckpoint } from "../../src/trainer/parseCheckpoint.js";

/** A checkpoint after 4 of 6 steps, 3 an epoch, of a head with 2 labels and 2 weights each. */
const good: CheckpointParts = {
  head: {
    W: [
      [1, 2],
      [3, 4],
    ],
    b: [0, 0.5],
    id2label: { 0: "left", 1: "right" },
    problem_type: "single_label_classification",
  },
  best: null,
  optimizer: { steps: 4, mean: [1, 2, 3, 4, 5, 6], meanSquare: [1, 2, 3, 4, 5, 6] },
  sampler: { seed: 42, epoch: 1, step_in_epoch: 1, num_examples: 24 },
  losses: { sinceLog: 0.5, lastLoggedStep: 3, total: 2.5 },
  state: {
    global_step: 4,
    epoch: 1 + 1 / 3,
    max_steps: 6,
    num_train_epochs: 2,
    train_batch_size: 8,
    best_metric: null,
    best_global_step: null,
    best_model_checkpoint: null,
    log_history: [{ loss: 0.7, epoch: 1, step: 3 }],
  },
};

type Fields = Record<string, unknown>;
const deep = JSON.parse("[".repeat(100_000) + "]".repeat(100_000));

/** The checkpoint with some fields of one part replaced, or the whole part. */
function changed(part: keyof CheckpointParts, fields: unknown): CheckpointParts {
  const isFields = Object.getPrototypeOf(fields ?? [])?.constructor === Object;
  const before = good[part] as Fields;
  return { ...good, [part]: isFields ? { ...before, ...(fields as Fields) } : fields };
}

it("takes what training wrote, and gives a metric that was NaN back as NaN", () => {
  expect(parseCheckpoint(good)).toEqual(good);
  const log_history = [{ eval_loss: null, epoch: 1, step: 3 }];
  const { state } = parseCheckpoint(changed("state", { log_history }));
  expect(state.log_history[0].eval_loss).toBeNaN();
});

it("takes a last epoch that max_steps cut short", () => {
  const parts = {
    ...changed("state", { max_steps: 4 }),
    sampler: { seed: 42, epoch: 2, step_in_epoch: 0, num_examples: 24 },
  };
  expect(parseCheckpoint(parts).state.global_step).toBe(4);
});

describe("refuses", () => {
  it.each<[string, keyof CheckpointParts, unknown, string]>([
    ["null", "head", null, "classifier.json holds no head (it is null)"],
    ["an empty list", "head", [], "classifier.json holds no head (it is an array of 0)"],
    ["100,000 brackets", "head", deep, "classifier.json holds no head (it is "],
    ["deep weights", "head", { W: deep }, "row 0 of W is"],
    [
      "a missing row",
      "head",
      { W: [[1, 2]] },
      "(b is an array of 2 where a list of 1 is expected)",
    ],
    [
      "a short row",
      "head",
      { W: [[1, 2], [3]] },
      "row 1 of W is an array of 1 where a list of 2 is expected",
    ],
    [
      "NaN, as JSON has it",
      "head",
      {
        W: [
          [1, null],
          [3, 4],
        ],
      },
      "number 1 of row 0 of W is null",
    ],
    ["text", "head", { b: ["0", 0] }, 'number 0 of b is the string "0"'],
    ["a label too many", "head", { id2label: { 0: "a", 1: "b", 2: "c" } }, "id2label has 3 labels"],
    ["no labels", "head", { id2label: undefined }, "id2label is undefined"],
    ["an unknown task", "head", { problem_type: "guessing" }, "problem_type"],
    ["half a best head", "best", {}, "best_classifier.json holds no head (W is undefined)"],
    ["no best head at all", "best", undefined, "best_classifier.json holds no head"],
    ["no optimizer", "optimizer", null, "optimizer.json holds null where an object is expected"],
    [
      "a short memory",
      "optimizer",
      { mean: [1, 2] },
      "json has an array of 2 as mean where a list of 6 is",
    ],
    [
      "a negative square",
      "optimizer",
      { meanSquare: [1, 2, 3, -4, 5, 6] },
      "has -4 in place 3 of m",
    ],
    ["NaN in a memory", "optimizer", { mean: [1, 2, 3, 4, null, 6] }, "null in place 4 of mean"],
    ["other steps", "optimizer", { steps: 7 }, "optimizer.json has 7 as steps where its other"],
    [
      "a negative epoch",
      "sampler",
      { epoch: -1 },
      "sampler.json has -1 as epoch where a whole numb",
    ],
    ["half a seed", "sampler", { seed: 1.5 }, "sampler.json has 1.5 as seed"],
    ["a later place", "sampler", { step_in_epoch: 2 }, "trainer_state.json has 4 as global_step"],
    ["a negative step", "state", { global_step: -4 }, "trainer_state.json has -4 as global_step"],
    ["another epoch", "state", { epoch: 7 }, "trainer_state.json has 7 as epoch where its other"],
    ["an epoch that is NaN", "state", { epoch: null }, "has null as epoch where a finite number"],
    [
      "a step beyond the last",
      "state",
      { max_steps: 3 },
      "trainer_state.json has 4 as global_step",
    ],
    ["no log", "state", { log_history: null }, "has null as log_history where a list is expected"],
    ["a log of numbers", "state", { log_history: [1] }, "has 1 as entry 0 of log_history"],
    [
      "text in a log",
      "state",
      { log_history: [{ loss: "low" }] },
      'has the string "low" as loss in entry 0',
    ],
    [
      "a number for a path",
      "state",
      { best_model_checkpoint: 3 },
      "has 3 as best_model_checkpoint",
    ],
    [
      "a loss that is NaN",
      "losses",
      { total: null },
      "losses.json has null as total where a finite",
    ],
    [
      "a log after the last step",
      "losses",
      { lastLoggedStep: 5 },
      "has 5 as lastLoggedStep, after",
    ],
  ])("%s in %s", (_, part, fields, message) => {
    expect(() => parseCheckpoint(changed(part, fields))).toThrow(message);
  });

  it("{} in every file", () => {
    for (const part of Object.keys(good) as (keyof CheckpointParts)[]) {
      expect(() => parseCheckpoint({ ...good, [part]: {} })).toThrow(/\.json (has|holds) /);
    }
  });
});
