import fc from "fast-check";
import { describe, it } from "vitest";
import { argmax } from "../../src/logits/argmax.js";
import { interpret } from "../../src/logits/interpret.js";
import { id2labelOf, label2idOf } from "../../src/logits/labels.js";
import { entropy, logSoftmax, logSumExp } from "../../src/logits/logSoftmax.js";
import { postprocess } from "../../src/logits/pipelines/postprocess.js";
import { logSigmoid, sigmoid } from "../../src/logits/sigmoid.js";
import { softmax, softmaxInto } from "../../src/logits/softmax.js";
import { margin, topK } from "../../src/logits/topK.js";

/** Mutation testing asks for fewer: it runs the laws once for each mutant. */
const numRuns = Number(process.env.LAW_RUNS ?? 10_000);

/** Whole numbers among the logits make ties; large ones make probabilities of 0. */
const logit = fc.oneof(
  fc.double({ min: -40, max: 40, noNaN: true }),
  fc.integer({ min: -5, max: 5 }),
  fc.double({ min: -2000, max: 2000, noNaN: true }),
);
const row = fc.array(logit, { minLength: 1, maxLength: 9 });
const rowOfTwo = fc.array(logit, { minLength: 2, maxLength: 9 });
const temperature = fc.double({ min: 0.05, max: 20, noNaN: true });
const batch = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 6 }))
  .chain(([rows, columns]) =>
    fc.array(fc.array(logit, { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  );

const isNear = (a: number, b: number, tolerance = 1e-12) =>
  Object.is(a, b) || Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b));
const areNear = (a: number[], b: number[], tolerance?: number) =>
  a.length === b.length && a.every((value, index) => isNear(value, b[index], tolerance));
const areSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

function law<T>(title: string, arbitrary: fc.Arbitrary<T>, holds: (value: T) => boolean): void {
  it(title, () => fc.assert(fc.property(arbitrary, holds), { numRuns }));
}

describe("softmax", () => {
  law("sums to one", row, (z) => isNear(sum(softmax(z)), 1, 1e-14));

  law("lies between 0 and 1", row, (z) => softmax(z).every((p) => p >= 0 && p <= 1));

  law(
    "is unchanged when a constant is added to every logit",
    fc.tuple(row, fc.integer({ min: -1000, max: 1000 })),
    // A whole constant on top of thousands rounds the logits themselves by up to 2e-13.
    ([z, c]) => areNear(softmax(z), softmax(z.map((x) => x + c)), 1e-11),
  );

  law("keeps the order of the logits", row, (z) => {
    const p = softmax(z);
    return z.every((a, i) => z.every((b, j) => (a > b ? p[i] >= p[j] : a < b || p[i] === p[j])));
  });

  law(
    "moves with its logits when the classes are put in another order",
    row.chain((z) =>
      fc.tuple(
        fc.constant(z),
        fc.shuffledSubarray([...z.keys()], { minLength: z.length, maxLength: z.length }),
      ),
    ),
    ([z, order]) => {
      const p = softmax(z);
      return areNear(
        softmax(order.map((index) => z[index])),
        order.map((index) => p[index]),
        1e-14,
      );
    },
  );

  law("of two classes is the sigmoid of their difference", fc.tuple(logit, logit), ([a, b]) =>
    areNear(softmax([a, b]), sigmoid([a - b, b - a]), 1e-15),
  );

  law("makes the odds of two classes depend on their logits alone", rowOfTwo, (z) => {
    const p = softmax(z);
    const odds = Math.exp(z[0] - z[1]);
    const isRepresentable = p[0] > 1e-290 && p[1] > 1e-290;
    return !isRepresentable || isNear(p[0] / p[1] / odds, 1, 1e-10);
  });

  law("undoes log-softmax", row, (z) => areNear(softmax(logSoftmax(z)), softmax(z), 1e-11));

  law("gives a batch what it gives its rows one by one", batch, (rows) =>
    areSame(
      softmax(rows),
      rows.map((z) => softmax(z)),
    ),
  );

  law("reads arrays, typed arrays and tensors alike", batch, (rows) => {
    const dims = [rows.length, rows[0].length];
    const expected = softmax(rows);
    return (
      areSame(softmax(rows.map((z) => Float64Array.from(z))), expected) &&
      areSame(softmax({ data: Float64Array.from(rows.flat()), dims }), expected) &&
      areSame(softmax({ data: rows.flat(), dims }), expected)
    );
  });

  law("gives the same in place", batch, (rows) => {
    const [n, k] = [rows.length, rows[0].length];
    const data = Float64Array.from(rows.flat());
    const apart = softmaxInto(data, n, k, new Float64Array(n * k));
    return areSame([...softmaxInto(data, n, k, data)], [...apart]);
  });
});

describe("temperature", () => {
  law("divides the logits", fc.tuple(row, temperature), ([z, t]) => {
    const divided = z.map((x) => x / t);
    return (
      areNear(softmax(z, { temperature: t }), softmax(divided), 1e-10) &&
      areNear(logSoftmax(z, { temperature: t }), logSoftmax(divided), 1e-10) &&
      areNear(sigmoid(z, { temperature: t }), sigmoid(divided), 1e-10) &&
      areNear(logSigmoid(z, { temperature: t }), logSigmoid(divided), 1e-10) &&
      isNear(logSumExp(z, { temperature: t }), logSumExp(divided), 1e-10) &&
      isNear(entropy(z, { temperature: t }), entropy(divided), 1e-8)
    );
  });

  law("towards 0 leaves everything to the largest, shared among equals", row, (exact) => {
    const z = exact.map((x) => Math.round(x * 1e6) / 1e6);
    const largest = Math.max(...z);
    const winners = z.filter((x) => x === largest).length;
    return areNear(
      softmax(z, { temperature: 1e-320 }),
      z.map((x) => (x === largest ? 1 / winners : 0)),
      1e-15,
    );
  });

  law("towards infinity makes all classes equal", row, (z) =>
    areNear(
      softmax(z, { temperature: 1e300 }),
      z.map(() => 1 / z.length),
      1e-15,
    ),
  );

  law("never changes the order", fc.tuple(row, temperature), ([z, t]) => {
    const p = softmax(z, { temperature: t });
    return z.every((a, i) => z.every((b, j) => (a > b ? p[i] >= p[j] : a < b || p[i] === p[j])));
  });
});

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

  law("log-sigmoid is the logarithm of sigmoid where that is representable", row, (z) => {
    const p = sigmoid(z);
    return logSigmoid(z).every((log, i) => p[i] < 1e-290 || isNear(log, Math.log(p[i]), 1e-12));
  });
});

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

  law("the margin is the difference of the best two", rowOfTwo, (z) => {
    const [first, second] = topK(z, 2);
    return margin(z) === first.logit - second.logit;
  });
});

describe("ranking", () => {
  law(
    "top-k is the head of a stable sort",
    row.chain((z) => fc.tuple(fc.constant(z), fc.integer({ min: 1, max: z.length }))),
    ([z, k]) => {
      const sorted = z.map((value, index) => ({ index, logit: value }));
      sorted.sort((a, b) => b.logit - a.logit || a.index - b.index);
      return areSame(topK(z, k), sorted.slice(0, k));
    },
  );

  law("argmax is the first of top-k, and indexOf the maximum", row, (z) => {
    const best = argmax(z);
    return best === topK(z, 1)[0].index && best === z.indexOf(Math.max(...z));
  });

  law("interpret ranks all classes, best first, with the scores of softmax", rowOfTwo, (z) => {
    const { ranking, scores, predicted_index } = interpret(z);
    const p = softmax(z);
    return (
      areSame(scores, p) &&
      predicted_index === argmax(z) &&
      areSame([...ranking].map((one) => one.index).sort(), z.map((_, index) => index).sort()) &&
      ranking.every(
        (one, i) => one.score === p[one.index] && (i === 0 || one.score <= ranking[i - 1].score),
      )
    );
  });

  law("interpret agrees with Python's pipeline to single precision", rowOfTwo, (z) => {
    const ours = interpret(z);
    const theirs = postprocess(z, { num_labels: z.length }, { top_k: null });
    return Array.isArray(theirs) && isNear(ours.ranking[0].score, theirs[0].score, 2e-4);
  });
});

describe("labels", () => {
  law(
    "id2label and label2id turn into each other and back",
    fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 9 }),
    (labels) => {
      const label2id = label2idOf(labels);
      return areSame(Object.values(id2labelOf(label2id)), labels);
    },
  );
});
