import { describe, expect, it } from "vitest";
import { interpret } from "../../src/logits/interpret.js";

const id2label = { 0: "NEGATIVE", 1: "POSITIVE" };

describe("interpret", () => {
  it("says score, class, label, ranking, margin and entropy of a row", () => {
    const read = interpret([-4.2, 4.5], { id2label });
    expect(read.predicted_index).toBe(1);
    expect(read.predicted_label).toBe("POSITIVE");
    expect(read.scores[1]).toBeCloseTo(0.9998334, 7);
    expect(read.ranking.map((one) => one.label)).toEqual(["POSITIVE", "NEGATIVE"]);
    expect(read.margin).toBeCloseTo(8.7, 12);
    expect(read.entropy).toBeCloseTo(0.0016159, 6);
  });

  it("gives an array of rows for a batch", () => {
    const read = interpret(
      [
        [2, 1],
        [0, 3],
      ],
      { id2label },
    );
    expect(read).toHaveLength(2);
    expect(read.map((row) => row.predicted_label)).toEqual(["NEGATIVE", "POSITIVE"]);
  });

  it("decides several labels one by one", () => {
    const options = { problem_type: "multi_label_classification", threshold: 0.7 };
    expect(interpret([1, -2, 3, 0.5], options).predicted_labels).toEqual(["LABEL_2", "LABEL_0"]);
  });

  it("gives a regression's value", () => {
    expect(interpret([3.25], { problem_type: "regression" }).value).toBe(3.25);
  });

  it("names both numbers when the labels don't fit the logits", () => {
    expect(() => interpret([1, 2, 3], { id2label })).toThrow(
      "interpret needs one label for each logit: id2label has 2 labels, a row has 3 logits",
    );
  });
});
