import type { PreTrainedModel, PreTrainedTokenizer } from "@huggingface/transformers";
import type { ScoredLabel } from "../logits/postprocess.js";
import type { ClassifyOptions } from "./classifyTexts.js";
import type { Explanation } from "./Explanation.js";
import type { ModelOutputs, RunOptions } from "./ModelOutputs.js";
import type { ClassifierConfig } from "./readConfig.js";

/** A sequence classifier, ready to run; made by `loadClassifier`. */
export interface Classifier {
  /** `"sst2"`, or `"owner/name"` for a model of the hub. */
  readonly name: string;
  /** Labels and problem type, from the model's `config.json`. */
  readonly config: ClassifierConfig;
  /** transformers.js' own tokenizer and model, for everything that this interface doesn't have. */
  readonly tokenizer: PreTrainedTokenizer;
  readonly model: PreTrainedModel;

  /**
   * Logits (log-odds) of one text, `[labels]`, or of a list of texts, `[texts, labels]`, in the order of the texts.
   *
   * A text is cut after 512 tokens. The embedded models give it the same logits whatever texts are beside it (to 1e-5); many
   * int8 models of the hub are quantized at run time, batch by batch, and don't: run such a one text by text.
   *
   * @example
   * await classifier.logits("This is a fantastic movie!") // [-3.4843, 3.8506] for sst2
   */
  logits(text: string): Promise<number[]>;
  logits(texts: readonly string[]): Promise<number[][]>;

  /**
   * Everything the model gives for a list of texts: logits, on demand the vectors that the last layer reads, and how many
   * texts were cut. For many texts: it reports how far it is, and can be stopped.
   *
   * @example
   * const { logits, pooler_output } = await classifier.outputs(["Good.", "Bad."], { pooler_output: true });
   * pooler_output[0].length // 384; W·h + b of it are the logits
   */
  outputs(texts: readonly string[], options?: RunOptions): Promise<ModelOutputs>;

  /**
   * Labels and scores, as Python's `pipeline("text-classification")` returns them, in single precision.
   *
   * Without `top_k` the best label of each text; with it a list of that many a text, best first (`null`: all).
   *
   * @example
   * await classifier.classify("This is a fantastic movie!") // [{ label: "POSITIVE", score: 0.9993 }]
   * await classifier.classify(["Good.", "Bad."], { top_k: null }) // [[{ … }, { … }], [{ … }, { … }]]
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
   * Every stage for one text: tokens, ids, the pooled vector where the model offers it, logits, scores, label.
   *
   * @example
   * (await classifier.explain("This is a fantastic movie!")).predicted_label // "POSITIVE"
   */
  explain(text: string): Promise<Explanation>;

  /** Frees the model's memory, after what is still running; from then on every call is a clear error. */
  dispose(): Promise<void>;
}
