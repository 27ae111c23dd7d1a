import { describe, expect, it } from "vitest";
import type { ModelOutput } from "../../src/trainer/ForwardModel.js";
import { predictionStep } from "../../src/trainer/predictionStep.js";

const options = { ignore_keys: [], per_device_eval_batch_size: 2 };
const rows = [{ text: "a" }, { text: "b" }];

function step(outputs: unknown, labels: number[] | null = null, ignore_keys: string[] = []) {
  const batch = { outputs: outputs as ModelOutput, labels, rows, isLast: true };
  return predictionStep(batch, { ...options, ignore_keys });
}

const logits = [
  [1, 2],
  [3, 4],
];

describe("predictionStep", () => {
  it("takes the loss out where there are labels, and keeps it among the outputs where there are none", () => {
    expect(step({ loss: 0.5, logits }, [0, 1])).toMatchObject({ loss: 0.5, predictions: logits });
    expect(step({ loss: 0.5, logits })).toMatchObject({ loss: null, predictions: [0.5, logits] });
    expect(step([0.5, logits], [0, 1])).toMatchObject({ loss: 0.5, predictions: logits });
    expect(step([0.5, logits])).toMatchObject({ loss: null, predictions: [0.5, logits] });
  });

  it("refuses outputs in a Map, and a promise in place of an output", () => {
    expect(() => step(new Map([["logits", logits]]))).toThrow(
      "Trainer needs a model's forward to return { logits }, a list of outputs or the bare logits",
    );
    expect(() => step({ logits: Promise.resolve(logits) })).toThrow('needs one row of "logits"');
  });

  it.each([["1"], [null], [undefined], [{ a: 1 }]])("refuses %o as a logit", (value) => {
    const wrong = [
      [1, 2],
      [3, value],
    ];
    for (const outputs of [{ logits: wrong }, { logits: wrong, other: logits }, wrong]) {
      expect(() => step(outputs)).toThrow(
        'Trainer needs numbers as "logits" from a model: row 1 of its batch has ',
      );
    }
  });

  it("takes the mean of a loss for each row", () => {
    expect(step({ loss: [0.5, 1], logits }, [0, 1]).loss).toBe(0.75);
    expect(step([[0.5, 1], logits], [0, 1]).loss).toBe(0.75);
  });

  it("reads bare logits of two and of three dimensions", () => {
    expect(step(logits).predictions).toBe(logits);
    const tokens = [
      [[1], [2], [3]],
      [[4], [5], [6]],
    ];
    expect(step(tokens).predictions).toBe(tokens);
  });

  it("leaves out what is to be ignored, and what isn't there", () => {
    const outputs = { logits, extra: [1, 2], nothing: null, loss: undefined };
    expect(step(outputs).predictions).toEqual([logits, [1, 2]]);
    expect(step(outputs, null, ["extra"]).predictions).toBe(logits);
  });

  it("says what a model should have returned", () => {
    expect(() => step(undefined)).toThrow("forward to return { logits }");
    expect(() => step({ logits: [[1, 2]] })).toThrow(
      'one row of "logits" for each of the batch\'s 2 texts, got 1',
    );
    const loss = () => "much" as never;
    const batch = { outputs: { logits }, labels: [0, 1], rows, isLast: true };
    expect(() => predictionStep(batch, { ...options, compute_loss_func: loss })).toThrow(
      'compute_loss_func to return a number, got the string "much"',
    );
  });
});
