import { describe, expect, it } from "vitest";
import {
  formatProbability,
  formatProbabilityExpression,
} from "../../../src/charts/words/formatProbability.js";
import { inPage } from "../inPage.js";

describe("formatProbability", () => {
  it("never claims a certainty that isn't there", () => {
    expect([0.99934, 1 - 1e-7, 1e-7, 0, 1, 0.5].map(formatProbability)).toEqual([
      "0.9993",
      ">0.9999",
      "<0.0001",
      "0.0000",
      "1.0000",
      "0.5000",
    ]);
  });

  it("is the same text in the page as here", async () => {
    const probabilities = Array.from({ length: 500 }, (_, i) => 1 / (1 + Math.exp((i - 250) / 9)));
    const written = await inPage(
      [0, 1, 0.99995, 0.00005, ...probabilities].map((probability) => ({ probability })),
      formatProbabilityExpression,
    );
    expect(written).toEqual([0, 1, 0.99995, 0.00005, ...probabilities].map(formatProbability));
  });
});
