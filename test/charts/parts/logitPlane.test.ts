import { describe, expect, it } from "vitest";
import { bandColours, differenceAt } from "../../../src/charts/parts/logitPlane.js";
import { sigmoid } from "../../../src/logits/sigmoid.js";

describe("differenceAt", () => {
  it("is the difference at which the sigmoid gives that probability", () => {
    const probabilities = [0.1, 0.25, 0.5, 0.9993];
    const again = sigmoid(probabilities.map(differenceAt));
    for (const [i, probability] of probabilities.entries()) {
      expect(again[i]).toBeCloseTo(probability, 14);
    }
    expect(differenceAt(0.5)).toBe(0);
  });
});

describe("bandColours", () => {
  it("has a colour for each tenth, no two the same", () => {
    expect(new Set(bandColours).size).toBe(10);
  });
});
