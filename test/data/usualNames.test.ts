import { expect, it } from "vitest";
import { numbersNamed, usualNames } from "../../src/data/usualNames.js";

it("an array's name says what its numbers are", () => {
  expect(numbersNamed("eval_logits")).toBe("logits");
  expect(numbersNamed("probs")).toBe("probabilities");
  expect(numbersNamed("predictions")).toBe("unknown");
});

it("no name has two roles", () => {
  const names = Object.values(usualNames).flat();
  expect(new Set(names).size).toBe(names.length);
});
