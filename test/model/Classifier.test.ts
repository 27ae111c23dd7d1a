import { expect, it } from "vitest";
import { type ClassifyOptions, classifyTexts } from "../../src/model/Classifier.js";
import { readConfig } from "../../src/model/readConfig.js";
import { hasFloatTopK, pipeline } from "../logits/goldenPipeline.js";

/** The calls that the types of `classify` allow: one text or many, and no settings of the pipeline itself. */
const ours = pipeline.calls.filter((call) => {
  const { pipeline_kwargs, inputs, call_kwargs, returned } = call;
  return (
    returned !== undefined &&
    Object.keys(pipeline_kwargs).length === 0 &&
    [inputs].flat().every((text) => typeof text === "string") &&
    typeof call_kwargs.top_k !== "string" &&
    !("batch_size" in call_kwargs) &&
    !hasFloatTopK(call)
  );
});

it("has Python's whole calls to be compared with", () => {
  expect(ours.length).toBeGreaterThanOrEqual(90);
});

it.each(ours.map((call, i) => ({ i, ...call })))(
  "returns what Python's pipeline does: setup $setup, $inputs, $call_kwargs ($i)",
  ({ setup, inputs, call_kwargs, returned }) => {
    const { config, logits_by_text } = pipeline.setups[setup] as (typeof pipeline.setups)[0];
    const rowOf = (text: string) => logits_by_text[text] as number[];
    const logits = typeof inputs === "string" ? rowOf(inputs) : (inputs as string[]).map(rowOf);
    const result = classifyTexts(logits, readConfig(config), call_kwargs as ClassifyOptions);
    expect(shape(result)).toEqual(shape(returned));
    scores(result).forEach((score, i) => {
      expect(score).toBeCloseTo(scores(returned)[i] as number, 6);
    });
  },
);

it("reads a top_k of undefined as left out", () => {
  const config = readConfig({ num_labels: 2 });
  const expected = classifyTexts([1, 2], config, {});
  expect(classifyTexts([1, 2], config, { top_k: undefined })).toEqual(expected);
  expect(expected).toHaveLength(1);
});

/** The result with its labels and without its scores. */
function shape(result: unknown): unknown {
  return Array.isArray(result) ? result.map(shape) : (result as { label: string }).label;
}

function scores(result: unknown): number[] {
  return Array.isArray(result) ? result.flatMap(scores) : [(result as { score: number }).score];
}
