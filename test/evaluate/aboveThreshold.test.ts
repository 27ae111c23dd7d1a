import { describe, expect, it } from "vitest";
import { aboveThreshold } from "../../src/evaluate/aboveThreshold.js";
import { messageOf, wrong } from "./messageOf.js";

describe("aboveThreshold", () => {
  it("asks for more than the threshold, as interpret does, or for as much", () => {
    const scores = { data: Float32Array.of(0.5, 0.75, 0.25, 0.5), dims: [2, 2] };
    expect(aboveThreshold(scores)).toEqual([
      [0, 1],
      [0, 0],
    ]);
    expect(aboveThreshold(scores, 0.5, { or_equal: true })).toEqual([
      [1, 1],
      [0, 1],
    ]);
    expect(aboveThreshold(scores, 0.2)).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });

  it.each([Number.NaN, "0.5", true])("refuses %s as threshold", (threshold) => {
    expect(messageOf(() => aboveThreshold([[0.5]], wrong(threshold)))).toContain(
      "aboveThreshold needs a threshold from 0 to 1, a probability, got",
    );
  });

  it("takes a threshold for each label, in order or by name", () => {
    const scores = [[0.6, 0.6, 0.6]];
    expect(aboveThreshold(scores, [0.5, 0.6, 0.7])).toEqual([[1, 0, 0]]);
    const id2label = ["joy", "fear", "anger"];
    expect(aboveThreshold(scores, { fear: 0.6, anger: 0.7, joy: 0.5 }, { id2label })).toEqual([
      [1, 0, 0],
    ]);
    expect(aboveThreshold(scores, { fear: 0.7 }, { id2label })).toEqual([[1, 0, 1]]);
    const named = { data: [0.6], dims: [1, 1], id2label: ["joy"] };
    expect(aboveThreshold(named, { joy: 0.5 })).toEqual([[1]]);
  });

  it.each<[unknown, unknown, object, string]>([
    [
      [[2.5, 0]],
      0.5,
      {},
      "needs probabilities from 0 to 1: row 0, column 0 is 2.5; if these are logits, take sigmoid(logits) first",
    ],
    [[[0.5, -1]], 0.5, {}, "row 0, column 1 is -1"],
    [[[0.5, 1]], 1.5, {}, "needs a threshold from 0 to 1, a probability, got 1.5"],
    [[[0.5, 1]], [0.5], {}, "needs one threshold for each of the 2 labels, got 1"],
    [
      [[0.5, 1]],
      [0.5, 2],
      {},
      "needs a threshold from 0 to 1, a probability, got 2 as threshold[1]",
    ],
    [[[0.5, 1]], { joy: 0.5 }, {}, "needs id2label to read thresholds by name"],
    [
      [[0.5, 1]],
      { joi: 0.5 },
      { id2label: ["joy", "fear"] },
      'needs thresholds by label, got threshold["joi"], which is no label; did you mean "joy"?',
    ],
    [[[0.5, 1]], 0.5, { orEqual: true }, 'has no option "orEqual"; did you mean "or_equal"?'],
  ])("refuses %j above %j", (scores, threshold, options, message) => {
    expect(messageOf(() => aboveThreshold(wrong(scores), wrong(threshold), options))).toContain(
      `aboveThreshold ${message}`.replace("aboveThreshold row", "row"),
    );
  });
});
