import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import {
  applyHead,
  headParameters,
  newHead,
  parametersHead,
  readHead,
} from "../../src/trainer/head.js";
import { checkpointsFolder, twoKindsTrainer as make } from "./twoKindsTrainer.js";

it("makes new heads: small normal weights, the same for the same seed", () => {
  const head = newHead({ id2label: ["a", "b", "c"] });
  expect(head).toMatchObject({ b: [0, 0, 0], id2label: { 0: "a", 1: "b", 2: "c" } });
  const all = head.W.flat();
  expect(all).toHaveLength(3 * 384);
  const mean = all.reduce((sum, w) => sum + w, 0) / all.length;
  const deviation = Math.sqrt(all.reduce((sum, w) => sum + w * w, 0) / all.length);
  expect(Math.abs(mean)).toBeLessThan(0.002);
  expect(deviation).toBeGreaterThan(0.019);
  expect(deviation).toBeLessThan(0.021);
  expect(newHead({ id2label: ["a", "b", "c"] })).toEqual(head);
  expect(newHead({ id2label: ["a", "b", "c"], seed: 1 }).W).not.toEqual(head.W);
  expect(() => newHead({ id2label: ["a", "a"] })).toThrow("newHead");
});

it("is one list of numbers for the optimiser, and comes back from it unchanged", () => {
  const head = {
    W: [
      [1, 2, 3],
      [4, 5, 6],
    ],
    b: [7, 8],
  };
  expect(Array.from(headParameters(head))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(parametersHead(headParameters(head), 2)).toEqual(head);
});

it("computes W·h + b, one logit for each label", () => {
  expect(
    applyHead(
      {
        W: [
          [1, 2],
          [0, -1],
        ],
        b: [0.5, 0],
      },
      [3, 4],
    ),
  ).toEqual([11.5, -4]);
});

it("saves the head, and reads it back bit for bit, from a checkpoint too", async () => {
  const folder = await checkpointsFolder();
  const trainer = make({ output_dir: folder, num_train_epochs: 1, save_strategy: "epoch" });
  await trainer.train();
  await trainer.save_model();
  expect(await readHead(folder)).toEqual(trainer.head);
  expect(await readHead(path.join(folder, "checkpoint-6"))).toEqual(trainer.head);
  await expect(readHead(path.join(folder, "checkpoint-7"))).rejects.toThrow(
    "classifier.json is missing or holds no head",
  );
  await writeFile(path.join(folder, "classifier.json"), '{ "W": [[1, 2]], "b": [0] }');
  await expect(readHead(folder)).rejects.toThrow("holds no head (id2label is undefined)");
  const labels = '"id2label": { "0": "left" }';
  await writeFile(
    path.join(folder, "classifier.json"),
    `{ "W": [[1, null]], "b": [0], ${labels} }`,
  );
  await expect(readHead(folder)).rejects.toThrow("holds no head (number 1 of row 0 of W is null)");
});
