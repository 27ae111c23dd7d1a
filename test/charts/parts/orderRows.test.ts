import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mostRows, orderRows } from "../../../src/charts/parts/orderRows.js";

const sureness = fc.double({ min: 0, max: 1, noNaN: true });
const rows = (length: number) =>
  fc.array(fc.tuple(fc.tuple(sureness, sureness), fc.nat({ max: 1 })), {
    minLength: length,
    maxLength: length,
  });

describe("orderRows", () => {
  it("keeps the order of a short batch, with or without truth", () => {
    const probabilities = [[0.1], [0.9], [0.5]];
    expect(orderRows(probabilities)).toEqual([0, 1, 2]);
    expect(orderRows(probabilities, [0, 0, 0])).toEqual([0, 1, 2]);
  });

  it("puts every row of a long batch by its class, and in it by the truth's probability", () => {
    fc.assert(
      fc.property(rows(60), (batch) => {
        const probabilities = batch.map(([p]) => p);
        const truth = batch.map(([, id]) => id);
        const order = orderRows(probabilities, truth);
        expect([...order].sort((a, b) => a - b)).toEqual(batch.map((_, row) => row));
        for (const [i, row] of order.slice(1).entries()) {
          const [above, below] = [order[i], row];
          expect(truth[above]).toBeLessThanOrEqual(truth[below]);
          if (truth[above] !== truth[below]) continue;
          expect(probabilities[above][truth[above]]).toBeGreaterThanOrEqual(
            probabilities[below][truth[below]],
          );
        }
      }),
    );
  });

  it("takes different rows, evenly spaced, of more than a page draws quickly", () => {
    for (const [n, classes, most] of [
      [561, 2, 560],
      [10_000, 7, 560],
      [10_000, 28, 178],
      [1000, 60, 83],
    ]) {
      const row = new Array<number>(classes).fill(1 / classes);
      const order = orderRows(Array.from({ length: n }, () => row));
      expect(order).toHaveLength(most);
      expect(mostRows(classes)).toBe(most);
      const steps = order.slice(1).map((row, i) => row - order[i]);
      expect(Math.min(...steps)).toBe(Math.floor(n / most));
      expect(Math.max(...steps)).toBe(Math.ceil(n / most));
      expect(order[0]).toBeLessThan(n / most);
      expect(order.at(-1)).toBeGreaterThanOrEqual(n - n / most);
    }
  });
});
