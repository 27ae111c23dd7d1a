/** At most this many texts run through the model at once. */
const MOST_TEXTS = 32;

/** At most about this many padded tokens a batch: attention needs memory for rows × length². */
const MOST_TOKENS = 8192;

/**
 * Splits texts into batches of alike length, as lists of indices into `texts`.
 *
 * A batch is padded to its longest text, so sorting by length wastes little, and no batch is large enough to need more than
 * a few hundred megabytes. Characters stand in for tokens here: a text has hardly ever more tokens than characters.
 */
export function planBatches(texts: readonly string[], longest: number): number[][] {
  const tokens = texts.map((text) => Math.min(text.length + 2, longest));
  const order = texts.map((_, i) => i).sort((i, j) => (tokens[i] ?? 0) - (tokens[j] ?? 0) || i - j);
  const batches: number[][] = [];
  let batch: number[] = [];
  for (const i of order) {
    // In ascending order the newcomer is the batch's longest.
    const padded = (batch.length + 1) * (tokens[i] ?? 0);
    if (batch.length === MOST_TEXTS || (batch.length > 0 && padded > MOST_TOKENS)) {
      batches.push(batch);
      batch = [];
    }
    batch.push(i);
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}
