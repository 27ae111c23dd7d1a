import { describe, expect, it } from "vitest";
import { entropy } from "../../src/logits/logSoftmax.js";
import { softmax, softmaxInto } from "../../src/logits/softmax.js";
import { exactResults } from "./exactResults.js";

const inf = Number.POSITIVE_INFINITY;
const tiny = Number.MIN_VALUE;

describe("softmax", () => {
  it("turns the three rows of the documented example into the documented probabilities", () => {
    const logits = [
      [1.0, 2.0, 0.5],
      [0.2, 3.0, 1.0],
      [-1.0, 0.0, 2.0],
    ];
    const rounded = softmax(logits).map((row) => row.map((p) => Number(p.toFixed(4))));
    expect(rounded).toEqual([
      [0.2312, 0.6285, 0.1402],
      [0.0508, 0.836, 0.1131],
      [0.042, 0.1142, 0.8438],
    ]);
  });

  it("does not overflow at 1000, where the naive formula does", () => {
    expect(Math.exp(1000) / (Math.exp(1000) + Math.exp(1000))).toBeNaN();
    expect(softmax([1000, 1000])).toEqual([0.5, 0.5]);
  });

  it("computes in double precision from single-precision logits", () => {
    const [p] = softmax(Float32Array.of(1, 2, 0.5));
    expect(p).not.toBe(Math.fround(p));
    expect(p).toBe(softmax([1, 2, 0.5])[0]);
  });

  it("leaves its input as it was", () => {
    const data = Float64Array.of(1, 2, 3);
    softmax({ data, dims: [1, 3] });
    softmax(data);
    expect([...data]).toEqual([1, 2, 3]);
  });
});

exactResults({ softmax }, [
  ["softmax", [7], [1]],
  ["softmax", [[7], [-7]], [[1], [1]]],
  ["softmax", [inf, 1], [1, 0]],
  ["softmax", [1, inf, -inf], [0, 1, 0]],
  ["softmax", [-inf, 1], [0, 1]],
  ["softmax", [-inf, 0, 0], [0, 0.5, 0.5]],
  ["softmax", [inf], [1]],
  [
    "softmax",
    [
      [inf, 1],
      [inf, 1],
    ],
    [
      [1, 0],
      [1, 0],
    ],
  ],
  ["softmax", [-0, 0], [0.5, 0.5]],
  ["softmax", [0, 0, 0, 0], [0.25, 0.25, 0.25, 0.25]],
  ["softmax", [tiny, -tiny], [0.5, 0.5]],
  ["softmax", [tiny, 0, -tiny, 0], [0.25, 0.25, 0.25, 0.25]],
  ["softmax", [0, -745.2], [1, 0]],
  ["softmax", [0, -745], [1, tiny]],
  ["softmax", [1e308, -1e308], [1, 0]],
  ["softmax", [1e308, -1e308, 0], [1, 0, 0]],
  ["softmax", [Number.MAX_VALUE, Number.MAX_VALUE], [0.5, 0.5]],
  ["softmax", { data: [0, 0], dims: [2] }, [0.5, 0.5]],
  ["softmax", { data: [0, 0], dims: [1, 2] }, [[0.5, 0.5]]],
  ["softmax", { data: [0, 0], dims: [2, 1] }, [[1], [1]]],
  ["softmax", { data: Int32Array.of(3, 3), dims: Int32Array.of(1, 2) }, [[0.5, 0.5]]],
  ["softmax", new Int8Array([0, 0]), [0.5, 0.5]],
]);

describe("softmaxInto with infinities", () => {
  it.each([
    [[inf, 1], 2],
    [[1, -inf, inf], 3],
  ])("gives %j its limit, in place too", (row, columns) => {
    const expected = row.map((logit) => (logit === inf ? 1 : 0));
    expect(softmaxInto(row, 1, columns, new Array(columns).fill(-1))).toEqual(expected);
    const data = Float64Array.from(row);
    expect([...softmaxInto(data, 1, columns, data)]).toEqual(expected);
  });

  it("refuses what has none, and says where", () => {
    expect(() => softmaxInto([0, 0, inf, inf], 2, 2, new Float64Array(4))).toThrow(
      "softmaxInto needs finite logits, or one Infinity per row: row 1, column 0 and column 1 are both Infinity",
    );
    expect(() => softmaxInto([0, 0, 0, -inf, -inf, -inf], 2, 3, new Float64Array(6))).toThrow(
      "softmaxInto needs finite logits, or one above -Infinity per row: row 1 has only -Infinity",
    );
  });
});

describe.skipIf(process.env.LAW_RUNS)("a hundred thousand classes", () => {
  const classes = 100_000;
  const equal = new Float64Array(classes).fill(3);

  it("share what is equal, within the bound", () => {
    const probabilities = softmax(equal);
    expect(Math.abs(probabilities[0] * classes - 1)).toBeLessThan((classes + 4) * 2 ** -53);
    expect(new Set(probabilities).size).toBe(1);
    expect(entropy(equal)).toBeCloseTo(Math.log(classes), 9);
  });
});
