import { expect, it } from "vitest";
import { softmax } from "../../../src/logits/softmax.js";
import { lesson01 } from "../../../src/notebook/exercises/lesson01.js";

const check = (id: string, answer: unknown) =>
  lesson01.find((exercise) => exercise.id === id)?.check(answer);

it.each<[string, unknown, string]>([
  ["01.1", 5, "those are the pieces of the sentence; two more ids go around them."],
  ["01.2", [2, 1, 0.1], "your numbers add up to 3.100, not to 1."],
  ["01.2", [0.2, 0.3, 0.5], "number 1 in your list is off."],
  ["01.2", [0.66, 0.34], "the exercise asks for 3 numbers, and your list has 2."],
  ["01.3", 2.2, "with that difference the model would be less than 99 % sure."],
  ["01.3", 5, "with that difference the model would be more than 99 % sure."],
  ["01.3", Number.NaN, "the exercise asks for one number."],
  ["01.4", ["anger", "joy", "neutral"], "label 2 is not the label of row 2."],
  ["01.5", [2.9741, 3.290823], "number 2 in your list is off."],
])("%s answered with %j is told: %s", (id, answer, remark) => {
  expect(check(id, answer)).toBe(remark);
});

it("the probabilities of 01.2 are those of softmax", () => {
  expect(check("01.2", softmax([2, 1, 0.1]))).toBe(true);
});

it("the difference of 01.3 is the one at which softmax gives 99 %", () => {
  const difference = Math.log(99);
  expect(softmax([difference, 0])[0]).toBeCloseTo(0.99, 12);
  expect(check("01.3", difference)).toBe(true);
});

it("takes the number of ids of 01.1, the labels of 01.4 and the logits of 01.5", () => {
  expect(check("01.1", 7)).toBe(true);
  expect(check("01.4", ["anger", "neutral", "joy"])).toBe(true);
  expect(check("01.5", [2.9741, -3.290823])).toBe(true);
});
