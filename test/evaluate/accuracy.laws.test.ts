import fc from "fast-check";
import { describe } from "vitest";
import {
  accuracy,
  balancedAccuracy,
  hammingLoss,
  subsetAccuracy,
  topKAccuracy,
  wilsonInterval,
} from "../../src/evaluate/accuracy.js";
import { confusionMatrix } from "../../src/evaluate/confusionMatrix.js";
import { matthewsCorrelation } from "../../src/evaluate/matthewsCorrelation.js";
import { precisionRecallF1 } from "../../src/evaluate/precisionRecallF1.js";
import { argmax } from "../../src/logits/argmax.js";
import {
  areSame,
  diagonal,
  firsts,
  isNear,
  isShare,
  law,
  rows,
  scored,
  seconds,
  setRows,
  sum,
} from "./laws.js";

describe("accuracy", () => {
  law("is the trace of the confusion matrix divided by n", rows, (pairs) => {
    const trace = sum(diagonal(confusionMatrix(firsts(pairs), seconds(pairs))));
    return accuracy(firsts(pairs), seconds(pairs)) === trace / pairs.length;
  });

  law("is the micro average of precision, recall and F1", rows, (pairs) => {
    const { precision, recall, f1 } = precisionRecallF1(firsts(pairs), seconds(pairs)).micro;
    const right = accuracy(firsts(pairs), seconds(pairs));
    return [precision, recall, f1].every((score) => isNear(score, right));
  });

  law("is the weighted average of recall", rows, (pairs) =>
    isNear(
      precisionRecallF1(firsts(pairs), seconds(pairs)).weighted.recall,
      accuracy(firsts(pairs), seconds(pairs)),
    ),
  );
});

describe("the order of the rows", () => {
  const shuffled = rows.chain((pairs) =>
    fc.tuple(
      fc.constant(pairs),
      fc.shuffledSubarray(pairs, { minLength: pairs.length, maxLength: pairs.length }),
    ),
  );
  law("changes none of the metrics of class indices", shuffled, ([pairs, others]) =>
    [accuracy, balancedAccuracy, matthewsCorrelation, precisionRecallF1, confusionMatrix].every(
      (metric) =>
        areSame(metric(firsts(pairs), seconds(pairs)), metric(firsts(others), seconds(others))),
    ),
  );
});

describe("topKAccuracy", () => {
  law("is accuracy for one guess, grows with the guesses, and is 1 for all", scored, (pairs) => {
    const [labels, logits] = [firsts(pairs), seconds(pairs)];
    const byK = [1, 2, 3, 4, 5].map((k) => topKAccuracy(labels, logits, k));
    const grows = byK.every((share, index) => index === 0 || share >= byK[index - 1]);
    return byK[0] === accuracy(labels, argmax(logits)) && grows && byK[4] === 1;
  });
});

describe("multi-label scores", () => {
  law("hamming loss is at most the share of texts that aren't all right", setRows, (pairs) => {
    const wrong = 1 - subsetAccuracy(firsts(pairs), seconds(pairs));
    const loss = hammingLoss(firsts(pairs), seconds(pairs));
    return loss <= wrong + 1e-15 && loss >= wrong / 3 - 1e-15 && isShare(loss);
  });
});

describe("wilsonInterval", () => {
  const counted = fc
    .integer({ min: 1, max: 1_000_000 })
    .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

  law("lies within 0 and 1 and holds the measured share", counted, ([successes, n]) => {
    const { proportion, lower, upper } = wilsonInterval(successes, n);
    return lower >= 0 && lower <= proportion && proportion <= upper && upper <= 1;
  });

  law("is mirrored when right and wrong are exchanged", counted, ([successes, n]) => {
    const { lower, upper } = wilsonInterval(successes, n);
    const mirrored = wilsonInterval(n - successes, n);
    return isNear(lower, 1 - mirrored.upper) && isNear(upper, 1 - mirrored.lower);
  });

  law("is narrower with more texts of the same share", counted, ([successes, n]) => {
    const width = (k: number, of: number) => {
      const { lower, upper } = wilsonInterval(k, of);
      return upper - lower;
    };
    return width(4 * successes, 4 * n) < width(successes, n);
  });

  law("ends where the share's score test gives exactly z = 1.96", counted, ([successes, n]) => {
    // Wilson's definition: (p̂ - p)² = z² p (1 - p) / n at both ends p.
    const { proportion, lower, upper } = wilsonInterval(successes, n);
    return [lower, upper].every(
      (p) => Math.abs((proportion - p) ** 2 - (1.959963984540054 ** 2 * p * (1 - p)) / n) < 1e-14,
    );
  });
});
