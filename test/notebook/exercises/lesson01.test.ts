import { expect, it } from "vitest";
import { argmax } from "../../../src/logits/argmax.js";
import { logSoftmax } from "../../../src/logits/logSoftmax.js";
import { sigmoid } from "../../../src/logits/sigmoid.js";
import { softmax } from "../../../src/logits/softmax.js";
import { lesson01 } from "../../../src/notebook/exercises/lesson01.js";
import { said } from "./said.js";

const ids = new BigInt64Array([101n, 2025n, 2919n, 2012n, 2035n, 1012n, 102n]);
const z = [2, 1, 0.1];
const p = softmax(z);
const shares = (list: number[]) => list.map((value) => value / list.reduce((a, b) => a + b));
const rows = [
  [0.3, -1.2, 2.0],
  [1.1, 0.9, -0.4],
  [-0.2, 3.0, 0.1],
];
const names = ["neutral", "joy", "anger"];
const terrible = [2.9741, -3.290823];

it.each<[string, unknown, string]>([
  ["01.1", 7, "✓"],
  ["01.1", 7n, "✓"],
  ["01.1", [1, 7], "✓"],
  ["01.1", { dims: [1, 7] }, "✓"],
  ["01.1", { data: ids, dims: [1, 7] }, "✓"],
  ["01.1", { input_ids: { data: ids, dims: [1, 7] } }, "✓"],
  ["01.1", [7], "nearly: the value is right, but it is a list of one: take [0]."],
  ["01.1", "7", "nearly: the value is right; give it as a number, not as text."],
  [
    "01.1",
    Array.from(ids),
    "not yet: those are the ids themselves; the exercise asks how many there are. Hint: A list has a length, and the tokenizer's tensor has dims.",
  ],
  [
    "01.1",
    Array.from(ids, Number),
    "not yet: those are the ids themselves; the exercise asks how many there are. Hint: A list has a length, and the tokenizer's tensor has dims.",
  ],
  [
    "01.1",
    ["not", "bad", "at", "all", "."],
    "not yet: those are 5 pieces of text; the exercise asks how many ids the model gets. Hint: The tokenizer puts one id in front of the pieces and one behind them.",
  ],
  [
    "01.1",
    5,
    "not yet: those are the pieces of the sentence, without the ids that go around them. Hint: The tokenizer puts [CLS] in front and [SEP] behind.",
  ],
  ["01.1", 6, "not yet: one id is missing: one goes in front of the pieces, and one behind them."],
  [
    "01.1",
    4,
    "not yet: those are the words; the full stop is a piece too, and two more ids go around them.",
  ],
  [
    "01.1",
    8,
    "not yet: 8 is the number of ids of the lesson's first sentence; this one is shorter.",
  ],
  [
    "01.1",
    1,
    "not yet: 1 is the number of sentences, dims[0]. Hint: The number of ids is the other one of the two dims.",
  ],
  [
    "01.1",
    2,
    "not yet: 2 is how many dims the tensor has, or how many logits; not its number of ids. Hint: Look at the numbers in dims.",
  ],
  ["01.1", 15, "not yet: 15 is the number of characters; the tokenizer cuts into words."],
  [
    "01.1",
    9,
    "not yet: 9 is too many: count the words and the full stop, and what the tokenizer adds.",
  ],
  [
    "01.1",
    3,
    "not yet: 3 is too few: count the words and the full stop, and what the tokenizer adds.",
  ],
  ["01.1", 7.5, "not yet: a number of ids is a whole number."],
  ["01.1", "seven", 'not yet: the exercise asks for one number, and "seven" is text.'],
  ["01.1", null, "not yet: the exercise asks for one number, and your answer is null."],
  ["01.1", "7 ids", "nearly: the value is right; give it as a number, not as text."],
  ["01.1", { ids: 7 }, "✓"],
  ["01.1", [7, 1], "nearly: the right number is in your list, at [0]: give it on its own."],
  [
    "01.1",
    -7,
    "not yet: −7 is too few: count the words and the full stop, and what the tokenizer adds.",
  ],
  ["01.2", p, "✓"],
  ["01.2", new Float32Array(p), "✓"],
  ["01.2", new Float64Array(p), "✓"],
  ["01.2", [p], "✓"],
  ["01.2", p.map((value) => [value]), "✓"],
  ["01.2", { data: new Float32Array(p), dims: [1, 3] }, "✓"],
  ["01.2", { toArray: () => p }, "✓"],
  ["01.2", new Set(p), "✓"],
  ["01.2", { scores: p, predicted_index: 0 }, "✓"],
  ["01.2", [0.659, 0.242, 0.099], "✓ right, rounded"],
  ["01.2", [0.66, 0.24, 0.1], "✓ right, rounded"],
  ["01.2", Float32Array.from([0.66, 0.24, 0.1]), "✓ right, rounded"],
  ["01.2", [0.65, 0.24, 0.09], "✓ right, though cut off rather than rounded"],
  [
    "01.2",
    [0.7, 0.2, 0.1],
    "nearly: the values are right, but rounded too far: give them to two decimals.",
  ],
  [
    "01.2",
    [65.9, 24.2, 9.9],
    "nearly: the values are right; give them as shares, between 0 and 1, not in per cent.",
  ],
  [
    "01.2",
    ["0.66", "0.24", "0.10"],
    "nearly: the values are right; give them as numbers, not as text.",
  ],
  [
    "01.2",
    "[0.66, 0.24, 0.10]",
    "nearly: the values are right; give them as numbers, not as text.",
  ],
  [
    "01.2",
    ["66 %", "24 %", "10 %"],
    "nearly: the values are right; give them as numbers, not as text, and give them as shares, between 0 and 1, not in per cent.",
  ],
  [
    "01.2",
    shares(z),
    "not yet: you divided the logits by their sum, without exp. Hint: Make every logit positive with Math.exp, and only then divide by the sum.",
  ],
  [
    "01.2",
    [0.645, 0.323, 0.032],
    "not yet: you divided the logits by their sum, without exp. Hint: Make every logit positive with Math.exp, and only then divide by the sum.",
  ],
  [
    "01.2",
    [0.65, 0.32, 0.03],
    "not yet: you divided the logits by their sum, without exp. Hint: Make every logit positive with Math.exp, and only then divide by the sum.",
  ],
  [
    "01.2",
    shares(z.map((value) => 2 ** value)),
    "not yet: you took powers of 2; softmax takes powers of e. Hint: Math.exp(z) is e to the power of z.",
  ],
  [
    "01.2",
    shares(z.map((value) => 10 ** value)),
    "not yet: you took powers of 10; softmax takes powers of e. Hint: Math.exp(z) is e to the power of z.",
  ],
  [
    "01.2",
    shares(z.map((value) => value ** 2)),
    "not yet: you squared the logits; softmax takes e to the power of each. Hint: Math.exp(z) is e to the power of z.",
  ],
  [
    "01.2",
    softmax(p),
    "not yet: you took softmax twice: those are the softmax of the probabilities. Hint: Once is enough: what comes out of it adds up to 1 already.",
  ],
  [
    "01.2",
    softmax(z.map(Math.exp)),
    "not yet: you took exp twice: softmax takes it itself, so it wants the logits. Hint: Take Math.exp of each logit once.",
  ],
  [
    "01.2",
    [...p].reverse(),
    "not yet: those are the right numbers, but the other way round. Hint: Keep the order of the logits: the first probability belongs to the first logit.",
  ],
  ["01.2", [0.24, 0.66, 0.1], "not yet: the numbers are right, but not their order."],
  [
    "01.2",
    [1, 0, 0],
    "not yet: that is a 1 for the largest logit: the decision, not the probabilities. Hint: Make every logit positive with Math.exp, and only then divide by the sum.",
  ],
  [
    "01.2",
    z,
    "not yet: those are the logits themselves. Hint: Make every logit positive with Math.exp, and only then divide by the sum.",
  ],
  [
    "01.2",
    z.map(Math.exp),
    "not yet: those are the exponentials; they don't add up to 1 yet. Hint: Divide each of them by the sum of all.",
  ],
  [
    "01.2",
    [1, 0.368, 0.15],
    "not yet: those are the exponentials as shares of the largest one; they don't add up to 1 yet. Hint: Divide each of them by the sum of all.",
  ],
  [
    "01.2",
    z.map((value) => value / 2),
    "not yet: you divided the logits by the largest one. Hint: Make every logit positive with Math.exp, and only then divide by the sum.",
  ],
  [
    "01.2",
    sigmoid(z),
    "not yet: you took the sigmoid of each logit by itself, not softmax; those don't add up to 1. Hint: Softmax divides by the sum of the exponentials of all logits.",
  ],
  [
    "01.2",
    logSoftmax(z),
    "not yet: those are the logarithms of the probabilities (logSoftmax). Hint: Math.exp of each gives the probability.",
  ],
  [
    "01.2",
    softmax(z.map((value) => -value)),
    "not yet: you took exp of minus the logits, so the smallest logit got the largest share. Hint: A larger logit means a larger probability: Math.exp(z), without the minus.",
  ],
  [
    "01.2",
    softmax(z, { temperature: 2 }),
    "not yet: that is the softmax at temperature 2: you halved the logits. Hint: Take Math.exp of each logit as it is.",
  ],
  [
    "01.2",
    [1 / 3, 1 / 3, 1 / 3],
    "not yet: equal shares for all would need equal logits. Hint: The larger a logit, the larger its share: start with Math.exp of each.",
  ],
  [
    "01.2",
    [Number.NaN, Number.NaN, Number.NaN],
    "not yet: the exercise asks for a list of 3 numbers, and there is NaN at [0], “not a number”: something undefined, or Infinity divided by Infinity, went into it.",
  ],
  [
    "01.2",
    [undefined, undefined, undefined],
    "not yet: the exercise asks for a list of 3 numbers, and there is undefined at [0]: something was looked up at a place that doesn't exist (places count from 0).",
  ],
  [
    "01.2",
    [0.2, 0.3, 0.5],
    "not yet: they add up to 1, but they aren't e to the power of each logit, divided by the sum of all three.",
  ],
  [
    "01.2",
    [0.66, 0.24, 0.2],
    "not yet: your numbers add up to 1.1, and probabilities add up to 1.",
  ],
  ["01.2", [0.66, 0.24, 0.09], "✓ right, though cut off rather than rounded"],
  [
    "01.2",
    [0.66, 0.24, 0.11],
    "not yet: [0] and [1] are right, but [2] is too large. They add up to 1, but they aren't e to the power of each logit, divided by the sum of all three.",
  ],
  ["01.2", [0.66, 0.24, -0.1], "not yet: a share is never negative."],
  [
    "01.2",
    p.map((value) => -value),
    "not yet: the sizes are right, but the signs are the wrong way round.",
  ],
  ["01.2", [0.66, 0.34], "not yet: the exercise asks for 3 numbers, and you gave 2."],
  ["01.2", 0.66, "not yet: the exercise asks for 3 numbers, and you gave only one."],
  ["01.2", [p, p], "not yet: the exercise asks for 3 numbers, and you gave 6."],
  [
    "01.2",
    "softmax(z)",
    'not yet: the exercise asks for a list of 3 numbers, and "softmax(z)" is text: leave out the quotes, so that it is computed.',
  ],
  [
    "01.2",
    Infinity,
    "not yet: the exercise asks for a list of 3 numbers, and your answer is Infinity: something was divided by 0, or an exponential grew too large.",
  ],
  ["01.2", [], "not yet: the exercise asks for a list of 3 numbers, and your list is empty."],
  ["01.2", { A: 0.659, B: 0.2424, C: 0.0986 }, "✓ right, rounded"],
  [
    "01.2",
    "65.9 %, 24.2 %, 9.9 %",
    "nearly: the values are right; give them as numbers, not as text, and give them as shares, between 0 and 1, not in per cent.",
  ],
  [
    "01.2",
    [10, 3.679, 1.4957],
    "not yet: the ratios are right, but your numbers add up to 15.17: divide each of them by that.",
  ],
  [
    "01.2",
    softmax(z, { temperature: 0.5 }),
    "not yet: that is the softmax at temperature 0.5: you doubled the logits. Hint: Take Math.exp of each logit as it is.",
  ],
  ["01.3", Math.log(99), "✓"],
  ["01.3", Math.log(0.99 / 0.01), "✓"],
  ["01.3", 4.6, "✓ right, rounded"],
  ["01.3", 4.595, "✓"],
  ["01.3", 4.59, "✓ right, though cut off rather than rounded"],
  ["01.3", "4.6", "nearly: the value is right; give it as a number, not as text."],
  ["01.3", [4.6], "nearly: the value is right, but it is a list of one: take [0]."],
  [
    "01.3",
    new Float32Array([4.595]),
    "nearly: the value is right, but it is a list of one: take [0].",
  ],
  [
    "01.3",
    [4.6, 0],
    "nearly: those are two logits with the right difference; give only the difference.",
  ],
  [
    "01.3",
    [-2.3, 2.3],
    "nearly: those are two logits with the right difference; give only the difference.",
  ],
  [
    "01.3",
    Math.log(100),
    "not yet: that is ln 100, or −ln 0.01: the logarithm of 1 to 0.01. The odds are 0.99 to 0.01. Hint: Odds compare the probability of POSITIVE with that of NEGATIVE, not with 1.",
  ],
  [
    "01.3",
    -Math.log(0.01),
    "not yet: that is ln 100, or −ln 0.01: the logarithm of 1 to 0.01. The odds are 0.99 to 0.01. Hint: Odds compare the probability of POSITIVE with that of NEGATIVE, not with 1.",
  ],
  [
    "01.3",
    4.605,
    "not yet: that is ln 100, or −ln 0.01: the logarithm of 1 to 0.01. The odds are 0.99 to 0.01. Hint: Odds compare the probability of POSITIVE with that of NEGATIVE, not with 1.",
  ],
  [
    "01.3",
    4.61,
    "not yet: that is ln 100, rounded: the logarithm of 1 to 0.01. The odds are 0.99 to 0.01. Hint: Odds compare the probability of POSITIVE with that of NEGATIVE, not with 1.",
  ],
  [
    "01.3",
    -4.595,
    "not yet: with that difference the model would be 99 % sure of NEGATIVE: turn the sign.",
  ],
  [
    "01.3",
    Math.log10(99),
    "not yet: that is the logarithm to base 10; logits take the natural one. Hint: Math.log is the natural logarithm.",
  ],
  [
    "01.3",
    2,
    "not yet: that is the logarithm of 100 to base 10. Odds of 0.99 to 0.01 are not 100, and logits take the natural logarithm. Hint: Math.log is the natural logarithm.",
  ],
  [
    "01.3",
    Math.log2(99),
    "not yet: that is the logarithm to base 2; logits take the natural one. Hint: Math.log is the natural logarithm.",
  ],
  [
    "01.3",
    6.644,
    "not yet: that is the logarithm of 100 to base 2. Odds of 0.99 to 0.01 are not 100, and logits take the natural logarithm. Hint: Math.log is the natural logarithm.",
  ],
  [
    "01.3",
    99,
    "not yet: those are the odds; the difference of the logits is their logarithm. Hint: Math.log is the natural logarithm.",
  ],
  [
    "01.3",
    100,
    "not yet: odds of 0.99 to 0.01 are not 100 to 1; and the difference of the logits is a logarithm.",
  ],
  [
    "01.3",
    1 / 99,
    "not yet: those are the odds the other way round; the difference of the logits is a logarithm.",
  ],
  [
    "01.3",
    0.99,
    "not yet: 0.99 is the probability that is wanted; the exercise asks for a difference of logits.",
  ],
  [
    "01.3",
    0.98,
    "not yet: that is the difference of the probabilities; the exercise asks for that of the logits.",
  ],
  [
    "01.3",
    Math.log(0.99),
    "not yet: that is the logarithm of the probability; the difference of the logits is the logarithm of the odds. Hint: Odds are one probability divided by the other: 0.99 to 0.01.",
  ],
  ["01.3", 2.2, "not yet: with that difference the model would be 90.02 % sure of POSITIVE."],
  ["01.3", 5, "not yet: with that difference the model would be 99.33 % sure of POSITIVE."],
  ["01.3", 4.7, "not yet: with that difference the model would be 99.1 % sure of POSITIVE."],
  ["01.3", 0, "not yet: with no difference both classes would have 50 %."],
  [
    "01.3",
    Number.NaN,
    "not yet: the exercise asks for one number, and your answer is NaN, “not a number”: something undefined, or Infinity divided by Infinity, went into it.",
  ],
  [
    "01.3",
    Infinity,
    "not yet: the exercise asks for one number, and your answer is Infinity: something was divided by 0, or an exponential grew too large.",
  ],
  [
    "01.3",
    "Math.log(99)",
    'not yet: the exercise asks for one number, and "Math.log(99)" is text: leave out the quotes, so that it is computed.',
  ],
  [
    "01.3",
    Math.log,
    "not yet: the exercise asks for one number, and your answer is a function: call it, with ( ) after its name.",
  ],
  ["01.3", [1, 2, 3], "not yet: the exercise asks for one number, and your list has 3."],
  ["01.3", { gap: 4.6 }, "✓ right, rounded"],
  [
    "01.3",
    "ln 99",
    'not yet: the exercise asks for one number, and "ln 99" is text: leave out the quotes, so that it is computed.',
  ],
  [
    "01.3",
    1000,
    "not yet: with that difference the model would be practically 100 % sure of POSITIVE.",
  ],
  ["01.4", ["anger", "neutral", "joy"], "✓"],
  ["01.4", ["ANGER", " neutral", "Joy "], "✓"],
  ["01.4", [["anger", "neutral", "joy"]], "✓"],
  ["01.4", new Set(["anger", "neutral", "joy"]), "✓"],
  [
    "01.4",
    [{ predicted_label: "anger" }, { predicted_label: "neutral" }, { predicted_label: "joy" }],
    "✓",
  ],
  [
    "01.4",
    [
      { label: "anger", score: 0.8 },
      { label: "neutral", score: 0.5 },
      { label: "joy", score: 0.9 },
    ],
    "✓",
  ],
  [
    "01.4",
    "anger, neutral, joy",
    "nearly: the values are right, but it is a single text: make it a list.",
  ],
  [
    "01.4",
    argmax(rows),
    "nearly: the values are right, but they are class indices: look up the label of each, otherId2label[index].",
  ],
  [
    "01.4",
    ["2", "0", "1"],
    "nearly: the values are right, but they are class indices: look up the label of each, otherId2label[index].",
  ],
  [
    "01.4",
    ["LABEL_2", "LABEL_0", "LABEL_1"],
    "nearly: the values are right, but they are class indices: look up the label of each, otherId2label[index].",
  ],
  [
    "01.4",
    [3, 1, 2],
    "nearly: the values are right; classes count from 0, and the exercise asks for their labels.",
  ],
  ["01.4", ["angre", "neutral", "joy"], 'nearly: the values are right; "angre" is spelt "anger".'],
  [
    "01.4",
    ["joy", "anger", "neutral"],
    "not yet: you took the smallest logit of each row; the model chooses the largest. Or you went down the columns. A column holds one class for all rows; a row holds all classes of one sentence. Hint: Compare the numbers within one row, and begin again in the next.",
  ],
  [
    "01.4",
    ["neutral", "joy", "anger"],
    "not yet: you took the second largest logit of each row; the model chooses the largest. Or you gave the labels in the order of the list; each row has a largest logit of its own.",
  ],
  [
    "01.4",
    [0, 1, 2],
    "not yet: you took the second largest logit of each row; the model chooses the largest. Or you gave the labels in the order of the list; each row has a largest logit of its own.",
  ],
  ["01.4", ["anger", "joy", "neutral"], "not yet: the labels are right, but not their order."],
  [
    "01.4",
    ["anger", "neutral", "neutral"],
    "not yet: in row 2 (rows count from 0) the largest logit is not that of neutral.",
  ],
  [
    "01.4",
    ["anger", "anger", "anger"],
    "not yet: in row 1 (rows count from 0) the largest logit is not that of anger.",
  ],
  [
    "01.4",
    [1, 1, 1],
    "not yet: those are class indices, and not yet the right ones; the exercise asks for labels.",
  ],
  [
    "01.4",
    argmax(rows).map((index) => [...names].sort()[index]),
    "not yet: you took the labels in alphabetical order; the class index says which one it is. Or you read the list of labels from its end. Hint: The order is the model's own, as in the list of the exercise.",
  ],
  [
    "01.4",
    argmax(rows).map((index) => names[index + 1]),
    "not yet: the exercise asks for a list of 3 labels, and there is undefined at [0]: look up one index at a time (they count from 0).",
  ],
  [
    "01.4",
    [undefined, undefined, undefined],
    "not yet: the exercise asks for a list of 3 labels, and there is undefined at [0]: look up one index at a time (they count from 0).",
  ],
  [
    "01.4",
    [names[argmax(rows.flat())]],
    "not yet: the exercise asks for a list of 3 labels, and there is undefined at [0]: look up one index at a time (they count from 0).",
  ],
  ["01.4", ["anger"], "not yet: the exercise asks for 3 labels, and you gave only one."],
  ["01.4", "anger", "not yet: the exercise asks for 3 labels, and you gave only one."],
  ["01.4", ["anger", "neutral"], "not yet: the exercise asks for 3 labels, and you gave 2."],
  [
    "01.4",
    ["sadness", "neutral", "joy"],
    'not yet: "sadness" is none of the labels: choose from neutral, joy, anger.',
  ],
  [
    "01.4",
    [2.0, 1.1, 3.0],
    "not yet: the exercise asks for a list of 3 labels, and those are the largest logits themselves.",
  ],
  [
    "01.4",
    [true, false, true],
    "not yet: the exercise asks for a list of 3 labels, and there is true at [0].",
  ],
  ["01.4", null, "not yet: the exercise asks for a list of 3 labels, and your answer is null."],
  ["01.4", [], "not yet: the exercise asks for a list of 3 labels, and your list is empty."],
  [
    "01.4",
    "anger / neutral / joy",
    "nearly: the values are right, but it is a single text: make it a list.",
  ],
  [
    "01.4",
    ["anger", 0, "joy"],
    "not yet: the exercise asks for a list of 3 labels, and some of yours are numbers.",
  ],
  ["01.5", terrible, "✓"],
  ["01.5", [2.97, -3.29], "✓ right, rounded"],
  ["01.5", new Float64Array([2.9741043, -3.2908266]), "✓"],
  ["01.5", [[2.9741, -3.290823]], "✓"],
  ["01.5", [[2.9741], [-3.290823]], "✓"],
  ["01.5", { data: new Float32Array(terrible), dims: [1, 2] }, "✓"],
  ["01.5", { logits: terrible, dims: [2] }, "✓"],
  ["01.5", ["2.97", "-3.29"], "nearly: the values are right; give them as numbers, not as text."],
  [
    "01.5",
    [2.9755225, -3.2922454],
    "not yet: you forgot the bias b: those are W h alone. Hint: Start the sum of each row from its own number in b.",
  ],
  [
    "01.5",
    [2.9726775, -3.2894005],
    "not yet: you added the bias b twice. Hint: Start the sum of each row from its own number in b.",
  ],
  [
    "01.5",
    [-3.484269, 3.850646],
    "not yet: those are the logits of “This is a fantastic movie!”: you took the first sentence's vector h. Hint: This sentence's vector is terrible.pooler_output.",
  ],
  [
    "01.5",
    [-3.48, 3.85],
    "not yet: those are the logits of “This is a fantastic movie!”: you took the first sentence's vector h. Hint: This sentence's vector is terrible.pooler_output.",
  ],
  [
    "01.5",
    [-3.4828465, 3.8492235],
    "not yet: those are the logits of “This is a fantastic movie!”: you took the first sentence's vector h. And the bias b is missing. Hint: This sentence's vector is terrible.pooler_output.",
  ],
  [
    "01.5",
    [-0.136, 0.157],
    "not yet: those are the logits of “I expected more.”: you took another sentence's vector. Hint: This sentence's vector is terrible.pooler_output.",
  ],
  [
    "01.5",
    [-3.290823, 2.9741],
    "not yet: those are the right numbers, but the other way round. Hint: The first row of W belongs to class 0, NEGATIVE, and its logit comes first.",
  ],
  [
    "01.5",
    softmax(terrible),
    "not yet: those are the probabilities; the exercise asks for the logits. Hint: Stop before softmax: a logit is the weighted sum itself.",
  ],
  [
    "01.5",
    [-2.9741, 3.290823],
    "not yet: the sizes are right, but the signs are the wrong way round.",
  ],
  [
    "01.5",
    [2.9741, 3.290823],
    "not yet: [0] is right, but [1] is too large. The first logit is that of NEGATIVE, and the sentence is negative: it should be the larger one.",
  ],
  [
    "01.5",
    [-0.00142246, 0.001422456],
    "not yet: those are the numbers in b alone: the weighted sum is missing. Hint: Multiply each row of W with the vector, place by place, and add the products up.",
  ],
  [
    "01.5",
    [0, 0],
    "not yet: with those logits the model would be 50 % sure of NEGATIVE; with its own it is 99.81 % sure.",
  ],
  [
    "01.5",
    [5, 1],
    "not yet: with those logits the model would be 98.2 % sure of NEGATIVE; with its own it is 99.81 % sure.",
  ],
  [
    "01.5",
    2.9741,
    "not yet: that is the logit of NEGATIVE alone; the exercise asks for both. Hint: Put the logit of the second row of W behind it, [first, second].",
  ],
  [
    "01.5",
    [2.9741],
    "not yet: that is the logit of NEGATIVE alone; the exercise asks for both. Hint: Put the logit of the second row of W behind it, [first, second].",
  ],
  [
    "01.5",
    -3.29,
    "not yet: that is the logit of POSITIVE alone; the exercise asks for both. Hint: Put the logit of the first row of W in front of it, [first, second].",
  ],
  [
    "01.5",
    new Float32Array(384),
    "not yet: those are 384 numbers; a logit is the sum of 384 products. Hint: Multiply one row of W with the vector, place by place, and add everything up; then the next row.",
  ],
  [
    "01.5",
    [Number.NaN, Number.NaN],
    "not yet: the exercise asks for a list of 2 numbers, and there is NaN at [0], “not a number”: something undefined, or Infinity divided by Infinity, went into it.",
  ],
  [
    "01.5",
    [undefined, undefined],
    "not yet: the exercise asks for a list of 2 numbers, and there is undefined at [0]: something was looked up at a place that doesn't exist (places count from 0).",
  ],
  ["01.5", "W h + b", 'not yet: the exercise asks for a list of 2 numbers, and "W h + b" is text.'],
  [
    "01.5",
    [3.850646, -3.484269],
    "not yet: those are the logits of “This is a fantastic movie!”, the other way round: you took the first sentence's vector h. Hint: This sentence's vector is terrible.pooler_output.",
  ],
  ["01.5", 6.265, "not yet: that is the difference of the two logits; the exercise asks for both."],
])("%s answered with %o is told: %s", (id, answer, reply) => {
  expect(said(lesson01, id, answer)).toBe(reply);
});

it("01.2 and 01.3 are right by softmax itself", () => {
  expect(said(lesson01, "01.2", softmax(z))).toBe("✓");
  expect(softmax([Math.log(99), 0])[0]).toBeCloseTo(0.99, 12);
});
