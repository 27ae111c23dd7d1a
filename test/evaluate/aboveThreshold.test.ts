import { describe, expect, it } from "vitest";
import { aboveThreshold } from "../../src/evaluate/aboveThreshold.js";
import { messageOf, wrong } from "./messageOf.js";

describe("aboveThreshold", () => {
  it("asks for more than the threshold, as interpret does, or for as much", () => {
    const scores = { data: Float32Array.of(0.5, 0.75, 0.25, 0.5), dims: [2, 2] };
    expect(aboveThreshold(scores)).toEqual([
      [0, 1],
      [0, 0],
    ]);
    expect(aboveThreshold(scores, 0.5, { or_equal: true })).toEqual([
      [1, 1],
      [0, 1],
    ]);
    expect(aboveThreshold(scores, 0.2)).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });

  it.each([Number.NaN, "0.5", null])("refuses %s as threshold", (threshold) => {
    expect(messageOf(() => aboveThreshold([[0.5]], wrong(threshold)))).toContain(
      "aboveThreshold needs a number as threshold, got",
    );
  });
});
