import { describe, expect, it } from "vitest";
import {
  scoreNames,
  sharesOf,
  shareWords,
  takenAbove,
} from "../../../src/charts/parts/takenAbove.js";

describe("takenAbove", () => {
  it("takes what reaches the threshold, at each hundredth, as counting says", () => {
    const confidence = Float64Array.from(
      { length: 50 },
      (_, i) => Math.round(100 * Math.abs(Math.sin(i))) / 100,
    );
    const hit = Uint8Array.from(confidence, (_, i) => (i % 3 === 0 ? 1 : 0));
    const steps = takenAbove({ confidence, hit });
    expect(steps).toHaveLength(101);
    for (const [hundredths, { tp, fp }] of steps.entries()) {
      const taken = Array.from(hit).filter((_, i) => confidence[i] >= hundredths / 100);
      expect([tp, fp]).toEqual([
        taken.filter((is) => is === 1).length,
        taken.filter((is) => is === 0).length,
      ]);
    }
  });
});

describe("sharesOf", () => {
  it("divides what is taken by what is there", () => {
    const shares = sharesOf({ tp: 3, fp: 1 }, { positives: 4, negatives: 10 });
    expect(shares).toEqual({ precision: 0.75, recall: 0.75, fpr: 0.1 });
  });

  it("has no share of nothing", () => {
    const shares = sharesOf({ tp: 0, fp: 0 }, { positives: 0, negatives: 0 });
    expect(shares).toEqual({ precision: null, recall: null, fpr: null });
    expect([shares.precision, 0.5].map(shareWords)).toEqual(["none", "50.0%"]);
  });
});

describe("scoreNames", () => {
  const name = (scores: unknown, id2label?: never) => scoreNames("aChart", scores, id2label)(1);

  it("takes the names of the option, of the scores' side, of saved predictions, or none", () => {
    const saved = { logits: [[1, 2]], id2label: { 0: "A", 1: "B" } };
    expect(name([[1, 2]], ["C", "D"] as never)).toBe("D");
    expect(name(saved, { scores: ["E", "F"], label_ids: ["F", "E"] } as never)).toBe("F");
    expect(name(saved)).toBe("B");
    expect(name([[1, 2]])).toBe("class 1");
  });
});
