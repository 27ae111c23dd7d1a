import { describe, expect, it } from "vitest";
import { softmax } from "../../src/logits/softmax.js";

describe("softmax", () => {
  it("turns a row into probabilities that sum to one", () => {
    const probabilities = softmax([1, 2, 0.5]);
    expect(probabilities[0]).toBeCloseTo(0.23122389762214907, 15);
    expect(probabilities[1]).toBeCloseTo(0.6285317192117624, 15);
    expect(probabilities[2]).toBeCloseTo(0.14024438316608848, 15);
  });

  it("gives a plain row for a row and plain rows for a batch or a tensor", () => {
    expect(softmax(Float32Array.of(0, 0))).toEqual([0.5, 0.5]);
    expect(softmax([Float32Array.of(0, 0)])).toEqual([[0.5, 0.5]]);
    expect(softmax({ data: Float32Array.of(0, 0, 1, 1), dims: [2, 2] })).toEqual([
      [0.5, 0.5],
      [0.5, 0.5],
    ]);
    expect(softmax({ data: [0, 0], dims: [2] })).toEqual([0.5, 0.5]);
  });

  it("does not overflow at 1000", () => {
    expect(softmax([1000, 1000])).toEqual([0.5, 0.5]);
  });

  it("gives the limit where an infinity has one", () => {
    expect(softmax([Number.POSITIVE_INFINITY, 1])).toEqual([1, 0]);
    expect(softmax([Number.NEGATIVE_INFINITY, 1])).toEqual([0, 1]);
  });

  it("names the row and the column of a NaN", () => {
    const batch = [
      [1, 2],
      [1, 2],
      [1, 2],
      [0, Number.NaN],
    ];
    expect(() => softmax(batch)).toThrow("softmax needs finite logits: row 3, column 1 is NaN");
  });

  it("sharpens below temperature 1 and flattens above", () => {
    expect(softmax([1, 0], { temperature: 0.1 })[0]).toBeGreaterThan(0.9999);
    expect(softmax([1, 0], { temperature: 100 })[0]).toBeLessThan(0.51);
  });
});
