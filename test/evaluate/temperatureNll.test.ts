import { expect, it } from "vitest";
import { minimiseNll, nllOf, nllOfSets } from "../../src/evaluate/temperatureNll.js";

const flat = (rows: number[][]) => ({
  data: rows.flat(),
  rows: rows.length,
  columns: rows[0].length,
  isBatch: true,
});

it("the derivatives are those of the value", () => {
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
  const curvature = (beta: number) => nll.at(beta).curvature;
  const turn = (curvature(0.7 + h) - curvature(0.7 - h)) / (2 * h);
  expect(nll.at(0.7).bend).toBeCloseTo(turn, 8);
  expect(nll.ends().start).toBeCloseTo(nll.at(0).slope, 14);
  expect(nll.ends().end).toBeCloseTo(nll.at(1e3).slope, 14);
  // Measured in the mean spread of a row, 2.75, the first row's true class is 2 behind.
  expect(nll.scale).toBe(2.75);
  expect(nll.ends().end).toBeCloseTo(2 / 2.75 / 2, 14);
});

it("a text counted twice is a row written twice", () => {
  const rows = [
    [1, 3],
    [2, 1],
    [0, 4],
  ];
  const counts = Float64Array.of(2, 0, 1);
  const counted = nllOf(flat(rows), Int32Array.of(0, 0, 1));
  const written = nllOf(flat([rows[0], rows[0], rows[2]]), Int32Array.of(0, 0, 1));
  // The same temperature, each in its own scale.
  const [one, two] = [counted.at(counted.scale, counts), written.at(written.scale)];
  expect(one.value).toBeCloseTo(written.at(written.scale).value, 14);
  expect(one.slope * counted.scale).toBeCloseTo(two.slope * written.scale, 13);
  expect(counted.ends(counts).end * counted.scale).toBeCloseTo(
    written.ends().end * written.scale,
    13,
  );
});

it("a label is a choice between 0 and its logit", () => {
  const sets = nllOfSets(
    flat([
      [2, -1],
      [0.5, 3],
    ]),
    [1, 1, 0, 1],
  );
  const pairs = nllOf(
    flat([
      [0, 2],
      [0, -1],
      [0, 0.5],
      [0, 3],
    ]),
    Int32Array.of(1, 1, 0, 1),
  );
  expect(sets.at(0.8)).toEqual(pairs.at(0.8));
  expect(sets.ends()).toEqual(pairs.ends());
  expect([sets.texts, pairs.texts]).toEqual([2, 4]);
  // A text that is drawn brings all its labels.
  const drawn = sets.at(0.8, Float64Array.of(0, 2));
  expect(drawn).toEqual(pairs.at(0.8, Float64Array.of(0, 0, 2, 2)));
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
  expect(minimiseNll(nll, nll.at(1)).found?.beta).toBeCloseTo(Math.log(3), 12);
});
