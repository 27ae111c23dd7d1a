import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  checkLabelIds,
  checkPoints,
  checkTruth,
  labelsOf,
  sampleEvenly,
  sampleNote,
  verdictOf,
} from "../../../src/charts/parts/points.js";
import { interpret } from "../../../src/logits/interpret.js";

describe("checkPoints", () => {
  const labels = ["A", "B", "C"];
  const logits = [
    [1, 2, 0.5],
    [-1, 0, 2],
  ];
  const read = (options = {}) => checkPoints("simplex", logits, labels, 3, options);

  describe("checkPoints", () => {
    it("gives each row as a point, with what is known of it", () => {
      const { points } = read({ texts: ["one", ""], label_ids: [1n, 0n] });
      expect(points).toEqual([
        { index: 0, text: "one", logits: [1, 2, 0.5], predicted: 1, truth: 1 },
        { index: 1, text: "row 1", logits: [-1, 0, 2], predicted: 2, truth: 0 },
      ]);
      expect(points.map(verdictOf)).toEqual(["right", "wrong"]);
      expect(read().points.map(verdictOf)).toEqual([undefined, undefined]);
    });

    it("reads a tensor and a model's id2label", () => {
      const tensor = { data: Float32Array.of(1, 2, 0.5, -1, 0, 2), dims: [2, 3] };
      const id2label = { 0: "A", 1: "B", 2: "C" };
      expect(checkPoints("simplex", tensor, id2label, 3, {})).toEqual(read());
    });

    it("takes the first of equals as predicted, as argmax does", () => {
      const { points } = checkPoints("simplex", [[0, 0, 0]], labels, 3, {});
      expect(points[0].predicted).toBe(0);
    });

    it("says what doesn't fit, and where", () => {
      expect(() => checkPoints("simplex", [[1, 2]], ["A", "B"], 3, {})).toThrow(
        "simplex draws 3 classes, got rows of 2 logits",
      );
      expect(() => checkPoints("simplex", [[1, 2, Number.NaN]], labels, 3, {})).toThrow(
        "simplex needs finite logits: row 0, column 2 is NaN",
      );
      expect(() => read({ texts: ["one"] })).toThrow("got 2 rows and 1 texts");
      expect(() => read({ label_ids: [0] })).toThrow("got 2 rows and 1 label ids");
      expect(() => read({ label_ids: [0, 3] })).toThrow("label_ids, row 1 is 3");
    });
  });

  describe("sampleEvenly", () => {
    it("keeps order, draws none twice, starts with the first and takes at most the limit", () => {
      fc.assert(
        fc.property(fc.nat(3000), fc.integer({ min: 1, max: 500 }), (count, limit) => {
          const sample = sampleEvenly(
            Array.from({ length: count }, (_, i) => i),
            limit,
          );
          expect(sample).toHaveLength(Math.min(count, limit));
          expect(sample[0]).toBe(count > 0 ? 0 : undefined);
          expect(sample.every((item, i) => i === 0 || item > sample[i - 1])).toBe(true);
          const gaps = sample.slice(1).map((item, i) => item - sample[i]);
          if (gaps.length > 0) expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
        }),
      );
    });

    it("is said in words, unless all are drawn", () => {
      expect(sampleNote(1000, 10000)).toBe(" Drawn: 1,000 of 10,000 points.");
      expect(sampleNote(3, 3)).toBe("");
    });
  });
});

const labels = ["A", "B", "C"];

describe("checkTruth", () => {
  it("reads class indices as they come, Python's 64-bit ones included", () => {
    expect(checkTruth("aChart", [0, 2], 2, labels)).toEqual([0, 2]);
    expect(checkTruth("aChart", BigInt64Array.of(0n, 2n), 2, labels)).toEqual([0, 2]);
    expect(checkTruth("aChart", ["A", "C"], 2, labels)).toEqual([0, 2]);
    expect(checkTruth("aChart", undefined, 2, labels)).toBeUndefined();
  });

  it("reads indices alone where two classes have one label", () => {
    expect(checkTruth("aChart", [0, 2], 2, ["A", "A", "C"])).toEqual([0, 2]);
    expect(() => checkTruth("aChart", ["A", "C"], 2, ["A", "A", "C"])).toThrow(
      "aChart needs labels that differ",
    );
  });

  it("says which label id fits no class, and how many there must be", () => {
    expect(() => checkTruth("aChart", [0, 3], 2, labels)).toThrow(
      "aChart needs class indices from 0 to 2, as there are 3 classes: label_ids, row 1 is 3",
    );
    expect(() => checkTruth("aChart", [0], 2, labels)).toThrow("got 2 rows and 1 label ids");
    expect(() => checkTruth("aChart", [0, -100], 2, labels)).toThrow(
      "label_ids, row 1 has none; leave such rows out",
    );
  });
});

describe("checkLabelIds", () => {
  it("is checkTruth for a chart that can't do without", () => {
    expect(checkLabelIds("aChart", [0, 2], 2, labels)).toEqual([0, 2]);
    expect(() => checkLabelIds("aChart", undefined as never, 2, labels)).toThrow(
      "aChart needs a list of class names or class indices as label_ids, got undefined",
    );
  });
});

it("labels come from a row's ranking, as far as it goes", () => {
  const row = interpret([0.1, 2], { id2label: ["NEGATIVE", "POSITIVE"] });
  expect(labelsOf(row)).toEqual(["NEGATIVE", "POSITIVE"]);
  expect(labelsOf({ ...row, ranking: row.ranking.slice(0, 1) } as typeof row)).toEqual([
    "class 0",
    "POSITIVE",
  ]);
});
