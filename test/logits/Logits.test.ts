import { describe, expect, it } from "vitest";
import { eachRow, rowOf, rowsOf } from "../../src/logits/Logits.js";

const data = Float32Array.of(1, 2, 3, 4, 5, 6);

describe("rowsOf", () => {
  it("gives a plain row for a row, and plain rows for a batch", () => {
    expect(rowsOf(data, { rows: 1, columns: 6, isBatch: false })).toEqual([1, 2, 3, 4, 5, 6]);
    expect(rowsOf(data, { rows: 1, columns: 6, isBatch: true })).toEqual([[1, 2, 3, 4, 5, 6]]);
    expect(rowsOf(data, { rows: 3, columns: 2, isBatch: true })).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
  });
});

describe("rowOf", () => {
  it("copies: a change to the row leaves the numbers as they were", () => {
    const row = rowOf(data, 1, 3);
    expect(row).toEqual([4, 5, 6]);
    row[0] = 99;
    expect(data[3]).toBe(4);
  });
});

describe("eachRow", () => {
  const sum = (values: ArrayLike<number>, start: number, columns: number) =>
    rowOf(values, start / columns, columns).reduce((total, value) => total + value, 0);

  it("gives one number for a row, and a number for each row of a batch", () => {
    expect(eachRow({ data, rows: 1, columns: 6, isBatch: false }, sum)).toBe(21);
    expect(eachRow({ data, rows: 2, columns: 3, isBatch: true }, sum)).toEqual([6, 15]);
  });
});
