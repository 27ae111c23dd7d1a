import { describe, expect, it } from "vitest";
import { diagnose } from "../../../src/logits/diagnose/diagnose.js";
import { logSoftmax } from "../../../src/logits/logSoftmax.js";
import { first, ids, logits, names, three, trained } from "./outputs.js";

const { NaN: nan, POSITIVE_INFINITY: inf } = Number;

describe("diagnose compares with the labels:", () => {
  it("placeholders, all or some", () => {
    expect(first(logits, { id2label: ["LABEL_0", "LABEL_1"] })).toMatchObject({
      id: "placeholder-labels",
      severity: "warning",
      evidence: { placeholders: 2, labels: 2 },
    });
    expect(first(logits, { id2label: ["LABEL_0", "POSITIVE"] }).evidence).toEqual({
      placeholders: 1,
      labels: 2,
    });
    expect(ids(logits, { id2label: ["MY_LABEL_0", "LABEL_1x"] })).toEqual([]);
    expect(diagnose(logits, { id2label: ["LABEL_0", "LABEL_1"] }).may_not_conclude).toContain(
      "what a class means",
    );
  });

  it("another number of them", () => {
    expect(first(three, names)).toMatchObject({
      id: "label-count-mismatch",
      severity: "error",
      certainty: "certain",
      evidence: { labels: 2, columns: 3 },
    });
    expect(ids(three, { num_labels: 4 })).toEqual(["label-count-mismatch"]);
    expect(ids(three, { num_labels: 3 })).toEqual([]);
    expect(() => ids(three, { num_labels: 3, ...names })).toThrow(
      "diagnose needs a label for each class: num_labels is 3, but id2label has 2",
    );
  });

  it("another order, by label_ids that agree once the classes are renamed", () => {
    const rows = trained(30, 2);
    const swapped = rows.map((_, row) => 1 - (row % 2));
    expect(first(rows, { label_ids: swapped })).toMatchObject({
      id: "label-order",
      severity: "error",
      certainty: "likely",
      evidence: { rows: 30, accuracy: 0, accuracy_reordered: 1, order: [1, 0] },
    });
    expect(ids(rows, { label_ids: swapped.map((label) => 1 - label) })).toEqual([]);
    expect(ids(rows, { label_ids: swapped.slice(1) })).toEqual(["label-length"]);
  });

  it("of which a few texts are no proof", () => {
    expect(ids(trained(3, 2), { label_ids: [1, 0, 1] })).toEqual([]);
    expect(first(trained(10, 2), { label_ids: [1, 0, 1, 0, 1, 0, 1, 0, 1, 0] })).toMatchObject({
      severity: "warning",
      certainty: "possible",
    });
  });

  it("not when the predictions are merely bad", () => {
    const rows = trained(40, 2);
    const coin = rows.map((_, row) => (row >> 1) % 2);
    expect(ids(rows, { label_ids: coin })).toEqual([]);
  });

  it("ignores texts without a label, and finds labels that are no class", () => {
    const rows = trained(30, 2);
    expect(ids(rows, { label_ids: rows.map(() => -100) })).toEqual([]);
    expect(ids(rows, { label_ids: rows.map(() => 7) })).toEqual(["label-range"]);
  });
});

describe("diagnose pairs labels", () => {
  it("one to one, where two classes look alike", () => {
    // The data call classes 0 and 1 both 2, and class 2 they call 0.
    const rows = trained(30, 3);
    const label_ids = rows.map((_, row) => [2, row % 2 ? 2 : 1, 0][row % 3]);
    expect(first(rows, { label_ids }).evidence.order).toEqual([2, 1, 0]);
  });

  it("possibly only, when many disagree all the same", () => {
    const rows = trained(60, 2);
    const label_ids = rows.map((_, row) => (row % 10 < 7 ? 1 - (row % 2) : row % 2));
    expect(first(rows, { label_ids })).toMatchObject({
      id: "label-order",
      severity: "warning",
      certainty: "possible",
    });
  });

  it("not for a single column", () => {
    expect(ids([[2], [3], [-1]], { label_ids: [1, 1, 0], num_labels: 1 })).toEqual([]);
  });

  it("whose placeholders count beyond ten", () => {
    const id2label = ["a", "b", "LABEL_10"];
    expect(first(three, { id2label }).evidence).toEqual({ placeholders: 1, labels: 3 });
  });
});

describe("diagnose looks at the numbers:", () => {
  it("NaN and infinities, counted, and nothing else said of them", () => {
    expect(
      first([
        [1, 2],
        [3, inf],
        [nan, nan],
      ]).evidence,
    ).toEqual({
      nan: 2,
      infinite: 1,
      row: 1,
      column: 1,
    });
    expect(
      ids([
        [inf, 1],
        [inf, 1],
        [inf, 1],
      ]),
    ).toEqual(["non-finite"]);
    expect(diagnose([[1, nan]]).kind).toBe("unknown");
  });

  it("rows that are all equal, to single precision", () => {
    expect(
      first([
        [1, 2],
        [1, 2],
        [1, 2.000001],
      ]),
    ).toMatchObject({
      id: "all-rows-equal",
      severity: "error",
      evidence: { rows: 3, largest_difference: expect.closeTo(1e-6, 12) },
    });
    expect(
      first([
        [1, 2],
        [1, 2],
      ]).severity,
    ).toBe("warning");
    expect(
      ids([
        [1, 2],
        [1, 2],
        [1, 2.00001],
      ]),
    ).toEqual([]);
    expect(ids([[1, 2]])).toEqual([]);
    expect(
      ids([
        [0, 0],
        [0, 0],
        [0, 0],
      ])[0],
    ).toBe("all-rows-equal");
  });

  it("a head that was never trained, from eight rows on", () => {
    const small = trained(40, 2).map((row) => row.map((z) => z / 20));
    expect(first(small)).toMatchObject({
      id: "untrained-head",
      severity: "warning",
      certainty: "likely",
    });
    expect(first(small).evidence).toEqual({
      rows: 40,
      largest_logit: expect.closeTo(0.17, 10),
      largest_gap: expect.closeTo(0.295, 10),
    });
    expect(first(small.slice(0, 8)).certainty).toBe("possible");
    expect(ids(small.slice(0, 7))).toEqual([]);
    expect(first(trained(40, 2).map((row) => row.map((z) => z / 15))).certainty).toBe("possible");
    expect(ids(trained(40, 2).map((row) => row.map((z) => z / 11)))).toEqual([]);
    expect(ids(trained(40, 2).map((row) => row.map((z) => z / 20 + 1)))).toEqual([]);
    expect(ids(trained(40, 1).map((row) => row.map((z) => z / 20 - 1)))).toEqual([]);
  });

  it.skipIf(process.env.LAW_RUNS)("a million of them", () => {
    const data = Float32Array.from({ length: 1_000_000 }, (_, i) => ((i * 7919) % 1000) / 100 - 5);
    expect(diagnose({ data, dims: [500_000, 2] }).kind).toBe("logits");
  });
});

describe("diagnose says in numbers", () => {
  it("how many are not finite", () => {
    expect(
      first([
        [1, 2, 3],
        [4, 5, nan],
      ]).evidence,
    ).toMatchObject({ nan: 1, infinite: 0 });
    expect(
      first([
        [1, 2, 3],
        [4, 5, -inf],
      ]).evidence,
    ).toMatchObject({ nan: 0, infinite: 1 });
  });

  it("how nearly log-probabilities sum to one", () => {
    expect(first(logSoftmax(three)).evidence).toEqual({
      rows: 3,
      largest_sum_error: expect.closeTo(0, 12),
    });
  });
});
