import { expect, it } from "vitest";
import { lesson00 } from "../../../src/notebook/predictions/lesson00.js";
import { said } from "./said.js";

it.each<[string, unknown, string]>([
  ["00.a", "word", "The model itself knows no words"],
  ["00.a", "percentage", "Percentages have to be made first"],
  ["00.b", 0, "0 is no boundary here"],
  ["00.b", 0.5, "0.5 is the probability"],
  ["00.b", 3.5, "The size is right and the sign isn't"],
  ["00.b", -3.85, "You turned the sign of its own logit"],
  ["00.b", -7.3, "The two are equally probable where"],
])("%s answered with %j is told: %s …", (id, answer, thought) => {
  expect(said(lesson00, id, answer)).toMatch(thought);
});

it.each<[string, unknown]>([
  ["00.a", "Numbers"],
  ["00.b", "−3.5"],
])("%s answered with %j is right", (id, answer) => {
  expect(said(lesson00, id, answer)).toBe("right");
});
