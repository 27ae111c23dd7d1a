import { expect, it } from "vitest";
import { parsePredictions } from "../../src/data/parsePredictions.js";
import { type Costs, costOf } from "../../src/report/costOf.js";
import { readingOf } from "../../src/report/readingOf.js";

// Probabilities of POSITIVE: 0.881, 0.622, 0.269; true: POSITIVE, NEGATIVE, POSITIVE.
const csv = "NEGATIVE,POSITIVE,label\n0.1,2.1,POSITIVE\n0.1,0.6,NEGATIVE\n1.1,0.1,POSITIVE\n";
const reading = async (text = csv) =>
  readingOf(await parsePredictions(new TextEncoder().encode(text), "three.csv"));
const costs: Costs = { label: "POSITIVE", false_positive: 3, false_negative: 1 };

it("the threshold is the share of a false positive, and each mistake costs what it costs", async () => {
  const { threshold, measured } = await costOf(await reading(), costs);
  expect(threshold).toBe(0.75);
  // From 0.75 on the third is missed; from 0.5 on the second is wrong as well; with none, two are missed.
  expect(measured?.here).toBeCloseTo(1 / 3, 12);
  expect(measured?.at_half).toBeCloseTo(4 / 3, 12);
  expect(measured?.never).toBeCloseTo(2 / 3, 12);
});

it("a temperature comes before the threshold", async () => {
  // At T = 4 the first one's probability is 0.622, below the threshold.
  const { measured } = await costOf(await reading(), costs, 4);
  expect(measured?.here).toBeCloseTo(2 / 3, 12);
});

it("without true labels there is a threshold, and no cost", async () => {
  const bare = await reading("NEGATIVE,POSITIVE\n0.1,2.1\n1.1,0.1\n");
  expect(await costOf(bare, costs)).toMatchObject({ threshold: 0.75, measured: null });
});

it.each<[unknown, string]>([
  [
    { ...costs, label: "GOOD" },
    'costs.label is "GOOD", but the labels are "NEGATIVE" and "POSITIVE"',
  ],
  [{ ...costs, false_positive: 0 }, "costs.false_positive to be a number above 0, got 0"],
  [3, 'costs such as { label: "POSITIVE", false_positive: 3, false_negative: 1 }, got 3'],
])("%j is refused: …%s", async (given, message) => {
  await expect(costOf(await reading(), given as Costs)).rejects.toThrow(message);
});
