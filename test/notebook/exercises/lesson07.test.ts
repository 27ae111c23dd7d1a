import { expect, it } from "vitest";
import { lesson07 } from "../../../src/notebook/exercises/lesson07.js";
import { said } from "./said.js";

const right = ["order", "function", "length", "batch"];
const four = (...words: string[]) => words;

it.each<[string, unknown, string]>([
  ["07.1", right, "✓"],
  ["07.1", { A: "order", B: "function", C: "length", D: "batch" }, "✓"],
  ["07.1", [right], "✓"],
  ["07.1", new Set(right), "✓"],
  ["07.1", four("A: Order", "B: sigmoid", "C: truncation", "D: mask"), "✓"],
  ["07.1", four("Which order?", "Which function?", "Which length?", "Does the batch matter?"), "✓"],
  [
    "07.1",
    "order, function, length, batch",
    "nearly: the values are right, but it is a single text: make it a list.",
  ],
  [
    "07.1",
    "order function length batch",
    "nearly: the values are right, but it is a single text: make it a list.",
  ],
  [
    "07.1",
    [3, 2, 4, 5],
    "nearly: the values are right, but they are numbers of the table: give the questions by name.",
  ],
  [
    "07.1",
    four("odrer", "function", "length", "batch"),
    'nearly: the values are right; "odrer" is spelt "order".',
  ],
  [
    "07.1",
    four("labels", "function", "length", "batch"),
    "not yet: 3 of 4 are right. A: the names were known, or nobody could have counted. One in ten, of two classes, is far below chance.",
  ],
  [
    "07.1",
    four("test set", "function", "length", "batch"),
    "not yet: 3 of 4 are right. A: a hard test set brings a model down to a half, and not to one in ten.",
  ],
  [
    "07.1",
    four("known sentences", "function", "length", "batch"),
    "not yet: 3 of 4 are right. A: one known sentence would have shown it, but what would it have shown? One in ten is nine in ten, turned round.",
  ],
  [
    "07.1",
    four("batch", "function", "length", "batch"),
    "not yet: 3 of 4 are right. A: not batch. One in ten is far below chance: nine in ten would be right if the classes changed places.",
  ],
  [
    "07.1",
    four("order", "labels", "length", "batch"),
    "not yet: 3 of 4 are right. B: the topics have names. What lets only one of them be above a half?",
  ],
  [
    "07.1",
    four("order", "test set", "length", "batch"),
    "not yet: 3 of 4 are right. B: it would happen on any test set. What lets only one topic be above a half?",
  ],
  [
    "07.1",
    four("order", "order", "length", "batch"),
    "not yet: 3 of 4 are right. B: not order. Shares of one whole can't both be above a half. What makes such shares?",
  ],
  [
    "07.1",
    four("order", "function", "batch", "length"),
    "not yet: 2 of 4 are right. C: a batch would change the logits, not make them equal to the last digit.",
  ],
  [
    "07.1",
    four("order", "function", "known sentences", "batch"),
    "not yet: 3 of 4 are right. C: no sentence is misread; the last page isn't read at all.",
  ],
  [
    "07.1",
    four("order", "function", "length", "length"),
    "not yet: 3 of 4 are right. D: it is the same letter, as long at night as by day. What else is there at night?",
  ],
  [
    "07.1",
    four("order", "function", "length", "known sentences"),
    "not yet: 3 of 4 are right. D: that letter was one, and came out right, alone. What changed at night?",
  ],
  [
    "07.1",
    four("order", "function", "length", "test set"),
    "not yet: 3 of 4 are right. D: not test set. The same text, alone and among others.",
  ],
  [
    "07.1",
    four("batch", "length", "function", "order"),
    "not yet: A: not batch. One in ten is far below chance: nine in ten would be right if the classes changed places.",
  ],
  [
    "07.1",
    four("order", "colour", "length", "batch"),
    'not yet: "colour" is none of the questions: choose from labels, function, order, length, batch, known sentences, test set.',
  ],
  [
    "07.1",
    four("order", "function"),
    "not yet: the exercise asks for 4 questions, and you gave 2.",
  ],
  [
    "07.1",
    ["order", undefined, "length", "batch"],
    "not yet: the exercise asks for a list of 4 questions, and there is undefined at [1]: something was looked up at a place that doesn't exist (places count from 0).",
  ],
  [
    "07.1",
    () => right,
    "not yet: the exercise asks for a list of 4 questions, and your answer is a function: call it, with ( ) after its name.",
  ],
  ["07.1", 4, "not yet: the exercise asks for a list of 4 questions, and you gave a number."],
  ["07.2", 0.2, "✓"],
  ["07.2", 1 / (1 + 4), "✓"],
  ["07.2", { threshold: 0.2 }, "✓"],
  ["07.2", [0.2], "nearly: the value is right, but it is a list of one: take [0]."],
  [
    "07.2",
    new Float32Array([0.2]),
    "nearly: the value is right, but it is a list of one: take [0].",
  ],
  ["07.2", "0,2", "nearly: the value is right; give it as a number, not as text."],
  ["07.2", "1/5", "nearly: the value is right; give it as a number, not as text."],
  ["07.2", 20, "nearly: the value is right; give it as a share, between 0 and 1, not in per cent."],
  [
    "07.2",
    "20 %",
    "nearly: the value is right; give it as a number, not as text, and give it as a share, between 0 and 1, not in per cent.",
  ],
  ["07.2", [0.2, 0.8], "nearly: the first of the two is the threshold: give it on its own."],
  [
    "07.2",
    0.8,
    "not yet: you have swapped the costs: to overlook one is dear here, so call it urgent early.",
  ],
  [
    "07.2",
    "80 %",
    "not yet: you have swapped the costs: to overlook one is dear here, so call it urgent early.",
  ],
  [
    "07.2",
    0.25,
    "not yet: 1 / 4 is the ratio of the costs, at which the odds stand. As a probability it is 1 / (1 + 4).",
  ],
  ["07.2", 4, "not yet: that is the ratio of the costs. The exercise asks for a probability."],
  [
    "07.2",
    0.75,
    "not yet: that is the threshold of the cinema, where the other mistake was the dear one.",
  ],
  [
    "07.2",
    0.5,
    "not yet: at 0.5, calling it urgent costs 0.5 on average and not calling it 2. It pays much earlier.",
  ],
  [
    "07.2",
    5,
    "not yet: that is the sum of the costs. Which share of it is the cost of a false alarm?",
  ],
  ["07.2", 1 / 1 + 1 / 4, "not yet: you left out the brackets: 1 / (1 + 4)."],
  [
    "07.2",
    0,
    "not yet: from 0 on, every letter is urgent. But a false alarm costs something, too.",
  ],
  ["07.2", 1, "not yet: from 1 on, no letter is urgent, and every urgent one is overlooked."],
  ["07.2", [1, 4], "not yet: those are the costs themselves. The threshold is one number."],
  [
    "07.2",
    0.6,
    "not yet: at 0.6, calling a letter urgent costs 0.4 on average, and not calling it so 2.4. Where are the two equal?",
  ],
  [
    "07.2",
    0.21,
    "not yet: at 0.21, calling a letter urgent costs 0.79 on average, and not calling it so 0.84. Where are the two equal?",
  ],
  ["07.2", -0.2, "not yet: the size is right, but the sign is the wrong way round."],
  ["07.2", -3, "not yet: a share is never negative."],
  [
    "07.2",
    "1 / (1 + 4)",
    'not yet: the exercise asks for one number, and "1 / (1 + 4)" is text: leave out the quotes, so that it is computed.',
  ],
  ["07.2", "early", 'not yet: the exercise asks for one number, and "early" is text.'],
  ["07.2", null, "not yet: the exercise asks for one number, and your answer is null."],
  [
    "07.2",
    () => 0.2,
    "not yet: the exercise asks for one number, and your answer is a function: call it, with ( ) after its name.",
  ],
  [
    "07.2",
    Number.NaN,
    "not yet: the exercise asks for one number, and your answer is NaN, “not a number”: something undefined, or Infinity divided by Infinity, went into it.",
  ],
  ["07.3", [0.09, 42], "✓"],
  ["07.3", { texts: 42, difference: 0.09 }, "✓"],
  ["07.3", [[0.09], [42]], "✓"],
  ["07.3", new Float32Array([0.09, 42]), "✓"],
  [
    "07.3",
    ["9 %", 42],
    "nearly: the values are right; give them as numbers, not as text, and don't give it in per cent.",
  ],
  ["07.3", "0.09 and 42", "nearly: the values are right; give them as numbers, not as text."],
  [
    "07.3",
    [9, 42],
    "nearly: the texts are right, but 9 is in points of a hundred; the exercise asks for a share, 0.09.",
  ],
  [
    "07.3",
    [0.09, 200],
    "not yet: the difference is right, but where both are right or both wrong, a text prefers neither model.",
  ],
  [
    "07.3",
    [0.09, 80],
    "not yet: the difference is right, but the 38 that both get wrong prefer neither model.",
  ],
  [
    "07.3",
    [0.09, 162],
    "not yet: the difference is right, but the 120 that both get right prefer neither model.",
  ],
  [
    "07.3",
    [0.09, 158],
    "not yet: the difference is right, but the 120 that both get right and the 38 that both get wrong prefer neither model.",
  ],
  [
    "07.3",
    [0.09, 18],
    "not yet: the difference is right, but 18 is 30 less 12; how many are they together?",
  ],
  [
    "07.3",
    [0.09, 30],
    "not yet: the difference is right, but the 12 on which only the second is right have a say as well.",
  ],
  [
    "07.3",
    [0.09, 12],
    "not yet: the difference is right, but the 30 on which only the first is right have a say as well.",
  ],
  [
    "07.3",
    [0.09, "42 of 200"],
    "not yet: the difference is right, but 42 of 200 is a share; the exercise asks how many texts.",
  ],
  [
    "07.3",
    [0.09, 7],
    "not yet: [0] is right, but [1] is too small. Which texts prefer one model to the other?",
  ],
  ["07.3", [42, 0.09], "not yet: both are right, but the difference comes first."],
  [
    "07.3",
    [-0.09, 42],
    "not yet: the texts are right, but the first model is the better one: the difference is positive.",
  ],
  [
    "07.3",
    [18, 42],
    "not yet: the texts are right, but 18 is a number of texts: as an accuracy, it is a share of the 200.",
  ],
  [
    "07.3",
    [0.75, 42],
    "not yet: the texts are right, but 0.75 is the accuracy of the first. By how much is it higher?",
  ],
  [
    "07.3",
    [0.66, 42],
    "not yet: the texts are right, but 0.66 is the accuracy of the second. By how much is the first one's higher?",
  ],
  [
    "07.3",
    [0.15, 42],
    "not yet: the texts are right, but 30 / 200 is what only the first gets right. Take off what only the second does.",
  ],
  [
    "07.3",
    [0.06, 42],
    "not yet: the texts are right, but 12 / 200 is what only the second gets right. How much more is right for the first?",
  ],
  [
    "07.3",
    [0.21, 42],
    "not yet: the texts are right, but 42 / 200 is on how many they differ, and not by how much one is ahead.",
  ],
  [
    "07.3",
    [0.75 / 0.66, 42],
    "not yet: the texts are right, but you have divided the accuracies; the exercise asks for their difference.",
  ],
  [
    "07.3",
    [18 / 132, 42],
    "not yet: the texts are right, but you have divided by what the second gets right. An accuracy is a share of all 200.",
  ],
  [
    "07.3",
    [18 / 42, 42],
    "not yet: the texts are right, but you have divided by the texts on which they differ. An accuracy is a share of all 200.",
  ],
  [
    "07.3",
    [0.5, 42],
    "not yet: [1] is right, but [0] is too large. The first is right about 120 + 30 of 200, the second about 120 + 12.",
  ],
  [
    "07.3",
    [0.75, 30],
    "not yet: 0.75 is the accuracy of the first. By how much is it higher? And the 12 on which only the second is right have a say as well.",
  ],
  ["07.3", 0.09, "not yet: the exercise asks for 2 numbers, and you gave only one."],
  ["07.3", [0.09, 42, 200], "not yet: the exercise asks for 2 numbers, and you gave 3."],
  [
    "07.3",
    [undefined, 42],
    "not yet: the exercise asks for a list of 2 numbers, and there is undefined at [0]: something was looked up at a place that doesn't exist (places count from 0).",
  ],
])("%s answered with %j is told: %s", (id, answer, reply) => {
  expect(said(lesson07, id, answer)).toBe(reply);
});
