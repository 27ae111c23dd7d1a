import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  checkBatchLogits,
  checkChartOptions,
  checkClassLogits,
  checkLabelIds,
  checkPoints,
  checkTexts,
  checkTruth,
  refuseMoreFor,
  sampleEvenly,
  sampleNote,
  verdictOf,
} from "../../../src/charts/parts/checks.js";

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
      expect(() => read({ label_ids: [0, 3] })).toThrow("label_ids[1] is 3");
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

describe("checkTruth", () => {
  it("reads class indices as they come, Python's 64-bit ones included", () => {
    expect(checkTruth("aChart", [0, 2], 2, 3)).toEqual([0, 2]);
    expect(checkTruth("aChart", BigInt64Array.of(0n, 2n), 2, 3)).toEqual([0, 2]);
    expect(checkTruth("aChart", undefined, 2, 3)).toBeUndefined();
  });

  it("says which label id fits no class, and how many there must be", () => {
    expect(() => checkTruth("aChart", [0, 3], 2, 3)).toThrow(
      "aChart has 3 classes, numbered from 0: label_ids[1] is 3",
    );
    expect(() => checkTruth("aChart", [0], 2, 3)).toThrow("got 2 rows and 1 label ids");
    expect(() => checkTruth("aChart", [0, -1], 2, 3)).toThrow("row 1 is -1");
  });
});

describe("checkLabelIds", () => {
  it("is checkTruth for a chart that can't do without", () => {
    expect(checkLabelIds("aChart", [0, 2], 2, 3)).toEqual([0, 2]);
    expect(() => checkLabelIds("aChart", undefined as never, 2, 3)).toThrow(
      "aChart needs a list of class indices as label_ids, got undefined",
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
