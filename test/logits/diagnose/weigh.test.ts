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
    expect(first([[0.1, 0.9]]).evidence).toEqual({
      rows: 1,
      largest_sum_error: 0,
      smallest: 0.1,
    });
  });

  it("the surer the finer they are stored and the more rows there are", () => {
    expect(first([[0.12, 0.88]]).certainty).toBe("likely");
    expect(first(softmax([[2, -1]])).certainty).toBe("certain");
    const fine = Array.from({ length: 3 }, (_, row) => [0.3111 + row / 10, 0.6889 - row / 10]);
    const coarse = fine.map((row) => row.map((p) => Number(p.toFixed(1))));
    expect(first(fine).certainty).toBe("certain");
    expect(first(coarse).certainty).toBe("likely");
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

  it("which a model that is merely unsure looks like, unless its rows crowd at the ceiling", () => {
    const unsure = Array.from({ length: 20 }, (_, row) => [0.45 + row / 200, 0.55 - row / 200]);
    expect(ids(unsure)).toEqual(["already-probabilities"]);
    expect(diagnose(unsure).may_not_conclude.join()).toContain("softmax was applied only once");
    const crowded = [...unsure, [0.7309, 0.2691], [0.2693, 0.7307]];
    expect(ids(crowded)).toEqual(["softmaxed-twice"]);
    const beyond = [...crowded, [0.2, 0.8]];
    expect(ids(beyond)).toEqual(["already-probabilities"]);
    expect(diagnose(beyond).may_not_conclude.join()).not.toContain("applied only once");
  });

  it("sigmoids, surely where the config says several labels, and never from a few numbers", () => {
    const many = sigmoid(trained(8, 3));
    expect(first(many, multi)).toMatchObject({
      id: "already-independent-probabilities",
      certainty: "certain",
      evidence: { numbers: 24, smallest: expect.closeTo(0.0691, 4) },
    });
    expect(first(many).certainty).toBe("likely");
    expect(first(many.slice(0, 3)).certainty).toBe("likely");
    expect(diagnose(sigmoid([[2, -1, -3]]))).toMatchObject({ kind: "unknown", findings: [] });
    expect(first(sigmoid(trained(2, 2).map(([a, b]) => [a, b - 1])))).toMatchObject({
      severity: "note",
      certainty: "possible",
    });
  });

  it("zeros and ones, which somebody chose", () => {
    const chosen = [
      [0, 1, 1],
      [1, 0, 0],
      [0, 0, 0],
    ];
    expect(diagnose(chosen, multi)).toMatchObject({ kind: "decisions", numbers_are: "decision" });
    expect(ids(chosen, multi)).toEqual(["decisions"]);
    expect(first(chosen.slice(1, 2)).message).toBe(
      "all 3 numbers are 0 or 1, and every row has a single one: one-hot decisions",
    );
  });

  it("percentages of softmax and of sigmoid", () => {
    const hundredths = (rows: number[][]) => rows.map((row) => row.map((p) => 100 * p));
    expect(first(hundredths(softmax(three)))).toMatchObject({
      id: "percent",
      certainty: "certain",
    });
    expect(first(hundredths(sigmoid(trained(8, 3))), multi).next).toContain(
      "one probability a label",
    );
    expect(ids([[40, 45]])).toEqual([]);
  });

  it("softmax along the texts, over all numbers, or of one text alone", () => {
    const turn = (rows: number[][]) => rows[0].map((_, column) => rows.map((row) => row[column]));
    const along = turn(softmax(turn(trained(12, 3))));
    expect(first(along)).toMatchObject({ id: "softmax-over-wrong-axis", certainty: "likely" });
    expect(first(along, { num_labels: 3 }).certainty).toBe("certain");
    const all = softmax(trained(12, 3).flat());
    const rows = Array.from({ length: 12 }, (_, row) => all.slice(3 * row, 3 * row + 3));
    expect(first(rows).message).toContain("over the whole batch");
    expect(first([[1, 1, 1]])).toMatchObject({ certainty: "possible" });
    // Too coarse to tell: 300 numbers of about 0.003.
    const coarse = Array.from({ length: 300 }, (_, row) => [
      row % 3 ? 0 : 0.01,
      row % 2 ? 0.01 : 0,
    ]);
    expect(diagnose(coarse)).toMatchObject({ kind: "unknown", numbers_are: "rank only" });
  });

  it("class ids in every form, token ids, and not a row of whole logits", () => {
    const chosen = [3, 3, 2, 2, 6];
    for (const form of [chosen, chosen.map((id) => [id]), Int32Array.from(chosen)]) {
      expect(diagnose(form).kind).toBe("class ids");
    }
    expect(diagnose(BigInt64Array.from(chosen.map(BigInt))).kind).toBe("class ids");
    expect(
      first(Array.from({ length: 3 }, () => BigInt64Array.of(101n, 2023n, 102n))),
    ).toMatchObject({ id: "ids", severity: "error" });
    expect(diagnose([3, 1, 2], { num_labels: 3 }).kind).toBe("logits");
  });

  it("multi-label scores made to sum to one", () => {
    expect(first(softmax(three), multi)).toMatchObject({
      id: "multi-label-normalised",
      severity: "error",
      certainty: "certain",
      evidence: { rows: 3, largest_sum_error: expect.closeTo(0, 12) },
    });
    expect(ids(softmax(three), multi)).toEqual(["multi-label-normalised"]);
    expect(first(softmax(three.slice(0, 2)), multi).certainty).toBe("certain");
    expect(ids(logSoftmax(three), multi)).toEqual(["multi-label-normalised"]);
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
    ).toEqual(["saturated"]);
  });
});
