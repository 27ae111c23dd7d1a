import { Tensor, TextClassificationPipeline } from "@huggingface/transformers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { postprocessLikeTransformersJs } from "../../../src/logits/pipelines/transformersJs.js";

/** The installed pipeline itself, around a model that only returns these logits. */
function realPipeline(rows: number[][], config: object) {
  const logits = new Tensor("float32", Float32Array.from(rows.flat()), [
    rows.length,
    rows[0].length,
  ]);
  const model = Object.assign(async () => ({ logits }), { config });
  return new TextClassificationPipeline({
    task: "text-classification",
    model,
    tokenizer: () => ({}),
  } as never);
}

const columns = 4;
const id2label = { 0: "a", 1: "b", 2: "c", 3: "d" };
// A coarse grid, so that ties come often.
const logit = fc.oneof(
  fc.integer({ min: -8, max: 8 }),
  fc.float({ noNaN: true, noDefaultInfinity: true, min: -200, max: 200 }),
);
const batch = fc.array(fc.array(logit, { minLength: columns, maxLength: columns }), {
  minLength: 1,
  maxLength: 4,
});
const top_k = fc.constantFrom(undefined, null, 1, 2, 3, 4, 9);
const problem_type = fc.constantFrom(null, "multi_label_classification", "regression");

describe("postprocessLikeTransformersJs", () => {
  it("gives what the installed transformers.js gives, bit for bit, for one text and for several", async () => {
    await fc.assert(
      fc.asyncProperty(batch, top_k, problem_type, async (rows, k, type) => {
        const config = { id2label, problem_type: type };
        const options = k === undefined ? {} : { top_k: k };
        const pipe = realPipeline(rows, config);
        const several = await pipe(
          rows.map(() => "text"),
          options,
        );
        expect(postprocessLikeTransformersJs(rows, config, options)).toEqual(several);
        const one = await realPipeline([rows[0]], config)("text", options);
        expect(postprocessLikeTransformersJs(rows[0], config, options)).toEqual(one);
      }),
      { numRuns: 300 },
    );
  });

  it("follows onnxruntime's heap where NaN leaves no order, up to three labels of three or four", async () => {
    const config = { id2label, problem_type: "multi_label_classification" };
    const values = [0, Number.NaN, 1];
    const threes = values.flatMap((a) => values.flatMap((b) => values.map((c) => [a, b, c])));
    const rows = [...threes, ...threes.flatMap((row) => values.map((d) => [...row, d]))];
    for (const row of rows) {
      for (const k of [1, 2, 3]) {
        const real = await realPipeline([row], config)("text", { top_k: k });
        expect(postprocessLikeTransformersJs(row, config, { top_k: k })).toEqual(real);
      }
    }
  });

  it("says placeholders without a label map", () => {
    expect(postprocessLikeTransformersJs([0, 1], {})).toEqual([
      { label: "LABEL_1", score: Math.fround(1 / (1 + Math.fround(Math.exp(-1)))) },
    ]);
  });
});

describe("postprocess", () => {
  it("of transformers.js makes placeholders where there is no map", () => {
    expect(postprocessLikeTransformersJs([0, 1], {})[0].label).toBe("LABEL_1");
  });
});
