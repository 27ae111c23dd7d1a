import { describe, expect, it } from "vitest";
import { argmax } from "../../src/logits/argmax.js";
import { LogitsError, ReadingLogitsError } from "../../src/logits/errors.js";
import { interpret, interpretColumns } from "../../src/logits/interpret.js";
import { entropy, logSoftmax, logSumExp } from "../../src/logits/logSoftmax.js";
import { logSigmoid, sigmoid, sigmoidInto } from "../../src/logits/sigmoid.js";
import { softmax, softmaxInto } from "../../src/logits/softmax.js";
import { margin, topK } from "../../src/logits/topK.js";

const inf = Number.POSITIVE_INFINITY;
const nan = Number.NaN;
const tiny = Number.MIN_VALUE;

const functions = {
  softmax,
  logSoftmax,
  logSumExp,
  sigmoid,
  logSigmoid,
  argmax,
  topK,
  entropy,
  margin,
  interpret,
  interpretColumns,
} as const;
type Name = keyof typeof functions;
const call = (name: Name, input: unknown) => functions[name](input as number[]);
const names = Object.keys(functions) as Name[];

/** What no function reads, with the end of the sentence that says so after the function's name. */
const unreadable: [title: string, input: unknown, message: string][] = [
  ["null", null, "needs a row, a batch or a tensor of logits, got null"],
  ["undefined", undefined, "needs a row, a batch or a tensor of logits, got undefined"],
  ["a string", "0.3", 'needs a row, a batch or a tensor of logits, got the string "0.3"'],
  [
    "a number",
    0.3,
    "needs a row, a batch or a tensor of logits, got 0.3: write a row of one logit as [x]",
  ],
  ["a boolean", true, "needs a row, a batch or a tensor of logits, got the boolean true"],
  ["a bigint", 3n, "needs a row, a batch or a tensor of logits, got the bigint 3n"],
  ["a function", () => 1, "needs a row, a batch or a tensor of logits, got a function"],
  ["an object", {}, "needs a row, a batch or a tensor of logits, got an object with no properties"],
  [
    "a model's output",
    { logits: [1, 2], loss: 0.1 },
    "needs a row, a batch or a tensor of logits, got an object with logits, loss: pass its .logits",
  ],
  [
    "a Trainer's output",
    { predictions: [[1, 2]] },
    "needs a row, a batch or a tensor of logits, got an object with predictions: pass its .predictions",
  ],
  [
    "a DataView",
    new DataView(new ArrayBuffer(8)),
    "needs a row, a batch or a tensor of logits, got a DataView of 8",
  ],
  ["an empty row", [], "needs at least one logit, got 0"],
  ["an empty typed array", new Float32Array(), "needs at least one logit, got 0"],
  ["a batch of empty rows", [[], []], "needs at least one logit: row 0 has 0"],
  [
    "a ragged batch",
    [
      [1, 2],
      [1, 2, 3],
    ],
    "needs rows of equal length: row 0 has 2 logits, row 1 has 3",
  ],
  ["a batch with a number in it", [[1, 2], 3], "needs rows of logits: row 1 is 3"],
  ["a batch with a hole", [[1, 2], null], "needs rows of logits: row 1 is null"],
  [
    "a row with an array in it",
    [1, [2]],
    "needs numbers as logits: column 1 is an array of 1, which is nested too deep: pass one batch [n, k]",
  ],
  [
    "three levels",
    [[[1, 2]]],
    "needs numbers as logits: row 0, column 0 is an array of 2, which is nested too deep: pass one batch [n, k]",
  ],
  ["a string among the logits", [1, "2"], 'needs numbers as logits: column 1 is the string "2"'],
  [
    "a null among the logits",
    [
      [1, 2],
      [1, null],
    ],
    "needs numbers as logits: row 1, column 1 is null",
  ],
  // biome-ignore lint/suspicious/noSparseArray: the hole is what is tested
  ["a hole in a row", [1, , 3], "needs numbers as logits: column 1 is undefined"],
  ["a bigint among the logits", [1, 2n], "needs numbers as logits: column 1 is the bigint 2n"],
  ["a boolean among the logits", [true], "needs numbers as logits: column 0 is the boolean true"],
  [
    "an object among the logits",
    [{ a: 1 }],
    "needs numbers as logits: column 0 is an object with a",
  ],
  [
    "64-bit ids",
    BigInt64Array.of(1n, 2n),
    "needs numbers as logits, got a BigInt64Array: these are ids (of tokens or labels), not logits",
  ],
  [
    "unsigned 64-bit ids in a batch",
    [BigUint64Array.of(1n)],
    "needs numbers as logits, got a BigUint64Array: these are ids (of tokens or labels), not logits",
  ],
  [
    "a tensor of ids",
    { data: BigInt64Array.of(1n), dims: [1, 1] },
    "needs numbers as logits, got a BigInt64Array: these are ids (of tokens or labels), not logits",
  ],
  [
    "a tensor of rank 0",
    { data: [1], dims: [] },
    "needs a tensor of rank 1 or 2, got dims []: take out one row [k] or one batch [n, k] first",
  ],
  [
    "a tensor of rank 3",
    { data: [1, 2], dims: [1, 1, 2] },
    "needs a tensor of rank 1 or 2, got dims [1, 1, 2]: take out one row [k] or one batch [n, k] first",
  ],
  [
    "a tensor with dims that are no list",
    { data: [1, 2], dims: "1,2" },
    'needs a tensor of rank 1 or 2, got dims the string "1,2": take out one row [k] or one batch [n, k] first',
  ],
  [
    "a tensor with more numbers than its dims say",
    { data: [1, 2, 3], dims: [1, 2] },
    "needs 2 numbers for dims [1, 2], got 3",
  ],
  [
    "a tensor without rows",
    { data: [], dims: [0, 2] },
    "needs at least one row and one logit, got dims [0, 2]",
  ],
  [
    "a tensor with a fraction for a size",
    { data: [1, 2, 3], dims: [1.5, 2] },
    "needs at least one row and one logit, got dims [1.5, 2]",
  ],
  [
    "a tensor without numbers",
    { data: "12", dims: [2] },
    'needs a tensor with numbers in .data, got the string "12"',
  ],
  [
    "a tensor with text in a row",
    { data: [1, "2"], dims: [2] },
    'needs numbers as logits: column 1 is the string "2"',
  ],
  [
    "a tensor with text first",
    { data: ["1", 2], dims: [2] },
    'needs numbers as logits: column 0 is the string "1"',
  ],
  [
    "a tensor with text in a batch",
    { data: [1, 2, 3, "4"], dims: [2, 2] },
    'needs numbers as logits: row 1, column 1 is the string "4"',
  ],
  ["NaN in a row", [1, nan], "needs finite logits: column 1 is NaN"],
  ["NaN first", [nan, 1], "needs finite logits: column 0 is NaN"],
  ["NaN beside an infinity", [inf, nan, 0], "needs finite logits: column 1 is NaN"],
  [
    "NaN in a batch",
    [
      [1, 2, 3],
      [1, 2, 3],
      [1, 2, 3],
      [0, nan, 3],
    ],
    "needs finite logits: row 3, column 1 is NaN",
  ],
  [
    "NaN in a tensor",
    { data: Float32Array.of(1, 2, nan, 4), dims: [2, 2] },
    "needs finite logits: row 1, column 0 is NaN",
  ],
];

describe.each(names)("%s refuses", (name) => {
  it.each(unreadable)("%s", (_title, input, message) => {
    expect(() => call(name, input)).toThrow(new LogitsError(`${name} ${message}`));
  });

  it("with an error that a program can tell apart", () => {
    expect(() => call(name, null)).toThrow(LogitsError);
    expect(() => call(name, null)).toThrow(ReadingLogitsError);
    expect(new ReadingLogitsError("").name).toBe("ReadingLogitsError");
    expect(() => call(name, null)).toThrow(expect.objectContaining({ name: "LogitsError" }));
  });
});

const withoutLimit: [title: string, input: unknown, message: string][] = [
  [
    "two infinities",
    [inf, 1, inf],
    "needs finite logits, or one Infinity a row: column 0 and column 2 are both Infinity",
  ],
  [
    "two infinities in a batch",
    [
      [1, 2],
      [inf, inf],
    ],
    "needs finite logits, or one Infinity a row: row 1, column 0 and column 1 are both Infinity",
  ],
  [
    "nothing but -Infinity",
    [-inf, -inf],
    "needs finite logits, or one above -Infinity a row: the row has only -Infinity",
  ],
  [
    "nothing but -Infinity before a row of numbers",
    [
      [-inf, -inf],
      [1, 2],
    ],
    "needs finite logits, or one above -Infinity a row: row 0 has only -Infinity",
  ],
  [
    "nothing but -Infinity in a batch",
    [
      [1, 2],
      [-inf, -inf],
    ],
    "needs finite logits, or one above -Infinity a row: row 1 has only -Infinity",
  ],
];

describe.each(["softmax", "logSoftmax", "entropy", "margin", "interpret"] as const)(
  "%s refuses where no limit exists",
  (name) => {
    it.each(withoutLimit)("%s", (_title, input, message) => {
      expect(() => call(name, input)).toThrow(new LogitsError(`${name} ${message}`));
    });
  },
);

/** Exact results, the sign of a zero included. */
const exact: [name: Name, input: unknown, expected: unknown][] = [
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
  ["logSoftmax", [7], [0]],
  ["logSoftmax", [inf, 1], [0, -inf]],
  ["logSoftmax", [-inf, 1], [-inf, 0]],
  ["logSoftmax", [0, -40], [-4.248354255291589e-18, -40]],
  ["logSoftmax", [-40, 0, -inf], [-40, -4.248354255291589e-18, -inf]],
  ["logSoftmax", [0, 0], [-Math.LN2, -Math.LN2]],
  ["logSoftmax", [0, -800], [0, -800]],
  ["logSoftmax", [1e308, -1e308], [0, -inf]],
  ["logSumExp", [7], 7],
  ["logSumExp", [-0], 0],
  [
    "logSumExp",
    [
      [1000, -1000],
      [0, -40],
    ],
    [1000, 4.248354255291589e-18],
  ],
  ["logSumExp", [inf, inf], inf],
  ["logSumExp", [inf, -inf], inf],
  ["logSumExp", [-inf, -inf], -inf],
  ["logSumExp", [-inf, 3], 3],
  ["sigmoid", [0, -0, inf, -inf, 800, -800], [0.5, 0.5, 1, 0, 1, 0]],
  ["sigmoid", [-745], [tiny]],
  ["sigmoid", [[0], [inf]], [[0.5], [1]]],
  [
    "logSigmoid",
    [0, inf, -inf, 800, -800, 40],
    [-Math.LN2, 0, -inf, 0, -800, -4.248354255291589e-18],
  ],
  ["argmax", [1, 3, 3], 1],
  ["argmax", [-0, 0], 0],
  ["argmax", [0, -0], 0],
  ["argmax", [inf, inf], 0],
  ["argmax", [-inf, -inf], 0],
  ["argmax", [-inf, -1e308], 1],
  ["argmax", [[5], [6]], [0, 0]],
  ["argmax", { data: Float32Array.of(1, 2), dims: [2] }, 1],
  ["argmax", { data: Float32Array.of(1, 2, 4, 3), dims: [2, 2] }, [1, 0]],
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
  ["entropy", [7], 0],
  ["entropy", [inf, 1], 0],
  ["entropy", [0, -800], 0],
  ["entropy", [-inf, 3, 3], Math.LN2],
  ["entropy", [1e308, -1e308], 0],
  [
    "entropy",
    [
      [0, 0],
      [0, -inf],
    ],
    [Math.LN2, 0],
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
];

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

describe("exact results at the edges", () => {
  it.each(exact)("%s(%j)", (name, input, expected) => {
    expect(call(name, input)).toStrictEqual(expected);
  });
});

describe.skipIf(process.env.LAW_RUNS)("a hundred thousand classes", () => {
  const classes = 100_000;
  const equal = new Float64Array(classes).fill(3);
  const rising = Float64Array.from({ length: classes }, (_, index) => index);

  it("share what is equal, within the bound", () => {
    const probabilities = softmax(equal);
    expect(Math.abs(probabilities[0] * classes - 1)).toBeLessThan((classes + 4) * 2 ** -53);
    expect(new Set(probabilities).size).toBe(1);
    expect(entropy(equal)).toBeCloseTo(Math.log(classes), 9);
  });

  it("are ranked, few or all", () => {
    expect(argmax(rising)).toBe(classes - 1);
    expect(topK(rising, 2).map((one) => one.index)).toEqual([classes - 1, classes - 2]);
    expect(topK(rising).map((one) => one.index)).toEqual(Array.from(rising).reverse());
  });
});

describe("options out of range", () => {
  it.each([0, -1, nan, inf, -inf, "2", 1n, {}])("a temperature of %s", (temperature) => {
    const options = { temperature } as { temperature: number };
    for (const ask of [
      softmax,
      logSoftmax,
      logSumExp,
      sigmoid,
      logSigmoid,
      entropy,
      margin,
      interpret,
    ]) {
      expect(() => ask([1, 2], options)).toThrow(
        `${ask.name} needs a temperature above 0 and below Infinity, got `,
      );
    }
  });

  it.each([0, -1, 4, 1.5, nan, "2"])("a k of %s", (k) => {
    expect(() => topK([1, 2, 3], k as number)).toThrow(
      /^topK needs k to be a whole number from 1 to 3 \(the number of logits\), got /,
    );
  });

  it("a margin of a single logit", () => {
    expect(() => margin([3])).toThrow(
      "margin needs at least two logits a row, got 1: it compares the best two",
    );
  });
});

describe.each([
  ["softmaxInto", softmaxInto],
  ["sigmoidInto", sigmoidInto],
] as const)("%s", (name, into) => {
  it("gives back the array it was given", () => {
    const out = new Float32Array(4);
    expect(into([1, 2], 1, 2, out)).toBe(out);
  });

  it("takes no rows", () => {
    expect(into([], 0, 3, [])).toEqual([]);
  });

  it.each([
    [[1, 2, 3], 1, 2, 3, "needs 1 × 2 = 2 logits, got 3"],
    [[1, 2], 1, 2, 1, "needs room for 2 results, got room for 1"],
    [
      [1, 2],
      1.5,
      2,
      3,
      "needs whole numbers of rows (0 or more) and columns (1 or more), got 1.5 × 2",
    ],
    [
      [1, 2],
      1,
      0.5,
      3,
      "needs whole numbers of rows (0 or more) and columns (1 or more), got 1 × 0.5",
    ],
    [
      [1, 2],
      -1,
      2,
      3,
      "needs whole numbers of rows (0 or more) and columns (1 or more), got -1 × 2",
    ],
    [[], 1, 0, 3, "needs whole numbers of rows (0 or more) and columns (1 or more), got 1 × 0"],
    [[1, 2, 3, nan], 2, 2, 4, "needs finite logits: row 1, column 1 is NaN"],
    [[1, 2, 3, nan, 1, 2], 2, 3, 6, "needs finite logits: row 1, column 0 is NaN"],
  ])("refuses %j as %d × %d with room for %d", (data, rows, columns, room, message) => {
    expect(() => into(data, rows, columns, new Float64Array(room))).toThrow(
      new LogitsError(`${name} ${message}`),
    );
  });
});

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
      "softmaxInto needs finite logits, or one Infinity a row: row 1, column 0 and column 1 are both Infinity",
    );
    expect(() => softmaxInto([0, 0, 0, -inf, -inf, -inf], 2, 3, new Float64Array(6))).toThrow(
      "softmaxInto needs finite logits, or one above -Infinity a row: row 1 has only -Infinity",
    );
  });
});
