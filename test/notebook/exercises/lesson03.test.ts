import { expect, it } from "vitest";
import { argmax } from "../../../src/logits/argmax.js";
import { logSoftmax } from "../../../src/logits/logSoftmax.js";
import { softmax } from "../../../src/logits/softmax.js";
import { lesson03 } from "../../../src/notebook/exercises/lesson03.js";
import { said } from "./said.js";

const weather = [
  [0.1, 0.2, -1],
  [2, -1, 1.5],
  [-3, -2, -2.5],
  [0, 0, 1],
];
const weatherLabels = ["rain", "snow", "sun"];
const turned = [0, 1, 2].map((column) => weather.map((row) => row[column]));
const shares = (list: number[]) => list.map((value) => value / list.reduce((a, b) => a + b));

it.each<[string, unknown, string]>([
  ["03.1", [0, 2], "✓"],
  ["03.1", [2, 0], "✓"],
  ["03.1", new Set([0, 2]), "✓"],
  ["03.1", new Int32Array([0, 2]), "✓"],
  ["03.1", [[0], [2]], "✓"],
  ["03.1", [0, 2, 2], "✓"],
  [
    "03.1",
    ["0", "2"],
    "nearly: the values are right; leave out the quotes, which turn numbers into text.",
  ],
  [
    "03.1",
    "0, 2",
    "nearly: the values are right; leave out the quotes, which turn numbers into text.",
  ],
  [
    "03.1",
    "0 and 2",
    "nearly: the values are right; leave out the quotes, which turn numbers into text.",
  ],
  [
    "03.1",
    [true, false, true, false],
    "nearly: the values are right, but they are yes or no for each row: give the indices of the rows with yes.",
  ],
  [
    "03.1",
    [
      [11, 12, 10.5],
      [0, 1, -0.5],
    ],
    "nearly: the values are right, but they are the rows themselves: give the index of each.",
  ],
  ["03.1", [1, 3], "not yet: you counted the rows from 1; they count from 0."],
  [
    "03.1",
    [],
    "not yet: your list is empty, but some rows do fit: a shift of the whole row changes nothing.",
  ],
  [
    "03.1",
    [0],
    "not yet: one is missing. A negative logit is no obstacle: look at the differences.",
  ],
  ["03.1", 0, "not yet: one is missing. A negative logit is no obstacle: look at the differences."],
  ["03.1", [2], "not yet: one is missing. Large logits are no obstacle either."],
  [
    "03.1",
    [1],
    "not yet: row 1 is the row doubled: its differences are twice as large, so it is more confident.",
  ],
  [
    "03.1",
    [3],
    "not yet: row 3 has the differences reversed: its second class is the least probable.",
  ],
  [
    "03.1",
    [0, 1, 2],
    "not yet: row 1 is the row doubled: its differences are twice as large, so it is more confident.",
  ],
  [
    "03.1",
    [0, 2, 3],
    "not yet: row 3 has the differences reversed: its second class is the least probable.",
  ],
  [
    "03.1",
    [1, 2],
    "not yet: row 1 is the row doubled: its differences are twice as large, so it is more confident.",
  ],
  ["03.1", [0, 1, 2, 3], "not yet: not all four: compare the differences within each row."],
  ["03.1", [0, 2, 4], "not yet: there are only rows 0 to 3."],
  [
    "03.1",
    [0.5, 2],
    "not yet: an index is a whole number; the exercise asks for a list of row indices, such as [0, 1].",
  ],
  [
    "03.1",
    [true, true, true, false],
    "not yet: those are yes or no for each row, and not yet all right; the exercise asks for a list of row indices, such as [0, 1].",
  ],
  [
    "03.1",
    [[11, 12, 10.5]],
    "not yet: those are rows, and not yet the right ones; the exercise asks for a list of row indices, such as [0, 1].",
  ],
  [
    "03.1",
    softmax([1, 2, 0.5]),
    "not yet: an index is a whole number; the exercise asks for a list of row indices, such as [0, 1].",
  ],
  ["03.1", "none", "not yet: the exercise asks for a list of row indices, such as [0, 1]."],
  ["03.1", null, "not yet: the exercise asks for a list of row indices, such as [0, 1]."],
  ["03.2", ["snow", "rain", "snow", "sun"], "✓"],
  ["03.2", ["Snow", "RAIN", " snow", "sun."], "✓"],
  ["03.2", [["snow", "rain", "snow", "sun"]], "✓"],
  ["03.2", [["snow"], ["rain"], ["snow"], ["sun"]], "✓"],
  [
    "03.2",
    "snow, rain, snow, sun",
    "nearly: the values are right, but it is a single text: make it a list.",
  ],
  [
    "03.2",
    argmax(weather),
    "nearly: the values are right, but they are class indices: look up the label of each, weatherLabels[index].",
  ],
  [
    "03.2",
    ["1", "0", "1", "2"],
    "nearly: the values are right, but they are class indices: look up the label of each, weatherLabels[index].",
  ],
  [
    "03.2",
    [2, 1, 2, 3],
    "nearly: the values are right; classes count from 0, and the exercise asks for their labels.",
  ],
  [
    "03.2",
    ["snow", "rain", "rain", "sun"],
    "not yet: all logits of row 2 are negative, and the largest of them is −2.0, not that of rain.",
  ],
  [
    "03.2",
    argmax(turned).map((index) => weatherLabels[index % 3]),
    "not yet: you went down the columns. A column holds one class for all rows; a row holds all classes of one sentence. Hint: Compare the numbers within one row, and begin again in the next.",
  ],
  [
    "03.2",
    argmax(turned),
    "not yet: you went down the columns. A column holds one class for all rows; a row holds all classes of one sentence. Hint: Compare the numbers within one row, and begin again in the next.",
  ],
  [
    "03.2",
    [weatherLabels[argmax(weather.flat()) % 3]],
    "not yet: you looked for the largest of all the numbers, which gives one label for the whole batch. Hint: Compare the numbers within one row, and begin again in the next.",
  ],
  [
    "03.2",
    [weatherLabels[argmax(weather.flat())]],
    "not yet: the exercise asks for a list of 4 labels, and there is undefined at [0]: look up one index at a time (they count from 0).",
  ],
  [
    "03.2",
    ["sun", "snow", "rain", "rain"],
    "not yet: in row 0 (rows count from 0) the largest logit is not that of sun.",
  ],
  [
    "03.2",
    ["sun", "rain", "rain", "sun"],
    "not yet: you took the logit that is furthest from 0; a negative logit is small, however far from 0.",
  ],
  [
    "03.2",
    ["rain", "sun", "sun", "rain"],
    "not yet: you took the second largest logit of each row; the model chooses the largest.",
  ],
  [
    "03.2",
    ["snow", "sun", "snow", "rain"],
    "not yet: you read the list of labels from its end. Hint: Class index 0 is the first of them.",
  ],
  [
    "03.2",
    ["snow", "rain", "snow", "rain"],
    "not yet: in row 3 (rows count from 0) the largest logit is not that of rain.",
  ],
  [
    "03.2",
    ["snow", "rain", "sun", "sun"],
    "not yet: all logits of row 2 are negative, and the largest of them is −2.0, not that of sun.",
  ],
  [
    "03.2",
    ["snow", "rain", "snow"],
    "not yet: you went down the columns. A column holds one class for all rows; a row holds all classes of one sentence. Hint: Compare the numbers within one row, and begin again in the next.",
  ],
  [
    "03.2",
    ["snow", "rain", "snow", "hail"],
    'not yet: "hail" is none of the labels: choose from rain, snow, sun.',
  ],
  [
    "03.2",
    ["snow", "rain", "snow", undefined],
    "not yet: the exercise asks for a list of 4 labels, and there is undefined at [3]: look up one index at a time (they count from 0).",
  ],
  [
    "03.2",
    [0.2, 2, -2, 1],
    "not yet: the exercise asks for a list of 4 labels, and those are the largest logits themselves.",
  ],
  ["03.2", "snow", "not yet: the exercise asks for 4 labels, and you gave only one."],
  ["03.2", 2, "not yet: that is a class index; the exercise asks for 4 labels."],
  ["03.2", null, "not yet: the exercise asks for a list of 4 labels, and your answer is null."],
  ["03.3", Math.exp(2), "✓"],
  ["03.3", Math.exp(3.1 - 1.1), "✓"],
  ["03.3", 7.39, "✓ right, rounded"],
  ["03.3", 7.4, "✓ right, rounded"],
  ["03.3", 7.38, "✓ right, though cut off rather than rounded"],
  [
    "03.3",
    "7.39",
    "nearly: the value is right; leave out the quotes, which turn numbers into text.",
  ],
  [
    "03.3",
    "7.39 : 1",
    "nearly: the value is right; leave out the quotes, which turn numbers into text.",
  ],
  ["03.3", [7.39], "nearly: the value is right, but it is a list of one: take [0]."],
  [
    "03.3",
    3.1 - 1.1,
    "not yet: that is the difference, the log-odds. The odds are its exponential.",
  ],
  [
    "03.3",
    -2,
    "not yet: that is the difference the other way round, and odds are its exponential: Math.exp. Hint: Joy comes first: joy's logit minus surprise's.",
  ],
  [
    "03.3",
    3.1 / 1.1,
    "not yet: you divided the logits, and a shift would change that ratio. Only their difference counts.",
  ],
  [
    "03.3",
    2.82,
    "not yet: you divided the logits, and a shift would change that ratio. Only their difference counts.",
  ],
  ["03.3", Math.exp(-2), "not yet: that is surprise against joy: turn it round."],
  ["03.3", 0.14, "not yet: that is surprise against joy: turn it round."],
  [
    "03.3",
    softmax([3.1, 1.1])[0],
    "not yet: that would be joy's share if there were only these two. The exercise asks for the odds. Hint: Odds are joy's share divided by surprise's.",
  ],
  [
    "03.3",
    0.12,
    "not yet: that would be surprise's share if there were only these two. The exercise asks for the odds of joy. Hint: Odds are joy's share divided by surprise's.",
  ],
  [
    "03.3",
    softmax([3.1, 1.1]),
    "not yet: those would be the shares if there were only these two. The exercise asks for one number. Hint: Divide the first of them by the second.",
  ],
  [
    "03.3",
    4,
    "not yet: you took a power of 2; logits belong to powers of e. Hint: Math.exp(x) is e to the power of x.",
  ],
  [
    "03.3",
    100,
    "not yet: you took a power of 10; logits belong to powers of e. Hint: Math.exp(x) is e to the power of x.",
  ],
  [
    "03.3",
    Math.exp(3.1),
    "not yet: that is e to the power of joy's logit alone; it has to be compared with surprise's.",
  ],
  [
    "03.3",
    Math.exp(1.1),
    "not yet: that is e to the power of surprise's logit alone; the odds compare joy's with it.",
  ],
  ["03.3", 19.2, "not yet: you subtracted the exponentials; odds are one divided by the other."],
  [
    "03.3",
    Math.exp(4.2),
    "not yet: you added the logits; the odds are e to the power of their difference.",
  ],
  [
    "03.3",
    Math.exp(3.1 / 1.1),
    "not yet: you divided the logits before exp; the odds are e to the power of their difference.",
  ],
  [
    "03.3",
    Math.log(2),
    "not yet: you took the logarithm of the difference; the difference is the logarithm already, and Math.exp undoes it.",
  ],
  ["03.3", 28, "not yet: odds of 28 would need a difference of 3.332 between the two logits."],
  ["03.3", 7, "not yet: odds of 7 would need a difference of 1.946 between the two logits."],
  ["03.3", 0, "not yet: odds are one probability divided by another, so they are above 0."],
  ["03.3", -3, "not yet: odds are one probability divided by another, so they are above 0."],
  [
    "03.3",
    Number.NaN,
    "not yet: the exercise asks for one number, and your answer is NaN, “not a number”: something undefined, or Infinity divided by Infinity, went into it.",
  ],
  ["03.3", [3.1, 1.1], "not yet: those are the two logits; the odds are one number."],
  ["03.4", shares([0.5, 0.15, 0.05]), "✓"],
  ["03.4", softmax([0.5, 0.15, 0.05].map(Math.log)), "✓"],
  ["03.4", softmax([0.5, 0.3, 0.15, 0.05].map((p, i) => (i === 1 ? -Infinity : Math.log(p)))), "✓"],
  ["03.4", new Float64Array(shares([0.5, 0.15, 0.05])), "✓"],
  ["03.4", [shares([0.5, 0.15, 0.05])], "✓"],
  ["03.4", [0.71, 0.21, 0.07], "✓ right, rounded"],
  ["03.4", [0.714, 0.214, 0.071], "✓ right, rounded"],
  ["03.4", [0.71, 0, 0.21, 0.07], "✓ right, rounded"],
  [
    "03.4",
    [71.4, 21.4, 7.1],
    "nearly: the values are right; give them as shares, between 0 and 1, not in per cent.",
  ],
  [
    "03.4",
    ["71 %", "21 %", "7 %"],
    "nearly: the values are right; leave out the quotes, which turn numbers into text, and give them as shares, between 0 and 1, not in per cent.",
  ],
  [
    "03.4",
    ["0.71", "0.21", "0.07"],
    "nearly: the values are right; leave out the quotes, which turn numbers into text.",
  ],
  [
    "03.4",
    [0.7, 0.2, 0.1],
    "nearly: the values are right, but rounded too far: give them to two decimals.",
  ],
  [
    "03.4",
    [0.5, 0.15, 0.05],
    "not yet: they add up to 0.7: the 0.3 of the struck class has to go somewhere. Hint: Divide each of the three by the sum of the three.",
  ],
  [
    "03.4",
    [0.5, 0, 0.15, 0.05],
    "not yet: they add up to 0.7: the 0.3 of the struck class has to go somewhere. Hint: Divide each of the three by the sum of the three.",
  ],
  [
    "03.4",
    [0.6, 0.25, 0.15],
    "not yet: you gave each the same 0.1, which changes the odds: the first was 10 times as probable as the last. Hint: Divide each of the three by the sum of the three.",
  ],
  [
    "03.4",
    [0.8, 0.15, 0.05],
    "not yet: you gave all of the 0.3 to the first class, which changes the odds between the three. Hint: Divide each of the three by the sum of the three.",
  ],
  [
    "03.4",
    [0.5, 0.45, 0.05],
    "not yet: you gave all of the 0.3 to the next class, which changes the odds between the three. Hint: Divide each of the three by the sum of the three.",
  ],
  [
    "03.4",
    [0.5, 0.15, 0.35],
    "not yet: you gave all of the 0.3 to the last class, which changes the odds between the three. Hint: Divide each of the three by the sum of the three.",
  ],
  [
    "03.4",
    softmax([0.5, 0.15, 0.05]),
    "not yet: you took softmax of probabilities; it wants logits, and the logarithms of probabilities are logits. Hint: Divide each of the three by the sum of the three.",
  ],
  [
    "03.4",
    softmax([0.5, 0, 0.15, 0.05]),
    "not yet: you took softmax of probabilities; it wants logits, and the logarithms of probabilities are logits. And a struck class has the logit -Infinity, not 0. Hint: Divide each of the three by the sum of the three.",
  ],
  [
    "03.4",
    softmax([0.5, 0.3, 0.15, 0.05]),
    "not yet: you took softmax of probabilities; it wants logits, and the logarithms of probabilities are logits. And the second class is still in it. Hint: Divide each of the three by the sum of the three.",
  ],
  [
    "03.4",
    softmax([0.5, 1, 0.15, 0.05].map(Math.log)),
    "not yet: you gave the struck class the logit 0, which is a logit like any other: its probability is not 0. Hint: A struck class has the logit -Infinity.",
  ],
  [
    "03.4",
    shares([0.3, 0.15, 0.05]),
    "not yet: you struck the first class; the exercise strikes the second, 0.3.",
  ],
  [
    "03.4",
    shares([0.5, 0.3, 0.05]),
    "not yet: you struck the third class; the exercise strikes the second, 0.3. Hint: Class index 2 is the third; the second has the index 1.",
  ],
  [
    "03.4",
    shares([0.5, 0.3, 0.15]),
    "not yet: you struck the last class; the exercise strikes the second, 0.3.",
  ],
  [
    "03.4",
    [1 / 3, 1 / 3, 1 / 3],
    "not yet: equal shares forget how probable the three were. Hint: Divide each of the three by the sum of the three.",
  ],
  [
    "03.4",
    [0.5, 0.3, 0.15, 0.05],
    "not yet: those are the probabilities before the second class was struck.",
  ],
  [
    "03.4",
    [0.5 / 0.3, 0.15 / 0.3, 0.05 / 0.3],
    "not yet: you divided by the 0.3 that is gone. Hint: Divide each of the three by the sum of the three.",
  ],
  [
    "03.4",
    [0.65, 0.195, 0.065],
    "not yet: you added 30 % to each, and they add up to 0.91. Hint: Divide each of the three by the sum of the three.",
  ],
  [
    "03.4",
    [1, 0.3, 0.1],
    "not yet: you divided by the largest of the three. Hint: Divide each of the three by the sum of the three.",
  ],
  [
    "03.4",
    [0.5, 0.15, 0.05].map(Math.log),
    "not yet: those are the logarithms of the three; they are logits, and softmax turns them into shares.",
  ],
  [
    "03.4",
    logSoftmax([0.5, 0.15, 0.05].map(Math.log)),
    "not yet: those are the logarithms of the right numbers: take Math.exp of each.",
  ],
  ["03.4", [0.07, 0.21, 0.71], "not yet: the numbers are right, but not their order."],
  [
    "03.4",
    [0.71, 0.21, 0.08],
    "not yet: [0] and [1] are right, but [2] is too large. They add up to 1, but the odds between the three have changed: the first was 10 times as probable as the last.",
  ],
  [
    "03.4",
    [0.7, 0.25, 0.05],
    "not yet: they add up to 1, but the odds between the three have changed: the first was 10 times as probable as the last.",
  ],
  ["03.4", [0.71, 0.29], "not yet: the exercise asks for 3 numbers, and you gave 2."],
  ["03.4", 0.71, "not yet: the exercise asks for 3 numbers, and you gave only one."],
  [
    "03.4",
    [Number.NaN, Number.NaN, Number.NaN],
    "not yet: the exercise asks for a list of 3 numbers, and there is NaN at [0], “not a number”: something undefined, or Infinity divided by Infinity, went into it.",
  ],
  ["03.5", 18 / 70, "✓"],
  ["03.5", 0.257, "✓ right, rounded"],
  ["03.5", 0.26, "✓ right, rounded"],
  ["03.5", 0.25, "✓ right, though cut off rather than rounded"],
  ["03.5", [0.257], "nearly: the value is right, but it is a list of one: take [0]."],
  [
    "03.5",
    "0.26",
    "nearly: the value is right; leave out the quotes, which turn numbers into text.",
  ],
  [
    "03.5",
    "18/70",
    "nearly: the value is right; leave out the quotes, which turn numbers into text.",
  ],
  [
    "03.5",
    25.7,
    "nearly: the value is right; give it as a share, between 0 and 1, not in per cent.",
  ],
  [
    "03.5",
    "25.7 %",
    "nearly: the value is right; leave out the quotes, which turn numbers into text, and give it as a share, between 0 and 1, not in per cent.",
  ],
  ["03.5", 0.3, "nearly: the value is right, but rounded too far: give it to two decimals."],
  ["03.5", 18, "not yet: that is how many are right, but out of how many answers?"],
  ["03.5", 70, "not yet: that is how often the model says neutral. How many of those are right?"],
  [
    "03.5",
    0.9,
    "not yet: that is the recall: how many of the neutral sentences were found. The exercise asks about the answers. Hint: Divide by the sum of column 4, all the neutral answers.",
  ],
  [
    "03.5",
    0.4,
    "not yet: that is the F1 of neutral, which lies between precision and recall. Hint: Divide by the sum of column 4, all the neutral answers.",
  ],
  ["03.5", 52 / 70, "not yet: that is how often neutral is wrong."],
  [
    "03.5",
    52,
    "not yet: that is how many of the 70 neutral answers are wrong. Hint: Divide the right ones, matrix[4][4], by all the neutral answers.",
  ],
  [
    "03.5",
    81 / 164,
    "not yet: that is the accuracy over all classes. Hint: Neutral has the class index 4: matrix[4][4].",
  ],
  [
    "03.5",
    18 / 164,
    "not yet: you divided by all sentences; only those that the model called neutral count. Hint: Divide by the sum of column 4, all the neutral answers.",
  ],
  [
    "03.5",
    70 / 164,
    "not yet: that is how often the model says neutral at all. Hint: Divide the right ones, matrix[4][4], by all the neutral answers.",
  ],
  [
    "03.5",
    20 / 164,
    "not yet: that is how many of all sentences are neutral; it says nothing of the model.",
  ],
  [
    "03.5",
    18 / 81,
    "not yet: that is the share of neutral among the right answers. Hint: Divide by the sum of column 4, all the neutral answers.",
  ],
  [
    "03.5",
    18 / 52,
    "not yet: those are the odds, right to wrong. Hint: Divide by all the neutral answers, right and wrong.",
  ],
  ["03.5", 10 / 12, "not yet: that is the precision of anger; neutral has the class index 4."],
  [
    "03.5",
    11 / 24,
    "not yet: that is the recall of fear. Hint: Neutral has the class index 4. Divide by the sum of column 4, all the neutral answers.",
  ],
  [
    "03.5",
    0.5,
    "not yet: the model said neutral 70 times; 0.5 of that would be 35 right ones, but matrix[4][4] says otherwise.",
  ],
  [
    "03.5",
    42.7,
    "not yet: that is how often the model says neutral at all. Hint: Divide the right ones, matrix[4][4], by all the neutral answers.",
  ],
  ["03.5", -0.257, "not yet: the size is right, but the sign is the wrong way round."],
  ["03.5", 1.5, "not yet: a share is never above 1."],
  [
    "03.5",
    Number.NaN,
    "not yet: the exercise asks for one number, and your answer is NaN, “not a number”: something undefined, or Infinity divided by Infinity, went into it.",
  ],
  [
    "03.5",
    [0.83, 1, 0.79, 0.64, 0.257, 0.61, 0.54],
    "nearly: the right number is in your list, at [4]: give it on its own.",
  ],
  ["03.6", [86 / 164, 63 / 86], "✓"],
  ["03.6", [0.52, 0.73], "✓ right, rounded"],
  ["03.6", [0.524, 0.733], "✓ right, rounded"],
  ["03.6", new Float32Array([86 / 164, 63 / 86]), "✓"],
  ["03.6", [[0.52, 0.73]], "✓ right, rounded"],
  ["03.6", { coverage: 86 / 164, accuracy: 63 / 86 }, "✓"],
  [
    "03.6",
    [52.4, 73.3],
    "nearly: the values are right; give them as shares, between 0 and 1, not in per cent.",
  ],
  [
    "03.6",
    ["52 %", "73 %"],
    "nearly: the values are right; leave out the quotes, which turn numbers into text, and give them as shares, between 0 and 1, not in per cent.",
  ],
  [
    "03.6",
    ["0.52", "0.73"],
    "nearly: the values are right; leave out the quotes, which turn numbers into text.",
  ],
  ["03.6", [63 / 86, 86 / 164], "not yet: the two are swapped: coverage comes first."],
  [
    "03.6",
    [86 / 164, 63 / 164],
    "not yet: you divided the right ones by all sentences. Only those with an answer count.",
  ],
  ["03.6", [86, 63], "not yet: those are counts; the exercise asks for shares between 0 and 1."],
  [
    "03.6",
    [86, 63 / 86],
    "not yet: those are counts; the exercise asks for shares between 0 and 1.",
  ],
  [
    "03.6",
    [59 / 164, 49 / 59],
    "not yet: that is for a threshold of 0.9; the exercise asks for 0.8.",
  ],
  ["03.6", [0.69, 0.63], "not yet: that is for a threshold of 0.7; the exercise asks for 0.8."],
  ["03.6", [1, 81 / 164], "not yet: that is for all sentences, without a threshold."],
  [
    "03.6",
    [86 / 164, 81 / 164],
    "not yet: the second is the accuracy over all sentences. Only those with an answer count.",
  ],
  [
    "03.6",
    [63 / 164, 63 / 86],
    "not yet: the first is the share of right ones; coverage counts all that get an answer, right or wrong.",
  ],
  [
    "03.6",
    [78 / 164, 63 / 86],
    "not yet: the first is the share that gets no answer; coverage is the share that gets one.",
  ],
  [
    "03.6",
    [86 / 164, 23 / 86],
    "not yet: the second is the share of wrong ones among the answers.",
  ],
  [
    "03.6",
    [78 / 164, 18 / 78],
    "not yet: you took the rows below the threshold; those get no answer.",
  ],
  [
    "03.6",
    [86 / 164, 63 / 81],
    "not yet: you divided by all right answers. Divide by the answers that were given.",
  ],
  [
    "03.6",
    [0.52, 0.7],
    "nearly: the values are right, but rounded too far: give them to two decimals.",
  ],
  [
    "03.6",
    [0.8, 0.73],
    "not yet: [1] is right, but [0] is too large. Of 164 sentences, a coverage of 0.8 would be about 131 answers, and an accuracy of 0.73 would be about 96 right ones: count both again at 0.8.",
  ],
  [
    "03.6",
    [0.5, 0.6],
    "not yet: of 164 sentences, a coverage of 0.5 would be about 82 answers, and an accuracy of 0.6 would be about 49 right ones: count both again at 0.8.",
  ],
  [
    "03.6",
    0.52,
    "not yet: that is the coverage; the exercise asks for the accuracy, too: [coverage, accuracy].",
  ],
  [
    "03.6",
    [0.73],
    "not yet: that is the accuracy; the exercise asks for the coverage, too: [coverage, accuracy].",
  ],
  ["03.6", 0.5, "not yet: the exercise asks for 2 numbers, and you gave only one."],
  ["03.6", [1.2, 0.73], "not yet: a share is never above 1."],
  [
    "03.6",
    [86 / 164],
    "not yet: that is the coverage; the exercise asks for the accuracy, too: [coverage, accuracy].",
  ],
  [
    "03.6",
    [86 / 164, Number.NaN],
    "not yet: the exercise asks for a list of 2 numbers, and there is NaN at [1], “not a number”: something undefined, or Infinity divided by Infinity, went into it.",
  ],
  ["03.6", null, "not yet: the exercise asks for a list of 2 numbers, and your answer is null."],
])("%s answered with %o is told: %s", (id, answer, reply) => {
  expect(said(lesson03, id, answer)).toBe(reply);
});
