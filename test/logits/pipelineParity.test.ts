import { describe, expect, it } from "vitest";
import { completeConfig, makeConfig } from "../../src/logits/config.js";
import {
  type PostprocessOptions,
  pipelineCall,
  postprocess,
  sanitizeParameters,
} from "../../src/logits/pipelines/postprocess.js";
import { postprocessLikeTransformersJs } from "../../src/logits/pipelines/transformersJs.js";
import { type CallCase, type GridCase, hasFloatTopK, pipeline } from "./goldenPipeline.js";

/** Runs, and gives what came or what was raised, in the golden file's words. */
function outcome(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    const { type, pythonMessage, name, message } = error as Record<string, string>;
    // onnxruntime throws a plain Error; here every error on purpose has the kit's class, with the same words.
    const kind = name === "LogitsError" ? "Error" : name;
    return { error: { type: type ?? kind, message: pythonMessage ?? message } };
  }
}

/** Same labels, same order, same nesting; scores within 1e-6, infinities and NaN the same. */
function expectSame(actual: unknown, expected: unknown): void {
  if (Array.isArray(expected)) {
    expect(Array.isArray(actual) && actual.length).toBe(expected.length);
    for (const [i, one] of expected.entries()) expectSame((actual as unknown[])[i], one);
    return;
  }
  const { score: expectedScore, ...expectedRest } = expected as { score?: number | string };
  const { score, ...rest } = actual as { score?: number };
  expect(rest).toEqual(expectedRest);
  if (expectedScore === undefined) expect(score).toBeUndefined();
  else if (!Number.isFinite(Number(expectedScore))) expect(score).toBe(Number(expectedScore));
  else {
    const gap = Math.abs(Number(score) - Number(expectedScore));
    expect(gap).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(Number(expectedScore))));
  }
}

const expectedOf = (one: { returned?: unknown; error?: unknown }) =>
  one.error ? { error: one.error } : one.returned;

/** `_legacy` is what leaving out top_k amounts to. */
const optionsOf = ({ args }: GridCase): PostprocessOptions => ({
  function_to_apply: args.function_to_apply,
  ...(!args._legacy && { top_k: args.top_k }),
});

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

describe.each(["grid", "special"] as const)("transformers.js' post-processing, %s", (part) => {
  const reachable = pipeline[part].filter((one) => one.reachable);

  it.each(reachable)("$id", (one) => {
    const logits = one.logits.map(Number);
    const top_k = one.args._legacy ? {} : { top_k: one.args.top_k };
    // Stored only where it differs from Python's, a bare object counting as a list of one.
    const likePython = Array.isArray(one.returned) ? one.returned : [one.returned];
    expectSame(
      outcome(() => postprocessLikeTransformersJs(logits, one.config, top_k)),
      one.transformers_js ?? likePython,
    );
  });
});

/** The logits of a call's texts, nested as its inputs are. */
function logitsOf({ setup, inputs }: CallCase): unknown {
  const { logits_by_text } = pipeline.setups[setup];
  const read = (input: unknown): unknown => {
    if (Array.isArray(input)) return input.map(read);
    const { text } = typeof input === "string" ? { text: input } : (input as { text: string });
    return logits_by_text[text];
  };
  return read(inputs);
}

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
      // A dict with a text and its pair is one text, but without the extra list round a plain text's result.
      const isDict = typeof one.inputs === "object" && !Array.isArray(one.inputs);
      const call = isDict
        ? () => postprocess(logits, config, sanitizeParameters(one.call_kwargs))
        : () => pipelineCall(logits, config, one.call_kwargs, one.pipeline_kwargs);
      expectSame(outcome(call), expectedOf(one));
    },
  );
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

describe("Python's config", () => {
  it.each(pipeline.config)("$kwargs", ({ kwargs, error, ...expected }) => {
    const config = outcome(() => makeConfig(kwargs));
    expect(config).toMatchObject(error ? { error } : expected);
  });
});

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
      'postprocess stops where Python raises ValueError: Unrecognized `function_to_apply` argument: tanh; write "softmax", "sigmoid" or "none", in small letters',
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
    expect(makeConfig({ ...none, num_labels: 2 }).num_labels).toBe(2);
  });

  it("of transformers.js makes placeholders where there is no map", () => {
    expect(postprocessLikeTransformersJs([0, 1], {})[0].label).toBe("LABEL_1");
  });
});
