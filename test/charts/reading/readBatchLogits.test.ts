import { describe, expect, it } from "vitest";
import { readBatchLogits } from "../../../src/charts/reading/readBatchLogits.js";

const read = (logits: never, labels: string[] = ["A", "B"]) =>
  readBatchLogits("aChart", logits, labels, 60);

describe("readBatchLogits", () => {
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
