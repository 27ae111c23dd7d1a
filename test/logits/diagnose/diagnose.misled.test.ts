import { describe, expect, it } from "vitest";
import { softmax } from "../../../src/logits/softmax.js";
import { first, ids, logits, trained } from "./outputs.js";

describe("diagnose is not misled by", () => {
  it("one row among others of another kind", () => {
    expect(
      ids([
        [0.5, 0.5],
        [3, -2],
      ]),
    ).toEqual([]);
    expect(
      ids([
        [-Math.LN2, -Math.LN2],
        [2, -3],
      ]),
    ).toEqual([]);
    expect(
      ids([
        [-Math.LN2, -Math.LN2],
        [-3, -4],
      ]),
    ).toEqual([]);
    expect(
      ids([
        [-Math.LN2, 0.1],
        [-3, -4],
      ]),
    ).toEqual([]);
    expect(
      first([
        [0, 0.5],
        [1, 0.9],
      ]).id,
    ).toBe("already-independent-probabilities");
    expect(ids([logits[0], [1, 2]])).toEqual([]);
  });

  it("columns of numbers that sum to one but are no probabilities", () => {
    expect(
      ids([
        [-0.5, 2, 0.5],
        [1.5, -1, 0.5],
      ]),
    ).toEqual([]);
    expect(
      ids([
        [0.2, 5, 0.5],
        [0.8, 5, 0.5],
      ]),
    ).toEqual([]);
    expect(
      first([
        [0, 1, 0.5],
        [1, 0, 0.5],
      ]).message,
    ).toBe(
      "the shape is [2, 3], but the columns sum to 1 and the rows do not: rows and columns are swapped, or softmax was taken along the texts",
    );
  });

  it("a shape that fits its labels, whatever the number of true labels", () => {
    expect(
      ids(
        [
          [1, 2, 3],
          [-3, 4, 5],
        ],
        { num_labels: 3, label_ids: [0, 1, 1] },
      ),
    ).toEqual(["label-length"]);
    expect(
      first(
        [
          [1, 2, 3],
          [-3, 4, 5],
        ],
        { label_ids: [0, 1, 1] },
      ).message,
    ).toContain("but there are 3 texts: rows");
  });

  it("no indices, right ones, and others that are nothing known", () => {
    expect(
      ids(
        [
          [9, -1],
          [1, 2],
        ],
        { predicted_index: null },
      ),
    ).toEqual([]);
    expect(
      ids(
        [
          [3, -1],
          [-1, 3],
        ],
        { predicted_index: [0, 1] },
      ),
    ).toEqual([]);
    const rows = [
      [1, 2, 3],
      [-3, 4, 5],
      [0, 1, 0],
      [7, 0, 0],
    ];
    expect(ids(rows, { predicted_index: [3, 1] })).toEqual(["predicted-disagree"]);
    expect(ids(rows, { predicted_index: [0, 0, 0] })).toEqual(["predicted-disagree"]);
    expect(ids(rows, { predicted_index: [3, 1, 1, 0] })).toEqual(["predicted-disagree"]);
    const many = Array.from({ length: 12 }, (_, row) => [row, -row, 1]);
    expect(first(many, { predicted_index: [11, 0, 0] }).evidence.expected).toHaveLength(10);
  });

  it("small numbers that something else explains", () => {
    const small = trained(40, 2).map((row) => row.map((z) => z / 20));
    expect(ids(small.map(() => small[0]))).toEqual(["all-rows-equal"]);
    expect(ids(softmax(small))).not.toContain("untrained-head");
    const wide = trained(8, 20).map((row) => row.map((z) => z / 20));
    const label_ids = Array.from({ length: 20 }, (_, text) => text % 8);
    expect(ids(wide, { label_ids })).toEqual(["transposed-batch"]);
    expect(ids(wide)).toEqual(["untrained-head"]);
  });
});
