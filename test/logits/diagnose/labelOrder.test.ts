import { describe, expect, it } from "vitest";
import { findLabelOrder } from "../../../src/logits/diagnose/labelOrder.js";

/** Classes drawn by a linear congruential generator, the same every time. */
function draw(count: number, classes: number, seed: number): Int32Array {
  let state = seed;
  return Int32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * classes);
  });
}

const order = (predicted: Int32Array, truth: Int32Array, classes: number) =>
  findLabelOrder(predicted, truth, classes);

describe("findLabelOrder", () => {
  it("finds a permutation, however many classes it moves, and says how it tested", () => {
    const truth = draw(300, 5, 1);
    const swapped = truth.map((label) => [0, 2, 1, 3, 4][label]);
    expect(order(truth, swapped, 5)).toMatchObject({
      id: "label-order",
      certainty: "likely",
      evidence: { order: [0, 2, 1, 3, 4], shuffles: 999, shuffles_as_good: 0 },
    });
  });

  it("takes labels from 1 for what they are, where the last class is missing", () => {
    const predicted = draw(200, 4, 2);
    expect(
      order(
        predicted,
        predicted.map((label) => label + 1),
        6,
      ),
    ).toMatchObject({
      id: "label-range",
      message: expect.stringContaining("no label is 0"),
    });
  });

  it("accuses no weak model, whatever it draws: fewer than one in a hundred", () => {
    let accused = 0;
    for (let seed = 0; seed < 300; seed++) {
      const classes = [2, 3, 7][seed % 3];
      const rows = [10, 25, 60, 120][seed % 4];
      if (order(draw(rows, classes, 2 * seed + 5), draw(rows, classes, 7 * seed + 11), classes))
        accused++;
    }
    expect(accused).toBeLessThan(3);
  });

  it("accuses no model that is right half of the time, with as many classes as texts", () => {
    const truth = draw(60, 50, 3);
    const wrong = draw(60, 50, 4);
    const predicted = truth.map((label, row) => (row % 2 ? label : wrong[row]));
    expect(order(predicted, truth, 50)).toBeUndefined();
  });

  it("takes time for neither many texts nor many classes", () => {
    const many = draw(100_000, 7, 5);
    const wide = draw(500, 1000, 6);
    const start = performance.now();
    expect(
      order(
        many,
        many.map((label) => (label + 1) % 7),
        7,
      ),
    ).toBeDefined();
    order(
      wide,
      wide.map((label) => (label + 1) % 1000),
      1000,
    );
    expect(performance.now() - start).toBeLessThan(4_000);
  });
});
