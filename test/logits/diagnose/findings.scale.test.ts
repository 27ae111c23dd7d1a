import { describe, expect, it } from "vitest";
import { diagnose } from "../../../src/logits/diagnose/diagnose.js";
import { logSoftmax } from "../../../src/logits/logSoftmax.js";
import { sigmoid } from "../../../src/logits/sigmoid.js";
import { softmax } from "../../../src/logits/softmax.js";
import { first, ids, multi, three, trained } from "./outputs.js";

describe("diagnose finds numbers that are no logits any more:", () => {
  it("probabilities, rounded ones too", () => {
    expect(
      ids([
        [0.33, 0.67],
        [0.1, 0.9],
      ]),
    ).toContain("already-probabilities");
    expect(
      ids([
        [0.333, 0.333, 0.333],
        [1, 0, 0],
      ]),
    ).toContain("already-probabilities");
    expect(ids([[0.33, 0.66]])).not.toContain("already-probabilities");
    expect(ids([[-0.1, 1.1]])).toEqual([]);
    expect(first([[0, 1]]).evidence).toEqual({ rows: 1, largest_sum_error: 0, smallest: 0 });
  });

  it("surely in three rows, likely in one or two", () => {
    expect(first([[0, 1]]).certainty).toBe("likely");
    expect(
      first([
        [0, 1],
        [0.9, 0.1],
      ]).certainty,
    ).toBe("likely");
    expect(
      first([
        [0, 1],
        [0.9, 0.1],
        [0.1, 0.9],
      ]).certainty,
    ).toBe("certain");
  });

  it("softmax taken twice, by the ceiling that it can't pass", () => {
    const finding = first(softmax(softmax(trained(6, 3))));
    expect(finding).toMatchObject({
      id: "softmaxed-twice",
      severity: "error",
      certainty: "likely",
    });
    expect(finding.evidence.ceiling).toBeCloseTo(Math.E / (Math.E + 2), 14);
    expect(finding.evidence.largest_before).toBeCloseTo(
      Math.max(...softmax(trained(6, 3)).flat()),
      10,
    );
    expect(finding.evidence.rows).toBe(6);
    expect(finding.evidence.largest).toBeCloseTo(0.57, 2);
  });

  it("which a model that is merely unsure looks like, so that a few rows only make it possible", () => {
    const unsure = [
      [0.55, 0.45],
      [0.48, 0.52],
    ];
    const finding = diagnose(unsure).findings.find((one) => one.id === "softmaxed-twice");
    expect(finding).toMatchObject({ severity: "warning", certainty: "possible" });
    const many = Array.from({ length: 20 }, (_, row) => [0.45 + row / 200, 0.55 - row / 200]);
    expect(first(many)).toMatchObject({ id: "softmaxed-twice", certainty: "likely" });
    expect(first(many.slice(1))).toMatchObject({
      certainty: "certain",
      id: "already-probabilities",
    });
    expect(
      ids([
        [0.55, 0.45],
        [0.2, 0.8],
      ]),
    ).not.toContain("softmaxed-twice");
  });

  it("sigmoids, only possibly unless the config says several labels", () => {
    expect(first(sigmoid(three))).toMatchObject({
      id: "already-independent-probabilities",
      certainty: "possible",
    });
    const many = sigmoid(trained(8, 3));
    expect(first(many, multi)).toMatchObject({ certainty: "likely" });
    expect(first(many).certainty).toBe("possible");
    expect(first(many.slice(0, 6), multi).certainty).toBe("possible");
    expect(first(sigmoid([[2, -1, -3]])).evidence).toEqual({
      numbers: 3,
      smallest_sum: expect.closeTo(1.1972, 4),
      largest_sum: expect.closeTo(1.1972, 4),
    });
  });

  it("but not whole zeros and ones, which are somebody's labels", () => {
    expect(
      ids(
        [
          [0, 1, 1],
          [1, 0, 0],
          [0, 0, 0],
        ],
        multi,
      ),
    ).toEqual([]);
  });

  it("multi-label scores made to sum to one", () => {
    expect(first(softmax(three), multi)).toMatchObject({
      id: "multi-label-normalised",
      severity: "error",
      certainty: "certain",
      evidence: { rows: 3, largest_sum_error: expect.closeTo(0, 12) },
    });
    expect(ids(softmax(three), multi)).toEqual(["multi-label-normalised"]);
    expect(first(softmax(three.slice(0, 2)), multi).certainty).toBe("likely");
  });

  it("log-probabilities, a note because softmax still holds", () => {
    const finding = first(logSoftmax(three));
    expect(finding).toMatchObject({
      id: "log-probabilities",
      severity: "note",
      certainty: "certain",
    });
    expect(diagnose(logSoftmax(three)).may_conclude.length).toBeGreaterThan(0);
    expect(
      ids([
        [-1, -2],
        [-3, -1],
      ]),
    ).toEqual([]);
    expect(
      ids([
        [0, -800],
        [0.1, -800],
      ]),
    ).toEqual([]);
  });
});
