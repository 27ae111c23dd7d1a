import { describe, expect, it } from "vitest";
import { argmax } from "../../src/logits/argmax.js";
import { logSigmoid, sigmoid } from "../../src/logits/sigmoid.js";
import { exactResults } from "./exactResults.js";
import { expectWithin, number, numerics, unitRoundoff } from "./goldenNumerics.js";
import { isNear, law, row, rowOfTwo } from "./laws.js";

const inf = Number.POSITIVE_INFINITY;
const tiny = Number.MIN_VALUE;

exactResults({ sigmoid, logSigmoid }, [
  ["sigmoid", [0, -0, inf, -inf, 800, -800], [0.5, 0.5, 1, 0, 1, 0]],
  ["sigmoid", [-745], [tiny]],
  ["sigmoid", [[0], [inf]], [[0.5], [1]]],
  [
    "logSigmoid",
    [0, inf, -inf, 800, -800, 40],
    [-Math.LN2, 0, -inf, 0, -800, -4.248354255291589e-18],
  ],
]);

describe("sigmoid", () => {
  law("of x and of -x sum to one", row, (z) => {
    const opposite = sigmoid(z.map((x) => -x));
    return sigmoid(z).every((p, i) => isNear(p + opposite[i], 1, 1e-15));
  });

  law("keeps the order of the logits", rowOfTwo, ([a, b]) => {
    const [p, q] = sigmoid([a, b]);
    return a > b ? p >= q : a < b ? p <= q : p === q;
  });
});

describe("logarithms", () => {
  law("log-sigmoid is the logarithm of sigmoid where that is representable", row, (z) => {
    const p = sigmoid(z);
    return logSigmoid(z).every((log, i) => p[i] < 1e-290 || isNear(log, Math.log(p[i]), 1e-12));
  });
});

describe("against 80-digit values, within the bound of the shifted form", () => {
  for (const { name, ...golden } of numerics.cases) {
    const logits = golden.logits.map((row) => row.map(number));

    it(`sigmoid and argmax of ${name}`, () => {
      const probabilities = sigmoid(logits);
      logits.forEach((row, r) => {
        row.forEach((_, c) => {
          expectWithin(
            probabilities[r][c],
            number(golden.sigmoid[r][c]),
            4 * unitRoundoff,
            `${r},${c}`,
          );
        });
      });
      // numpy's argmax of a single class is 0 whatever the logit; here it is refused.
      if (logits[0].length > 1) expect(argmax(logits)).toEqual(golden.argmax);
    });
  }
});
