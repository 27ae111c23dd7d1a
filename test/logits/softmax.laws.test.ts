import fc from "fast-check";
import { describe } from "vitest";
import { entropy, logSoftmax, logSumExp } from "../../src/logits/logSoftmax.js";
import { logSigmoid, sigmoid } from "../../src/logits/sigmoid.js";
import { softmax, softmaxInto } from "../../src/logits/softmax.js";
import {
  areNear,
  areSame,
  batch,
  isNear,
  law,
  logit,
  row,
  rowOfTwo,
  sum,
  temperature,
} from "./laws.js";

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
