import { mersenneTwister } from "./mersenneTwister.js";

/**
 * The numbers from 0 to n - 1 in random order: exactly `torch.randperm(n)` for that seed, so that training here sees the
 * texts in the order in which Transformers' Trainer does.
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
