import { expect, it } from "vitest";
import { argmax } from "../../../src/logits/argmax.js";
import { softmax } from "../../../src/logits/softmax.js";
import { lesson03 } from "../../../src/notebook/exercises/lesson03.js";

const check = (id: string, answer: unknown) =>
  lesson03.find((exercise) => exercise.id === id)?.check(answer);

const candidates = [
  [11, 12, 10.5],
  [2, 4, 1],
  [0, 1, -0.5],
  [-1, -2, -0.5],
];
const weather = [
  [0.1, 0.2, -1],
  [2, -1, 1.5],
  [-3, -2, -2.5],
  [0, 0, 1],
];
const weatherLabels = ["rain", "snow", "sun"];
const turned = [0, 1, 2].map((column) => weather.map((row) => row[column]));

it.each([
  ["03.1", [0], "one is missing. A negative logit is no obstacle: look at the differences."],
  ["03.1", [2], "one is missing. Large logits are no obstacle either."],
  [
    "03.1",
    [0, 1, 2],
    "row 1 is the row doubled: its differences are twice as large, so it is more confident.",
  ],
  [
    "03.1",
    [0, 2, 3],
    "row 3 has the differences reversed: its second class is the least probable.",
  ],
  ["03.1", [0, 2, 4], "there are only rows 0 to 3."],
  ["03.1", 0, "the exercise asks for a list of row indices, such as [0, 1]."],
  ["03.2", argmax(weather), "those are class indices; the exercise asks for the labels."],
  [
    "03.2",
    [weatherLabels[argmax(weather.flat())]],
    "there is an undefined in your list: look up one index at a time.",
  ],
  [
    "03.2",
    argmax(turned).map((index) => weatherLabels[index % 3]),
    "three labels for four rows: argmax goes along each row.",
  ],
  [
    "03.2",
    ["snow", "rain", "rain", "sun"],
    "all logits of row 2 are negative, and the largest of them is −2.0, not −3.0.",
  ],
  ["03.2", ["snow", "rain", "snow", "rain"], "label 3 is not the label of row 3."],
  ["03.3", 3.1 - 1.1, "that is the difference, the log-odds. The odds are its exponential."],
  [
    "03.3",
    3.1 / 1.1,
    "you divided the logits, and a shift would change that ratio. Only their difference counts.",
  ],
  ["03.3", Math.exp(1.1 - 3.1), "that is surprise against joy: turn it round."],
  [
    "03.3",
    softmax([3.1, 1.1])[0],
    "that would be joy's share if there were only these two. The exercise asks for the odds.",
  ],
  ["03.3", 28, "those are not the odds of joy against surprise."],
  [
    "03.4",
    [0.5, 0.15, 0.05],
    "they add up to 0.7: the 0.3 of the struck class has to go somewhere.",
  ],
  [
    "03.4",
    [0.6, 0.25, 0.15],
    "you gave each the same 0.1, which changes the odds: the first was 10 times as probable as the last.",
  ],
  ["03.4", [0.7, 0.2, 0.1], "number 1 in your list is off."],
  ["03.5", 18, "that is how many are right, but out of how many answers?"],
  [
    "03.5",
    0.9,
    "that is the recall: how many of the neutral sentences were found. The exercise asks about the answers.",
  ],
  ["03.5", 70 / 164, "that is how often the model says neutral at all."],
  ["03.5", 0.5, "that is not the share of neutral answers that are right."],
  ["03.6", [63 / 86, 86 / 164], "the two are swapped: coverage comes first."],
  [
    "03.6",
    [86 / 164, 63 / 164],
    "you divided the right ones by all sentences. Only those with an answer count.",
  ],
  ["03.6", [86, 63], "those are counts; the exercise asks for shares between 0 and 1."],
  ["03.6", [0.5, 0.5], "number 1 in your list is off."],
])("%s answered with %j is told: %s", (id, answer, remark) => {
  expect(check(id, answer)).toBe(remark);
});

it("the rows of 03.1 are right, in either order: softmax says so", () => {
  const asked = softmax([1, 2, 0.5]);
  const same = softmax(candidates).flatMap((row, index) =>
    row.every((p, i) => Math.abs(p - asked[i]) < 1e-12) ? [index] : [],
  );
  expect(check("03.1", same)).toBe(true);
  expect(check("03.1", [...same].reverse())).toBe(true);
});

it("the labels of 03.2 are those of argmax", () => {
  expect(
    check(
      "03.2",
      argmax(weather).map((index) => weatherLabels[index]),
    ),
  ).toBe(true);
});

it("the odds of 03.3 are those of softmax, whatever the other 26 logits are", () => {
  const others = Array.from({ length: 26 }, (_, i) => Math.sin(i) * 4);
  const [joy, surprise] = softmax([3.1, 1.1, ...others]);
  expect(check("03.3", joy / surprise)).toBe(true);
});

it("03.4 takes three numbers, and four with the struck class at 0", () => {
  const logits = [0.5, 0.3, 0.15, 0.05].map(Math.log);
  const struck = softmax(logits.map((z, i) => (i === 1 ? -Infinity : z)));
  expect(check("03.4", struck)).toBe(true);
  expect(
    check(
      "03.4",
      struck.filter((_, i) => i !== 1),
    ),
  ).toBe(true);
});
