import { describe, expect, it } from "vitest";
import { asArrays, checkOutput, firstRow, gatherBatches } from "../../src/trainer/gatherBatches.js";

const named = (name: string) => ({ name });

describe("asArrays", () => {
  it("makes plain arrays of tensors of any rank, typed rows and whole numbers, and leaves plain arrays as they are", () => {
    const tensor = { data: Float32Array.of(1, 2, 3, 4, 5, 6), dims: [3, 2, 1] };
    expect(asArrays(tensor)).toEqual([
      [[1], [2]],
      [[3], [4]],
      [[5], [6]],
    ]);
    expect(asArrays({ data: Float32Array.of(0.5), dims: [] })).toBe(0.5);
    expect(asArrays({ data: BigInt64Array.of(1n, 0n), dims: [2] })).toEqual([1, 0]);
    expect(asArrays([Float32Array.of(1, 2), [3, 4]])).toEqual([
      [1, 2],
      [3, 4],
    ]);
    const rows = [[1], [2]];
    expect(asArrays(rows)).toBe(rows);
  });
});

describe("gatherBatches", () => {
  it("joins rows, and fills shorter ones up with -100, in the second dimension", () => {
    expect(gatherBatches([[[1], [2]], [[3, 4]]], [2, 1], named("logits"))).toEqual([
      [1, -100],
      [2, -100],
      [3, 4],
    ]);
    const tokens = [
      [[[1, 2]]],
      [
        [
          [3, 4],
          [5, 6],
        ],
      ],
    ];
    expect(gatherBatches(tokens, [1, 1], named("logits"))).toEqual([
      [
        [1, 2],
        [-100, -100],
      ],
      [
        [3, 4],
        [5, 6],
      ],
    ]);
  });

  it("takes a list for a tuple where its length says so in any batch, or else its name", () => {
    const layers = (size: number) => [1, 2].map((layer) => Array(size).fill([layer]));
    const joined = [Array(3).fill([1]), Array(3).fill([2])];
    expect(gatherBatches([layers(2), layers(1)], [2, 1], named("extra"))).toEqual(joined);
    const even = [layers(2), layers(2)];
    const tuple = [Array(4).fill([1]), Array(4).fill([2])];
    expect(gatherBatches(even, [2, 2], named("hidden_states"))).toEqual(tuple);
    expect(gatherBatches(even, [2, 2], named("extra"))).toEqual([...even[0], ...even[1]]);
    const tensor = asArrays({ data: Float32Array.of(1, 1, 2, 2), dims: [2, 2, 1] });
    expect(gatherBatches([tensor], [2], named("hidden_states"))).toEqual([...layers(2)]);
  });

  it("gives one number for each batch as a list, and outputs by name under their names", () => {
    expect(gatherBatches([0.5, 0.25], [2, 1], named("aux_loss"))).toEqual([0.5, 0.25]);
    const dicts = [
      { a: [1, 2], b: 0.5 },
      { a: [3], b: 1 },
    ];
    expect(gatherBatches(dicts, [2, 1], named("extra"))).toEqual({ a: [1, 2, 3], b: [0.5, 1] });
  });

  it("refuses batches that don't fit together", () => {
    expect(() => gatherBatches([0.5, [1]], [1, 1], named("aux"))).toThrow(
      '"aux" is a number in batch 0 and a list in batch 1',
    );
    const other = [[[[1, 2]]], [[[1, 2, 3]]]];
    expect(() => gatherBatches(other, [1, 1], named("logits"))).toThrow("row 1 has another shape");
  });
});

it("an output needs one item for each row of the batch", () => {
  const check =
    (value: unknown, size: number, name = "logits") =>
    () =>
      checkOutput(value, size, { name, tuples: name === "logits" ? "none" : "large" });
  expect(
    check(
      [
        [1, 2],
        [3, 4],
      ],
      2,
    ),
  ).not.toThrow();
  expect(
    check(
      [
        [1, 2, 3],
        [3, 4, 5],
      ],
      3,
    ),
  ).toThrow('one row of "logits" for each of the batch\'s 3 texts, got 2');
  expect(check(0.5, 3, "aux_loss")).not.toThrow();
  expect(check(0.5, 3)).toThrow("got 0.5");
  expect(check({ a: [1] }, 2, "extra")).toThrow('"extra.a"');
  expect(check([1, 2], 3, "extra")).toThrow("got 2");
});

it("the first row of a value keeps its structure", () => {
  const value = [
    [[1], [2]],
    [[3], [4]],
  ];
  const parts = [named("logits"), named("extra")];
  expect(firstRow(value, 2, { name: "outputs", isTuple: true, parts })).toEqual([[[1]], [[3]]]);
  expect(firstRow(value, 2, named("logits"))).toEqual([value[0]]);
});
