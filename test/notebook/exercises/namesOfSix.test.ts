import { expect, it } from "vitest";
import { lesson06 } from "../../../src/notebook/exercises/lesson06.js";
import { said } from "./said.js";

const six = ["untrained", "sigmoid", "twice", "float16", "order", "batch"];
/** The right six, but for some letters. */
const but = (other: Partial<Record<"A" | "B" | "C" | "D" | "E" | "F", string>>) =>
  six.map((name, i) => other["ABCDEF"[i] as "A"] ?? name);

it.each<[string, unknown, string]>([
  ["06.1", six, "✓"],
  ["06.1", ["Untrained", " sigmoid ", "TWICE", "float-16", "order", "batch"], "✓"],
  ["06.1", { A: "untrained", B: "sigmoid", C: "twice", D: "float16", E: "order", F: "batch" }, "✓"],
  ["06.1", [six], "✓"],
  ["06.1", new Set(six), "✓"],
  [
    "06.1",
    "untrained, sigmoid, twice, float16, order, batch",
    "nearly: the values are right, but it is a single text: make it a list.",
  ],
  ["06.1", but({ A: "untrain" }), 'nearly: the values are right; "untrain" is spelt "untrained".'],
  [
    "06.1",
    but({ A: "twice", C: "untrained" }),
    "not yet: 4 of 6 are right. A isn't \"twice\". Hint: Both stay close to 0.5, but softmax twice keeps the answers and reaches up to 0.731. A's largest number is about 0.55, and it is right in half of the rows.",
  ],
  [
    "06.1",
    but({ A: "healthy" }),
    "not yet: 5 of 6 are right. A isn't \"healthy\". Hint: A's rows are proper shares, but it is right in half of the rows, as a coin is.",
  ],
  [
    "06.1",
    but({ B: "float16", D: "sigmoid" }),
    "not yet: 4 of 6 are right. B isn't \"float16\". Hint: Both add up to nearly 1, but the rounding of 16 bits moves a sum by 0.0005 at most. B's sums are off by up to 0.03.",
  ],
  [
    "06.1",
    but({ B: "batch", F: "sigmoid" }),
    "not yet: 4 of 6 are right. B isn't \"batch\". Hint: In both the rows don't add up to 1, but a softmax over the batch makes every column add up to 1. B's columns add up to hundreds.",
  ],
  [
    "06.1",
    but({ B: "order" }),
    'not yet: 5 of 6 are right. B isn\'t "order". Hint: Look at B again: its rows add up to nearly 1, off by up to 0.03, and each of its numbers says nothing of the other.',
  ],
  [
    "06.1",
    but({ C: "healthy" }),
    "not yet: 5 of 6 are right. C isn't \"healthy\". Hint: C's answers are right and its sums are 1, but no number of 872 rows is above 0.731: it has a ceiling, e / (1 + e).",
  ],
  [
    "06.1",
    but({ C: "sigmoid" }),
    "not yet: 5 of 6 are right. C isn't \"sigmoid\". Hint: A sigmoid of logits comes close to 0 and to 1, and its rows don't add up to 1 exactly. C's rows do, and no number is above 0.731.",
  ],
  [
    "06.1",
    but({ D: "healthy" }),
    'not yet: 5 of 6 are right. D isn\'t "healthy". Hint: Nearly: nothing about D needs mending. But its sums are off by up to 0.0002, and that has a name.',
  ],
  [
    "06.1",
    but({ D: "sigmoid" }),
    "not yet: 5 of 6 are right. D isn't \"sigmoid\". Hint: Both add up to nearly 1, but sigmoids of two logits are off by up to 0.03. D's sums are off by 0.0002 at most.",
  ],
  [
    "06.1",
    but({ E: "untrained" }),
    'not yet: 5 of 6 are right. E isn\'t "untrained". Hint: Both are wrong far too often, but a head without training is right in half of the rows and never sure. E is right in 10 %, and very sure.',
  ],
  [
    "06.1",
    but({ E: "healthy" }),
    "not yet: 5 of 6 are right. E isn't \"healthy\". Hint: E's numbers pass every test of their own. Compare them with the truth: it is right in 10 % of the rows.",
  ],
  [
    "06.1",
    but({ F: "float16" }),
    "not yet: 5 of 6 are right. F isn't \"float16\". Hint: 16 bits move a sum by 0.0005 at most. F's rows add up to a few thousandths, and each of its columns to 1.",
  ],
  [
    "06.1",
    but({ F: "twice" }),
    'not yet: 5 of 6 are right. F isn\'t "twice". Hint: Look at F again: each of its columns adds up to 1, and its rows to a few thousandths.',
  ],
  ["06.1", six.slice(0, 5), "not yet: the exercise asks for 6 names, and you gave 5."],
  [
    "06.1",
    but({ F: "broken" }),
    'not yet: "broken" is none of the names: choose from untrained, twice, batch, sigmoid, order, float16, healthy.',
  ],
  [
    "06.1",
    [1, 2, 3, 4, 5, 6],
    "not yet: the exercise asks for a list of 6 names, and you gave numbers.",
  ],
  [
    "06.1",
    ["head", "sigmoid", "softmax twice", "16 bits", "label order", "softmax over the batch"],
    "✓",
  ],
  ["06.1", six.map((name, i) => `${"ABCDEF"[i]}: ${name}`), "✓"],
  [
    "06.1",
    "A untrained, B sigmoid, C twice, D float16, E order, F batch",
    "nearly: the values are right, but it is a single text: make it a list.",
  ],
  [
    "06.1",
    [0, 3, 1, 5, 4, 2],
    "nearly: the values are right, but they are places in the list of names: give the names.",
  ],
  [
    "06.1",
    [1, 4, 2, 6, 5, 3],
    "nearly: the values are right, but they are places in the list, from 1: give the names.",
  ],
  [
    "06.1",
    six.map((name, i) => (i === 3 ? undefined : name)),
    "not yet: the exercise asks for a list of 6 names, and there is undefined at [3]: something was looked up at a place that doesn't exist (places count from 0).",
  ],
  [
    "06.1",
    () => six,
    "not yet: the exercise asks for a list of 6 names, and your answer is a function: call it, with ( ) after its name.",
  ],
  [
    "06.1",
    but({ D: "16 bits", E: "healthy" }),
    "not yet: 5 of 6 are right. E isn't \"healthy\". Hint: E's numbers pass every test of their own. Compare them with the truth: it is right in 10 % of the rows.",
  ],
  [
    "06.1",
    Array(6).fill("healthy"),
    "not yet: 0 of 6 are right. A isn't \"healthy\". Hint: A's rows are proper shares, but it is right in half of the rows, as a coin is.",
  ],
  [
    "06.1",
    but({ A: "order" }),
    'not yet: 5 of 6 are right. A isn\'t "order". Hint: Labels in another order turn 90 % into 10 %. A is right in half of the rows: it has learned nothing, not the opposite.',
  ],
  ["06.1", [...six, "healthy"], "not yet: the exercise asks for 6 names, and you gave 7."],
])("%s answered with %j: %s", (id, answer, reply) => {
  expect(said(lesson06, id, answer)).toBe(reply);
});
