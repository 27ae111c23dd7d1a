import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { postprocess, type ScoredLabel } from "../../src/logits/pipelines/postprocess.js";
import { topKLikeOnnxruntime } from "../../src/logits/pipelines/transformersJs.js";

interface Order {
  scores: (number | "NaN")[];
  order: number[];
  k: number;
}

const golden = JSON.parse(
  readFileSync(new URL("../golden/orders.json", import.meta.url), "utf8"),
) as { python: Order[]; onnxruntime: Order[] };

describe("with NaN among the scores", () => {
  it("postprocess ranks as Python's sort does", () => {
    expect(golden.python.length).toBeGreaterThan(100);
    for (const { scores, order } of golden.python) {
      const options = { function_to_apply: "none", top_k: null };
      const config = { num_labels: scores.length };
      const ranked = postprocess(scores.map(Number), config, options) as ScoredLabel[];
      expect(ranked.map((one) => Number(one.label.slice("LABEL_".length)))).toEqual(order);
      const two = postprocess(scores.map(Number), config, { ...options, top_k: 2 });
      expect(two).toEqual(ranked.slice(0, 2));
    }
  });

  it("postprocessLikeTransformersJs ranks up to three as onnxruntime does", () => {
    expect(golden.onnxruntime.length).toBeGreaterThan(300);
    for (const { scores, k, order } of golden.onnxruntime) {
      const row = Float32Array.from(scores, Number);
      expect(topKLikeOnnxruntime(row, k), `${scores} ${k}`).toEqual(order);
    }
  });
});
