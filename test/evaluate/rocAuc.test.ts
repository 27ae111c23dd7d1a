import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rocAuc } from "../../src/evaluate/rocAuc.js";
import { expectNear } from "./expectNear.js";
import { peers } from "./goldenCalibration.js";
import { isNear, lawOfMany } from "./laws.js";
import { messageOf, wrong } from "./messageOf.js";

it("is scikit-learn's roc_auc_score on 500 random sets", () => {
  for (const { p, y, w, auc } of peers.ranking) {
    const ours = Object.keys(auc).map((name) => {
      const [multi_class, average, weights] = name.split(" ");
      if (name === "plain") return [name, rocAuc(y, p)];
      if (name === "sample_weight") return [name, rocAuc(y, p, { sample_weight: w })];
      const sample_weight = weights ? w : undefined;
      return [name, rocAuc(y, p, { multi_class, average, sample_weight } as never)];
    });
    expectNear(Object.fromEntries(ours), auc);
  }
});

const texts = fc
  .array(fc.tuple(fc.constantFrom(0, 1), fc.integer({ min: -9, max: 9 })), { maxLength: 20 })
  .map((some) => [[1, 2], [0, 1], ...some]);
const area = (some: number[][], turn = (x: number) => x) =>
  rocAuc(
    some.map(([label]) => label),
    some.map(([, score]) => [0, turn(score)]),
  );

describe("rocAuc", () => {
  lawOfMany("doesn't change under a rising map of the logits", texts, (some) =>
    isNear(
      area(some),
      area(some, (x) => x ** 3 / 40),
    ),
  );
  lawOfMany("turns around with the order", texts, (some) =>
    isNear(area(some), 1 - area(some, (x) => -x)),
  );
  lawOfMany("is the share of pairs in the right order", texts, (some) => {
    const scores = (label: number) => some.filter((each) => each[0] === label).map(([, s]) => s);
    const pairs = scores(1).flatMap((a) => scores(0).map((b) => (a > b ? 1 : a === b ? 0.5 : 0)));
    return isNear(area(some), pairs.reduce((sum: number, one) => sum + one, 0) / pairs.length);
  });

  it("averages the labels of label sets", () => {
    const sets = [
      [1, 0],
      [0, 1],
      [1, 1],
      [0, 0],
    ];
    const logits = [
      [3, -2],
      [-1, 2],
      [0, -1],
      [1, -3],
    ];
    const options = { problem_type: "multi_label_classification" } as const;
    expect(rocAuc(sets, logits, options)).toBeCloseTo((0.75 + 1) / 2, 12);
  });

  it.each([
    [[0, 1], { multi_class: "all" }, 'multi_class to be "ovr" or "ovo"'],
    [[0, 1], { average: "samples" }, 'average to be "macro"'],
    [[0, 1], { max_fpr: 0.1 }, "the whole area is measured"],
    [[0, 0], {}, "class 1 has none"],
    [[0, 1], { multi_class: "ovo", average: "micro" }, 'use "ovr"'],
  ])("refuses %j with %j", (label_ids, options, message) => {
    const call = () =>
      rocAuc(
        label_ids,
        [
          [1, 2],
          [2, 1],
        ],
        wrong(options),
      );
    expect(messageOf(call)).toContain(message);
  });
});
