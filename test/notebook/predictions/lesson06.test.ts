import { expect, it } from "vitest";
import { crossEntropy } from "../../../src/evaluate/logLoss.js";
import { softmax } from "../../../src/logits/softmax.js";
import { lesson06 } from "../../../src/notebook/predictions/lesson06.js";
import { said } from "./said.js";

it.each<[string, unknown, string]>([
  ["06.a", "a half", "A half would need"],
  ["06.a", "turns round", "It would, if names were compared"],
  ["06.b", 1, "The second softmax takes the 1"],
  ["06.b", "50 %", "It flattens"],
  ["06.b", 0.999, "The second softmax takes the 1"],
  ["06.b", 0.9, "The surest row"],
  ["06.c", 0, "It should be"],
  ["06.c", 0.69, "That is ln 2"],
  ["06.c", 1, "The loss is minus"],
  ["06.c", 5, "Probabilities of 0 and 1"],
  ["06.d", 459, "That many have two labels in truth"],
  ["06.d", 256, "That many are found by sigmoid"],
  ["06.d", 100, "Two shares of the same 1"],
  ["06.e", "far", "They would be if"],
  ["06.e", "a little", "What is cut off"],
  ["06.f", "much lower", "A confidence says"],
  ["06.g", "not at all", "A [PAD] is a token"],
  ["06.g", "in the sixth decimal", "That is what the order"],
  ["06.h", 3, "3 is the one that is right"],
  ["06.h", 1, "1 took softmax twice"],
  ["06.h", 5, "5 took softmax over"],
  ["06.h", 12, "12 is a tuple"],
  ["06.h", 0, "The programs are numbered"],
])("%s answered with %j is told: %s …", (id, answer, thought) => {
  expect(said(lesson06, id, answer)?.startsWith(thought)).toBe(true);
});

it.each<[string, unknown]>([
  ["06.a", "stays"],
  ["06.b", 0.73],
  ["06.b", "73.1 %"],
  ["06.c", 0.31],
  ["06.d", 0],
  ["06.e", "Not at all"],
  ["06.f", "about the same"],
  ["06.g", "by more than 1"],
  ["06.h", "8"],
])("%s answered with %j is right", (id, answer) => {
  expect(said(lesson06, id, answer)).toBe("right");
});

it("what comes in 06.b and 06.c is what the kit computes", () => {
  const came = (id: string) => lesson06.find((prediction) => prediction.id === id)?.came;
  expect(came("06.b")).toBeCloseTo(softmax([0, 1])[1], 4);
  expect(came("06.c")).toBeCloseTo(crossEntropy([0], [[1, 0]]), 4);
});
