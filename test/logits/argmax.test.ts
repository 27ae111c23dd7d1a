import { describe, expect, it } from "vitest";
import { argmax } from "../../src/logits/argmax.js";
import { softmax } from "../../src/logits/softmax.js";
import { topK } from "../../src/logits/topK.js";
import { exactResults } from "./exactResults.js";
import { thirdExample } from "./goldenThirdExample.js";
import { law, row } from "./laws.js";

const inf = Number.POSITIVE_INFINITY;

exactResults({ argmax }, [
  ["argmax", [1, 3, 3], 1],
  ["argmax", [-0, 0], 0],
  ["argmax", [0, -0], 0],
  ["argmax", [inf, inf], 0],
  ["argmax", [-inf, -inf], 0],
  ["argmax", [-inf, -1e308], 1],
  ["argmax", [[5], [6]], [0, 0]],
  ["argmax", { data: Float32Array.of(1, 2), dims: [2] }, 1],
  ["argmax", { data: Float32Array.of(1, 2, 4, 3), dims: [2, 2] }, [1, 0]],
]);

describe("ranking", () => {
  law("argmax is the first of top-k, and indexOf the maximum", row, (z) => {
    const best = argmax(z);
    return best === topK(z, 1)[0].index && best === z.indexOf(Math.max(...z));
  });
});

it("argmax gives numpy's indices, of the logits and of the probabilities", () => {
  const { logits, indices } = thirdExample;
  expect(argmax(logits)).toEqual(indices);
  expect(argmax(softmax(logits))).toEqual(indices);
});
