import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { argmax } from "../../src/logits/argmax.js";
import { margin, topK } from "../../src/logits/topK.js";
import { exactResults } from "./exactResults.js";
import { areSame, law, row, rowOfTwo } from "./laws.js";

const inf = Number.POSITIVE_INFINITY;
const nan = Number.NaN;

exactResults({ topK, margin }, [
  ["topK", [5], [{ index: 0, logit: 5 }]],
  [
    "topK",
    [
      [1, 3],
      [5, 2],
    ],
    [
      [
        { index: 1, logit: 3 },
        { index: 0, logit: 1 },
      ],
      [
        { index: 0, logit: 5 },
        { index: 1, logit: 2 },
      ],
    ],
  ],
  [
    "topK",
    [-inf, inf, 0, inf],
    [
      { index: 1, logit: inf },
      { index: 3, logit: inf },
      { index: 2, logit: 0 },
      { index: 0, logit: -inf },
    ],
  ],
  ["margin", [1, 4, 2], 2],
  ["margin", [4, 1, 4], 0],
  ["margin", [inf, 1], inf],
  ["margin", [1, -inf], inf],
  [
    "margin",
    [
      [1, 4],
      [3, 1],
    ],
    [3, 2],
  ],
]);

describe("many classes", () => {
  const falling = Array.from({ length: 99 }, (_, index) => -index);
  const inThrees = Array.from({ length: 99 }, (_, index) => index % 3);

  it.each([32, 33, 99])("are ranked down to %i, equals by index", (k) => {
    const reversed = [...falling].reverse();
    expect(topK(reversed, k).map((one) => one.index)).toEqual(
      falling.slice(0, k).map((logit) => 98 + logit),
    );
    const expected = [2, 1, 0].flatMap((rest) =>
      Array.from({ length: 33 }, (_, index) => 3 * index + rest),
    );
    expect(topK(inThrees, k).map((one) => one.index)).toEqual(expected.slice(0, k));
    expect(topK([falling, inThrees], k)[1].map((one) => one.index)).toEqual(expected.slice(0, k));
  });
});

describe.skipIf(process.env.LAW_RUNS)("a hundred thousand classes", () => {
  const classes = 100_000;
  const rising = Float64Array.from({ length: classes }, (_, index) => index);

  it("are ranked, few or all", () => {
    expect(argmax(rising)).toBe(classes - 1);
    expect(topK(rising, 2).map((one) => one.index)).toEqual([classes - 1, classes - 2]);
    expect(topK(rising).map((one) => one.index)).toEqual(Array.from(rising).reverse());
  });
});

describe("options out of range", () => {
  it.each([0, -1, 4, 1.5, nan, "2"])("a k of %s", (k) => {
    expect(() => topK([1, 2, 3], k as number)).toThrow(
      /^topK needs k to be a whole number from 1 to 3 \(the number of logits\), got /,
    );
  });

  it("a margin of a single logit", () => {
    expect(() => margin([3])).toThrow(
      "margin needs at least two logits per row, got 1: it compares the best two",
    );
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
});

describe("entropy and margin", () => {
  law("the margin is the difference of the best two", rowOfTwo, (z) => {
    const [first, second] = topK(z, 2);
    return margin(z) === first.logit - second.logit;
  });
});
