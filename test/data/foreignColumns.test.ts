import { expect, it } from "vitest";
import {
  checkRowsOfClasses,
  foreignColumns,
  isWholeColumn,
} from "../../src/data/foreignColumns.js";

it("columns of whole numbers are foreign where others have fractions", () => {
  const [scores, marks, counts] = [
    [0.5, -1],
    ["0", "1"],
    [12, 7],
  ];
  expect(foreignColumns([scores, marks, scores, counts])).toEqual([1, 3]);
  expect(foreignColumns([marks, counts])).toEqual([]);
  expect(foreignColumns([scores, scores])).toEqual([]);
});

it("a single row says nothing about its columns", () => {
  expect(foreignColumns([[0.5], [1]])).toEqual([]);
  expect(foreignColumns([])).toEqual([]);
});

it("a decimal point or a sign makes no whole column", () => {
  expect(isWholeColumn(["1", 2, 3n])).toBe(true);
  expect(isWholeColumn(["1", "2.0"])).toBe(false);
  expect(isWholeColumn([1, -2])).toBe(false);
});

it("rows of numbers without names may hold an index or labels", () => {
  const at = { caller: "parsePredictions", file: "a.csv" };
  const check = (rows: number[][]) => () => checkRowsOfClasses(rows, at);
  expect(
    check([
      [0, 3.5, -1.5],
      [1, -2.5, 4.5],
    ]),
  ).toThrow("column 0 holds whole numbers");
  expect(
    check([
      [0, 3.5],
      [1, -2.5],
    ]),
  ).toThrow("column 0 holds whole numbers");
  expect(
    check([
      [3.5, -1.5, 1],
      [-2.5, 4.5, 0],
    ]),
  ).toThrow("column 2 holds whole numbers");
  expect(
    check([
      [3.5, 1],
      [-2.5, 0],
    ]),
  ).not.toThrow();
  expect(
    check([
      [3, 1, 2],
      [2, 4, 0],
    ]),
  ).not.toThrow();
});

it("one of two columns is doubtful in several rows, or where it counts from 0 or 1", () => {
  const at = { caller: "parsePredictions", file: "a.csv" };
  const check = (rows: number[][]) => () => checkRowsOfClasses(rows, at);
  expect(
    check([
      [0.5, 1],
      [0.7, 0],
      [0.2, 1],
    ]),
  ).toThrow("column 1 holds whole numbers");
  expect(
    check([
      [1, 0.5],
      [2, 0.7],
    ]),
  ).toThrow("column 0 holds whole numbers");
  expect(
    check([
      [5, 0.5],
      [2, 0.7],
    ]),
  ).not.toThrow();
});
