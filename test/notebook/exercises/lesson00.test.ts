import { expect, it } from "vitest";
import { lesson00 } from "../../../src/notebook/exercises/lesson00.js";

const check = (id: string, answer: unknown) =>
  lesson00.find((exercise) => exercise.id === id)?.check(answer);

it.each<[string, unknown, string]>([
  ["00.1", "POSITIVE", "that is the label; the exercise asks for its class index."],
  ["00.1", 0, "that isn't the index of the larger logit."],
  ["00.2", 0.7, "0.7 is the logit. What share does each of two equals get?"],
])("%s answered with %j is told: %s", (id, answer, remark) => {
  expect(check(id, answer)).toBe(remark);
});

it("takes the class index of 00.1 and the probability of 00.2", () => {
  expect(check("00.1", 1)).toBe(true);
  expect(check("00.2", 0.5)).toBe(true);
});
