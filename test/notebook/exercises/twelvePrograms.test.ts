import { expect, it } from "vitest";
import { softmax } from "../../../src/logits/softmax.js";
import { twelvePrograms } from "../../../src/notebook/exercises/twelvePrograms.js";

const logits = [
  [-1.145, 1.311],
  [2.655, -2.929],
  [-3.493, 3.862],
];
const lines = twelvePrograms(logits).split("\n");
/** The numbers that a program printed, without its own. */
const numbers = (program: number) => lines[program].trim().split(/\s+/).slice(1);

it("has a heading and a line for each program, numbered from 1", () => {
  expect(lines).toHaveLength(13);
  expect(lines[0]).toBe("      text 0         text 1         text 2");
  expect(lines.slice(1).map((line) => Number.parseInt(line, 10))).toEqual(
    Array.from({ length: 12 }, (_, i) => i + 1),
  );
});

it("is right in program 3, and has the classes of 8 change places", () => {
  const shown = (rows: number[][]) => rows.flat().map((p) => p.toFixed(3));
  expect(numbers(3)).toEqual(shown(softmax(logits)));
  expect(numbers(8)).toEqual(shown(softmax(logits).map(([a, b]) => [b, a])));
});

it("lets everything else show in a way of its own", () => {
  expect(numbers(1).every((p) => Number(p) < 0.7315)).toBe(true);
  expect(numbers(2)[0]).toBe("-1.145");
  expect(numbers(4).every((p) => Math.abs(Number(p) - 0.5) < 0.05)).toBe(true);
  const [first, second] = [0, 1].map((column) => numbers(5).filter((_, i) => i % 2 === column));
  for (const column of [first, second]) {
    expect(column.map(Number).reduce((a, b) => a + b)).toBeCloseTo(1, 2);
  }
  expect(numbers(7)).toContain("NaN");
  expect(numbers(9)).toEqual(["1.000", "1.000", "1.000"]);
  expect(numbers(10)).toEqual(["5"]);
  expect(numbers(11)).toContain("100.000");
  expect(lines[12]).toBe("12    a tuple of 2 arrays, [3, 2] and [3, 384]");
});
