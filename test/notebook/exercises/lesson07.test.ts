import { expect, it } from "vitest";
import { readPredictions } from "../../../src/data/readPredictions.js";
import { fitTemperature, type TemperatureFit } from "../../../src/evaluate/temperature.js";
import { lesson07 } from "../../../src/notebook/exercises/lesson07.js";
import { readingCard } from "../../../src/report/readingCard.js";

const check = (id: string, answer: unknown) =>
  lesson07.find((exercise) => exercise.id === id)?.check(answer);

it.each([
  ["07.1", [["order", "function", "length", "batch"], "order, function, length, batch"]],
  ["07.1", [["A: Order", "B: sigmoid", "C: truncation", "D: mask"]]],
  ["07.2", [0.2, "0.2", "20 %", "0,2", [0.2], 1 / 5, new Float32Array([0.2])]],
  ["07.3", [[0.09, 42], ["9 %", 42], "0.09 and 42", { difference: 0.09, texts: 42 }]],
])("%s takes a right answer in any form: %j", (id, answers) => {
  expect(answers.map((answer) => check(id, answer))).toEqual(answers.map(() => true));
});

const four = (...words: string[]) => words;
const noList =
  'the exercise asks for four questions, from A to D, such as ["labels", "batch", "order", "length"].';
const A = "one in ten";

it.each<[string, unknown, string]>([
  [
    "07.1",
    four("labels", "function", "length", "batch"),
    "A: the names were known, or nobody could have counted. One in ten, of two classes, is far below chance.",
  ],
  [
    "07.1",
    four("test set", "function", "length", "batch"),
    `A: a hard test set brings a model down to a half, and not to ${A}.`,
  ],
  [
    "07.1",
    four("known sentences", "function", "length", "batch"),
    "A: one known sentence would have shown it, but what would it have shown? One in ten is nine in ten, turned round.",
  ],
  [
    "07.1",
    four("batch", "function", "length", "batch"),
    `A: not that. One in ten is far below chance: nine in ten would be right if the classes changed places.`,
  ],
  [
    "07.1",
    four("order", "labels", "length", "batch"),
    "B: the topics have names. What lets only one of them be above a half?",
  ],
  [
    "07.1",
    four("order", "test set", "length", "batch"),
    "B: it would happen on any test set. What lets only one topic be above a half?",
  ],
  [
    "07.1",
    four("order", "order", "length", "batch"),
    "B: not that. Shares of one whole can't both be above a half. What makes such shares?",
  ],
  [
    "07.1",
    four("order", "function", "batch", "length"),
    "C: a batch would change the logits, not make them equal to the last digit.",
  ],
  [
    "07.1",
    four("order", "function", "known sentences", "batch"),
    "C: no sentence is misread; the last page isn't read at all.",
  ],
  [
    "07.1",
    four("order", "function", "length", "length"),
    "D: it is the same letter, as long at night as by day. What else is there at night?",
  ],
  [
    "07.1",
    four("order", "function", "length", "known sentences"),
    "D: that letter was one, and came out right, alone. What changed at night?",
  ],
  [
    "07.1",
    four("order", "colour", "length", "batch"),
    "B: choose from labels, function, order, length, batch, known sentences, test set.",
  ],
  ["07.1", four("order", "function"), noList],
  ["07.1", 4, noList],
  [
    "07.2",
    0.8,
    "you have swapped the costs: to overlook one is dear here, so call it urgent early.",
  ],
  [
    "07.2",
    0.25,
    "1 / 4 is the ratio of the costs, at which the odds stand. As a probability it is 1 / (1 + 4).",
  ],
  ["07.2", 4, "that is the ratio of the costs. The exercise asks for a probability."],
  ["07.2", 0.75, "that is the threshold of the cinema, where the other mistake was the dear one."],
  [
    "07.2",
    "50 %",
    "at 0.5, calling it urgent costs 0.5 on average and not calling it 2. It pays much earlier.",
  ],
  ["07.2", 20, "that is in per cent; the exercise asks for a probability between 0 and 1."],
  ["07.2", 5, "that is the sum of the costs. Which share of it is the cost of a false alarm?"],
  ["07.2", 0.6, "both mistakes must cost the same there: 1 · (1 − p) = 4 · p."],
  ["07.2", -3, "the exercise asks for a probability between 0 and 1."],
  ["07.2", [0.2, 0.8], "the exercise asks for one number, and your answer has 2."],
  ["07.2", "early", "the exercise asks for a number."],
  ["07.2", null, "the exercise asks for a number."],
  [
    "07.3",
    [0.09, 200],
    "the difference is right. But where both are right or both wrong, a text prefers neither model.",
  ],
  ["07.3", [0.09, 80], "the difference is right. The 38 that both get wrong prefer neither model."],
  [
    "07.3",
    [0.09, 162],
    "the difference is right. The 120 that both get right prefer neither model.",
  ],
  ["07.3", [0.09, 18], "the difference is right. 18 is 30 less 12; how many are they together?"],
  [
    "07.3",
    [0.09, 30],
    "the difference is right. The 12 on which only the second is right have a say as well.",
  ],
  ["07.3", [0.09, 7], "the difference is right. Which texts prefer one model to the other?"],
  ["07.3", [42, 0.09], "both are right, in another order: the difference first."],
  ["07.3", [-0.09, 42], "the first is the better one: the difference is positive."],
  ["07.3", [9, 42], "those are points of a hundred; the exercise asks for a share."],
  ["07.3", [18, 42], "18 texts more: as an accuracy, that is a share of the 200."],
  ["07.3", [0.75, 42], "that is the accuracy of the first. By how much is it higher?"],
  [
    "07.3",
    [0.66, 42],
    "that is the accuracy of the second. By how much is the first one's higher?",
  ],
  [
    "07.3",
    [18 / 42, 42],
    "you have divided by the texts on which they differ. An accuracy is a share of all 200.",
  ],
  ["07.3", [0.5, 42], "the first is right about 120 + 30 of 200, the second about 120 + 12."],
  ["07.3", 0.09, "the exercise asks for two numbers, [difference, texts]."],
])("%s answered with %j is told: %s", (id, answer, remark) => {
  expect(check(id, answer)).toBe(remark);
});

const frame = await readPredictions("data/examples/frame.csv");
const recorded = await readPredictions("emotions-validation");
const fitted = fitTemperature(recorded.label_ids as number[], recorded);
const known = { length: { tokens: 512, cut: 0 }, batch: 0 };
const costs = { label: "anger", false_positive: 1, false_negative: 4 };
const cardWith = (temperature: TemperatureFit | number | undefined, more: object = { costs }) =>
  readingCard(frame, { ...known, temperature, ...more });

it("07.4 takes the card that the kit makes, with the fit or with its number", async () => {
  expect(check("07.4", await cardWith(fitted))).toBe(true);
  expect(check("07.4", await cardWith(fitted.temperature ?? 0))).toBe(true);
  const resampled = fitTemperature(recorded.label_ids as number[], recorded, { resamples: 2 });
  expect(check("07.4", await cardWith(resampled, { costs, known: { right: 3, n: 4 } }))).toBe(true);
});

const onFrame = fitTemperature(frame.label_ids as number[], frame).temperature ?? 0;
const test = await readPredictions("emotions-test");
const onTest = fitTemperature(test.label_ids as number[], test).temperature ?? 0;

it.each<[unknown, string]>([
  [await cardWith(undefined), "the temperature is still open."],
  [await cardWith(fitted, {}), "the temperature is right; the costs are still open."],
  [await cardWith(onFrame), "that T is of the 14 rows themselves. Fit it on emotionsValidation."],
  [
    await cardWith(onTest),
    "that T is of emotions-test, which judges. Fit it on emotionsValidation.",
  ],
  [await cardWith(5.1889), "that T is the review model's. Fit one on emotionsValidation."],
  [await cardWith(1), "a T of 1 changes nothing. Fit one on emotionsValidation."],
  [await cardWith(1 / 1.1607), "that is 1 / T; logits are divided by T."],
  [await cardWith(3), "that is another T than the one that fits emotionsValidation best."],
  [
    await cardWith(fitted, { costs: { label: "anger", false_positive: 4, false_negative: 1 } }),
    "the two costs are swapped: false_positive is anger given wrongly, which costs 1.",
  ],
  [
    await cardWith(fitted, { costs: { ...costs, false_negative: 3 } }),
    "anger given wrongly costs 1 (false_positive), and missed 4 (false_negative).",
  ],
  [
    await cardWith(fitted, { costs: { ...costs, label: "joy" } }),
    'the costs are those of "anger", and the card has them of "joy".',
  ],
  [
    await readingCard(frame, { temperature: fitted, costs }),
    "two answers that were there are lost: begin the options with ...asked.",
  ],
  [
    await readingCard(test, { ...known, temperature: fitted }),
    "that card is of other rows: hand frame to readingCard first.",
  ],
  [cardWith(fitted), "that is a promise of a card: write await before readingCard."],
  [(await cardWith(fitted)).markdown, "that is the card's text; hand over the card itself."],
  [fitted, "the exercise asks for what readingCard returns."],
  [1.16, "the exercise asks for what readingCard returns."],
])("07.4 names what is amiss with a card (case %#)", (answer, remark) => {
  expect(check("07.4", answer)).toBe(remark);
});
