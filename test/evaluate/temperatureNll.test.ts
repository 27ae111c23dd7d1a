import { expect, it } from "vitest";
import { minimiseNll, nllOf } from "../../src/evaluate/temperatureNll.js";

const flat = (rows: number[][]) => ({
  data: rows.flat(),
  rows: rows.length,
  columns: rows[0].length,
  isBatch: true,
});

it("slope and curvature are those of the value", () => {
  const nll = nllOf(
    flat([
      [1, 3, 0.5],
      [-1, 0, 2],
    ]),
    Int32Array.of(0, 2),
  );
  const h = 1e-5;
  const value = (beta: number) => nll.at(beta).value;
  expect(nll.at(0.7).slope).toBeCloseTo((value(0.7 + h) - value(0.7 - h)) / (2 * h), 8);
  const bend = (value(0.7 + h) - 2 * value(0.7) + value(0.7 - h)) / h ** 2;
  expect(nll.at(0.7).curvature).toBeCloseTo(bend, 4);
  expect(nll.slopeAtEnd()).toBe(1);
});

it("a text counted twice is a row written twice", () => {
  const rows = [
    [1, 3],
    [2, 1],
    [0, 4],
  ];
  const counted = nllOf(flat(rows), Int32Array.of(0, 0, 1)).at(0.5, Float64Array.of(2, 0, 1));
  const written = nllOf(flat([rows[0], rows[0], rows[2]]), Int32Array.of(0, 0, 1)).at(0.5);
  expect(counted.value).toBeCloseTo(written.value, 14);
});

it("the minimum of four rows, three of them right, makes their share the confidence", () => {
  const nll = nllOf(
    flat([
      [4, 0],
      [4, 0],
      [4, 0],
      [4, 0],
    ]),
    Int32Array.of(0, 0, 0, 1),
  );
  expect(minimiseNll(nll).beta).toBeCloseTo(Math.log(3) / 4, 14);
});
