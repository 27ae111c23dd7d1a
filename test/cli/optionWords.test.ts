import { expect, it } from "vitest";
import { optionWords } from "../../src/cli/optionWords.js";

it.each([
  ['choose one with { name: "a" }', 'choose one with --name "a"'],
  ["leave the labels out with { label: null }", "leave the labels out with --no-truth"],
  [
    'readPredictions("predictions.npy", { label_ids: "label_ids.npy" })',
    "reading-logits read predictions.npy --truth label_ids.npy",
  ],
  [
    'needs thresholds by label, got threshold["joy"], which is no label; it knows a, b',
    '--threshold names the class "joy", and there is none; it knows a, b',
  ],
])("%s", (message, words) => {
  expect(optionWords(message)).toBe(words);
});
