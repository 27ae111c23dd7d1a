/** One text's logits, `[k]`: a plain array or any typed array of numbers. */
export type LogitsRow = ArrayLike<number>;

/** Several texts' logits, `[n, k]`: an array of rows. */
export type LogitsBatch = ArrayLike<ArrayLike<number>>;

/**
 * Flat numbers with their shape: a transformers.js `Tensor`, a parsed .npy file.
 *
 * `data` is typed loosely, because a `Tensor` may also hold strings or bigints; those are refused when read.
 */
export interface LogitsTensor {
  readonly data: ArrayLike<unknown>;
  /** `[n, k]` for a batch, `[k]` for a row. */
  readonly dims: readonly number[];
  /** A `Tensor`'s element type. Looked at only to know half-precision bits, where there is no `Float16Array`. */
  readonly type?: string;
}

/**
 * Everything that this room reads as logits (log-odds, any real numbers).
 *
 * A row gives a row back, a batch a batch. TypeScript cannot see a tensor's rank, so a tensor is typed as the batch
 * that models return; a tensor of rank 1 still gives a row.
 */
export type Logits = LogitsRow | LogitsBatch | LogitsTensor;
