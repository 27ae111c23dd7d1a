import { expect, it } from "vitest";
import { readPredictions } from "../../../src/data/readPredictions.js";
import { wilsonInterval } from "../../../src/evaluate/accuracy.js";
import { expectedCalibrationError } from "../../../src/evaluate/calibration.js";
import { thresholdFor } from "../../../src/evaluate/coverage.js";
import { argmax } from "../../../src/logits/argmax.js";
import { softmax } from "../../../src/logits/softmax.js";
import { fourDiagrams } from "../../../src/notebook/exercises/fourDiagrams.js";
import { lesson05 } from "../../../src/notebook/exercises/lesson05.js";

const check = (id: string, answer: unknown) =>
  lesson05.find((exercise) => exercise.id === id)?.check(answer);

it.each([
  ["05.1", [0.05, 0.0500000001, 1 / 20, "0.05", "5 %", "0,05", ".05", [0.05], [[0.05]]]],
  ["05.1", [new Float32Array([0.05]), new Float64Array([0.05])]],
  ["05.2", [2.5, "2.5", "T = 2.5", "2,5", [2.5], new Float32Array([2.5])]],
  ["05.3", ["C", "c", " C ", "model C", "C.", ["C"], "“C”"]],
  ["05.4", [[0.448, 0.886, 0.911], ["0.45", "0.89", "0.91"], "44.8 %, 88.6 % to 91.1 %"]],
  ["05.4", [{ coverage: 0.45, accuracy: 0.9, lower: 0.89, upper: 0.91 }]],
  ["05.4", [[0.45, 0.9, 0.89, 0.91], [0.45, [0.89, 0.91]], new Float32Array([0.45, 0.89, 0.91])]],
  ["05.4", [{ coverage: 0.45, reached: { proportion: 0.9, lower: 0.89, upper: 0.91 } }]],
])("%s takes a right answer in any form: %j", (id, answers) => {
  expect(answers.map((answer) => check(id, answer))).toEqual(answers.map(() => true));
});

const onTest = [0.4478663, 0.886127, 0.911148];

it.each([
  [
    "05.1",
    0.25,
    "that is the gap of the bin. It counts only as much as the bin's share of all answers.",
  ],
  ["05.1", -0.25, "that is the gap of the bin, turned round. It counts without its sign."],
  ["05.1", -0.05, "right but for the sign: a gap counts the same on either side."],
  ["05.1", 5, "that is in per cent; the exercise asks for a share: divide by 100."],
  ["05.1", 40 / 200, "that is the bin's share of all answers. How large is its gap?"],
  [
    "05.1",
    40 * 0.85 - 24,
    "that is how many of the 40 answers are wrong beyond what was claimed; divide by all 200.",
  ],
  [
    "05.1",
    (40 / 200) * 0.85,
    "you have weighted what is claimed. First take off what is achieved.",
  ],
  ["05.1", 24 / 200, "you have weighted what is achieved. First take it off what is claimed."],
  ["05.1", 24 / 40, "that is the accuracy in the bin. How far is it from the claim?"],
  [
    "05.1",
    16 / 40,
    "that is the share of wrong answers. By how much is it more than the claim allows?",
  ],
  ["05.1", 0.25 / (40 / 200), "you divided by the bin's share: multiply by it."],
  ["05.1", 0.3, "that is not what the bin adds: it adds its gap times its share."],
  ["05.1", [0.2, 0.25], "the exercise asks for one number, and your answer has 2."],
  ["05.1", "a little", "the exercise asks for a number."],
  ["05.1", Number.NaN, "the exercise asks for a number."],
  [
    "05.2",
    3.5,
    "3.5 is best on the test set, which would then judge the T that was chosen for it. Which set may choose?",
  ],
  ["05.2", 1, "at T = 1 the logits stay as they are, and here the loss is highest."],
  ["05.2", 5, "a larger T is not a better one: from 2.5 on the validation loss rises again."],
  [
    "05.2",
    1 / 2.5,
    "that is 1 / T, by which logits are multiplied. The exercise asks for T, which divides them.",
  ],
  [
    "05.2",
    3,
    "3 is not in the table. If you counted columns: the exercise asks for the T at their head.",
  ],
  [
    "05.2",
    4,
    "4 is not in the table. If you counted columns: the exercise asks for the T at their head.",
  ],
  ["05.2", 0.53, "that is a loss; the exercise asks for the T above it."],
  ["05.2", 0.58, "that is a loss; the exercise asks for the T above it."],
  [
    "05.2",
    2.7,
    "the bottom may well lie there, between two columns; the exercise asks for the best T of the table.",
  ],
  ["05.2", 2, "another T of the table has a lower validation loss."],
  ["05.2", 1.5, "another T of the table has a lower validation loss."],
  ["05.2", [2.5, 3.5], "the exercise asks for one number, and your answer has 2."],
  ["05.2", {}, "the exercise asks for a number."],
  ["05.3", "A", "the points of A lie on the diagonal: what it claims, it achieves."],
  [
    "05.3",
    "b",
    "the points of B lie above the diagonal: it is right more often than it claims, so it is under-confident.",
  ],
  [
    "05.3",
    "D",
    "D is right in 3 of 4 answers whatever it claims: too modest on the left, too sure on the right, so neither on the whole.",
  ],
  ["05.3", 2, 'the exercise asks for one letter, such as "A".'],
  ["05.3", "C and D", 'the exercise asks for one letter, such as "A".'],
  ["05.3", ["C", "D"], 'the exercise asks for one letter, such as "A".'],
  ["05.3", "E", 'the exercise asks for one letter, such as "A".'],
  ["05.3", "over-confident", 'the exercise asks for one letter, such as "A".'],
  ["05.3", true, 'the exercise asks for one letter, such as "A".'],
  ["05.3", undefined, 'the exercise asks for one letter, such as "A".'],
  [
    "05.4",
    onTest.map((value) => 100 * value),
    "those are per cent; the exercise asks for shares between 0 and 1.",
  ],
  [
    "05.4",
    [onTest[1], onTest[2], onTest[0]],
    "all three are right, in another order: coverage first.",
  ],
  ["05.4", [onTest[0], onTest[2], onTest[1]], "the ends of the interval are swapped."],
  [
    "05.4",
    [2225, onTest[1], onTest[2]],
    "that is how many texts get an answer. Coverage is their share.",
  ],
  [
    "05.4",
    [2001 / 2225, onTest[1], onTest[2]],
    "the first number is the accuracy of the answers that are given. Coverage is how many of the texts get one.",
  ],
  [
    "05.4",
    [onTest[0], 0.8, 0.95],
    "the coverage is right. The interval is wilsonInterval(right, answered), both counted on emotions-test.",
  ],
  ["05.4", onTest[0], "the exercise asks for three numbers, [coverage, lower, upper]."],
  [
    "05.4",
    [0.3, 0.8, 0.9],
    "the coverage is the share of the 4,968 test texts whose top probability reaches the threshold.",
  ],
])("%s answered with %j is told: %s", (id, answer, remark) => {
  expect(check(id, answer)).toBe(remark);
});

it("what 05.1 asks for is what the kit adds for such a bin", () => {
  const rows = (count: number, share: number) => Array(count).fill([1 - share, share]);
  const truth = [...Array(24).fill(1), ...Array(16).fill(0), ...Array(160).fill(1)];
  const scores = [...rows(40, 0.85), ...rows(160, 1)];
  expect(check("05.1", expectedCalibrationError(truth, scores, { n_bins: 10 }))).toBe(true);
});

it("of the four models of 05.3 only C claims more than it achieves in every bin", () => {
  const gaps = fourDiagrams().table.rows.map(([model, claimed, achieved]) => ({
    model,
    gap: Number(claimed) - Number(achieved),
  }));
  const sides = (model: string, is: (gap: number) => boolean) =>
    gaps.filter((row) => row.model === model && is(row.gap)).length;
  const above = (gap: number) => gap > 0.025;
  const below = (gap: number) => gap < -0.025;
  expect(["A", "B", "C", "D"].map((model) => sides(model, above))).toEqual([0, 0, 5, 2]);
  expect(["A", "B", "C", "D"].map((model) => sides(model, below))).toEqual([0, 5, 0, 2]);
});

const sets = await Promise.all(
  ["emotions-validation", "emotions-test"].map((n) => readPredictions(n)),
);
const [validation, test] = sets;
const nineOfTen = (predictions: typeof test) =>
  thresholdFor(predictions.label_ids as number[], predictions, { accuracy: 0.9 });
const answersFrom = (threshold: number | null, predictions: typeof test) => {
  const sure = softmax(predictions).map((row) => Math.max(...row) >= Number(threshold));
  const label_ids = predictions.label_ids as number[];
  const right = argmax(predictions).filter((index, row) => sure[row] && index === label_ids[row]);
  const answered = sure.filter(Boolean).length;
  const { lower, upper } = wilsonInterval(right.length, answered);
  return [answered / sure.length, lower, upper];
};

it("05.4 is what the kit makes of the recorded logits, and knows whose numbers were given in place of it", () => {
  const { threshold } = nineOfTen(validation);
  expect(check("05.4", answersFrom(threshold, test))).toBe(true);
  expect(check("05.4", answersFrom(nineOfTen(test).threshold, test))).toBe(
    "that threshold was chosen on the test set, which then judges it. Choose it on emotions-validation.",
  );
  expect(check("05.4", answersFrom(threshold, validation))).toBe(
    "those are the numbers of the validation set, where the threshold was chosen. Measure on emotions-test.",
  );
  expect(check("05.4", nineOfTen(validation))).toBe(
    "those are the numbers of the validation set, where the threshold was chosen. Measure on emotions-test.",
  );
  expect(check("05.4", answersFrom(0, test))).toBe(
    "that is what the model does when it answers always. Keep only the answers from the threshold on.",
  );
  const half = [answersFrom(threshold, validation)[0], 0.1, 0.2];
  expect(check("05.4", half)).toBe(
    "that is the coverage on the validation set. Measure on emotions-test.",
  );
});
