import { describe, expect, it } from "vitest";
import { argmax } from "../../src/logits/argmax.js";
import { LogitsError } from "../../src/logits/errors.js";
import { softmax } from "../../src/logits/softmax.js";
import { topK } from "../../src/logits/topK.js";
import { exactResults } from "./exactResults.js";
import { thirdExample } from "./goldenThirdExample.js";
import { law, rowOfTwo } from "./laws.js";

const inf = Number.POSITIVE_INFINITY;

exactResults({ argmax }, [
  ["argmax", [1, 3, 3], 1],
  ["argmax", [-0, 0], 0],
  ["argmax", [0, -0], 0],
  ["argmax", [inf, inf], 0],
  ["argmax", [-inf, -inf], 0],
  ["argmax", [-inf, -1e308], 1],
  ["argmax", { data: Float32Array.of(1, 2), dims: [2] }, 1],
  ["argmax", { data: Float32Array.of(1, 2, 4, 3), dims: [2, 2] }, [1, 0]],
]);

describe("ranking", () => {
  law("argmax is the first of top-k, and indexOf the maximum", rowOfTwo, (z) => {
    const best = argmax(z);
    return best === topK(z, 1)[0].index && best === z.indexOf(Math.max(...z));
  });
});

it("a single logit has no argmax: it is an answer by its sign", () => {
  for (const logits of [[[5], [-6]], [5], { data: Float32Array.of(5, -6), dims: [2, 1] }]) {
    expect(() => argmax(logits as number[])).toThrow(LogitsError);
    expect(() => argmax(logits as number[])).toThrow(/at least two .* > 0 \? 1 : 0/);
  }
});

it("argmax takes no axis", () => {
  expect(() => (argmax as (...args: unknown[]) => unknown)([[1, 2]], 0)).toThrow(
    "argmax takes no options, got 0: it works along the classes of each row, so transpose a batch of columns first",
  );
});

it("argmax gives numpy's indices, of the logits and of the probabilities", () => {
  const { logits, indices } = thirdExample;
  expect(argmax(logits)).toEqual(indices);
  expect(argmax(softmax(logits))).toEqual(indices);
});
