import { expect, it } from "vitest";
import { compareNumbers } from "../../../src/notebook/exercises/compareNumbers.js";

it("numbers are compared within the tolerance, and NaN is never right", () => {
  expect(compareNumbers([1.0009], [1], 1e-3)).toBe(true);
  expect(compareNumbers([1.002], [1], 1e-3)).toBe("number 1 in your list is off.");
  expect(compareNumbers([Number.NaN], [1], 1e-3)).toBe("number 1 in your list is off.");
});

it.each([[undefined], [1], ["1, 2"], [["1", 2]], [{ length: 2 }]])(
  "asks for a list of numbers where %j came",
  (answer) => {
    expect(compareNumbers(answer, [1, 2], 1e-3)).toBe("the exercise asks for a list of 2 numbers.");
  },
);

it("says how many numbers are asked for", () => {
  expect(compareNumbers([1], [1, 2], 1e-3)).toBe(
    "the exercise asks for 2 numbers, and your list has 1.",
  );
});
