import { describe, expect, it } from "vitest";
import { diagnose } from "../../../src/logits/diagnose/diagnose.js";
import { sigmoid } from "../../../src/logits/sigmoid.js";
import { softmax } from "../../../src/logits/softmax.js";
import { first, ids, multi, three, trained } from "./outputs.js";

const single = { problem_type: "single_label_classification" };
const stored = (rows: number[][], decimals: number) =>
  rows.map((row) => row.map((value) => Number(value.toFixed(decimals))));

describe("between 0 and 1, diagnose finds", () => {
  it("sigmoids of a head whose classes exclude one another, if the config says so", () => {
    const output = sigmoid(trained(6, 3));
    expect(first(output, single)).toMatchObject({
      id: "sigmoid-on-single-label",
      severity: "error",
    });
    expect(first(output).id).toBe("already-independent-probabilities");
  });

  it("sigmoid taken of sigmoids, or of softmax", () => {
    expect(first(sigmoid(sigmoid(trained(6, 3))), multi).message).toContain("applied twice");
    expect(first(sigmoid(softmax(trained(6, 3)))).message).toContain("applied after softmax");
    expect(ids(sigmoid(trained(6, 3).map((row) => row.map((z) => z / 3))))).not.toContain(
      "sigmoid-twice",
    );
  });

  it("the same whether stored in full or to three decimals", () => {
    for (const output of [
      softmax(three),
      softmax(softmax(trained(12, 3))),
      sigmoid(sigmoid(trained(9, 3))),
    ]) {
      expect(ids(stored(output, 3))).toEqual(ids(output));
    }
  });

  it("probabilities of many classes, each of them tiny", () => {
    const row = softmax(Array.from({ length: 1000 }, (_, index) => Math.sin(index)));
    expect(diagnose([row, [...row].reverse()])).toMatchObject({
      kind: "probabilities",
      certainty: "certain",
    });
  });
});
