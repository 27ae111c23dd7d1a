/** At most this many texts run through the model at once. */
const MOST_TEXTS = 32;

/** At most this many tokens a batch, padding included: attention needs memory for rows × length². */
const MOST_TOKENS = 2048;

/** What starting one more batch costs, in tokens that could be computed in that time. */
const COST_OF_A_BATCH = 32;

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
    for (let size = 1; size <= MOST_TEXTS && start + size <= count; size++) {
      // In ascending order the last is the longest.
      const tokens = size * lengths[order[start + size - 1]];
      if (size > 1 && tokens > MOST_TOKENS) break;
      const total = tokens + COST_OF_A_BATCH + cost[start + size];
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
