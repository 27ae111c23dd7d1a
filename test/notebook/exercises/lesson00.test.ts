import { expect, it } from "vitest";
import { argmax } from "../../../src/logits/argmax.js";
import { softmax } from "../../../src/logits/softmax.js";
import { lesson00 } from "../../../src/notebook/exercises/lesson00.js";
import { said } from "./said.js";

const logits = [-3.4842686653137207, 3.85064697265625];

it.each<[string, unknown, string]>([
  ["00.1", 1, "✓"],
  ["00.1", argmax(logits), "✓"],
  ["00.1", 1n, "✓"],
  ["00.1", { predicted_index: 1, predicted_label: "POSITIVE" }, "✓"],
  ["00.1", argmax([logits]), "nearly: the value is right, but it is a list of one: take [0]."],
  ["00.1", new Int32Array([1]), "nearly: the value is right, but it is a list of one: take [0]."],
  ["00.1", [[1]], "nearly: the value is right, but it is a list of one: take [0]."],
  ["00.1", "1", "nearly: the value is right; give it as a number, not as text."],
  [
    "00.1",
    ["1"],
    "nearly: the value is right, but it is a list of one: take [0], and give it as a number, not as text.",
  ],
  [
    "00.1",
    "POSITIVE",
    "nearly: that is the right label; the exercise asks for its class index, which id2label (cell 1) has.",
  ],
  [
    "00.1",
    "positive ",
    "nearly: that is the right label; the exercise asks for its class index, which id2label (cell 1) has.",
  ],
  [
    "00.1",
    "NEGATIVE",
    "not yet: that is a label, and not the one of the larger logit; the exercise asks for a class index.",
  ],
  [
    "00.1",
    0,
    "not yet: that is the index of the smaller logit: it belongs to NEGATIVE. Hint: Compare the two logits in cell 2; −3.48 is less than 3.85, because it is negative.",
  ],
  [
    "00.1",
    2,
    "not yet: you counted from 1; class indices start at 0. Hint: The first class has the index 0.",
  ],
  ["00.1", 3, "not yet: there are two classes, and their indices are 0 and 1."],
  ["00.1", -1, "not yet: there are two classes, and their indices are 0 and 1."],
  ["00.1", [0, 1], "not yet: those are the indices of both classes; the model chooses one."],
  [
    "00.1",
    logits,
    "not yet: those are the two logits; the exercise asks for the place of the larger one.",
  ],
  ["00.1", 3.85, "not yet: that is the larger logit itself; the exercise asks for its place."],
  [
    "00.1",
    0.9993,
    "not yet: that is the probability of the chosen class; the exercise asks for its place.",
  ],
  [
    "00.1",
    softmax(logits),
    "not yet: those are the probabilities; the exercise asks for the place of the larger one.",
  ],
  [
    "00.1",
    7.3,
    "not yet: an index is a whole number: it says where the largest logit is, not how large it is.",
  ],
  [
    "00.1",
    argmax,
    "not yet: the exercise asks for one number, and your answer is a function: call it, with ( ) after its name.",
  ],
  ["00.1", null, "not yet: the exercise asks for one number, and your answer is null."],
  [
    "00.1",
    Number.NaN,
    "not yet: the exercise asks for one number, and your answer is NaN, “not a number”: something undefined, or Infinity divided by Infinity, went into it.",
  ],
  ["00.1", "the second", 'not yet: the exercise asks for one number, and "the second" is text.'],
  ["00.1", true, "not yet: the exercise asks for one number, and your answer is true."],
  ["00.1", [], "not yet: the exercise asks for one number, and your list is empty."],
  ["00.1", "class 1", "nearly: the value is right; give it as a number, not as text."],
  ["00.1", "LABEL_1", "nearly: the value is right; give it as a number, not as text."],
  ["00.2", 0.5, "✓"],
  ["00.2", 0.49999999999999994, "✓"],
  ["00.2", softmax([0.7, 0.7])[1], "✓"],
  ["00.2", { toNumber: () => 0.5 }, "✓"],
  ["00.2", [0.5, 0.5], "nearly: both probabilities are right; give only that of POSITIVE, [1]."],
  ["00.2", [[0.5, 0.5]], "nearly: both probabilities are right; give only that of POSITIVE, [1]."],
  ["00.2", [0.5], "nearly: the value is right, but it is a list of one: take [0]."],
  ["00.2", 50, "nearly: the value is right; give it as a share, between 0 and 1, not in per cent."],
  [
    "00.2",
    "50 %",
    "nearly: the value is right; give it as a number, not as text, and give it as a share, between 0 and 1, not in per cent.",
  ],
  [
    "00.2",
    "50%",
    "nearly: the value is right; give it as a number, not as text, and give it as a share, between 0 and 1, not in per cent.",
  ],
  ["00.2", "0.5", "nearly: the value is right; give it as a number, not as text."],
  ["00.2", "1/2", "nearly: the value is right; give it as a number, not as text."],
  ["00.2", "0,5", "nearly: the value is right; give it as a number, not as text."],
  ["00.2", 0.7, "not yet: 0.7 is the logit. What share does each of two equals get?"],
  [
    "00.2",
    1.4,
    "not yet: that is the sum of the two logits. What share does each of two equals get?",
  ],
  ["00.2", [0.7, 0.7], "not yet: those are the two logits. What share does each of them get?"],
  [
    "00.2",
    0.668,
    "not yet: that is the sigmoid of 0.7 alone; softmax compares the logit with the other one. Hint: The other logit is just as large.",
  ],
  [
    "00.2",
    2.014,
    "not yet: that is e to the power of 0.7; it isn't a share of anything yet. Hint: Divide it by the sum of both exponentials.",
  ],
  [
    "00.2",
    1,
    "not yet: 1 is what both probabilities add up to. What share does each of two equals get?",
  ],
  [
    "00.2",
    0,
    "not yet: 0 would mean that POSITIVE is impossible; its logit is as large as the other.",
  ],
  ["00.2", 0.4, "not yet: then NEGATIVE would get 0.6, but equal logits get equal shares."],
  ["00.2", 0.9, "not yet: then NEGATIVE would get 0.1, but equal logits get equal shares."],
  ["00.2", -0.5, "not yet: the size is right, but the sign is the wrong way round."],
  ["00.2", 2, "not yet: a share is never above 1."],
  [
    "00.2",
    Number.NaN,
    "not yet: the exercise asks for one number, and your answer is NaN, “not a number”: something undefined, or Infinity divided by Infinity, went into it.",
  ],
  [
    "00.2",
    softmax,
    "not yet: the exercise asks for one number, and your answer is a function: call it, with ( ) after its name.",
  ],
  [
    "00.2",
    new Error("Cannot find name"),
    "not yet: the exercise asks for one number, and your answer is an error.",
  ],
  ["00.2", "half", 'not yet: the exercise asks for one number, and "half" is text.'],
  [
    "00.2",
    "50 percent",
    "nearly: the value is right; give it as a number, not as text, and give it as a share, between 0 and 1, not in per cent.",
  ],
  ["00.2", { POSITIVE: 0.5 }, "✓"],
  [
    "00.2",
    { scores: [0.5, 0.5], function_to_apply: "softmax" },
    "nearly: both probabilities are right; give only that of POSITIVE, [1].",
  ],
  ["00.2", "50:50", "nearly: both probabilities are right; give only that of POSITIVE, [1]."],
  ["00.2", Math.E, "not yet: a share is never above 1."],
])("%s answered with %o is told: %s", (id, answer, reply) => {
  expect(said(lesson00, id, answer)).toBe(reply);
});
