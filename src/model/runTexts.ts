import type { PreTrainedModel, PreTrainedTokenizer, Tensor } from "@huggingface/transformers";
import { ModelError } from "./ModelError.js";

/** Runs texts in batches of alike length and gives what the model says of each in the order of the texts. */
export async function runInBatches(
  texts: string[],
  tokenizer: PreTrainedTokenizer,
  run: (batch: readonly EncodedText[]) => Promise<BatchOutputs>,
  { pooler_output = false, onProgress, signal }: RunOptions = {},
): Promise<ModelOutputs> {
  signal?.throwIfAborted();
  const encoded = encodeTexts(tokenizer, texts);
  const tokensIn = (batch: number[]) => batch.reduce((sum, i) => sum + encoded[i].ids.length, 0);
  const allTokens = tokensIn(texts.map((_, i) => i));
  const logits: number[][] = new Array(texts.length);
  const pooled: Float32Array[] = [];
  let done = 0;
  let tokens = 0;
  for (const batch of planBatches(encoded.map(({ ids }) => ids.length))) {
    signal?.throwIfAborted();
    const outputs = await run(batch.map((i) => encoded[i]));
    const { pooler_output: vectors } = outputs;
    batch.forEach((i, row) => {
      logits[i] = Array.from(rowOf(outputs.logits, row));
      if (pooler_output && vectors) pooled[i] = rowOf(vectors, row);
    });
    done += batch.length;
    tokens += tokensIn(batch);
    onProgress?.({ done, total: texts.length, share: tokens / allTokens });
  }
  const truncated = encoded.filter(({ isCut }) => isCut).length;
  return { logits, truncated, ...(pooled.length > 0 && { pooler_output: pooled }) };
}

/** At most this many texts run through the model at once. */
const mostTexts = 32;

/** At most this many tokens a batch, padding included: attention needs memory for rows × length². */
const mostTokens = 2048;

/** What starting one more batch costs, in tokens that could be computed in that time. */
const costOfBatch = 32;

/**
 * Splits texts into batches of alike length, as lists of their indices, from their `lengths` in tokens.
 *
 * A batch is padded to its longest text. Of all ways to cut the texts, shortest first, this is the cheapest: the fewest tokens,
 * padding included, and batches. The bounds keep the memory of a batch to some hundred megabytes whatever the texts are.
 */
export function planBatches(lengths: readonly number[]): number[][] {
  const order = lengths.map((_, i) => i).sort((i, j) => lengths[i] - lengths[j] || i - j);
  const count = order.length;
  // From the end: what the texts from each place on cost, and how many of them the first batch takes.
  const cost = new Float64Array(count + 1);
  const sizes = new Int32Array(count);
  for (let start = count - 1; start >= 0; start--) {
    cost[start] = Number.POSITIVE_INFINITY;
    for (let size = 1; size <= mostTexts && start + size <= count; size++) {
      // In ascending order the last is the longest.
      const tokens = size * lengths[order[start + size - 1]];
      if (size > 1 && tokens > mostTokens) break;
      const total = tokens + costOfBatch + cost[start + size];
      if (total > cost[start]) continue;
      cost[start] = total;
      sizes[start] = size;
    }
  }
  const batches: number[][] = [];
  for (let start = 0; start < count; start += sizes[start]) {
    batches.push(order.slice(start, start + sizes[start]));
  }
  return batches;
}

/** The numbers of one batch, each with a row a text: logits, and `pooler_output` where the graph offers it. */
export interface BatchOutputs {
  logits: OutputTensor;
  pooler_output?: OutputTensor;
}

/** Numbers in one list, row after row. */
interface OutputTensor {
  data: Float32Array;
  dims: number[];
}

/**
 * Runs one batch and reads the outputs by the names they have in the ONNX graph.
 *
 * `model.forward` and not `model(inputs)`: the call wraps the outputs, and everything beside `logits` ends up nameless in
 * a list called `attentions`.
 */
export async function runModel(model: PreTrainedModel, inputs: ModelInputs): Promise<BatchOutputs> {
  const outputs: Record<string, OutputTensor> = await model.forward(inputs);
  const { logits, pooler_output } = outputs;
  if (logits?.dims.length !== 2) {
    const got = Object.keys(outputs).join(", ");
    throw new ModelError(
      `loadClassifier needs a text classification model with an output "logits" [texts, labels], this one gives ${got}`,
    );
  }
  return { logits, ...(pooler_output && { pooler_output }) };
}

/** One row of an output, in memory of its own. */
export function rowOf({ data, dims: [, columns = 0] }: OutputTensor, row: number): Float32Array {
  return Float32Array.from(data.slice(row * columns, (row + 1) * columns));
}

/** What the model takes, each `[texts, tokens]`; a model that also wants `token_type_ids` gets zeros from transformers.js. */
type ModelInputs = { input_ids: Tensor; attention_mask: Tensor };

/** One batch of encoded texts as a rectangle: the shorter ones filled up with padding that the mask hides from the model. */
export function padBatch(
  tokenizer: PreTrainedTokenizer,
  batch: readonly EncodedText[],
  TensorClass: typeof Tensor,
): ModelInputs {
  const width = batch.reduce((most, { ids }) => Math.max(most, ids.length), 0);
  const dims = [batch.length, width];
  const padding = BigInt(tokenizer.pad_token_id ?? 0);
  const input_ids = new BigInt64Array(batch.length * width).fill(padding);
  const attention_mask = new BigInt64Array(batch.length * width);
  batch.forEach(({ ids }, row) => {
    const room = tokenizer.padding_side === "left" ? width - ids.length : 0;
    const start = row * width + room;
    for (let i = 0; i < ids.length; i++) input_ids[start + i] = BigInt(ids[i] as number);
    attention_mask.fill(1n, start, start + ids.length);
  });
  return {
    input_ids: new TensorClass("int64", input_ids, dims),
    attention_mask: new TensorClass("int64", attention_mask, dims),
  };
}

/** The longest input, in tokens, that the BERT family has positions for. */
const longestInput = 512;

/** A text as the model reads it. */
export interface EncodedText {
  /** Token ids, special tokens included, `[tokens]`. */
  ids: Int32Array;
  /** Whether the text was longer than the model reads. */
  isCut: boolean;
}

/**
 * Texts as token ids, cut to what the model can read, as Python's `tokenizer(texts, truncation=True)`.
 *
 * transformers.js (4.3.1) cuts a long text without giving it back its last token, `[SEP]`; Python keeps it, and the logits
 * notice, so it is put back here.
 */
export function encodeTexts(tokenizer: PreTrainedTokenizer, texts: string[]): EncodedText[] {
  const longest = Math.min(tokenizer.model_max_length, longestInput);
  return texts.map((text) => {
    const ids = Int32Array.from(tokenizer.encode(text));
    if (ids.length <= longest) return { ids, isCut: false };
    const cut = ids.slice(0, longest);
    const end = endOfText(tokenizer);
    cut.set(end, longest - end.length);
    return { ids: cut, isCut: true };
  });
}

/** The special tokens after a text, `[SEP]` for BERT. */
export function endOfText(tokenizer: PreTrainedTokenizer): number[] {
  const bare = tokenizer.encode("a", { add_special_tokens: false });
  const whole = tokenizer.encode("a");
  return whole.slice(whole.indexOf(bare[0] as number) + bare.length);
}

/** What a model gives for a list of texts, a row a text, in the order of the texts. */
export interface ModelOutputs {
  /** Log-odds, `[texts, labels]`. */
  logits: number[][];
  /** The vectors that the last layer reads, `[texts, 384]`, where they were asked for and the graph offers them. */
  pooler_output?: Float32Array[];
  /** How many of the texts were longer than the model reads and were cut. */
  truncated: number;
}

/** How far a run over many texts has come. */
export interface RunProgress {
  /** Texts done, and all of them. */
  done: number;
  total: number;
  /** The part of the work that is done, 0 to 1, by tokens: long texts take longer. */
  share: number;
}

/** What a run over many texts takes; every part may be left out. */
export interface RunOptions {
  /** Keep the vectors that the last layer reads, too: 1.5 kB a text. */
  pooler_output?: boolean;
  /** Told after every batch. */
  onProgress?: ((progress: RunProgress) => void) | undefined;
  /** Stops the run between two batches; the promise rejects with the signal's reason, and the model stays usable. */
  signal?: AbortSignal | undefined;
}
