import { expect, it } from "vitest";
import { lesson02 } from "../../../src/notebook/predictions/lesson02.js";
import { said } from "./said.js";

it.each<[string, unknown, string]>([
  ["02.a", "labels", "There are two numbers for each sentence"],
  ["02.a", "probabilities", "The Trainer applies no softmax"],
  ["02.b", 1, "Each row adds up to 1, and there are 144"],
  ["02.b", 2, "The columns add up to whatever"],
  ["02.b", 288, "That is how many numbers"],
  ["02.b", 72, "That counts one of the two classes"],
  ["02.b", 100, "Each row adds up to 1: how many rows"],
  ["02.c", 0, "A loss of 0 belongs to a model that is sure"],
  ["02.c", 0.5, "0.5 is the probability"],
  ["02.c", 1, "That is −log₂ 0.5"],
  ["02.c", 1.95, "That is ln 7"],
])("%s answered with %j is told: %s …", (id, answer, thought) => {
  expect(said(lesson02, id, answer)).toMatch(thought);
});

it.each<[string, unknown]>([
  ["02.a", "logits"],
  ["02.b", "144"],
  ["02.c", 0.69],
])("%s answered with %j is right", (id, answer) => {
  expect(said(lesson02, id, answer)).toBe("right");
});
