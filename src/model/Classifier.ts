import type { PreTrainedModel, PreTrainedTokenizer, Tensor } from "@huggingface/transformers";
import type { ClassifierConfig } from "../logits/config.js";
import { type InterpretedRow, interpret } from "../logits/interpret.js";
import {
  type PostprocessOptions,
  pipelineCall,
  type ScoredLabel,
} from "../logits/pipelines/postprocess.js";
import { describe, formatNumber, inspectCustom, printable, shorten } from "../logits/text.js";
import { ModelError } from "./ModelError.js";
import { readConfig } from "./readConfig.js";
import {
  type BatchOutputs,
  type EncodedText,
  encodeTexts,
  endOfText,
  type ModelOutputs,
  padBatch,
  type RunOptions,
  rowOf,
  runInBatches,
  runModel,
} from "./runTexts.js";

/** A sequence classifier, ready to run; made by `loadClassifier`. */
export interface Classifier {
  /** `"sst2"`, or `"owner/name"` for a model from the hub. */
  readonly name: string;
  /** Labels and problem type, from the model's `config.json`. */
  readonly config: ClassifierConfig;
  /** transformers.js' own tokenizer and model, for everything that this interface lacks. */
  readonly tokenizer: PreTrainedTokenizer;
  readonly model: PreTrainedModel;

  /**
   * Logits (log-odds) of one text, `[labels]`, or of a list of texts, `[texts, labels]`, in the order of the texts.
   *
   * A text is cut after 512 tokens. The embedded models give it the same logits whatever else is in its batch (to 1e-5).
   * Many int8 models from the hub are quantised at run time, batch by batch, and don't: run such a model one text at a time.
   *
   * @example
   * const classifier = await loadClassifier("sst2");
   * await classifier.logits("This is a fantastic movie!") // [-3.4843, 3.8506]
   */
  logits(text: string): Promise<number[]>;
  logits(texts: readonly string[]): Promise<number[][]>;

  /**
   * Everything the model returns for a list of texts: the logits, on request the vectors that the last layer reads, and how
   * many texts were cut. Meant for many texts: it reports its progress and can be stopped.
   *
   * @example
   * const classifier = await loadClassifier("sst2");
   * const { logits, pooler_output } = await classifier.outputs(["Good.", "Bad."], { pooler_output: true });
   * pooler_output?.[0].length // 384: the vector h of the logits W·h + b
   */
  outputs(texts: readonly string[], options?: RunOptions): Promise<ModelOutputs>;

  /**
   * Labels and scores, as Python's `pipeline("text-classification")` returns them, in single precision.
   *
   * Without `top_k`, the best label of each text; with it, a list of that many labels per text, best first (`null`: all).
   *
   * @example
   * const classifier = await loadClassifier("sst2");
   * await classifier.classify("This is a fantastic movie!") // [{ label: "POSITIVE", score: 0.9993 }]
   * await classifier.classify(["Good."], { top_k: null })
   * // [[{ label: "POSITIVE", score: 0.9993 }, { label: "NEGATIVE", score: 0.0007 }]]
   */
  classify(text: string, options?: ClassifyOptions): Promise<ScoredLabel[]>;
  classify(
    texts: readonly string[],
    options: ClassifyOptions & { readonly top_k: number | null },
  ): Promise<ScoredLabel[][]>;
  classify(
    texts: readonly string[],
    options?: ClassifyOptions & { readonly top_k?: undefined },
  ): Promise<ScoredLabel[]>;

  /**
   * Every stage for one text: tokens, ids, the pooled vector if the model offers it, logits, scores, label.
   *
   * @example
   * const classifier = await loadClassifier("sst2");
   * (await classifier.explain("This is a fantastic movie!")).predicted_label // "POSITIVE"
   */
  explain(text: string): Promise<Explanation>;

  /** Frees the model's memory once everything still running has ended; every later call fails with a clear error. */
  dispose(): Promise<void>;
}

/**
 * Gives a loaded tokenizer and model the methods of a {@link Classifier}.
 *
 * @param TensorClass transformers.js' `Tensor`, passed in, because Node and a page load the library differently
 */
export function createClassifier(
  name: string,
  tokenizer: PreTrainedTokenizer,
  model: PreTrainedModel,
  TensorClass: typeof Tensor,
): Classifier {
  const config = readConfig(model);
  const running = new Set<Promise<unknown>>();
  let disposed: Promise<void> | undefined;

  function checkAlive(caller: string): void {
    if (!disposed) return;
    throw new ModelError(`${caller}: the classifier "${name}" was disposed; load it again`);
  }

  async function run(batch: readonly EncodedText[]): Promise<BatchOutputs> {
    checkAlive("the model");
    const outputs = runModel(model, padBatch(tokenizer, batch, TensorClass));
    running.add(outputs);
    return outputs.finally(() => running.delete(outputs));
  }

  function logits(text: string): Promise<number[]>;
  function logits(texts: readonly string[]): Promise<number[][]>;
  async function logits(texts: string | readonly string[]): Promise<number[] | number[][]> {
    checkAlive("logits");
    const list = checkTexts("logits", texts);
    const { logits: rows } = await runInBatches(list, tokenizer, run);
    return typeof texts === "string" ? (rows[0] as number[]) : rows;
  }

  async function outputs(texts: readonly string[], options?: RunOptions): Promise<ModelOutputs> {
    checkAlive("outputs");
    return runInBatches(checkTexts("outputs", texts), tokenizer, run, options);
  }

  async function classify(texts: string | readonly string[], options: ClassifyOptions = {}) {
    checkAlive("classify");
    const list = checkTexts("classify", texts);
    const rows = typeof texts === "string" ? await logits(texts) : await logits(list);
    return classifyTexts(rows, config, options);
  }

  async function explain(text: string): Promise<Explanation> {
    checkAlive("explain");
    if (typeof text !== "string") {
      throw new ModelError(`explain needs one text, got ${describe(text)}`);
    }
    return explainText(text, tokenizer, config, run);
  }

  function dispose(): Promise<void> {
    // Releasing a session while a batch runs would bring the whole kernel down.
    disposed ??= Promise.allSettled(running).then(async () => void (await model.dispose()));
    return disposed;
  }

  return {
    name,
    config,
    tokenizer,
    model,
    logits,
    outputs,
    classify: classify as Classifier["classify"],
    explain,
    dispose,
  };
}

/**
 * The texts as a list, whether one or many were given.
 *
 * @throws {ModelError} when one of them isn't text, with its index
 */
function checkTexts(caller: string, texts: string | readonly string[]): string[] {
  if (typeof texts === "string") return [texts];
  if (!Array.isArray(texts)) {
    throw new ModelError(`${caller} needs a text or a list of texts, got ${describe(texts)}`);
  }
  for (let i = 0; i < texts.length; i++) {
    if (typeof texts[i] !== "string") {
      throw new ModelError(`${caller} needs texts only: item ${i} is ${describe(texts[i])}`);
    }
  }
  return [...texts];
}

/** `function_to_apply` (`"softmax"`, `"sigmoid"`, `"none"`) and `top_k` (`null` for all labels), as in Python. */
export type ClassifyOptions = PostprocessOptions;

/** What Python's pipeline returns for the logits of one text or of many; an empty list for no texts. */
export function classifyTexts(
  logits: number[] | number[][],
  config: ClassifierConfig,
  { top_k, ...others }: ClassifyOptions,
): ScoredLabel[] | ScoredLabel[][] {
  if (logits.length === 0) return [];
  // A top_k of undefined counts as left out; Python has no such value.
  const options = top_k === undefined ? others : { ...others, top_k };
  return pipelineCall(logits, config, options) as ScoredLabel[] | ScoredLabel[][];
}

/** A longer row of numbers or tokens is printed only in part. */
const mostShown = 40;

/** Every stage between one text and its label. Prints as a small report; `JSON.stringify` gives the plain values. */
export class Explanation {
  readonly text: string;
  /** What the tokenizer made of the text, `[tokens]`: `["[CLS]", "this", "is", …, "[SEP]"]`. */
  readonly tokens: string[];
  /** The tokens' ids, which are all that the model sees, `[tokens]`. */
  readonly input_ids: number[];
  /** The vector that the last layer reads, `[384]`, if the model's graph offers it. */
  declare readonly pooler_output?: number[];
  /** What the model returned, in log-odds, `[labels]`. */
  readonly logits: number[];
  /** Probabilities, by the function that the model's `problem_type` calls for, `[labels]`. */
  readonly scores: number[];
  readonly predicted_index: number;
  /** The label of that class; `null` where a model with one label gives it 0.5 or less. */
  readonly predicted_label: string | null;
  /** For a model that decides on each label separately: the labels above 0.5, best first. */
  declare readonly predicted_labels?: string[];
  readonly #row: InterpretedRow;

  constructor(
    stages: { text: string; tokens: string[]; input_ids: number[]; pooler_output?: number[] },
    row: InterpretedRow,
  ) {
    this.text = stages.text;
    this.tokens = stages.tokens;
    this.input_ids = stages.input_ids;
    if (stages.pooler_output) this.pooler_output = stages.pooler_output;
    this.logits = row.logits;
    this.scores = row.scores;
    this.predicted_index = row.predicted_index;
    this.predicted_label = row.predicted_label;
    if (row.predicted_labels) this.predicted_labels = row.predicted_labels;
    this.#row = row;
  }

  /** One line per stage, then the table of labels, logits and scores. */
  toString(): string {
    const { text, tokens, input_ids, pooler_output } = this;
    const lines = [
      `text    ${printable(JSON.stringify(shorten(text, 200)))}`,
      `tokens  ${list(tokens.map(printable))}`,
      `ids     ${list(input_ids.map(String))}`,
    ];
    if (pooler_output) {
      const first = pooler_output.slice(0, 4).map(formatNumber).join("  ");
      lines.push(`vector  ${pooler_output.length} numbers: ${first}  …`);
    }
    return `${lines.join("\n")}\n${this.#row}`;
  }

  [inspectCustom](): string {
    return this.toString();
  }
}

function list(items: string[]): string {
  const rest = items.length - mostShown;
  return items.slice(0, mostShown).join(" ") + (rest > 0 ? ` … and ${rest} more` : "");
}

/** Runs one text and keeps the result of every stage. */
async function explainText(
  text: string,
  tokenizer: PreTrainedTokenizer,
  config: ClassifierConfig,
  run: (batch: readonly EncodedText[]) => Promise<BatchOutputs>,
): Promise<Explanation> {
  const encoded = encodeTexts(tokenizer, [text]);
  const input_ids = Array.from(encoded[0].ids);
  const outputs = await run(encoded);
  const tokens = tokensOf(tokenizer, text, input_ids.length);
  const row = interpret(Array.from(rowOf(outputs.logits, 0)), config);
  const pooler_output = outputs.pooler_output && Array.from(rowOf(outputs.pooler_output, 0));
  return new Explanation({ text, tokens, input_ids, pooler_output }, row);
}

/** The tokens that the ids stand for; for a text that was cut, only those that were kept. */
function tokensOf(tokenizer: PreTrainedTokenizer, text: string, count: number): string[] {
  const tokens = tokenizer.tokenize(text, { add_special_tokens: true });
  if (tokens.length <= count) return tokens;
  const end = endOfText(tokenizer).length;
  return [...tokens.slice(0, count - end), ...tokens.slice(tokens.length - end)];
}
