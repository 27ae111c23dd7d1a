import { describe, expect, it } from "vitest";
import {
  pipelineCall,
  postprocess,
  type ScoredLabel,
  sanitizeParameters,
} from "../../../src/logits/pipelines/postprocess.js";
import { orders } from "../goldenOrders.js";
import {
  expectedOf,
  expectSame,
  hasFloatTopK,
  logitsOf,
  optionsOf,
  outcome,
  pipeline,
} from "../goldenPipeline.js";

describe.each(["grid", "special"] as const)("Python's postprocess, %s", (part) => {
  const reachable = pipeline[part].filter((one) => one.reachable);

  it("covers every reachable case", () => {
    expect(reachable).toHaveLength(part === "grid" ? 288 : 31);
  });

  it.each(reachable)("$id", (one) => {
    const logits = one.logits.map(Number);
    expectSame(
      outcome(() => postprocess(logits, one.config, optionsOf(one))),
      expectedOf(one),
    );
  });
});

describe("Python's whole call", () => {
  const calls = pipeline.calls.filter((one) => !hasFloatTopK(one));

  it("leaves out the one case that JavaScript can't say: a top_k of 2.0, which is not 2 in Python", () => {
    expect(pipeline.calls.length - calls.length).toBe(1);
  });

  it.each(calls.map((one, index) => [index, JSON.stringify(one.call_kwargs), one] as const))(
    "%i: %s",
    (_index, _kwargs, one) => {
      const { config } = pipeline.setups[one.setup];
      const logits = logitsOf(one) as number[];
      // A dict with a text and its pair is one text, but without the extra list around a plain text's result.
      const { batch_size: _, ...kwargs } = one.call_kwargs;
      const isDict = typeof one.inputs === "object" && !Array.isArray(one.inputs);
      const call = isDict
        ? () => postprocess(logits, config, sanitizeParameters(kwargs))
        : () => pipelineCall(logits, config, kwargs, one.pipeline_kwargs);
      expectSame(outcome(call), expectedOf(one));
    },
  );
});

describe("Python's _sanitize_parameters", () => {
  const cases = pipeline.sanitize.filter(
    // 2.0 is 2 in JavaScript; JSON.parse can't tell.
    (one) => !(one.kwargs.top_k === 2 && one.postprocess && !("top_k" in one.postprocess)),
  );

  it.each(cases)("$kwargs", ({ kwargs, postprocess: expected, error }) => {
    const kept = outcome(() => sanitizeParameters(kwargs));
    if (error) expect(kept).toEqual({ error });
    else {
      const { _legacy, ...rest } = expected ?? {};
      expect(kept).toEqual(rest);
    }
  });
});

describe("with NaN among the scores", () => {
  it("postprocess ranks as Python's sort does", () => {
    expect(orders.python.length).toBeGreaterThan(100);
    for (const { scores, order } of orders.python) {
      const options = { function_to_apply: "none", top_k: null };
      const config = { num_labels: scores.length };
      const ranked = postprocess(scores.map(Number), config, options) as ScoredLabel[];
      expect(ranked.map((one) => Number(one.label.slice("LABEL_".length)))).toEqual(order);
      const two = postprocess(scores.map(Number), config, { ...options, top_k: 2 });
      expect(two).toEqual(ranked.slice(0, 2));
    }
  });
});
