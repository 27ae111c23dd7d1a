import { expect, it } from "vitest";
import { lesson04 } from "../../../src/notebook/predictions/lesson04.js";
import { said } from "./said.js";

it.each<[string, unknown, string]>([
  ["04.a", "the first", "It had to choose one"],
  ["04.a", "the second", "Probabilities of one question"],
  ["04.a", "both", "They disagree because"],
  ["04.b", "larger", "It now has to share"],
  ["04.b", "the same", "The order stays"],
  ["04.c", "softmax", "Softmax sees only"],
  ["04.c", "both", "Sigmoid's do"],
  ["04.c", "neither", "Softmax has the other logits"],
  ["04.d", 0.77, "That is its sigmoid"],
  ["04.d", 1.2, "That is the logit"],
  ["04.d", 3.32, "That is the exponential"],
  ["04.d", "50 %", "There is no second class"],
  ["04.d", 12, "Softmax divides by the sum"],
  ["04.e", 1, "Softmax would have to name one"],
  ["04.e", 2, "A reader hears"],
  ["04.e", 7, "Seven questions"],
  ["04.e", 3, "Each label has to pass"],
  ["04.f", "both rise", "More labels are found"],
  ["04.f", "both fall", "No label that was found"],
  ["04.f", "precision rises, recall falls", "That is what a higher"],
  ["04.g", "by about 0.1", "The mask hides"],
  ["04.g", "by more than 1", "The mask hides"],
  ["04.h", "can't", "“isn't good” is still"],
  ["04.h", "isn't", "“can't say … good”"],
])("%s answered with %j is told: %s …", (id, answer, thought) => {
  expect(said(lesson04, id, answer)).toMatch(thought);
});

it.each<[string, unknown]>([
  ["04.a", "neither"],
  ["04.b", "smaller"],
  ["04.c", "sigmoid"],
  ["04.d", 1],
  ["04.e", 0],
  ["04.f", "recall rises, precision falls"],
  ["04.g", "next to nothing"],
  ["04.h", "good."],
])("%s answered with %j is right", (id, answer) => {
  expect(said(lesson04, id, answer)).toBe("right");
});
