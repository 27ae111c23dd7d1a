import { expect, it } from "vitest";
import { lesson05 } from "../../../src/notebook/predictions/lesson05.js";
import { said } from "./said.js";

it.each<[string, unknown, string]>([
  ["05.a", 2.5, "You may have turned until no sure answer was wrong"],
  ["05.a", "2,25", "You may have turned until no sure answer was wrong"],
  ["05.a", 2, "That mends the surest answers"],
  ["05.a", 1.5, "0.98 is about 1.3 times 0.76"],
  ["05.a", 1.2, "0.98 is about 1.3 times 0.76"],
  ["05.a", 4, "The test set would choose that"],
  ["05.a", 10, "Then even its surest answers"],
  ["05.a", 0.5, "A T below 1"],
  ["05.a", 0.2, "That is about 1 / T"],
  ["05.a", 3, "All validation sentences"],
  ["05.b", 0.5, "Half of its answers are wrong"],
  ["05.b", "50 %", "Half of its answers are wrong"],
  ["05.b", 1, "It is useless, but not dishonest"],
  ["05.b", 0.25, "That is how far 0.5 lies"],
  ["05.b", 0.1, "It claims a half"],
  ["05.c", "all three", "T changes no answer"],
  ["05.c", "only ECE", "The NLL reads"],
  ["05.c", "none", "The answers stay"],
  ["05.d", "the same", "It is the same model"],
  ["05.d", "larger", "Training did make it sure"],
  ["05.e", "no", "An ECE isn't a fact"],
  ["05.e", "a little", "From 5 bins to 100"],
])("%s answered with %j is told: %s …", (id, answer, thought) => {
  expect(said(lesson05, id, answer)).toMatch(thought);
});

it.each<[string, unknown]>([
  ["05.a", 5.19],
  ["05.a", 5],
  ["05.b", 0],
  ["05.b", "0 %"],
  ["05.c", "nll and ece"],
  ["05.d", "smaller"],
  ["05.e", "a lot"],
])("%s answered with %j is right", (id, answer) => {
  expect(said(lesson05, id, answer)).toBe("right");
});
