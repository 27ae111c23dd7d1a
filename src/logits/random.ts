/** The generator's own constants, n and m in the paper: how many numbers it holds, and how far apart it mixes them. */
const size = 624;
const shift = 397;

/**
 * PyTorch's source of random numbers: the Mersenne Twister MT19937 (Matsumoto and Nishimura 1998), whole numbers from 0 to
 * 4294967295. The same seed gives the same numbers as `torch.Generator().manual_seed(seed)`.
 *
 * @example mersenneTwister(42)() // 1608637542
 */
export function mersenneTwister(seed: number): () => number {
  const state = new Uint32Array(size);
  state[0] = seed;
  for (let i = 1; i < size; i++) {
    const last = state[i - 1] ^ (state[i - 1] >>> 30);
    state[i] = Math.imul(last, 1812433253) + i;
  }
  let next = size;
  return () => {
    if (next === size) {
      twist(state);
      next = 0;
    }
    let y = state[next++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  };
}

function twist(state: Uint32Array): void {
  for (let i = 0; i < size; i++) {
    const y = (state[i] & 0x80000000) | (state[(i + 1) % size] & 0x7fffffff);
    state[i] = state[(i + shift) % size] ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
  }
}

/**
 * The numbers from 0 to n - 1 in random order: exactly `torch.randperm(n)` for that seed, so that training here sees the
 * texts in the same order as Transformers' Trainer.
 *
 * @example randomPermutation(7, 0) // [4, 0, 5, 3, 2, 6, 1]
 */
export function randomPermutation(n: number, seed: number): number[] {
  const random = mersenneTwister(seed);
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = 0; i < n - 1; i++) {
    const j = i + (random() % (n - i));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}
