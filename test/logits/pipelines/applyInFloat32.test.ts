import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { applyInFloat32, pairwiseSum } from "../../../src/logits/pipelines/applyInFloat32.js";
import { postprocess, type ScoredLabel } from "../../../src/logits/pipelines/postprocess.js";

const golden = JSON.parse(
  readFileSync(new URL("../../golden/sums.json", import.meta.url), "utf8"),
) as { sums: number[]; softmax: { n: number; best: number }[] };

/** Row n of the golden file, by the rule that its script states. */
function row(n: number): Float32Array {
  return Float32Array.from(
    { length: n },
    (_, i) => (((7919 * i + 104729 * n) % 10007) / 10007) * 2 ** -(i % 24),
  );
}

const bitsOf = (value: number) => new Uint32Array(Float32Array.of(value).buffer)[0];

describe("pairwiseSum", () => {
  it("is numpy's sum to the last bit, for rows of 1 to 2,000 numbers", () => {
    const lengths = golden.sums.map((_, i) => i + 1);
    expect(lengths).toHaveLength(2000);
    expect(lengths.map((n) => bitsOf(pairwiseSum(row(n), 0, n)))).toEqual(golden.sums);
  });

  it("differs from adding one number after the other, which is what the golden file is for", () => {
    const inOrder = (values: Float32Array) => values.reduce((sum, x) => Math.fround(sum + x), 0);
    const differing = golden.sums.filter((bits, i) => bitsOf(inOrder(row(i + 1))) !== bits);
    expect(differing.length).toBeGreaterThan(1000);
  });

  it("sums a part of a longer row", () => {
    const whole = row(300);
    expect(pairwiseSum(whole, 100, 150)).toBe(pairwiseSum(whole.slice(100, 250), 0, 150));
  });
});

describe("applyInFloat32", () => {
  it.each(golden.softmax)(
    "gives numpy's softmax of $n logits, but for the last bit of an exponential",
    ({ n, best }) => {
      const logits = row(n).map((x) => 8 * x - 4);
      const scores = new Float32Array(n);
      applyInFloat32(logits, 0, scores, "softmax");
      expect(Math.abs(Math.max(...scores) - best)).toBeLessThanOrEqual(2.4e-7 * best);
      const pipe = postprocess(logits, { num_labels: n }, { function_to_apply: "softmax" });
      expect((pipe as ScoredLabel).score).toBe(Math.max(...scores));
    },
  );

  it("copies the logits where no function is asked for", () => {
    const scores = new Float32Array(2);
    applyInFloat32([9, 1, 2], 1, scores, "none");
    expect(Array.from(scores)).toEqual([1, 2]);
  });
});
