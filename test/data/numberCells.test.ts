import { expect, it } from "vitest";
import {
  checkNumber,
  isMeantAsNumber,
  isMissing,
  numberOf,
  rowsOfNumbers,
} from "../../src/data/numberCells.js";

const at = { caller: "parsePredictions", file: "a.csv" };

it.each<[unknown, number | undefined]>([
  [1.5, 1.5],
  ["-4.2", -4.2],
  [" 1e-3 ", 0.001],
  ["1.", 1],
  [".5", 0.5],
  ["-inf", Number.NEGATIVE_INFINITY],
  ["NaN", Number.NaN],
  [5n, 5],
  [2n ** 60n, undefined],
  ["0x10", undefined],
  ["", undefined],
  ["1,5", undefined],
  [null, undefined],
  [true, undefined],
])("%s is read as %s", (cell, value) => {
  expect(numberOf(cell)).toBe(value);
});

it("rows of one length become flat numbers", () => {
  const { dims, read } = rowsOfNumbers(
    [
      [1, "2"],
      [3, 4],
    ],
    at,
  );
  expect([dims, Array.from(read(1, 2))]).toEqual([
    [2, 2],
    [3, 4],
  ]);
});

it("what is no number is refused with its place and what to do", () => {
  expect(() => checkNumber(null, "row 3", at)).toThrow("row 3 is empty, as pandas writes NaN");
  expect(() => checkNumber("0,5", "row 3", at)).toThrow("decimal point");
  expect(() => checkNumber([1], "row 3", at)).toThrow("without further lists");
  expect(() => checkNumber(true, "row 3", at)).toThrow("row 3 is the boolean true");
});

it.each([1, "2.5", "2,5", ",5", "12%", "-1e3", " 7 "])("%s is meant as a number", (cell) => {
  expect(isMeantAsNumber(cell)).toBe(true);
});

it.each(["", "nan", "NA", "joy", "1.2.3", "2024-01-05", true, null, [1]])(
  "%s isn't meant as a number",
  (cell) => {
    expect(isMeantAsNumber(cell)).toBe(false);
  },
);

it("a cell may be missing in many words", () => {
  expect(["", "NA", "n/a", "NaN", "None", "null", "-", "?", null, undefined].every(isMissing)).toBe(
    true,
  );
  expect(["0", 0, "no", false].some(isMissing)).toBe(false);
});
