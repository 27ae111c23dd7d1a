import fc from "fast-check";
import { describe } from "vitest";
import { topKAccuracy } from "../../src/evaluate/accuracy.js";
import { brierScore, crossEntropy, logLoss } from "../../src/evaluate/logLoss.js";
import { softmax } from "../../src/logits/softmax.js";
import { classes, classId, firsts, isNear, law, scored, seconds } from "./laws.js";

describe("logLoss and crossEntropy", () => {
  law("are 0 or more", scored, (pairs) => {
    const probabilities = softmax(seconds(pairs));
    return (
      logLoss(firsts(pairs), probabilities) >= 0 &&
      logLoss(firsts(pairs), probabilities, { clip: 0 }) >= 0 &&
      crossEntropy(firsts(pairs), seconds(pairs)) >= 0
    );
  });

  const mild = fc.double({ min: -40, max: 40, noNaN: true });
  const mildlyScored = fc.array(
    fc.tuple(classId, fc.array(mild, { minLength: classes, maxLength: classes })),
    { minLength: 1, maxLength: 12 },
  );
  law("are the same, unclipped", mildlyScored, (pairs) =>
    isNear(
      logLoss(firsts(pairs), softmax(seconds(pairs)), { clip: 0 }),
      crossEntropy(firsts(pairs), seconds(pairs)),
    ),
  );
});

describe("brierScore", () => {
  law("lies between 0 and 2", scored, (pairs) => {
    const score = brierScore(firsts(pairs), softmax(seconds(pairs)));
    return score >= 0 && score <= 2 + 1e-12;
  });
});

describe("the order of the rows", () => {
  law("changes log loss, Brier score and top-k accuracy by rounding only", scored, (pairs) => {
    const others = pairs.toReversed();
    const [p, q] = [softmax(seconds(pairs)), softmax(seconds(others))];
    return (
      isNear(logLoss(firsts(pairs), p), logLoss(firsts(others), q)) &&
      isNear(brierScore(firsts(pairs), p), brierScore(firsts(others), q)) &&
      topKAccuracy(firsts(pairs), p, 2) === topKAccuracy(firsts(others), q, 2)
    );
  });
});
