import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadDataset } from "../../../src/data/loadDataset.js";
import { argmax } from "../../../src/logits/argmax.js";
import { logSoftmax } from "../../../src/logits/logSoftmax.js";
import { softmax } from "../../../src/logits/softmax.js";
import { loadClassifier } from "../../../src/model/loadClassifier.js";
import { lesson02, tags } from "../../../src/notebook/exercises/lesson02.js";
import { Trainer } from "../../../src/trainer/Trainer.js";
import { TrainingArguments } from "../../../src/trainer/TrainingArguments.js";
import { said } from "./said.js";

const three = [
  [2, 0],
  [0, 1],
  [1, 1],
];
const each = logSoftmax(three).map((row, i) => -row[[0, 0, 1][i]]);
const mean = (list: number[]) => list.reduce((a, b) => a + b) / list.length;
const sent = [
  [2.1, -0.3, 0.4],
  [-1.0, 0.8, 0.5],
];
const names = ["NEGATIVE", "POSITIVE"];

it.each<[string, unknown, string]>([
  ["02.1", [250, 7], "✓"],
  ["02.1", new Int32Array([250, 7]), "✓"],
  ["02.1", [250n, 7n], "✓"],
  ["02.1", [[250, 7]], "✓"],
  ["02.1", [1, 250, 7], "✓"],
  ["02.1", { dims: [250, 7] }, "✓"],
  ["02.1", { rows: 250, columns: 7 }, "✓"],
  ["02.1", ["250", "7"], "nearly: the values are right; give them as numbers, not as text."],
  ["02.1", "[250, 7]", "nearly: the values are right; give them as numbers, not as text."],
  ["02.1", "(250, 7)", "nearly: the values are right; give them as numbers, not as text."],
  ["02.1", "250 x 7", "nearly: the values are right; give them as numbers, not as text."],
  ["02.1", "250 × 7", "nearly: the values are right; give them as numbers, not as text."],
  [
    "02.1",
    [7, 250],
    "not yet: that is the shape with rows and columns swapped. Hint: A shape names the rows first, then the columns.",
  ],
  [
    "02.1",
    250 * 7,
    "not yet: that is how many numbers there are in all; a shape names rows and columns.",
  ],
  [
    "02.1",
    250,
    "not yet: that is the number of rows; a shape names the columns, too. Hint: Write both into one list, [rows, columns].",
  ],
  [
    "02.1",
    [250],
    "not yet: that is the number of rows; a shape names the columns, too. Hint: Write both into one list, [rows, columns].",
  ],
  [
    "02.1",
    7,
    "not yet: that is the number of columns; a shape names the rows, too, and first. Hint: Write both into one list, [rows, columns].",
  ],
  [
    "02.1",
    [250, 2],
    "not yet: two columns belong to this lesson's model of two classes; the one asked about has seven.",
  ],
  [
    "02.1",
    [250, 1],
    "not yet: one column would be one number for each sentence; predictions have one for each class.",
  ],
  ["02.1", [250, 8], "not yet: there are seven classes, and no column for anything else."],
  [
    "02.1",
    [250, 6],
    "not yet: [0] is right, but [1] is too small. 6 columns would be 6 classes, and the model has seven.",
  ],
  [
    "02.1",
    [249, 7],
    "not yet: [1] is right, but [0] is too small. 249 rows would be 249 sentences, and there are 250.",
  ],
  [
    "02.1",
    [144, 2],
    "not yet: that is the shape in this lesson; the exercise has 250 sentences and 7 classes.",
  ],
  ["02.1", [144, 7], "not yet: 144 are the sentences of this lesson; the exercise has 250."],
  ["02.1", [250, 7, 3], "not yet: the exercise asks for 2 numbers, and you gave 3."],
  ["02.1", "many", 'not yet: the exercise asks for a list of 2 numbers, and "many" is text.'],
  ["02.1", null, "not yet: the exercise asks for a list of 2 numbers, and your answer is null."],
  [
    "02.1",
    "250 rows, 7 columns",
    "nearly: the values are right; give them as numbers, not as text.",
  ],
  ["02.1", { columns: 7, rows: 250 }, "✓"],
  [
    "02.1",
    "[n, 7]",
    "not yet: that is the number of columns; a shape names the rows, too, and first. Hint: Write both into one list, [rows, columns].",
  ],
  ["02.2", 0.85, "✓"],
  ["02.2", (30 + 55) / (30 + 10 + 5 + 55), "✓"],
  ["02.2", "0.85", "nearly: the value is right; give it as a number, not as text."],
  ["02.2", [0.85], "nearly: the value is right, but it is a list of one: take [0]."],
  [
    "02.2",
    "85 %",
    "nearly: the value is right; give it as a number, not as text, and give it as a share, between 0 and 1, not in per cent.",
  ],
  ["02.2", "85/100", "nearly: the value is right; give it as a number, not as text."],
  [
    "02.2",
    85,
    "nearly: 85 of 100 were right, which is also their share in per cent; give it as a share, between 0 and 1.",
  ],
  ["02.2", 0.9, "nearly: the value is right, but rounded too far: give it to two decimals."],
  [
    "02.2",
    0.15,
    "not yet: that is the share of wrong answers. Hint: Right ones are on the diagonal.",
  ],
  ["02.2", 15, "not yet: that is how many were wrong. Hint: Right ones are on the diagonal."],
  [
    "02.2",
    30 / 40,
    "not yet: that is the recall of class 0: the share of row 0 that was found. Hint: Accuracy asks about all sentences: divide by the sum of all four counts.",
  ],
  [
    "02.2",
    55 / 60,
    "not yet: that is the recall of class 1: the share of row 1 that was found. Hint: Accuracy asks about all sentences: divide by the sum of all four counts.",
  ],
  [
    "02.2",
    30 / 35,
    "not yet: that is the precision of class 0: the share of column 0 that is right. Hint: Accuracy asks about all sentences: divide by the sum of all four counts.",
  ],
  [
    "02.2",
    55 / 65,
    "not yet: that is the precision of class 1: the share of column 1 that is right. Hint: Accuracy asks about all sentences: divide by the sum of all four counts.",
  ],
  [
    "02.2",
    0.857,
    "not yet: that is the precision of class 0: the share of column 0 that is right. Hint: Accuracy asks about all sentences: divide by the sum of all four counts.",
  ],
  [
    "02.2",
    0.846,
    "not yet: that is the precision of class 1: the share of column 1 that is right. Hint: Accuracy asks about all sentences: divide by the sum of all four counts.",
  ],
  [
    "02.2",
    75,
    "not yet: that is the recall of class 0: the share of row 0 that was found. Hint: Accuracy asks about all sentences: divide by the sum of all four counts.",
  ],
  [
    "02.2",
    (30 / 40 + 55 / 60) / 2,
    "not yet: that is the mean of the two recalls (balanced accuracy). Hint: Accuracy asks about all sentences: divide by the sum of all four counts.",
  ],
  [
    "02.2",
    (30 / 35 + 55 / 65) / 2,
    "not yet: that is the mean of the two precisions. Hint: Accuracy asks about all sentences: divide by the sum of all four counts.",
  ],
  [
    "02.2",
    0.8,
    "not yet: that is the F1 of class 0. Hint: Accuracy asks about all sentences: divide by the sum of all four counts.",
  ],
  [
    "02.2",
    0.88,
    "not yet: that is the F1 of class 1. Hint: Accuracy asks about all sentences: divide by the sum of all four counts.",
  ],
  [
    "02.2",
    0.3,
    "not yet: that counts only the right answers of class 0. Hint: Both diagonal counts are right answers.",
  ],
  [
    "02.2",
    0.55,
    "not yet: that counts only the right answers of class 1. Hint: Both diagonal counts are right answers.",
  ],
  [
    "02.2",
    0.6,
    "not yet: that is the share of sentences that are class 1. Hint: Accuracy asks about all sentences: divide by the sum of all four counts.",
  ],
  [
    "02.2",
    0.65,
    "not yet: that is the share of sentences that were called class 1. Hint: Accuracy asks about all sentences: divide by the sum of all four counts.",
  ],
  [
    "02.2",
    85 / 15,
    "not yet: those are the odds, right to wrong. Hint: Accuracy asks about all sentences: divide by the sum of all four counts.",
  ],
  [
    "02.2",
    100,
    "not yet: that is how many sentences there are. Hint: Accuracy asks about all sentences: divide by the sum of all four counts.",
  ],
  [
    "02.2",
    0.7,
    "not yet: 0.7 would be 70 right answers of 100; the matrix shows a different number.",
  ],
  ["02.2", -0.85, "not yet: the size is right, but the sign is the wrong way round."],
  ["02.2", 1.5, "not yet: a share is never above 1."],
  [
    "02.2",
    Number.NaN,
    "not yet: the exercise asks for one number, and your answer is NaN, “not a number”: something undefined, or Infinity divided by Infinity, went into it.",
  ],
  ["02.2", [0.85, 0.15], "nearly: the right number is in your list, at [0]: give it on its own."],
  ["02.2", [85, 100], "nearly: divide the first of your two numbers by the second."],
  ["02.2", "85 of 100", "nearly: the value is right; give it as a number, not as text."],
  ["02.2", { accuracy: 0.85 }, "✓"],
  ["02.2", 0.0085, "not yet: that is a hundredth of it: divide by 100 only once."],
  [
    "02.2",
    0.8499,
    "not yet: 0.8499 would be 84.99 right answers of 100; the matrix shows a different number.",
  ],
  [
    "02.2",
    55,
    "not yet: that is only one of the four counts. Hint: Accuracy asks about all sentences: divide by the sum of all four counts.",
  ],
  [
    "02.2",
    65,
    "not yet: that is how many sentences were called class 1. Hint: Accuracy asks about all sentences: divide by the sum of all four counts.",
  ],
  ["02.3", mean(each), "✓"],
  ["02.3", 0.7111122930403802, "✓"],
  ["02.3", 0.71, "✓ right, rounded"],
  ["02.3", 0.711, "✓ right, rounded"],
  ["02.3", { test_loss: 0.7111122930403802 }, "✓"],
  ["02.3", [0.71], "nearly: the value is right, but it is a list of one: take [0]."],
  ["02.3", "0.71", "nearly: the value is right; give it as a number, not as text."],
  ["02.3", 0.7, "nearly: the value is right, but rounded too far: give it to two decimals."],
  [
    "02.3",
    mean(each) * 3,
    "not yet: that is the sum; the exercise asks for the mean. Hint: Divide it by the number of rows.",
  ],
  [
    "02.3",
    2.13,
    "not yet: that is the sum; the exercise asks for the mean. Hint: Divide it by the number of rows.",
  ],
  ["02.3", -mean(each), "not yet: a loss is never negative: change the sign."],
  ["02.3", -2.133, "not yet: that is the sum, and without the minus: a loss is never negative."],
  [
    "02.3",
    each,
    "not yet: those are the losses of the three rows; the Trainer reports their mean.",
  ],
  [
    "02.3",
    each.map((value) => -value),
    "not yet: those are the logarithms for the three rows; the loss is minus their mean.",
  ],
  [
    "02.3",
    [0.13, 1.31, 0.69],
    "not yet: those are the losses of the three rows; the Trainer reports their mean.",
  ],
  [
    "02.3",
    mean(each) / Math.LN2,
    "not yet: that is the loss in base 2 (in bits); the Trainer takes the natural logarithm. Hint: Math.log is the natural logarithm.",
  ],
  [
    "02.3",
    1.03,
    "not yet: that is the loss in base 2 (in bits); the Trainer takes the natural logarithm. Hint: Math.log is the natural logarithm.",
  ],
  [
    "02.3",
    mean(each) / Math.LN10,
    "not yet: that is the loss in base 10; the Trainer takes the natural logarithm. Hint: Math.log is the natural logarithm.",
  ],
  [
    "02.3",
    1.0445,
    "not yet: that is the loss of the class that is not the true one. Hint: Row i's true class is truth[i].",
  ],
  [
    "02.3",
    0.3778,
    "not yet: that is the loss of the class that the model predicts; it doesn't ask what is true. Hint: Row i's true class is truth[i].",
  ],
  [
    "02.3",
    0.598,
    "not yet: you took the logarithm of the mean probability; the loss is the mean of the logarithms. Hint: First the logarithm of each row, then the mean.",
  ],
  [
    "02.3",
    0.55,
    "not yet: that is the mean probability of the true classes; the loss is minus its logarithm, row by row. Hint: Take -Math.log of each probability before the mean.",
  ],
  [
    "02.3",
    0.45,
    "not yet: that is the probability that was missing on average; the loss takes logarithms. Hint: Take -Math.log of each probability before the mean.",
  ],
  [
    "02.3",
    [0.881, 0.269, 0.5],
    "not yet: those are the probabilities of the true classes; the loss takes minus their logarithms, and the mean.",
  ],
  [
    "02.3",
    1,
    "not yet: that is the mean logit of the true classes; softmax has to come before the logarithm. Hint: logSoftmax does both at once.",
  ],
  [
    "02.3",
    -1,
    "not yet: that is minus the mean logit of the true classes; softmax has to come before the logarithm. Hint: logSoftmax does both at once.",
  ],
  [
    "02.3",
    mean(logSoftmax(softmax(three)).map((row, i) => -row[[0, 0, 1][i]])),
    "not yet: you took softmax twice: logSoftmax wants the logits, not the probabilities. Hint: Hand over `three` as it is.",
  ],
  [
    "02.3",
    Math.exp(mean(each)),
    "not yet: that is e to the power of the loss (the perplexity); the Trainer reports the loss itself.",
  ],
  [
    "02.3",
    Math.LN2,
    "not yet: that is the median of the three losses, or ln 2; the exercise asks for the mean.",
  ],
  [
    "02.3",
    each[0],
    "not yet: that is the loss of row 0 alone; the exercise asks for the mean of all three.",
  ],
  [
    "02.3",
    each[1],
    "not yet: that is the loss of row 1 alone; the exercise asks for the mean of all three.",
  ],
  ["02.3", 1.0667, "not yet: you divided by the number of classes; the mean is over the rows."],
  [
    "02.3",
    1 / 3,
    "not yet: that is the accuracy; the loss asks how probable the true classes were.",
  ],
  [
    "02.3",
    2 / 3,
    "not yet: that is the share of wrong rows; the loss asks how probable the true classes were.",
  ],
  [
    "02.3",
    3,
    "not yet: a mean loss of 3 would mean that the model gave the true classes a probability of 4.979 %, on (geometric) average.",
  ],
  ["02.3", -5, "not yet: a loss is never negative: it is minus a logarithm of a probability."],
  [
    "02.3",
    Number.NaN,
    "not yet: the exercise asks for one number, and your answer is NaN, “not a number”: something undefined, or Infinity divided by Infinity, went into it.",
  ],
  [
    "02.3",
    logSoftmax(three),
    "not yet: those are the logarithms of all six probabilities; take that of each row's true class. Hint: Row i's true class is truth[i].",
  ],
  [
    "02.3",
    "-log(p)",
    'not yet: the exercise asks for one number, and "-log(p)" is text: leave out the quotes, so that it is computed.',
  ],
  ["02.3", "0.711 nats", "nearly: the value is right; give it as a number, not as text."],
  ["02.3", mean(each) / 3, "not yet: you divided by the number of rows twice."],
  [
    "02.3",
    softmax(three),
    "not yet: those are all six probabilities; take that of each row's true class, and minus its logarithm. Hint: Row i's true class is truth[i].",
  ],
  ["02.4", "sarcasm", "✓"],
  ["02.4", "Sarcasm", "✓"],
  ["02.4", "sarcasm ", "✓"],
  ["02.4", "'sarcasm'", "✓"],
  ["02.4", ["sarcasm"], "nearly: the value is right, but it is a list of one: take [0]."],
  ["02.4", "the tag sarcasm", "nearly: the value is right; give only the tag."],
  ["02.4", "sarcsm", 'nearly: the value is right; "sarcsm" is spelt "sarcasm".'],
  ["02.4", "sarcastic", 'nearly: the value is right; "sarcastic" is spelt "sarcasm".'],
  [
    "02.4",
    0.13,
    "not yet: that is the accuracy of the right tag; the exercise asks for the tag's name.",
  ],
  [
    "02.4",
    2 / 15,
    "not yet: that is the accuracy of the right tag; the exercise asks for the tag's name.",
  ],
  [
    "02.4",
    13,
    "not yet: that is the accuracy of the right tag; the exercise asks for the tag's name.",
  ],
  ["02.4", "plain", "not yet: plain has an accuracy of 0.87, and another tag has a lower one."],
  ["02.4", "short", "not yet: short has the highest accuracy of all, 0.90: it is the easiest tag."],
  [
    "02.4",
    "contrast",
    "not yet: contrast has an accuracy of 0.50, and another tag has a lower one.",
  ],
  ["02.4", "long", "not yet: long has an accuracy of 0.50, and another tag has a lower one."],
  [
    "02.4",
    "irony",
    'not yet: "irony" is none of the tags: choose from contrast, domain-shift, long, mixed, negation, plain, question, sarcasm, short.',
  ],
  [
    "02.4",
    "POSITIVE",
    "not yet: that is a label; the exercise asks for a tag, such as plain or long.",
  ],
  ["02.4", 7, "not yet: the exercise asks for one tag, and you gave a number."],
  ["02.4", ["sarcasm", "long"], "not yet: the exercise asks for one tag, and you gave 2."],
  ["02.4", ["plain", "long"], "not yet: the exercise asks for one tag, and you gave 2."],
  ["02.4", null, "not yet: the exercise asks for one tag, and your answer is null."],
  ["02.4", true, "not yet: the exercise asks for one tag, and your answer is true."],
  ["02.4", [], "not yet: the exercise asks for one tag, and your list is empty."],
  ["02.4", { tag: "sarcasm", accuracy: 0.13 }, "✓"],
  [
    "02.4",
    "domain shift",
    "not yet: domain-shift has an accuracy of 0.67, and another tag has a lower one.",
  ],
  ["02.5", ["NEGATIVE", "POSITIVE", "POSITIVE"], "✓"],
  ["02.5", ["negative", " Positive", "POSITIVE "], "✓"],
  ["02.5", [["NEGATIVE"], ["POSITIVE"], ["POSITIVE"]], "✓"],
  ["02.5", { first: "NEGATIVE", second: "POSITIVE", third: "POSITIVE" }, "✓"],
  [
    "02.5",
    "NEGATIVE, POSITIVE, POSITIVE",
    "nearly: the values are right, but it is a single text: make it a list.",
  ],
  [
    "02.5",
    [0, 1, 2].map((i) => argmax([sent[0][i], sent[1][i]])),
    "nearly: the values are right, but they are class indices: look up the label of each, id2label[index].",
  ],
  [
    "02.5",
    ["0", "1", "1"],
    "nearly: the values are right, but they are class indices: look up the label of each, id2label[index].",
  ],
  [
    "02.5",
    ["LABEL_0", "LABEL_1", "LABEL_1"],
    "nearly: the values are right, but they are class indices: look up the label of each, id2label[index].",
  ],
  [
    "02.5",
    [1, 2, 2],
    "nearly: the values are right; classes count from 0, and the exercise asks for their labels.",
  ],
  ["02.5", ["NEG", "POS", "POS"], 'nearly: the values are right; "NEG" is spelt "NEGATIVE".'],
  [
    "02.5",
    ["NEGATIV", "POSITIV", "POSITIV"],
    'nearly: the values are right; "NEGATIV" is spelt "NEGATIVE".',
  ],
  [
    "02.5",
    argmax(sent).map((index) => names[index]),
    "not yet: two labels for three sentences: swap the batch's rows and columns first. Hint: Each column is a sentence: the first one is sent[0][0] and sent[1][0].",
  ],
  [
    "02.5",
    argmax(sent),
    "not yet: two labels for three sentences: swap the batch's rows and columns first. Hint: Each column is a sentence: the first one is sent[0][0] and sent[1][0].",
  ],
  [
    "02.5",
    ["NEGATIVE", "NEGATIVE", "NEGATIVE"],
    "not yet: you cut the six numbers into pairs (reshape), which mixes the sentences; swapping rows and columns (transpose) keeps them apart. Hint: The first sentence has the logits sent[0][0] and sent[1][0].",
  ],
  [
    "02.5",
    [0, 0, 0],
    "not yet: you cut the six numbers into pairs (reshape), which mixes the sentences; swapping rows and columns (transpose) keeps them apart. Hint: The first sentence has the logits sent[0][0] and sent[1][0].",
  ],
  [
    "02.5",
    ["POSITIVE", "NEGATIVE", "NEGATIVE"],
    "not yet: you took the smallest logit of each row; the model chooses the largest. Or you read the list of labels from its end. Hint: Class index 0 is the first of them.",
  ],
  [
    "02.5",
    ["POSITIVE", "POSITIVE", "NEGATIVE"],
    "not yet: the labels are right, but not their order.",
  ],
  [
    "02.5",
    ["NEGATIVE", "NEGATIVE", "POSITIVE"],
    "not yet: sentence 1 (counted from 0) has the logits −0.3 and 0.8, and the larger one isn't that of NEGATIVE.",
  ],
  [
    "02.5",
    ["NEGATIVE", "POSITIVE", "NEGATIVE"],
    "not yet: sentence 2 (counted from 0) has the logits 0.4 and 0.5, and the larger one isn't that of NEGATIVE.",
  ],
  [
    "02.5",
    ["POSITIVE", "POSITIVE", "POSITIVE"],
    "not yet: sentence 0 (counted from 0) has the logits 2.1 and −1, and the larger one isn't that of POSITIVE.",
  ],
  [
    "02.5",
    ["NEGATIVE"],
    "not yet: you looked for the largest of all the numbers, which gives one label for the whole batch. Hint: Compare the numbers within one row, and begin again in the next.",
  ],
  [
    "02.5",
    "NEGATIVE",
    "not yet: you looked for the largest of all the numbers, which gives one label for the whole batch. Hint: Compare the numbers within one row, and begin again in the next.",
  ],
  [
    "02.5",
    [2.1, 0.8, 0.5],
    "not yet: the exercise asks for a list of 3 labels, and those are the largest logits themselves.",
  ],
  [
    "02.5",
    ["joy", "anger", "anger"],
    'not yet: "joy" is none of the labels: choose from NEGATIVE, POSITIVE.',
  ],
  [
    "02.5",
    [undefined, undefined, undefined],
    "not yet: the exercise asks for a list of 3 labels, and there is undefined at [0]: look up one index at a time (they count from 0).",
  ],
  ["02.5", null, "not yet: the exercise asks for a list of 3 labels, and your answer is null."],
  ["02.5", 1, "not yet: that is a class index; the exercise asks for 3 labels."],
  [
    "02.5",
    [false, true, true],
    "nearly: the values are right, but they are class indices: look up the label of each, id2label[index].",
  ],
])("%s answered with %o is told: %s", (id, answer, reply) => {
  expect(said(lesson02, id, answer)).toBe(reply);
});

it("the tags' counts are what the embedded model gets right", async () => {
  const dataset = await loadDataset("reviews");
  const args = new TrainingArguments({ output_dir: join(tmpdir(), "lesson02") });
  const trainer = new Trainer({ model: await loadClassifier("sst2"), args });
  const { predictions, label_ids } = await trainer.predict(dataset.test);
  const chosen = argmax(predictions);
  const found: Record<string, number[]> = {};
  for (const [row, example] of dataset.test.entries()) {
    for (const tag of example.tags) {
      found[tag] ??= [0, 0];
      found[tag][0] += Number(chosen[row] === label_ids?.[row]);
      found[tag][1] += 1;
    }
  }
  expect(tags).toEqual(found);
});
