import { expect, it } from "vitest";
import {
  adviceOn,
  asNumbers,
  inPerCent,
  readNumbers,
} from "../../../src/notebook/exercises/readNumbers.js";

it.each<[unknown, number]>([
  ["0.5", 0.5],
  [".5", 0.5],
  ["0,5", 0.5],
  ["−2.5", -2.5],
  ["1e-3", 0.001],
  ["18/70", 18 / 70],
  ["18 out of 70", 18 / 70],
  ["7.39 : 1", 7.39],
  ["7 ids", 7],
])("one number is read out of %j, with a word on its form", (text, number) => {
  expect(readNumbers(text, true, {})).toEqual({ numbers: [number], fixes: [asNumbers(1)] });
});

it.each<[unknown, number[]]>([
  ["[0.66, 0.24, 0.10]", [0.66, 0.24, 0.1]],
  ["250 x 7", [250, 7]],
  ["250 rows and 7 columns", [250, 7]],
  [
    ["0.66", 0.24],
    [0.66, 0.24],
  ],
])("several are read out of %j", (texts, numbers) => {
  expect(readNumbers(texts, false, {})).toEqual({ numbers, fixes: [asNumbers(numbers.length)] });
});

it.each(["half", "Math.log(99)", "e^2", "ln 99", ""])("none is read out of %j", (text) => {
  expect(readNumbers(text, true, {})).toMatch(/ is text/);
});

it("per cent in a text is a share", () => {
  const fixes = [asNumbers(1), inPerCent(1)];
  for (const text of ["50 %", "50%", "50 percent", "50 per cent"]) {
    expect(readNumbers(text, true, { share: true })).toEqual({ numbers: [0.5], fixes });
  }
});

it("what is no number is named, with its place in a list", () => {
  expect(readNumbers(null, true, {})).toBe("your answer is null");
  expect(readNumbers([1, true], false, {})).toBe("there is true at [1]");
  expect(readNumbers([], false, {})).toBe("your list is empty");
  expect(readNumbers([1, Infinity], false, {})).toMatch(/^there is Infinity at \[1\]: /);
});

it("undefined, a function and a Promise come with advice", () => {
  const kinds = ["undefined", "function", "promise", "boolean"] as const;
  const advice = kinds.map((kind) => adviceOn({ kind, said: kind }) !== "");
  expect(advice).toEqual([true, true, true, false]);
});
