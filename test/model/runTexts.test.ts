import fc from "fast-check";
import { expect, it } from "vitest";
import { planBatches, runModel } from "../../src/model/runTexts.js";

const tokenCounts = fc.array(fc.integer({ min: 2, max: 512 }), { maxLength: 300 });

it("takes every text exactly once, shorter ones first, and keeps within its bounds", () => {
  fc.assert(
    fc.property(tokenCounts, (lengths) => {
      const batches = planBatches(lengths);
      const order = batches.flat();
      expect([...order].sort((a, b) => a - b)).toEqual(lengths.map((_, i) => i));
      expect(order.map((i) => lengths[i])).toEqual([...lengths].sort((a, b) => a - b));
      for (const batch of batches) {
        const longest = Math.max(...batch.map((i) => lengths[i] as number));
        expect(batch.length).toBeGreaterThan(0);
        expect(batch.length).toBeLessThanOrEqual(32);
        expect(batch.length * longest).toBeLessThanOrEqual(2048);
      }
    }),
  );
});

it("fills a batch as far as the bounds allow", () => {
  expect(planBatches(Array(70).fill(10)).map((batch) => batch.length)).toEqual([32, 32, 6]);
  expect(planBatches(Array(9).fill(512)).map((batch) => batch.length)).toEqual([4, 4, 1]);
});

it("runs a text that is longer than the bound alone, and plans nothing for nothing", () => {
  expect(planBatches([5000, 3, 5000])).toEqual([[1], [0], [2]]);
  expect(planBatches([])).toEqual([]);
});

it("pads at most one token in twenty, whatever the mix of lengths, once there are enough texts to fill batches", () => {
  const mixes = [
    (i: number) => 3 + (i % 60),
    (i: number) => (i % 10 === 0 ? 512 : 8 + (i % 7)),
    (i: number) => Math.round(6 * 60 ** ((i % 997) / 997)),
    (i: number) => (i % 97 === 0 ? 300 : 9),
  ];
  for (const lengthOf of mixes) {
    const lengths = Array.from({ length: 1000 }, (_, i) => lengthOf(i));
    let used = 0;
    for (const batch of planBatches(lengths)) {
      used += batch.length * Math.max(...batch.map((i) => lengths[i] as number));
    }
    const needed = lengths.reduce((sum, length) => sum + length, 0);
    expect(1 - needed / used).toBeLessThan(0.05);
  }
});

it("is the cheapest cut: no other one of a few texts has fewer tokens and batches", () => {
  const costOf = (batches: number[][], lengths: number[]) =>
    batches.reduce(
      (sum, batch) => sum + 32 + batch.length * Math.max(...batch.map((i) => lengths[i] as number)),
      0,
    );
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 2, max: 200 }), { minLength: 1, maxLength: 8 }),
      (lengths) => {
        const ours = costOf(planBatches(lengths), lengths);
        const order = lengths.map((_, i) => i).sort((i, j) => lengths[i] - lengths[j]);
        // Each bit says whether the cut after that text is made.
        for (let cuts = 0; cuts < 2 ** (lengths.length - 1); cuts++) {
          const batches: number[][] = [[]];
          order.forEach((i, place) => {
            batches.at(-1)?.push(i);
            if ((cuts >> place) & 1 && place < order.length - 1) batches.push([]);
          });
          expect(ours).toBeLessThanOrEqual(costOf(batches, lengths));
        }
      },
    ),
  );
});

it("reads the bits that a model in half precision returns where there is no Float16Array", async () => {
  const logits = { type: "float16", data: Uint16Array.of(0x3c00, 0xc500), dims: [1, 2] };
  const model = { forward: async () => ({ logits }) };
  const inputs = { input_ids: { dims: [1, 8] } };
  const outputs = await runModel(model as never, inputs as never);
  expect(outputs).toEqual({ logits: { data: Float32Array.of(1, -5), dims: [1, 2] } });
});
