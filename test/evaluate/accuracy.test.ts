import { describe, expect, it } from "vitest";
import { topKAccuracy, wilsonInterval } from "../../src/evaluate/accuracy.js";
import { messageOf, wrong } from "./messageOf.js";

describe("topKAccuracy", () => {
  it.each([0, 3, 1.5, Number.NaN, "1", undefined])("refuses %s guesses", (k) => {
    expect(messageOf(() => topKAccuracy([0], [[1, 2]], wrong(k)))).toContain(
      "topKAccuracy needs k to be a whole number from 1 to 2 (the number of classes), got",
    );
  });

  it("breaks ties like scikit-learn, which takes the earlier of two and the later of three", () => {
    const found = (label: number, scores: number[]) =>
      topKAccuracy([label], [scores], 1, { ties: "scikit-learn" });
    expect([0, 1].map((label) => found(label, [0.5, 0.5]))).toEqual([1, 0]);
    expect([0, 1, 2].map((label) => found(label, [0.25, 0.25, 0.25]))).toEqual([0, 0, 1]);
  });

  it("takes infinite logits, and refuses NaN and an unknown rule for ties", () => {
    const certain = [[Number.NEGATIVE_INFINITY, 0, Number.POSITIVE_INFINITY]];
    expect([0, 1, 2].map((label) => topKAccuracy([label], certain, 2))).toEqual([0, 1, 1]);
    expect(messageOf(() => topKAccuracy([0], [[Number.NaN, 0]], 1))).toBe(
      "topKAccuracy needs scores without NaN: row 0, column 0 is NaN",
    );
    expect(messageOf(() => topKAccuracy([0], [[1, 0]], 1, { ties: wrong("last") }))).toBe(
      'topKAccuracy needs ties to be "first" or "scikit-learn", got the string "last"',
    );
  });
});

describe("wilsonInterval", () => {
  it.each([
    [0, 0],
    [1, 2.5],
    [1, -1],
    [0, Number.NaN],
  ])("refuses %s of %s texts", (successes, n) => {
    expect(messageOf(() => wilsonInterval(successes, n))).toBe(
      `wilsonInterval needs at least one text, a whole number of 1 or more as n, got ${n}`,
    );
  });

  it.each([-1, 4, 0.75, Number.NaN])("refuses %s right of 3", (successes) => {
    expect(messageOf(() => wilsonInterval(successes, 3))).toBe(
      `wilsonInterval needs a whole number from 0 to 3 as successes, got ${successes}`,
    );
  });
});
