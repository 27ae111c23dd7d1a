/** At most this many texts run through the model at once. */
const MOST_TEXTS = 32;

/** At most this many tokens a batch, padding included: attention needs memory for rows × length². */
const MOST_TOKENS = 2048;

/** From this many tokens on, a larger batch is no faster, and a longer text starts a batch of its own rather than pad. */
const ENOUGH_TOKENS = 256;

/** The part of such a batch that may be padding. */
const MOST_PADDING = 0.04;

/**
 * Splits texts into batches of alike length, as lists of their indices, from their `lengths` in tokens.
 *
 * A batch is padded to its longest text, so sorting by length wastes little, and the bounds keep the memory of a batch to
 * some hundred megabytes whatever the texts are.
 */
export function planBatches(lengths: readonly number[]): number[][] {
  const lengthOf = (i: number) => lengths[i] as number;
  const order = lengths.map((_, i) => i).sort((i, j) => lengthOf(i) - lengthOf(j) || i - j);
  const batches: number[][] = [];
  let batch: number[] = [];
  let tokens = 0;
  for (const i of order) {
    // In ascending order the newcomer is the batch's longest.
    const size = (batch.length + 1) * lengthOf(i);
    const padding = size - tokens - lengthOf(i);
    const isFull = batch.length === MOST_TEXTS || size > MOST_TOKENS;
    if (
      batch.length > 0 &&
      (isFull || (tokens >= ENOUGH_TOKENS && padding > MOST_PADDING * size))
    ) {
      batches.push(batch);
      batch = [];
      tokens = 0;
    }
    batch.push(i);
    tokens += lengthOf(i);
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}
