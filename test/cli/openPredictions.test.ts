import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { InputError } from "../../src/cli/errors.js";
import { openPredictions, programWords } from "../../src/cli/openPredictions.js";

it("opens a file as it was asked for", async () => {
  const predictions = { id2label: ["NEGATIVE", "POSITIVE"] };
  const opened = await openPredictions("data/examples/predictions.npz", { predictions });
  expect(opened.predictions.id2label).toEqual({ 0: "NEGATIVE", 1: "POSITIVE" });
  const wrong = openPredictions("data/examples/predictions.npz", { predictions: { name: "a" } });
  await expect(wrong).rejects.toThrow(InputError);
});

it.each([
  ["readPredictions can't read a.npz: it is empty", "can't read a.npz: it is empty"],
  [
    'parsePredictions can\'t read standard input: choose one with { label: "y" }',
    'can\'t read standard input: choose one with --truth-column "y"',
  ],
  [
    'readPredictions can\'t read a.npz: write { id2label: ["x"] }',
    "can't read a.npz: write --labels x,",
  ],
  ["readingOf needs one logit for each label", "a.npz: needs one logit for each label"],
  [
    "readingOf needs one label for each logit: id2label has 2 labels, a row has 3 logits",
    "a.npz: its rows have 3 numbers, and the model's classes as given have 2 names; give one for each",
  ],
  [
    'readingOf needs thresholds by label, got threshold["POS"], which is no label; it knows a, b',
    'a.npz: --threshold names the class "POS", and there is none; it knows a, b',
  ],
  ["another needs it", "a.npz: another needs it"],
])("says %j in the words of the program", (message, words) => {
  const file = words.includes("standard input") ? "standard input" : "a.npz";
  expect(programWords(message, file)).toBe(words);
});

it("says which file of labels it was", async () => {
  const predictions = { label_ids: "data/nowhere.npy" };
  await expect(openPredictions("data/examples/predictions.npy", { predictions })).rejects.toThrow(
    /^can't read data\/nowhere\.npy, named after --truth: there is no such file/,
  );
});

it("lets nothing in a file's name move the cursor", () => {
  expect(programWords("readPredictions can't read \u001b[2J: it", "\u001b[2J")).toBe(
    "can't read \uFFFD[2J: it",
  );
});

it.each([
  [
    "[0, 3, 0, 1]",
    "the label of row 1 is 3, and with 2 classes a label is a whole number from 0 to 1",
  ],
  ["[0]", "there is 1 label for 4 rows of predictions; save both for the same texts"],
  ["[0, 1]", "there are 2 labels for 4 rows of predictions; save both for the same texts"],
  [
    '["a", "b", "a", "b"]',
    'the label of row 0 is the string "a"; name the classes with --labels, or leave --truth out',
  ],
])("labels %s that don't fit the predictions are told with both files", async (labels, says) => {
  const folder = await mkdtemp(path.join(tmpdir(), "labels-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const label_ids = path.join(folder, "labels.json");
  await writeFile(label_ids, labels);
  const file = "data/examples/predictions.npy";
  await expect(openPredictions(file, { predictions: { label_ids } })).rejects.toThrow(
    `can't read ${file} with the labels of ${label_ids}: ${says}`,
  );
});
