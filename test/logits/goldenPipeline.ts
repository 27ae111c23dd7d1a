import { readFileSync } from "node:fs";
import { expect } from "vitest";
import type { PipelineConfig } from "../../src/logits/config.js";
import type { PostprocessOptions } from "../../src/logits/pipelines/postprocess.js";

/** `{ label, score }`, lists of them, lists of lists; scores as stored, NaN as text. */
type Stored = unknown;

interface StoredError {
  type: string;
  message: string;
}

export interface GridCase {
  id: string;
  logits: (number | string)[];
  config: PipelineConfig;
  args: { function_to_apply: string | null; top_k: number | null; _legacy: boolean };
  reachable: boolean;
  returned?: Stored;
  error?: StoredError;
  transformers_js?: Stored;
}

export interface CallCase {
  setup: number;
  pipeline_kwargs: Record<string, unknown>;
  inputs: unknown;
  call_kwargs: Record<string, unknown>;
  returned?: Stored;
  error?: StoredError;
  transformers_js?: Stored;
}

interface Pipeline {
  grid: GridCase[];
  special: GridCase[];
  setups: { config: PipelineConfig; logits_by_text: Record<string, number[]> }[];
  calls: CallCase[];
  sanitize: {
    kwargs: Record<string, unknown>;
    postprocess?: Record<string, unknown>;
    error?: StoredError;
  }[];
  config: {
    kwargs: PipelineConfig;
    num_labels?: number;
    problem_type?: string | null;
    id2label?: Record<string, string>;
    error?: StoredError;
  }[];
}

const text = readFileSync(new URL("../golden/pipeline.json", import.meta.url), "utf8");

export const pipeline = JSON.parse(text) as Pipeline;

/** Python's whole floats, which JSON tells apart only by the spelling `2.0`. JavaScript has no such number. */
export const hasFloatTopK = (one: CallCase): boolean =>
  one.call_kwargs.top_k === 2 && !Array.isArray(one.returned);

/** Runs a call and returns its result or its error, in the golden file's words. */
export function outcome(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    const { type, pythonMessage, name, message } = error as Record<string, string>;
    // onnxruntime throws a plain Error; here every deliberate error has a class of the kit's, with the same words.
    const kind = name === "LogitsError" ? "Error" : name;
    return { error: { type: type ?? kind, message: pythonMessage ?? message } };
  }
}

/** Expects the same labels, order and nesting, the same infinities and NaN, and other scores within 1e-6. */
export function expectSame(actual: unknown, expected: unknown): void {
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

export const expectedOf = (one: { returned?: unknown; error?: unknown }) =>
  one.error ? { error: one.error } : one.returned;

/** `_legacy` amounts to leaving out top_k. */
export const optionsOf = ({ args }: GridCase): PostprocessOptions => ({
  function_to_apply: args.function_to_apply,
  ...(!args._legacy && { top_k: args.top_k }),
});

/** The logits of a call's texts, nested as its inputs are. */
export function logitsOf({ setup, inputs }: CallCase): unknown {
  const { logits_by_text } = pipeline.setups[setup];
  const read = (input: unknown): unknown => {
    if (Array.isArray(input)) return input.map(read);
    const { text } = typeof input === "string" ? { text: input } : (input as { text: string });
    return logits_by_text[text];
  };
  return read(inputs);
}
