import { expect, it } from "vitest";
import { optionWords } from "../../src/cli/optionWords.js";

it.each([
  ['choose one with { name: "a" }', 'choose one with --name "a"'],
  [
    'with { id2label: ["a", "b"] } or { id2label: ["a"] } or { text: "text" }',
    'with --labels a,b or --labels a, or --text-column "text"',
  ],
  ['with { id2label: ["a b", "c"] }', "with --labels"],
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
