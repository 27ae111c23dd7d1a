import { describe, expect, it } from "vitest";
import {
  checkBatchLogits,
  checkChartOptions,
  checkClassLogits,
  checkOneOrMore,
  checkTexts,
  refuseMoreFor,
} from "../../../src/charts/parts/checks.js";

it("checkOneOrMore takes a row as a batch of one", () => {
  const read = (logits: never) => checkOneOrMore("aChart", logits, ["A", "B"], 60).logits;
  expect(read([1, 2] as never)).toEqual([[1, 2]]);
  expect(read(Float32Array.of(1, 2) as never)).toEqual([[1, 2]]);
  expect(
    read([
      [1, 2],
      [3, 4],
    ] as never),
  ).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect(read({ data: Float32Array.of(1, 2), dims: [2] } as never)).toEqual([[1, 2]]);
  expect(() => read("12" as never)).toThrow("aChart needs");
});

describe("checkBatchLogits", () => {
  const read = (logits: never, labels: string[] = ["A", "B"]) =>
    checkBatchLogits("aChart", logits, labels, 60);

  it("gives plain rows back, from lists, typed arrays and tensors", () => {
    const rows = [
      [1, 2],
      [3, 4],
    ];
    const tensor = { data: Float32Array.of(1, 2, 3, 4), dims: [2, 2] };
    for (const given of [rows, rows.map((row) => Float64Array.from(row)), tensor]) {
      expect(read(given as never)).toEqual({ logits: rows, labels: ["A", "B"] });
    }
  });

  it("says what is no batch that can be drawn", () => {
    expect(() => read([1, 2] as never)).toThrow("got a single row: write [logits]");
    expect(() => read({ data: new Float32Array(0), dims: [0, 2] } as never)).toThrow(/^aChart/);
    expect(() => read([[1, Infinity]] as never)).toThrow(
      "aChart needs finite logits: row 0, column 1 is Infinity",
    );
    expect(() =>
      read([
        [1, 2],
        [1e101, 0],
      ] as never),
    ).toThrow("aChart draws logits up to 1e100: row 1, column 0 is 1e+101");
    expect(() => read([[1, 2], [1]] as never)).toThrow("rows of equal length");
    expect(() => read([[1]] as never, ["A"])).toThrow("draws 2 to 60 classes, got 1 logits");
    expect(() => read([[1, 2]] as never, ["A"])).toThrow("got 2 logits and 1 labels");
  });
});

describe("checkTexts", () => {
  it("cuts each text to a line, and gives empty ones where there are none", () => {
    expect(checkTexts("aChart", ["one\ntwo", "x".repeat(50)], 2, 10)).toEqual([
      "one two",
      `${"x".repeat(9)}…`,
    ]);
    expect(checkTexts("aChart", undefined, 2, 10)).toEqual(["", ""]);
  });

  it("says how many texts are missing, and which is none", () => {
    expect(() => checkTexts("aChart", ["a"], 2, 10)).toThrow(
      "aChart needs one text for each row: got 2 rows and 1 texts",
    );
    expect(() => checkTexts("aChart", ["a", 3 as never], 2, 10)).toThrow(
      "aChart needs strings as texts: texts[1] is a number",
    );
  });
});

describe("a row of logits", () => {
  it("may be a typed array or a tensor, but not bits, bytes or a batch", () => {
    const read = (logits: unknown) => checkClassLogits("aChart", logits as number[], ["A", "B"], 7);
    const row = { logits: [1, 2], labels: ["A", "B"] };
    expect(read(Float32Array.of(1, 2))).toEqual(row);
    expect(read({ data: [1, 2], dims: [2] })).toEqual(row);
    expect(() => read(Uint16Array.of(0xc05f, 0x4076))).toThrow("aChart needs to know what");
    expect(() => read(Uint8Array.of(1, 2))).toThrow("aChart needs a row, a batch or a tensor");
    expect(() => read({ data: [1, 2, 3, 4], dims: [2, 2] })).toThrow(
      "aChart draws one row of logits, got a batch of 2: take out one row first",
    );
  });
});

describe("options", () => {
  it("that a chart doesn't know are refused, and those that it can't have are explained", () => {
    expect(() => checkChartOptions("aChart", { text: "a" }, ["texts"])).toThrow(
      'aChart has no option "text"; did you mean "texts"?',
    );
    expect(() => checkChartOptions("aChart", { width: 300 }, ["texts"])).toThrow(
      "its size is its own",
    );
    expect(() => checkChartOptions("aChart", null, ["texts"])).toThrow("got null");
    expect(() => refuseMoreFor("aChart", [undefined, {}])).toThrow(
      "aChart takes no options, got an object with no properties",
    );
  });
});
