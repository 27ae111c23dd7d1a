import { describe, expect, it, vi } from "vitest";
import { calibrationCurve } from "../../src/evaluate/calibration.js";
import { sortIntoBins } from "../../src/evaluate/calibrationBins.js";
import { readConfidences } from "../../src/evaluate/confidences.js";
import { answersOfLogits, answersOfProbabilities } from "../../src/evaluate/topAnswers.js";
import { argmax } from "../../src/logits/argmax.js";
import { softmax } from "../../src/logits/softmax.js";
import { areSame, firsts, isNear, law, scored, seconds } from "./laws.js";

/** The true class of every row is 0, unless others are given. */
const batch = (rows: number[][], ids = rows.map(() => 0)) => ({
  data: rows.flat(),
  rows: rows.length,
  columns: rows[0].length,
  isBatch: true,
  ids: Int32Array.from(ids),
});

/** Lists the answers that it is given. */
class Answers {
  readonly confidence: number[] = [];
  readonly isHit: boolean[] = [];

  add(confidence: number, isHit: boolean): void {
    this.confidence.push(confidence);
    this.isHit.push(isHit);
  }
}

describe("the top answers", () => {
  law("of logits are argmax's, with softmax's probability", scored, (rows) => {
    const [labels, logits] = [firsts(rows), seconds(rows)];
    const answers = new Answers();
    answersOfLogits(batch(logits, labels), answers, () => {});
    const [best, probabilities] = [argmax(logits), softmax(logits)];
    return (
      areSame(
        answers.isHit,
        best.map((answer, row) => answer === labels[row]),
      ) && answers.confidence.every((value, row) => isNear(value, probabilities[row][best[row]]))
    );
  });

  law("of probabilities are argmax's, with their own probability", scored, (rows) => {
    const [labels, probabilities] = [firsts(rows), softmax(seconds(rows))];
    const answers = new Answers();
    const isFound = answersOfProbabilities(batch(probabilities, labels), answers);
    return (
      isFound &&
      areSame(
        answers.isHit,
        argmax(probabilities).map((answer, row) => answer === labels[row]),
      ) &&
      areSame(
        answers.confidence,
        probabilities.map((row) => Math.min(1, Math.max(...row))),
      )
    );
  });

  law("of calibration errors are binned as confidences are", scored, (rows) => {
    const [labels, logits] = [firsts(rows), seconds(rows)];
    const read = readConfidences(labels, logits, "test", {}, "top")[0];
    const bins = sortIntoBins(read, {}, "test");
    return calibrationCurve(labels, logits).every(
      ({ count, confidence }, bin) =>
        count === bins.count[bin] &&
        (count === 0 || confidence === bins.confidence[bin] / bins.count[bin]),
    );
  });

  law("are the same without the rows that have no label", scored, (rows) => {
    const [labels, logits] = [firsts(rows), seconds(rows)];
    const twice = [logits, softmax(logits)].map((scores) => {
      const without = labels.flatMap((label) => [label, -100]);
      const doubled = scores.flatMap((row) => [row, [...row].reverse()]);
      return [
        readConfidences(labels, scores, "test", {}, "top"),
        readConfidences(without, doubled, "test", {}, "top"),
      ];
    });
    return twice.every(([whole, kept]) => areSame(whole, kept));
  });

  it.each([
    ["a negative number too small to change the sum", [1, -1e-20]],
    ["NaN", [Number.NaN, 1]],
    ["a sum off 1", [0.5, 0.502]],
    ["Infinity", [Number.POSITIVE_INFINITY, 0]],
  ])("of probabilities aren't found in a row with %s", (_, row) => {
    expect(answersOfProbabilities(batch([[0.5, 0.5], row]), new Answers())).toBe(false);
  });

  it("of logits are found beside infinities that have a limit", () => {
    const [most, least] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    const rows = [
      [0, most, 1],
      [least, 2, 2],
      [1e308, 1e308, 0],
    ];
    const answers = new Answers();
    answersOfLogits(batch(rows, [1, 1, 0]), answers, () => {});
    expect(answers.isHit).toEqual([true, true, true]);
    expect(answers.confidence).toEqual([1, 0.5, 0.5]);
  });

  it("of logits are looked at once if not all are finite, and never otherwise", () => {
    const refuse = vi.fn();
    answersOfLogits(
      batch([
        [3, 2],
        [1e308, -1e308],
      ]),
      new Answers(),
      refuse,
    );
    expect(refuse).not.toHaveBeenCalled();
    answersOfLogits(
      batch([
        [3, Number.NaN],
        [Number.NaN, 2],
      ]),
      new Answers(),
      refuse,
    );
    expect(refuse).toHaveBeenCalledOnce();
  });

  it.each([
    ["NaN", [0, Number.NaN], "row 1, column 1 is NaN"],
    ["two Infinities", [1 / 0, 1 / 0], "column 0 and column 1 are both Infinity"],
    ["nothing but -Infinity", [-1 / 0, -1 / 0], "row 1 has only -Infinity"],
  ])("of logits are refused in a row with %s", (_, row, words) => {
    expect(() => readConfidences([0, 0], [[3, 2], row], "test", {}, "top")).toThrow(words);
  });
});
