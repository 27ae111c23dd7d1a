import { expect, it } from "vitest";
import { lesson01 } from "../../../src/notebook/predictions/lesson01.js";
import { said } from "./said.js";

it.each<[string, unknown, string]>([
  ["01.a", 5, "That counts the words"],
  ["01.a", 8, "That counts the two marks"],
  ["01.a", 26, "That counts the characters"],
  ["01.a", 7, "Here each word is one piece"],
  ["01.b", "yes", "A probability can't be negative, but a logit can"],
  ["01.c", 0.37, "That is the sum of the logits"],
  ["01.c", 47.05, "That is the sum of the exponentials"],
  ["01.c", 2, "Each is at most 1"],
  ["01.c", 100, "That would be per cent"],
  ["01.d", "Infinity", "The exponentials are infinite"],
  ["01.d", "0.27 and 0.73", "That is the true answer"],
  ["01.d", "0 and 1", "Large logits aren't surer ones"],
  ["01.e", "exactly", "It is the same sum"],
  ["01.e", "not at all", "Nothing is hidden behind the last layer"],
  ["01.f", 3, "It has learned from examples"],
  ["01.f", 2, "A single negation"],
  ["01.f", 0, "It doesn't just count words"],
  ["01.g", "both", "The rows of the second list"],
  ["01.g", "neither", "Negative numbers"],
])("%s answered with %j is told: %s …", (id, answer, thought) => {
  expect(said(lesson01, id, answer)).toMatch(thought);
});

it.each<[string, unknown]>([
  ["01.a", "6"],
  ["01.b", "No"],
  ["01.c", 1],
  ["01.d", Number.NaN],
  ["01.e", "nearly"],
  ["01.f", 1],
  ["01.g", "the first"],
])("%s answered with %j is right", (id, answer) => {
  expect(said(lesson01, id, answer)).toBe("right");
});
