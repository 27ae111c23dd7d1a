/** A named piece of work; its result is kept, so that nothing is optimised away. */
export type Contestants = Record<string, () => unknown>;

let kept: unknown;

/**
 * Runs the contestants in turn, `rounds` times, and returns each one's median in milliseconds.
 *
 * They take turns so that whatever slows the machine down for a while slows all of them. The first rounds only warm up.
 */
export async function medians(
  contestants: Contestants,
  rounds = 30,
): Promise<Record<string, number>> {
  const names = Object.keys(contestants);
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]]));
  const warmUp = Math.ceil(rounds / 5);
  for (let round = -warmUp; round < rounds; round++) {
    for (const name of names) {
      const start = performance.now();
      kept = await contestants[name]();
      const took = performance.now() - start;
      if (round >= 0) times[name].push(took);
    }
  }
  if (kept === undefined) throw new Error("a contestant gave nothing back");
  return Object.fromEntries(names.map((name) => [name, median(times[name])]));
}

function median(times: number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

/** The same numbers every time (a linear congruential generator), from `low` to `high`, as a model's float32. */
export function seededLogits(count: number, low = -5, high = 5): Float32Array {
  let state = 20261122;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return low + ((high - low) * state) / 2 ** 32;
  });
}
