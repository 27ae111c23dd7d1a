import { readFileSync } from "node:fs";
import type { PipelineConfig } from "../../src/logits/config.js";

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

/** Python's whole floats: a number in JSON, where only the spelling `2.0` tells. JavaScript has no such number. */
export const hasFloatTopK = (one: CallCase): boolean =>
  one.call_kwargs.top_k === 2 && !Array.isArray(one.returned);
