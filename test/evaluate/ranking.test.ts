import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  averagePrecision,
  checkWeights,
  precisionRecallCurve,
  rocCurve,
} from "../../src/evaluate/ranking.js";
import { isNear, isShare, lawOfMany } from "./laws.js";
import { messageOf, wrong } from "./messageOf.js";

const row = fc.record({
  hit: fc.constantFrom(0, 1),
  score: fc.integer({ min: -6, max: 6 }),
  weight: fc.integer({ min: 1, max: 3 }),
});
/** Texts of both classes, with ties among their logits. */
const texts = fc
  .array(row, { maxLength: 20 })
  .map((some) => [{ hit: 1, score: 0.5, weight: 1 }, { hit: 0, score: -0.25, weight: 2 }, ...some]);
type Texts = { hit: number; score: number; weight: number }[];
const labels = (some: Texts) => some.map(({ hit }) => hit);
const logits = (some: Texts) => some.map(({ score }) => [0, score]);

describe("the curves", () => {
  lawOfMany("rise from nothing to everything", texts, (some) => {
    const { fpr, tpr } = rocCurve(labels(some), logits(some));
    const rises = (values: number[]) => values.every((v, i) => i === 0 || v >= values[i - 1]);
    const ends = [fpr[0], tpr[0], fpr.at(-1), tpr.at(-1)];
    return rises(fpr) && rises(tpr) && ends.join() === "0,0,1,1";
  });

  lawOfMany("count a text of weight 2 as two texts", texts, (some) => {
    const doubled = some.flatMap((text) => Array.from({ length: text.weight }, () => text));
    const weights = { sample_weight: some.map(({ weight }) => weight) };
    const one = rocCurve(labels(some), logits(some), weights);
    const two = rocCurve(labels(doubled), logits(doubled));
    const isSame = one.fpr.every((v, i) => isNear(v, two.fpr[i]) && isNear(one.tpr[i], two.tpr[i]));
    return (
      isSame &&
      isNear(
        averagePrecision(labels(some), logits(some), weights),
        averagePrecision(labels(doubled), logits(doubled)),
      )
    );
  });

  lawOfMany("don't depend on the order of the rows", texts, (some) => {
    const back = [...some].reverse();
    const one = precisionRecallCurve(labels(some), logits(some));
    const two = precisionRecallCurve(labels(back), logits(back));
    return JSON.stringify(one) === JSON.stringify(two) && one.precision.every(isShare);
  });
});

describe("what can't be ranked is refused", () => {
  it.each([
    [[1], [[0, 1]], {}, "all are of the class"],
    [[0], [[0, 1]], {}, "all are others"],
    [
      [0, 1],
      [
        [0, 1, 2],
        [1, 0, 2],
      ],
      {},
      "the class to find as pos_label, a whole number from 0 to 2",
    ],
    [
      [0, 1],
      [
        [0, 1],
        [1, 0],
      ],
      { pos_label: 2 },
      "got 2",
    ],
    [
      [0, 1],
      [
        [0, 1],
        [1, 0],
      ],
      { sample_weight: [1] },
      "got 1 for 2 rows",
    ],
    [
      [0, 1],
      [
        [0, 1],
        [1, 0],
      ],
      { sample_weight: [1, -1] },
      "row 1 is -1",
    ],
    [
      [0, 1],
      [
        [0, 1],
        [1, 0],
      ],
      { sample_weight: [0, 0] },
      "all 2 are 0",
    ],
    [
      [0, 1],
      [
        [0, 1],
        [1, 0],
      ],
      { drop_intermediate: true },
      "all points are returned",
    ],
  ])("%j %j %j", (label_ids, scores, options, message) => {
    expect(messageOf(() => rocCurve(label_ids, scores, wrong(options)))).toContain(message);
  });

  it("a class without texts", () => {
    expect(messageOf(() => averagePrecision([0], [[0, 1]]))).toContain(
      "at least one text of the class",
    );
  });

  it("weights that are left out are no weights", () => {
    expect(checkWeights(undefined, 3, "test")).toBeUndefined();
  });
});
