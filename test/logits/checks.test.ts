import { describe, expect, it } from "vitest";
import { checkOptions, suggestion } from "../../src/logits/checks.js";
import { LogitsError } from "../../src/logits/errors.js";
import { interpret } from "../../src/logits/interpret.js";
import { entropy, logSoftmax, logSumExp } from "../../src/logits/logSoftmax.js";
import { logSigmoid, sigmoid, sigmoidInto } from "../../src/logits/sigmoid.js";
import { softmax, softmaxInto } from "../../src/logits/softmax.js";
import { margin } from "../../src/logits/topK.js";

const inf = Number.POSITIVE_INFINITY;
const nan = Number.NaN;

const withoutLimit: [title: string, input: unknown, message: string][] = [
  [
    "two infinities",
    [inf, 1, inf],
    "needs finite logits, or one Infinity per row: column 0 and column 2 are both Infinity",
  ],
  [
    "two infinities in a batch",
    [
      [1, 2],
      [inf, inf],
    ],
    "needs finite logits, or one Infinity per row: row 1, column 0 and column 1 are both Infinity",
  ],
  [
    "nothing but -Infinity",
    [-inf, -inf],
    "needs finite logits, or one above -Infinity per row: the row has only -Infinity",
  ],
  [
    "nothing but -Infinity before a row of numbers",
    [
      [-inf, -inf],
      [1, 2],
    ],
    "needs finite logits, or one above -Infinity per row: row 0 has only -Infinity",
  ],
  [
    "nothing but -Infinity in a batch",
    [
      [1, 2],
      [-inf, -inf],
    ],
    "needs finite logits, or one above -Infinity per row: row 1 has only -Infinity",
  ],
];

describe.each(Object.entries({ softmax, logSoftmax, entropy, margin, interpret }))(
  "%s refuses where no limit exists",
  (name, call) => {
    it.each(withoutLimit)("%s", (_title, input, message) => {
      expect(() => call(input as number[])).toThrow(new LogitsError(`${name} ${message}`));
    });
  },
);

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

it("suggests the nearest name, and lists them all where none is near", () => {
  expect(suggestion("Joi", ["joy", "fear"])).toBe('; did you mean "joy"?');
  expect(suggestion("banana", ["joy", "fear"])).toBe("; it knows joy, fear");
  expect(suggestion("z", ["a", "b"])).toBe("; it knows a, b");
  expect(suggestion("怒", ["喜"])).toBe("; it knows 喜");
  expect(suggestion("sad", ["mad", "joy"])).toBe('; did you mean "mad"?');
});

describe("an option that a function doesn't know", () => {
  const row = [1, 2];
  const { temperature, ...rest } = { temperature: 2, axis: 0 };
  const refusal = (ask: () => unknown) => {
    try {
      ask();
    } catch (error) {
      expect(error).toBeInstanceOf(LogitsError);
      return (error as Error).message;
    }
    throw new Error("nothing was refused");
  };

  it("is refused with the name that may have been meant, or with all names", () => {
    expect(refusal(() => softmax(row, { temprature: 2 } as object))).toBe(
      'softmax has no option "temprature"; did you mean "temperature"?',
    );
    expect(refusal(() => entropy(row, { colour: 2 } as object))).toBe(
      'entropy has no option "colour"; it knows temperature',
    );
  });

  it("is refused with what to do, if other libraries have it", () => {
    expect(refusal(() => softmax(row, rest as object))).toBe(
      'softmax has no option "axis": it works along the classes of each row, so transpose a batch of columns first',
    );
  });

  it("is refused when it isn't an object at all, and null is no object", () => {
    expect(refusal(() => sigmoid(row, null as never))).toBe(
      "sigmoid needs its options as an object, such as { temperature: … }, got null",
    );
    expect(refusal(() => [row].map(softmax as never))).toContain(
      "instead of rows.map(softmax) write softmax(rows)",
    );
    expect(softmax(row, undefined)).toEqual(softmax(row, { temperature: 1 }));
    expect(softmax(row, { temperature })).not.toEqual(softmax(row));
  });

  it("is not hidden in a Map, whose names are not its own", () => {
    const options = new Map([["temperature", 9]]);
    expect(refusal(() => softmax(row, options as object))).toBe(
      "softmax needs its options as an object, such as { temperature: … }, got a Map",
    );
    const threshold = new Map([["LABEL_1", 0.99]]);
    expect(refusal(() => interpret([0, 0.1], { threshold: threshold as never }))).toBe(
      "interpret needs a threshold between 0 and 1, a probability, got a Map",
    );
  });

  it("passes in a whole config only, and there too not if it is a slip", () => {
    const known = { known: ["threshold", "top_k"], orConfig: true };
    const config = { model_type: "bert", hidden_size: 384, vocab_size: 30522, _top_k: 3 };
    checkOptions("read", config, known);
    expect(refusal(() => checkOptions("read", { ...config, treshold: 0.6 }, known))).toBe(
      'read has no option "treshold"; did you mean "threshold"?',
    );
    expect(refusal(() => checkOptions("read", { hidden_size: 384 }, known))).toContain(
      'read has no option "hidden_size"',
    );
  });
});
