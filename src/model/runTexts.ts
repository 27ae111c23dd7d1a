import { checkLogits } from "../logits/checkLogits.js";
import { type EncodedText, encodeTexts, type TextInput } from "./encodeTexts.js";
import { ModelError } from "./ModelError.js";
import type {
  BatchEncoding,
  TensorClass,
  Tokenizer,
  TransformersModel,
} from "./transformersTypes.js";

/** Runs texts in batches of similar length and returns the model's results in the order of the texts. */
export async function runInBatches(
  texts: readonly TextInput[],
  tokenizer: Tokenizer,
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
  const truncated_rows = encoded.flatMap(({ isCut }, row) => (isCut ? [row] : []));
  const vectors = pooled.length > 0 && { pooler_output: pooled };
  return { logits, truncated: truncated_rows.length, truncated_rows, ...vectors };
}

/** At most this many texts run through the model at once. */
const mostTexts = 32;

/** At most this many tokens per batch, padding included: attention needs memory for rows × length². */
const mostTokens = 2048;

/** The cost of starting one more batch: the number of tokens that could be computed in that time. */
const costOfBatch = 32;

/**
 * Splits texts into batches of similar length, as lists of their indices, from their `lengths` in tokens.
 *
 * A batch is padded to its longest text. Of all ways to cut the texts, shortest first, this is the cheapest in tokens (padding
 * included) and batches. The bounds keep a batch's memory to a few hundred megabytes whatever the texts are.
 */
export function planBatches(lengths: readonly number[]): number[][] {
  const order = lengths.map((_, i) => i).sort((i, j) => lengths[i] - lengths[j] || i - j);
  const count = order.length;
  // Filled from the end: the cost of the texts from each place on, and the number of them in their first batch.
  const cost = new Float64Array(count + 1);
  const sizes = new Int32Array(count);
  for (let start = count - 1; start >= 0; start--) {
    cost[start] = Number.POSITIVE_INFINITY;
    for (let size = 1; size <= mostTexts && start + size <= count; size++) {
      // The texts are in ascending order, so the last one is the longest.
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

/** The outputs for one batch, one row per text: logits, and `pooler_output` if the graph offers it. */
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
 * Runs one batch and picks the outputs by their names in the ONNX graph.
 *
 * `model.forward`, not `model(inputs)`: the call wraps the outputs, and everything except `logits` ends up unnamed in a
 * list called `attentions`.
 */
export async function runModel(
  model: TransformersModel,
  inputs: BatchEncoding,
): Promise<BatchOutputs> {
  const outputs = (await model.forward(inputs)) as Partial<BatchOutputs>;
  const { logits, pooler_output } = outputs;
  if (logits?.dims.length !== 2) {
    const got = Object.keys(outputs).join(", ");
    throw new ModelError(
      `loadClassifier needs a text classification model with an output "logits" [texts, labels]; this one has ${got}`,
    );
  }
  const [texts = 0] = inputs.input_ids.dims;
  if (logits.dims[0] !== texts) {
    throw new ModelError(
      `loadClassifier needs a model that returns one row of logits for each text; this one returned ${logits.dims[0]} for ${texts}`,
    );
  }
  return {
    logits: inNumbers(logits),
    ...(pooler_output?.dims.length === 2 && { pooler_output: inNumbers(pooler_output) }),
  };
}

/** Where there is no `Float16Array`, a model in half precision returns bits. */
function inNumbers(output: OutputTensor): OutputTensor {
  return { data: checkLogits(output, "the model").data as Float32Array, dims: output.dims };
}

/** A copy of one row of an output. */
export function rowOf({ data, dims: [, columns = 0] }: OutputTensor, row: number): Float32Array {
  return Float32Array.from(data.slice(row * columns, (row + 1) * columns));
}

/**
 * One batch of encoded texts as a rectangle: shorter texts are padded, and the mask hides the padding from the model.
 *
 * `token_type_ids` (0 for the first text, 1 for the second) are given where there are pairs; otherwise, a model that wants them
 * gets zeros from transformers.js, and one that doesn't never sees them.
 */
export function padBatch(
  tokenizer: Tokenizer,
  batch: readonly EncodedText[],
  Tensor: TensorClass,
): BatchEncoding {
  const width = batch.reduce((most, { ids }) => Math.max(most, ids.length), 0);
  const dims = [batch.length, width];
  const padding = BigInt(tokenizer.pad_token_id ?? 0);
  const input_ids = new BigInt64Array(batch.length * width).fill(padding);
  const attention_mask = new BigInt64Array(batch.length * width);
  const token_type_ids = new BigInt64Array(batch.length * width);
  batch.forEach(({ ids, segments }, row) => {
    const room = tokenizer.padding_side === "left" ? width - ids.length : 0;
    const start = row * width + room;
    for (let i = 0; i < ids.length; i++) input_ids[start + i] = BigInt(ids[i] as number);
    segments?.forEach((segment, i) => {
      token_type_ids[start + i] = BigInt(segment);
    });
    attention_mask.fill(1n, start, start + ids.length);
  });
  const hasSegments = batch.some(({ segments }) => segments !== undefined);
  return {
    input_ids: new Tensor("int64", input_ids, dims),
    attention_mask: new Tensor("int64", attention_mask, dims),
    ...(hasSegments && { token_type_ids: new Tensor("int64", token_type_ids, dims) }),
  };
}

/** What a model returns for a list of texts: one row per text, in the order of the texts. */
export interface ModelOutputs {
  /** Log-odds, `[texts, labels]`. */
  logits: number[][];
  /** The vectors that the last layer reads, `[texts, 384]`, if they were asked for and the graph offers them. */
  pooler_output?: Float32Array[];
  /** How many texts were cut because they were longer than the model can read. */
  truncated: number;
  /** Which ones these were. */
  truncated_rows?: number[];
}

/** How far a run over many texts has come. */
export interface RunProgress {
  /** The number of texts done, and of all texts. */
  done: number;
  total: number;
  /** The share of the work that is done, from 0 to 1; measured in tokens, since long texts take longer. */
  share: number;
}

/** Options for a run over many texts. */
export interface RunOptions {
  /** Also keep the vectors that the last layer reads: 1.5 kB per text. */
  pooler_output?: boolean;
  /** Called after every batch. */
  onProgress?: ((progress: RunProgress) => void) | undefined;
  /** Stops the run between two batches; the promise rejects with the signal's reason, and the model stays usable. */
  signal?: AbortSignal | undefined;
}
