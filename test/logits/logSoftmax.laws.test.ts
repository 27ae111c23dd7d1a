import fc from "fast-check";
import { describe } from "vitest";
import { entropy, logSoftmax, logSumExp } from "../../src/logits/logSoftmax.js";
import { softmax } from "../../src/logits/softmax.js";
import { areNear, isNear, law, row, rowOfTwo, sum, temperature } from "./laws.js";

describe("logarithms", () => {
  law("log-softmax is the logarithm of softmax where that is representable", row, (z) => {
    const p = softmax(z);
    return logSoftmax(z).every((log, i) => p[i] < 1e-290 || isNear(log, Math.log(p[i]), 1e-11));
  });

  law("log-softmax is never above 0", row, (z) => logSoftmax(z).every((log) => log <= 0));

  law("log-softmax is the logit minus log-sum-exp", row, (z) => {
    const total = logSumExp(z);
    return areNear(
      logSoftmax(z),
      z.map((x) => x - total),
      1e-12,
    );
  });

  law("log-sum-exp lies between the largest logit and that plus log k", row, (z) => {
    const largest = Math.max(...z);
    const total = logSumExp(z);
    return (
      total >= largest && total <= largest + Math.log(z.length) + 1e-12 * (1 + Math.abs(largest))
    );
  });

  law(
    "log-sum-exp moves with a constant",
    fc.tuple(row, fc.integer({ min: -99, max: 99 })),
    ([z, c]) => isNear(logSumExp(z.map((x) => x + c)), logSumExp(z) + c, 1e-12),
  );
});

describe("entropy and margin", () => {
  law("entropy lies between 0 and log k", row, (z) => {
    const h = entropy(z);
    return h >= 0 && h <= Math.log(z.length) + 1e-14;
  });

  law("entropy is the expected surprise", row, (z) => {
    const logs = logSoftmax(z);
    const surprise = softmax(z).map((p, i) => (p === 0 ? 0 : -p * logs[i]));
    return isNear(entropy(z), sum(surprise), 1e-11);
  });

  law(
    "entropy grows with temperature",
    fc.tuple(rowOfTwo, temperature),
    ([z, t]) => entropy(z, { temperature: t * 1.5 }) >= entropy(z, { temperature: t }) - 1e-12,
  );
});
