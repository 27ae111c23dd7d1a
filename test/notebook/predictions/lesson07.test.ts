import { expect, it } from "vitest";
import { wilsonInterval } from "../../../src/evaluate/accuracy.js";
import { lesson07 } from "../../../src/notebook/predictions/lesson07.js";
import { said } from "./said.js";

it.each<[string, unknown, string]>([
  ["07.a", 12, "It would need to know French"],
  ["07.a", 11, "All but the empty one"],
  ["07.a", 8, "The opposites and a plain not"],
  ["07.a", 0, "Plain praise and plain blame"],
  ["07.a", 5, "It knows opposites"],
  ["07.b", 0.9, "That is what was measured"],
  ["07.b", "85 %", "That would need some 150 rows"],
  ["07.b", 0.88, "That would need some 1,000 rows"],
  ["07.b", 0.95, "95 % is how often"],
  ["07.b", 0.5, "With 50 rows the interval"],
  ["07.c", 0.5, "At 0.5, printing costs 1.5"],
  ["07.c", 0.25, "That would be right if a missed one"],
  ["07.c", 0.67, "At 2/3, printing still costs 1"],
  ["07.c", 0.33, "One third is the ratio"],
  ["07.c", 0.9, "Both cost the same where"],
  ["07.d", "chance", "The intervals overlap"],
])("%s answered with %j is told: %s …", (id, answer, thought) => {
  expect(said(lesson07, id, answer)?.startsWith(thought)).toBe(true);
});

it.each<[string, unknown]>([
  ["07.a", 6],
  ["07.a", "6"],
  ["07.b", 0.79],
  ["07.b", "78 %"],
  ["07.c", 0.75],
  ["07.c", "75 %"],
  ["07.d", "More than chance"],
])("%s answered with %j is right", (id, answer) => {
  expect(said(lesson07, id, answer)).toBe("right");
});

it("what comes in 07.b is what the kit computes", () => {
  const came = lesson07.find(({ id }) => id === "07.b")?.came;
  expect(came).toBeCloseTo(wilsonInterval(45, 50).lower, 4);
});
