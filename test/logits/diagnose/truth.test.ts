import { describe, expect, it } from "vitest";
import { first, ids, logits, multi, names, three } from "./outputs.js";

/** The first finding about labels in a form that the types don't allow. */
const about = (label_ids: unknown, output: unknown = logits, more = {}) =>
  first(output, { ...names, ...more, label_ids: label_ids as never });
const idsOf = (label_ids: unknown, output: unknown = logits, more = {}) =>
  ids(output, { ...more, label_ids: label_ids as never });

describe("label_ids are read", () => {
  it("as numbers, bigints, typed arrays, tensors, digits, one-hot rows", () => {
    const right = [1, 1, 0];
    const forms = [
      right,
      right.map(BigInt),
      BigInt64Array.from(right.map(BigInt)),
      Float32Array.from(right),
      { data: BigInt64Array.of(1n, 1n, 0n), dims: [3] },
      ["1", "1", "0"],
      [
        [0, 1],
        [0, 1],
        [1, 0],
      ],
    ];
    for (const form of forms) expect(idsOf(form)).toEqual([]);
    expect(
      idsOf(
        [
          [0, 1, 1],
          [0, 0, 0],
          [1, 0, 0],
        ],
        three,
        multi,
      ),
    ).toEqual([]);
    expect(idsOf([0, 1], [2, -1])).toEqual([]);
  });

  it("with -100 and -1 as no label", () => {
    expect(idsOf([-100, -1, 0])).toEqual([]);
  });

  it("with -1 as no label where 0 or another class is beside it", () => {
    expect(idsOf([-1, 1, 0])).toEqual([]);
    expect(idsOf([-1, 2, 0], three)).toEqual([]);
    expect(idsOf([-1, 1, 1])).toEqual(["label-range"]);
    expect(idsOf([-1, 1, 0], three)).toEqual(["label-range"]);
    expect(idsOf([-1, 1, 0], [[2], [1], [-1]])).toEqual([]);
    expect(idsOf([-1, 1, 1], [[2], [1], [-1]])).toEqual(["label-range"]);
  });

  it("as values where they are not whole and there is one output", () => {
    expect(about([0.5, 2.5, 1.25], [[0.7], [2.1], [1.5]], { id2label: undefined })).toMatchObject({
      id: "regression",
      certainty: "likely",
    });
  });
});

describe("label_ids are refused, and why:", () => {
  it("another number of them, or of their classes", () => {
    expect(about([1, 0]).message).toBe("label_ids have 2 entries for 3 texts");
    expect(about([0, 1, 1, 0, 1, 0]).next).toBe("cut them into rows of 2, one row per text");
    expect(
      about([
        [0, 1, 0],
        [0, 1, 0],
        [1, 0, 0],
      ]).message,
    ).toBe("each row of label_ids has 3 numbers, but there are 2 classes");
  });

  it("outside the classes, counted from 1, no class at all, no list", () => {
    expect(about([0, 1, 5]).message).toBe(
      "1 of 3 label_ids lie outside the classes 0 to 1 (they run from 0 to 5)",
    );
    expect(about([1, 2, 1]).message).toContain("they seem to be counted from 1");
    expect(about([0, 1, 0.5]).message).toContain("0.5 for text 2, which is no class index");
    expect(about([0, 1, null]).id).toBe("label-range");
    expect(about([[0], 1]).message).toBe("label_ids cannot be read: an array of 2");
  });
});

describe("predicted_index", () => {
  const predicted = (predicted_index: unknown, output: unknown = logits) =>
    ids(output, { predicted_index: predicted_index as never });

  it("may be bigints or a column, and any of equal numbers", () => {
    expect(predicted([1n, 1n, 0n])).toEqual([]);
    expect(predicted([[1], [1], [0]])).toEqual([]);
    expect(
      predicted(
        [0, 1],
        [
          [2, 2],
          [-1, 5],
        ],
      ),
    ).toEqual([]);
    expect(predicted(1, [-1, 3])).toEqual([]);
  });

  it("must be the largest of each row, counted from 0", () => {
    expect(predicted([1, 0, 0])).toEqual(["predicted-disagree"]);
    expect(first(logits, { predicted_index: [2, 2, 1] }).next).toContain("take 1 from every index");
    expect(first([...logits, [0, 9]], { predicted_index: [2, 3] }).id).toBe(
      "argmax-over-wrong-axis",
    );
  });
});
