/**
 * What the kit uses of transformers.js, so that its own types name nothing of it: reading the five hundred files of that package's
 * types takes a notebook's checker as long with each cell as all the rest, and a program that only wants `softmax` hasn't
 * installed it.
 */

/** Numbers in one list, row after row; transformers.js' `Tensor` is one. */
export interface ModelTensor<Value extends number | bigint> {
  readonly dims: number[];
  readonly data: ArrayLike<unknown> & { fill(value: number | bigint): unknown };
  /** The numbers of a batch, row by row. */
  tolist(): Value[][];
}

/** What a tokenizer makes of texts: each `[texts, tokens]`. */
export interface BatchEncoding {
  readonly input_ids: ModelTensor<bigint>;
  readonly attention_mask: ModelTensor<bigint>;
  readonly token_type_ids?: ModelTensor<bigint>;
}

/** What a tokenizer may be told. */
interface EncodingOptions {
  text_pair?: string | string[] | null;
  padding?: boolean | "max_length";
  add_special_tokens?: boolean;
  truncation?: boolean | null;
  max_length?: number | null;
}

/** A tokenizer of transformers.js, as far as the kit knows it; write `as PreTrainedTokenizer` for all else that it has. */
export interface Tokenizer {
  (text: string | string[], options?: EncodingOptions): BatchEncoding;
  encode(
    text: string,
    options?: { text_pair?: string | null; add_special_tokens?: boolean },
  ): number[];
  tokenize(
    text: string,
    options?: { pair?: string | null; add_special_tokens?: boolean },
  ): string[];
  decode(ids: number[], options?: { skip_special_tokens?: boolean }): string;
  readonly model_max_length: number;
  readonly pad_token_id: number;
  padding_side: string;
  readonly config: object;
}

/** A model of transformers.js, as far as the kit knows it; write `as PreTrainedModel` for all else that it has. */
export interface TransformersModel {
  (inputs: object): Promise<{ readonly logits: ModelTensor<number> }>;
  forward(inputs: object): Promise<object>;
  readonly config: object;
  readonly sessions: object;
  dispose(): Promise<unknown>;
}

/** transformers.js' `Tensor` class. */
export type TensorClass = new (
  type: "int64",
  data: BigInt64Array,
  dims: number[],
) => ModelTensor<bigint>;
