import { expect, it } from "vitest";
import { inOrder, leavesOf, readAnswer } from "../../../src/notebook/exercises/readAnswer.js";

it.each<[string, unknown, unknown]>([
  ["a number", 0.5, 0.5],
  ["a text", "joy", "joy"],
  ["a big integer", 7n, 7],
  ["a boxed number", Object(0.5), 0.5],
  ["a typed array", new Float32Array([0.5, 2]), [0.5, 2]],
  ["big integers", new BigInt64Array([101n]), [101]],
  ["a set", new Set([0, 2]), [0, 2]],
  ["a map", new Map([["a", 1]]), [1]],
  ["a date", new Date(0), { kind: "object", said: "an object" }],
  ["lists in lists", [[1], [2, [3]]], [[1], [2, [3]]]],
  ["a tensor of rank 0", { data: [5], dims: [] }, 5],
  [
    "a tensor of rank 2",
    { data: new Float32Array([1, 2, 3, 4]), dims: [2, 2] },
    [
      [1, 2],
      [3, 4],
    ],
  ],
  ["a tensor of rank 3", { data: [1, 2], dims: [1, 2, 1] }, [[[1], [2]]]],
  ["an empty tensor", { data: [], dims: [0, 2] }, []],
  ["a number of mathjs", { toNumber: () => 2 }, 2],
  ["a matrix of mathjs", { toArray: () => [1, 2] }, [1, 2]],
  ["a fraction of mathjs", { n: 1n, d: 2n, valueOf: () => 0.5 }, 0.5],
  ["a name with a number", { odds: 7.4 }, 7.4],
  ["names with numbers", { coverage: 0.5, accuracy: 0.7 }, [0.5, 0.7]],
])("%s is read", (_, answer, plain) => {
  expect(readAnswer(answer)).toEqual(plain);
});

it.each<[unknown, string, string]>([
  [undefined, "undefined", "undefined"],
  [null, "null", "null"],
  [true, "boolean", "true"],
  [Math.log, "function", "a function"],
  [new TypeError("x"), "error", "an error"],
  [Promise.resolve(1), "promise", "a Promise"],
  [{}, "object", "an object"],
  [Symbol("s"), "object", "something else"],
])("%o is named for what it is", (answer, kind, said) => {
  expect(readAnswer(answer)).toEqual({ kind, said });
});

it("of an object with several fields, the first one asked for is the answer", () => {
  const answer = { label: "joy", score: 0.9, predicted_label: "fear" };
  expect(readAnswer([answer], ["predicted_label", "label"])).toEqual(["fear"]);
});

it("an endless iterator and a list in itself come to an end", () => {
  const endless = {
    *[Symbol.iterator]() {
      for (;;) yield 1;
    },
  };
  expect(leavesOf(readAnswer(endless))).toHaveLength(10_000);
  const circle: unknown[] = [];
  circle.push(circle);
  expect(leavesOf(readAnswer(circle))).toHaveLength(1);
});

it("names put values in order, where they are all there", () => {
  const names = ["coverage", "accuracy"];
  expect(inOrder({ accuracy: 0.7, coverage: 0.5 }, names)).toEqual([0.5, 0.7]);
  for (const answer of [{ accuracy: 0.7 }, [0.7, 0.5], 0.7, null]) {
    expect(inOrder(answer, names)).toBe(answer);
  }
});
