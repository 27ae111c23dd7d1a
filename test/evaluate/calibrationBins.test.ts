import fc from "fast-check";
import { expect, it } from "vitest";
import { sortIntoBins } from "../../src/evaluate/calibrationBins.js";
import { lawOfMany } from "./laws.js";

const counts = (values: number[], options: Parameters<typeof sortIntoBins>[1]) => {
  const hit = new Uint8Array(values.length);
  return [...sortIntoBins({ confidence: Float64Array.from(values), hit }, options, "test").count];
};

it("a hundred edges are where i / 100 is, which multiplying by 100 misses", () => {
  const filled = counts([0.29, 0.58], { n_bins: 100 }).flatMap((n, bin) => (n ? [bin] : []));
  expect(filled).toEqual([28, 57]);
});

it("equal mass fills the first bins where they don't divide evenly", () => {
  expect(counts([0.5, 0.1, 0.2, 0.3, 0.4], { n_bins: 3, strategy: "equal_mass" })).toEqual([
    2, 2, 1,
  ]);
  expect(counts([0.5], { n_bins: 3, strategy: "equal_mass" })).toEqual([1]);
});

const values = fc.array(
  fc.oneof(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.integer({ min: 0, max: 10 }).map((i) => i / 10),
  ),
  { minLength: 1, maxLength: 30 },
);
lawOfMany(
  "a bin is found as by comparing with every edge",
  fc.tuple(values, fc.integer({ min: 1, max: 30 })),
  ([confidences, n_bins]) => {
    const expected = Array.from(
      { length: n_bins },
      (_, bin) =>
        confidences.filter((c) => (bin === 0 || c > bin / n_bins) && c <= (bin + 1) / n_bins)
          .length,
    );
    return (
      JSON.stringify(counts(confidences, { n_bins }).slice(0, n_bins)) === JSON.stringify(expected)
    );
  },
);
