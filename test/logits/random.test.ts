import { expect, it } from "vitest";
import { mersenneTwister, randomPermutation } from "../../src/logits/random.js";

// torch 2.13.0: torch.randperm(n, generator=torch.Generator().manual_seed(seed)).tolist()
it.each([
  [10, 42, [2, 6, 1, 8, 4, 5, 0, 9, 3, 7]],
  [7, 0, [4, 0, 5, 3, 2, 6, 1]],
  [7, 2 ** 32 - 1, [2, 1, 3, 6, 4, 5, 0]],
  [1, 0, [0]],
  [0, 0, []],
  [21, 43, [10, 9, 4, 16, 6, 15, 2, 12, 14, 3, 5, 11, 18, 19, 20, 13, 17, 8, 7, 1, 0]],
])("is torch.randperm(%i) of seed %i", (n, seed, expected) => {
  expect(randomPermutation(n, seed)).toEqual(expected);
});

it("is torch's beyond the generator's first round of 624 numbers, too", () => {
  const start = [615, 284, 599, 580, 347, 92, 383, 891, 452, 41, 998, 773, 264, 301, 190, 230];
  const order = randomPermutation(1000, 7);
  expect(order.slice(0, 16)).toEqual(start);
  expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, i) => i));
});

it("comes from the Mersenne Twister: the 10,000th number of seed 5489 is the published one", () => {
  const random = mersenneTwister(5489);
  for (let i = 1; i < 10_000; i++) random();
  expect(random()).toBe(4123659995);
});
