import { describe, expect, it } from "vitest";
import {
  postprocessLikeTransformersJs,
  topKLikeOnnxruntime,
} from "../../../src/logits/pipelines/transformersJs.js";
import { orders } from "../goldenOrders.js";
import { expectSame, logitsOf, outcome, pipeline } from "../goldenPipeline.js";

describe.each(["grid", "special"] as const)("transformers.js' post-processing, %s", (part) => {
  const reachable = pipeline[part].filter((one) => one.reachable);

  it.each(reachable)("$id", (one) => {
    const logits = one.logits.map(Number);
    const top_k = one.args._legacy ? {} : { top_k: one.args.top_k };
    // It is stored only where it differs from Python's, where a bare object counts as a list of one.
    const likePython = Array.isArray(one.returned) ? one.returned : [one.returned];
    expectSame(
      outcome(() => postprocessLikeTransformersJs(logits, one.config, top_k)),
      one.transformers_js ?? likePython,
    );
  });
});

describe("transformers.js' whole call", () => {
  const calls = pipeline.calls.filter((one) => one.transformers_js !== undefined);

  it.each(calls.map((one, index) => [index, JSON.stringify(one.call_kwargs), one] as const))(
    "%i: %s",
    (_index, _kwargs, one) => {
      const { config } = pipeline.setups[one.setup];
      const run = () =>
        postprocessLikeTransformersJs(logitsOf(one) as number[], config, one.call_kwargs);
      expectSame(outcome(run), one.transformers_js);
    },
  );
});

describe("with NaN among the scores", () => {
  it("postprocessLikeTransformersJs ranks up to three as onnxruntime does", () => {
    expect(orders.onnxruntime.length).toBeGreaterThan(300);
    for (const { scores, k, order } of orders.onnxruntime) {
      const row = Float32Array.from(scores, Number);
      expect(topKLikeOnnxruntime(row, k), `${scores} ${k}`).toEqual(order);
    }
  });
});
