import { checkOptions } from "../logits/checks.js";
import type { ClassifierConfig } from "../logits/config.js";
import { type InterpretedRow, interpret } from "../logits/interpret.js";
import { note } from "../logits/note.js";
import {
  type PostprocessOptions,
  pipelineCall,
  type ScoredLabel,
} from "../logits/pipelines/postprocess.js";
import {
  describe,
  formatNumber,
  inspectCustom,
  listed,
  printable,
  shorten,
} from "../logits/text.js";
import {
  checkTexts,
  type EncodedText,
  encodeTexts,
  isOneText,
  longestOf,
  type TextInput,
  tokensOf,
} from "./encodeTexts.js";
import { ModelError } from "./ModelError.js";
import { readConfig } from "./readConfig.js";
import {
  type BatchOutputs,
  type ModelOutputs,
  padBatch,
  type RunOptions,
  rowOf,
  runInBatches,
  runModel,
} from "./runTexts.js";
import type { TensorClass, Tokenizer, TransformersModel } from "./transformersTypes.js";

/** A sequence classifier, ready to run; made by `loadClassifier`. */
export interface Classifier {
  /** `"sst2"`, or `"owner/name"` for a model from the hub. */
  readonly name: string;
  /** Labels and problem type, from the model's `config.json`. */
  readonly config: ClassifierConfig;
  /** transformers.js' own tokenizer and model, for everything that this interface lacks; for members that these types lack, write `as PreTrainedModel`. */
  readonly tokenizer: Tokenizer;
  readonly model: TransformersModel;

  /**
   * Logits (log-odds) of one text, `[labels]`, or of a list of texts, `[texts, labels]`, in the order of the texts.
   *
   * A text may be a pair, `{ text, text_pair }`, read as Python's `tokenizer(text, text_pair)` does; a `Dataset` is a list of
   * texts. What is longer than 512 tokens is cut, with a note, of a pair the longer text first. The embedded models give it the same logits whatever else is in its batch (to 1e-5).
   * Many int8 models from the hub are quantised at run time, batch by batch, and don't: run such a model one text at a time.
   *
   * @example
   * const classifier = await loadClassifier("sst2");
   * await classifier.logits("This is a fantastic movie!") // [-3.4843, 3.8506]
   * const pair = { text: "The film was great.", text_pair: "The film was awful." };
   * await classifier.logits(pair) // [0.3247, -0.4464]
   */
  logits(text: TextInput): Promise<number[]>;
  logits(texts: readonly TextInput[]): Promise<number[][]>;

  /**
   * Everything the model returns for a list of texts: the logits, on request the vectors that the last layer reads, and how
   * many texts were cut. Meant for many texts: it reports its progress and can be stopped.
   *
   * @example
   * const classifier = await loadClassifier("sst2");
   * const { logits, pooler_output } = await classifier.outputs(["Good.", "Bad."], { pooler_output: true });
   * pooler_output?.[0].length // 384: the vector h of the logits W·h + b
   */
  outputs(texts: readonly TextInput[], options?: RunOptions): Promise<ModelOutputs>;

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
  classify(text: TextInput, options?: ClassifyOptions): Promise<ScoredLabel[]>;
  classify(
    texts: readonly TextInput[],
    options: ClassifyOptions & { readonly top_k: number | null },
  ): Promise<ScoredLabel[][]>;
  classify(
    texts: readonly TextInput[],
    options?: ClassifyOptions & { readonly top_k?: undefined },
  ): Promise<ScoredLabel[]>;

  /**
   * Every stage for one text or pair: tokens, ids, the pooled vector if the model offers it, logits, scores, label.
   *
   * @example
   * const classifier = await loadClassifier("sst2");
   * (await classifier.explain("This is a fantastic movie!")).predicted_label // "POSITIVE"
   */
  explain(text: TextInput): Promise<Explanation>;

  /** Frees the model's memory once everything still running has ended; every later call fails with a clear error. */
  dispose(): Promise<void>;
}

/**
 * Gives a loaded tokenizer and model the methods of a {@link Classifier}.
 *
 * @param Tensor transformers.js' `Tensor`, passed in, because Node and a page load the library differently
 */
export function createClassifier(
  name: string,
  tokenizer: Tokenizer,
  model: TransformersModel,
  Tensor: TensorClass,
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
    const outputs = runModel(model, padBatch(tokenizer, batch, Tensor));
    running.add(outputs);
    return outputs.finally(() => running.delete(outputs));
  }

  async function logitsFor(caller: string, texts: unknown): Promise<number[] | number[][]> {
    checkAlive(caller);
    const list = checkTexts(caller, texts);
    const { logits: rows, truncated_rows } = await runInBatches(list, tokenizer, run);
    noteCut(caller, truncated_rows, isOneText(texts) ? undefined : list.length);
    return isOneText(texts) ? (rows[0] as number[]) : rows;
  }

  /** What is cut changes the answer, so it is said, once a call. */
  function noteCut(caller: string, rows: readonly number[] = [], texts?: number): void {
    if (rows.length === 0) return;
    const what = texts === undefined ? "the text" : `${listRows(rows)} of ${texts} texts`;
    note(`${caller} cut ${what} to the ${longestOf(tokenizer)} tokens that the model reads`);
  }

  async function logits(texts: unknown, ...others: unknown[]) {
    refuseOthers("logits", others);
    return logitsFor("logits", texts);
  }

  async function outputs(texts: readonly TextInput[], options?: RunOptions): Promise<ModelOutputs> {
    checkAlive("outputs");
    checkOptions("outputs", options, runOptions);
    return runInBatches(checkTexts("outputs", texts), tokenizer, run, options);
  }

  async function classify(texts: TextInput | readonly TextInput[], options: ClassifyOptions = {}) {
    checkOptions("classify", options, classifyOptions);
    return classifyTexts(await logitsFor("classify", texts), config, options);
  }

  async function explain(text: TextInput, ...others: unknown[]): Promise<Explanation> {
    checkAlive("explain");
    refuseOthers("explain", others);
    if (!isOneText(text)) {
      throw new ModelError(`explain needs one text, got ${describe(text)}`);
    }
    const [one] = checkTexts("explain", text);
    const encoded = encodeTexts(tokenizer, [one]);
    if (encoded[0].isCut) noteCut("explain", [0]);
    return explainText(one, encoded, tokenizer, config, run);
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
    logits: logits as Classifier["logits"],
    outputs,
    classify: classify as Classifier["classify"],
    explain,
    dispose,
  };
}

/** `rows 1, 4 and 7`, of many the first five. */
function listRows(rows: readonly number[]): string {
  return `${rows.length === 1 ? "row" : "rows"} ${listed(rows.map(String), { most: 5, last: "and" })}`;
}

function refuseOthers(caller: string, others: readonly unknown[]): void {
  const [other] = others;
  if (other === undefined) return;
  const advice =
    typeof other === "string"
      ? "write a pair as { text, text_pair }, and many texts as one list"
      : "it has no options; outputs takes some, and classify others";
  throw new ModelError(`${caller} needs one argument, a text or a list of texts: ${advice}`);
}

const always =
  "texts are always cut to the model's maximum, and padded as far as their batch needs";
const ofTexts = {
  text_pair: "write the text as { text, text_pair }",
  padding: always,
  truncation: always,
  max_length: always,
  batch_size: "batches are planned by the texts' lengths",
};
const runOptions = {
  known: ["pooler_output", "onProgress", "signal"],
  instead: ofTexts,
  ErrorType: ModelError,
};
const classifyOptions = {
  known: ["function_to_apply", "top_k"],
  instead: {
    ...ofTexts,
    return_all_scores: "write top_k: null",
    threshold:
      "interpret(await classifier.logits(texts), { ...classifier.config, threshold }) has one",
    temperature:
      "interpret(await classifier.logits(texts), { ...classifier.config, temperature }) has one",
  },
  ErrorType: ModelError,
};

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
  /** The second text of a pair. */
  declare readonly text_pair?: string;
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
    stages: {
      text: TextInput;
      tokens: string[];
      input_ids: number[];
      pooler_output?: number[] | undefined;
    },
    row: InterpretedRow,
  ) {
    const { text, text_pair } =
      typeof stages.text === "string" ? { text: stages.text } : stages.text;
    this.text = text;
    if (text_pair !== undefined) this.text_pair = text_pair;
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
    const { text, text_pair, tokens, input_ids, pooler_output } = this;
    const quoted = (one: string) => printable(JSON.stringify(shorten(one, 200)));
    const lines = [
      `text    ${quoted(text)}`,
      ...(text_pair === undefined ? [] : [`pair    ${quoted(text_pair)}`]),
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
  text: TextInput,
  encoded: readonly EncodedText[],
  tokenizer: Tokenizer,
  config: ClassifierConfig,
  run: (batch: readonly EncodedText[]) => Promise<BatchOutputs>,
): Promise<Explanation> {
  const input_ids = Array.from(encoded[0].ids);
  const outputs = await run(encoded);
  const tokens = tokensOf(tokenizer, text, input_ids.length);
  const row = interpret(Array.from(rowOf(outputs.logits, 0)), config);
  const pooler_output = outputs.pooler_output && Array.from(rowOf(outputs.pooler_output, 0));
  return new Explanation({ text, tokens, input_ids, pooler_output }, row);
}
