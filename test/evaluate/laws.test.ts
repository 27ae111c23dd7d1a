import fc from "fast-check";
import { describe, it } from "vitest";
import {
  accuracy,
  balancedAccuracy,
  hammingLoss,
  subsetAccuracy,
  topKAccuracy,
  wilsonInterval,
} from "../../src/evaluate/accuracy.js";
import { confusionMatrix } from "../../src/evaluate/confusionMatrix.js";
import { brierScore, crossEntropy, logLoss } from "../../src/evaluate/logLoss.js";
import { matthewsCorrelation } from "../../src/evaluate/matthewsCorrelation.js";
import {
  multiLabelPrecisionRecallF1,
  precisionRecallF1,
} from "../../src/evaluate/precisionRecallF1.js";
import { argmax } from "../../src/logits/argmax.js";
import { softmax } from "../../src/logits/softmax.js";

/** Mutation testing asks for fewer: it runs the laws once for each mutant. */
const numRuns = Number(process.env.LAW_RUNS ?? 5_000);

const classes = 5;
const classId = fc.integer({ min: 0, max: classes - 1 });
/** Rows of [true class, predicted class]. */
const rows = fc.array(fc.tuple(classId, classId), { minLength: 1, maxLength: 30 });
/** Whole numbers among the logits make ties; large ones make probabilities of 0. */
const logit = fc.oneof(
  fc.double({ min: -40, max: 40, noNaN: true }),
  fc.integer({ min: -3, max: 3 }),
  fc.double({ min: -2000, max: 2000, noNaN: true }),
);
/** Rows of [true class, logits]. */
const scored = fc.array(
  fc.tuple(classId, fc.array(logit, { minLength: classes, maxLength: classes })),
  { minLength: 1, maxLength: 12 },
);
const labelSet = fc.array(fc.constantFrom(0, 1), { minLength: 3, maxLength: 3 });
const setRows = fc.array(fc.tuple(labelSet, labelSet), { minLength: 1, maxLength: 12 });

const firsts = <A, B>(pairs: [A, B][]) => pairs.map(([a]) => a);
const seconds = <A, B>(pairs: [A, B][]) => pairs.map(([, b]) => b);
const isNear = (a: number, b: number) =>
  Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(a), Math.abs(b));
const areSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
const diagonal = (matrix: number[][]) => matrix.map((cells, index) => cells[index]);
const isShare = (value: number) => value >= 0 && value <= 1 + 1e-15;

function law<T>(title: string, arbitrary: fc.Arbitrary<T>, holds: (value: T) => boolean): void {
  it(title, () => fc.assert(fc.property(arbitrary, holds), { numRuns }));
}

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

describe("confusionMatrix", () => {
  law("sums to n, its rows to the support", rows, (pairs) => {
    const matrix = confusionMatrix(firsts(pairs), seconds(pairs), classes);
    const { support } = precisionRecallF1(firsts(pairs), seconds(pairs), classes).per_class;
    return areSame(matrix.map(sum), support) && sum(support) === pairs.length;
  });

  law("is transposed when labels and predictions are exchanged", rows, (pairs) => {
    const matrix = confusionMatrix(firsts(pairs), seconds(pairs), classes);
    const exchanged = confusionMatrix(seconds(pairs), firsts(pairs), classes);
    return matrix.every((cells, i) => cells.every((count, j) => count === exchanged[j][i]));
  });

  law(
    "has recall on the diagonal of its row shares, precision on that of its column shares, and all shares sum to one",
    rows,
    (pairs) => {
      const shares = (normalize: "true" | "pred" | "all") =>
        confusionMatrix(firsts(pairs), seconds(pairs), classes, { normalize });
      const { precision, recall } = precisionRecallF1(
        firsts(pairs),
        seconds(pairs),
        classes,
      ).per_class;
      return (
        areSame(diagonal(shares("true")), recall) &&
        areSame(diagonal(shares("pred")), precision) &&
        isNear(sum(shares("all").map(sum)), 1)
      );
    },
  );
});

describe("precisionRecallF1", () => {
  law("exchanges precision and recall when labels and predictions are exchanged", rows, (pairs) => {
    const { precision, recall, f1 } = precisionRecallF1(
      firsts(pairs),
      seconds(pairs),
      classes,
    ).per_class;
    const exchanged = precisionRecallF1(seconds(pairs), firsts(pairs), classes).per_class;
    return (
      areSame(precision, exchanged.recall) &&
      areSame(recall, exchanged.precision) &&
      areSame(f1, exchanged.f1)
    );
  });

  law("has F1 between precision and recall", rows, (pairs) => {
    const { precision, recall, f1 } = precisionRecallF1(firsts(pairs), seconds(pairs)).per_class;
    return f1.every(
      (score, k) =>
        score >= Math.min(precision[k], recall[k]) - 1e-15 &&
        score <= Math.max(precision[k], recall[k]) + 1e-15,
    );
  });
});

describe("matthewsCorrelation", () => {
  law("is the same when labels and predictions are exchanged", rows, (pairs) =>
    isNear(
      matthewsCorrelation(firsts(pairs), seconds(pairs)),
      matthewsCorrelation(seconds(pairs), firsts(pairs)),
    ),
  );

  law("lies between -1 and 1, and is 1 when all is right, if classes differ", rows, (pairs) => {
    const labels = firsts(pairs);
    const perfect = new Set(labels).size > 1 ? 1 : 0;
    const measured = matthewsCorrelation(labels, seconds(pairs));
    return Math.abs(measured) <= 1 + 1e-12 && matthewsCorrelation(labels, labels) === perfect;
  });
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

describe("the names of the classes", () => {
  law("don't matter: other indices for the same classes, the same scores", rows, (pairs) => {
    const rename = (ids: number[]) => ids.map((id) => classes - 1 - id);
    const [labels, predictions] = [firsts(pairs), seconds(pairs)];
    const before = precisionRecallF1(labels, predictions, classes);
    const after = precisionRecallF1(rename(labels), rename(predictions), classes);
    return (
      areSame(before.per_class.f1.toReversed(), after.per_class.f1) &&
      isNear(before.macro.f1, after.macro.f1) &&
      isNear(
        matthewsCorrelation(labels, predictions),
        matthewsCorrelation(rename(labels), rename(predictions)),
      )
    );
  });
});

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

describe("topKAccuracy", () => {
  law("is accuracy for one guess, grows with the guesses, and is 1 for all", scored, (pairs) => {
    const [labels, logits] = [firsts(pairs), seconds(pairs)];
    const byK = [1, 2, 3, 4, 5].map((k) => topKAccuracy(labels, logits, k));
    const grows = byK.every((share, index) => index === 0 || share >= byK[index - 1]);
    return byK[0] === accuracy(labels, argmax(logits)) && grows && byK[4] === 1;
  });
});

describe("multi-label scores", () => {
  law("of label sets with one label each are those of the classes", rows, (pairs) => {
    const oneHot = (id: number) => Array.from({ length: classes }, (_, k) => (k === id ? 1 : 0));
    const [labels, predictions] = [firsts(pairs), seconds(pairs)];
    const sets = multiLabelPrecisionRecallF1(labels.map(oneHot), predictions.map(oneHot));
    const single = precisionRecallF1(labels, predictions, classes);
    return (
      areSame(sets.per_label, single.per_class) &&
      areSame(sets.weighted, single.weighted) &&
      isNear(sets.samples.f1, single.micro.f1)
    );
  });

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
