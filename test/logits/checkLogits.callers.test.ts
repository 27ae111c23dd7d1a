import { describe, expect, it } from "vitest";
import { argmax } from "../../src/logits/argmax.js";
import { LogitsError, ReadingLogitsError } from "../../src/logits/errors.js";
import { interpret, interpretColumns } from "../../src/logits/interpret.js";
import { entropy, logSoftmax, logSumExp } from "../../src/logits/logSoftmax.js";
import { logSigmoid, sigmoid } from "../../src/logits/sigmoid.js";
import { softmax } from "../../src/logits/softmax.js";
import { margin, topK } from "../../src/logits/topK.js";

const inf = Number.POSITIVE_INFINITY;
const nan = Number.NaN;

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

/** Input that no function accepts, and the rest of the error message after the function's name. */
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
    "needs a row, a batch or a tensor of logits, got a DataView of 8 bytes; this is a file: use readPredictions(path), or parsePredictions(bytes, name) for its bytes",
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
    "needs numbers as logits: column 1 is an array of 1, which is nested too deeply: pass one batch [n, k]",
  ],
  [
    "three levels",
    [[[1, 2]]],
    "needs numbers as logits: row 0, column 0 is an array of 2, which is nested too deeply: pass one batch [n, k]",
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
  // biome-ignore lint/suspicious/noSparseArray: the test is about the hole
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
