import { describe, expect, it } from "vitest";
import { diagnose } from "../../../src/logits/diagnose/diagnose.js";
import { gridOf } from "../../../src/logits/diagnose/readArrays.js";
import { first, ids, logits, multi, names, trained } from "./outputs.js";

describe("gridOf", () => {
  it("reads regular nests of numbers, bigints and booleans, and tensors among them", () => {
    expect(gridOf([[[1, 2]], [[3, 4]]])).toMatchObject({ dims: [2, 1, 2] });
    expect(Array.from(gridOf([true, false])?.data ?? [])).toEqual([1, 0]);
    expect(gridOf([5n])).toMatchObject({ dims: [1] });
    const tensor = { data: Float32Array.of(1, 2), dims: [1, 2] };
    expect(gridOf([tensor, { logits: tensor }])).toMatchObject({ dims: [2, 1, 2] });
  });

  it("gives nothing for ragged or mixed ones", () => {
    for (const value of [[[1], [1, 2]], [1, true], [[]], ["1"], { data: [1], dims: [2] }, null]) {
      expect(gridOf(value)).toBeUndefined();
    }
  });
});

describe("diagnose takes apart", () => {
  it("an axis of one, wherever it is", () => {
    const rows = trained(5, 3);
    const config = { num_labels: 3 };
    for (const output of [
      rows.map((row) => [row]),
      [rows],
      rows.map((row) => row.map((z) => [z])),
    ]) {
      expect(first(output, config).next).toContain("squeeze it to [5, 3]");
      expect(diagnose(output, config).kind).toBe("logits");
    }
    const deep = { data: Float32Array.of(1, -2), dims: [1, 1, 1, 2] };
    expect(first(deep).message).toContain("the shape is [1, 1, 1, 2]");
  });

  it("batches of equal and of different sizes, and tensors in a list", () => {
    const rows = trained(6, 2);
    const pairs = [rows.slice(0, 2), rows.slice(2, 4), rows.slice(4)];
    expect(first(pairs)).toMatchObject({ id: "list-of-batches", certainty: "likely" });
    expect(first(pairs, { label_ids: [0, 1, 0, 1, 0, 1] }).certainty).toBe("certain");
    expect(first([rows.slice(0, 4), rows.slice(4)]).certainty).toBe("certain");
    const tensors = logits.map((row) => ({ logits: { data: row, dims: [1, 2] } }));
    expect(ids(tensors, names)).toEqual(["list-of-batches"]);
  });

  it("arrays for labels, with one column or two", () => {
    const config = { ...multi, num_labels: 3 };
    const single = [0, 1, 2].map((label) => trained(5, 3).map((row) => [row[label]]));
    expect(first(single, config)).toMatchObject({
      id: "per-label",
      next: "put them side by side: np.concatenate(output, axis=1)",
    });
    expect(diagnose(single, config).because).toContain("[5, 3]");
  });

  it("not one row of numbers for each token", () => {
    const tokens = [trained(4, 3), trained(4, 3)];
    expect(ids(tokens, { texts: ["a", "b"] })).toEqual(["extra-axis", "unreadable"]);
  });
});
