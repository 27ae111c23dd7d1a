import { describe, expect, it } from "vitest";
import { completeConfig, makeConfig } from "../../../src/logits/config.js";
import { pipelineCall, postprocess } from "../../../src/logits/pipelines/postprocess.js";
import { postprocessLikeTransformersJs } from "../../../src/logits/pipelines/transformersJs.js";

describe("postprocess", () => {
  const config = { id2label: { 0: "a", 1: "b", 2: "c" } };

  it("gives one result a row of a batch", () => {
    const rows = [
      [1, 2, 0.5],
      [3, 1, 2],
    ];
    const best = postprocess(rows, config);
    expect(best).toEqual(rows.map((row) => postprocess(row, config)));
    expect(postprocess(rows, config, { top_k: 1 })).toEqual(best.map((one) => [one]));
  });

  it("says what Python raises, and what to do", () => {
    expect(() => postprocess([1, 2], { id2label: ["a"] })).toThrow(
      "postprocess stops where Python raises KeyError: 1; id2label has no label for class index 1: it has 1 labels",
    );
    expect(() => postprocess([1, 2], config, { function_to_apply: "tanh" })).toThrow(
      'postprocess stops where Python raises ValueError: Unrecognized `function_to_apply` argument: tanh; write "softmax", "sigmoid" or "none", in lower case',
    );
    expect(() => pipelineCall([1, 2], config, { function_to_apply: "tanh" })).toThrow(
      'pipelineCall stops where Python raises KeyError: \'TANH\'; write "softmax", "sigmoid" or "none"',
    );
    expect(() => pipelineCall([], config)).toThrow(/IndexError: .*; give it at least one text$/);
    expect(() => pipelineCall([[[1]]] as never, config)).toThrow(/one list, not a list in a list$/);
    expect(() =>
      makeConfig({ num_labels: 1, problem_type: "single_label_classification" }),
    ).toThrow(/^makeConfig stops where .*; give the model two labels, or another problem_type$/);
  });

  it("finds the unknown function before the missing label, as Python does", () => {
    const options = { function_to_apply: "tanh", top_k: null };
    expect(() => postprocess([1, 2], { id2label: ["a"] }, options)).toThrow("ValueError");
  });

  it.each([1.5, "2", Number.NaN])("refuses a top_k of %s with Python's words", (top_k) => {
    expect(() => postprocess([1, 2, 3], config, { top_k: top_k as number })).toThrow(
      /^postprocess stops where Python raises TypeError: slice indices must be integers or None or have an __index__ method; give top_k a whole number or null, not /,
    );
  });

  it("slices from the end as far as there is anything", () => {
    expect(postprocess([1, 2, 3], config, { top_k: -3 })).toEqual([]);
    expect(postprocess([1, 2, 3], config, { top_k: -9 })).toEqual([]);
    expect(postprocess([1, 2, 3], config, { top_k: -2 })).toHaveLength(1);
    expect(postprocess([1, 2, 3], config, { top_k: true })).toHaveLength(1);
    expect(postprocess([1, 2, 3], config, { top_k: false })).toEqual([]);
  });

  it("takes numpy's best, where a NaN is larger than everything", () => {
    const nan = Number.NaN;
    const best = (row: number[]) => postprocess(row, config, { function_to_apply: "none" });
    expect(best([3, nan, 5])).toEqual({ label: "b", score: nan });
    expect(best([3, 5, nan])).toEqual({ label: "c", score: nan });
    expect(best([nan, nan, 5])).toEqual({ label: "a", score: nan });
    expect(best([5, 7, 7])).toEqual({ label: "b", score: 7 });
  });

  it("keeps labels of a config that only counts them", () => {
    expect(postprocess([1, 2], {})).toMatchObject({ label: "LABEL_1" });
    expect(() => postprocess([1, 2, 3], {})).toThrow("KeyError: 2");
    expect(() => postprocess([1, 2], null as never)).toThrow(
      "postprocess needs a model's config, got null",
    );
    expect(() => postprocess([1, 2], "x" as never)).toThrow(
      'postprocess needs a model\'s config, got the string "x"',
    );
  });

  it("reads 1,000 logits as it reads three", () => {
    const row = Array.from({ length: 1_000 }, (_, index) => (index * 7919) % 1_000);
    const wide = { num_labels: 1_000 };
    const all = postprocess(row, wide, { top_k: null, function_to_apply: "none" });
    expect(all).toEqual(
      row
        .map((score, index) => ({ label: `LABEL_${index}`, score }))
        .sort((a, b) => b.score - a.score),
    );
    const few = postprocess(row, wide, { top_k: 7, function_to_apply: "none" });
    expect(few).toEqual((all as unknown[]).slice(0, 7));
  });

  it("and its kin name themselves", () => {
    expect(() => postprocess(3 as never, config)).toThrow(/^postprocess needs a row/);
    expect(() => pipelineCall(3 as never, config)).toThrow(/^pipelineCall needs a row/);
    const js = () => postprocessLikeTransformersJs(3 as never, config);
    expect(js).toThrow(/^postprocessLikeTransformersJs needs a row/);
    expect(() => postprocessLikeTransformersJs([1], null as never)).toThrow(
      "postprocessLikeTransformersJs needs a model's config, got null",
    );
    expect(() => makeConfig(null as never)).toThrow("makeConfig needs a model's config, got null");
    expect(() => completeConfig(null as never)).toThrow(/^completeConfig needs/);
    expect(() => pipelineCall([], config)).toThrow(/^pipelineCall stops where/);
    expect(() => pipelineCall([[[1]]] as never, config)).toThrow(/^pipelineCall stops where/);
    expect(() => pipelineCall([], config)).toThrow(
      expect.objectContaining({ name: "PythonError" }),
    );
  });

  it("takes softmax for a single label of none, and makes such a config", () => {
    const none = { num_labels: 0, problem_type: "single_label_classification", ...config };
    expect(postprocess([1, 2], none)).toMatchObject({ score: expect.closeTo(0.731, 3) });
    expect(makeConfig({ ...none, num_labels: 3 }).num_labels).toBe(3);
  });
});
