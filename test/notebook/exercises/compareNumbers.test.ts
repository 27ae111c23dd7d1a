import { describe, expect, it } from "vitest";
import { compareNumbers } from "../../../src/notebook/exercises/compareNumbers.js";

const right = [0.659, 0.2424, 0.0986];
const remark = (answer: unknown, expected: number | number[] = right, asked = {}) => {
  const reply = compareNumbers(answer, expected, 1e-6, asked);
  return reply === true ? true : `${reply.verdict}: ${reply.remark}`;
};

describe("right numbers", () => {
  it.each([
    [right],
    [[right]],
    [right.map((number) => [number])],
    [new Float64Array(right)],
    [new Set(right)],
    [{ data: right, dims: [1, 3] }],
  ])("%j are right", (answer) => {
    expect(remark(answer)).toBe(true);
  });

  it("are right to the tolerance, and NaN never is", () => {
    expect(compareNumbers(1.0000009, 1, 1e-6)).toBe(true);
    expect(compareNumbers(1000.0009, 1000, 1e-6)).toBe(true);
    expect(remark([Number.NaN, 0.2424, 0.0986])).toContain("there is NaN at [0]");
  });

  it.each<[number, number, string | true]>([
    [0.66, 0.659001, "right: right, rounded"],
    [0.6590004, 0.659001, true],
    [0.65, 0.659001, "right: right, though cut off rather than rounded"],
    [0.7, 0.659001, "nearly: the value is right, but rounded too far: give it to two decimals."],
    [0.658, 0.6589, "right: right, though cut off rather than rounded"],
    [0.6589123, 0.659001, "right: right, rounded"],
    [0.5004, 0.5, "not yet: 0.5004 is too large."],
    [0.67, 0.659001, "not yet: 0.67 is too large."],
    [0.6612345, 0.659001, "not yet: 0.6612 is too large."],
    [7.4, 7.389, "right: right, rounded"],
    [4.6, 4.595, "right: right, rounded"],
    [7, 7.389, "not yet: 7 is too small."],
    [Math.fround(0.66), 0.659001, "right: right, rounded"],
  ])("%d for %d is told: %s", (answer, expected, reply) => {
    expect(remark(answer, expected)).toBe(reply);
  });
});

describe("nearly right numbers", () => {
  it.each<[unknown, string]>([
    [["0.66", "0.24", "0.10"], "give them as numbers, not as text."],
    ["0.66, 0.24, 0.10", "give them as numbers, not as text."],
    [[65.9, 24.24, 9.86], "give them as shares, between 0 and 1, not in per cent."],
  ])("%j is told what to mend", (answer, fix) => {
    expect(remark(answer, right, { share: true })).toBe(`nearly: the values are right; ${fix}`);
  });

  it("are told everything there is to mend, in one sentence", () => {
    expect(remark(["50 %"], 0.5, { share: true })).toBe(
      "nearly: the value is right, but it is a list of one: take [0], and give it as a number, not as text, and give it as a share, between 0 and 1, not in per cent.",
    );
  });

  it("in a longer list are shown where they are", () => {
    expect(remark([0.2, 0.8], 0.8)).toBe(
      "nearly: the right number is in your list, at [1]: give it on its own.",
    );
  });
});

describe("wrong numbers", () => {
  const mistakes = [{ answer: [0.2, 0.3, 0.5], remark: "you sorted them.", hint: "Don't." }];

  it("that are a known mistake get its remark and its hint, in per cent and rounded too", () => {
    for (const answer of [
      [0.2, 0.3, 0.5],
      [20, 30, 50],
      [0.2, 0.3, 0.50001],
    ]) {
      expect(compareNumbers(answer, right, 1e-6, { share: true, mistakes })).toEqual({
        verdict: "not yet",
        remark: "you sorted them.",
        hint: "Don't.",
      });
    }
  });

  it("that are nearer to a mistake than to the right ones are that mistake", () => {
    const near = [{ answer: 4.6052, remark: "that is ln 100." }];
    expect(remark(4.6052, 4.6, { mistakes: near })).toBe("not yet: that is ln 100.");
  });

  it.each<[unknown, string]>([
    [[0.2424, 0.659, 0.0986], "the numbers are right, but not their order."],
    [[-0.659, -0.2424, -0.0986], "the sizes are right, but the signs are the wrong way round."],
    [right.map(Math.log), "those are the logarithms of the right numbers: take Math.exp of each."],
    [
      right.map((number) => 1 - number),
      "those are the shares of all the others: each of them and the right one add up to 1.",
    ],
    [[0.659, 0.2424, 0.2], "your numbers add up to 1.101, and probabilities add up to 1."],
    [[0.659, 0.5, -0.159], "a share is never negative."],
    [[0.659, 0.2, 0.141], "[0] is right, but [1] is too small, [2] is too large."],
    [[0.1, 0.2, 0.7], "[0] is too small, [1] is too small, [2] is too large."],
    [[0.66, 0.34], "the exercise asks for 3 numbers, and you gave 2."],
    [0.66, "the exercise asks for 3 numbers, and you gave only one."],
    [[], "the exercise asks for a list of 3 numbers, and your list is empty."],
    ["x", 'the exercise asks for a list of 3 numbers, and "x" is text.'],
    [null, "the exercise asks for a list of 3 numbers, and your answer is null."],
    [
      [0.66, undefined, 0.1],
      "the exercise asks for a list of 3 numbers, and there is undefined at [1]: something was looked up at a place that doesn't exist (places count from 0).",
    ],
  ])("%j is told: %s", (answer, words) => {
    expect(remark(answer, right, { share: "whole" })).toBe(`not yet: ${words}`);
  });

  it("of another kind get the exercise's own remark, after the places that are right", () => {
    const otherwise = (first: number) => `then it would be ${first}.`;
    expect(remark(2, 1, { otherwise })).toBe("not yet: then it would be 2.");
    expect(remark([2, 3], [1, 4], { otherwise })).toBe("not yet: then it would be 2.");
    expect(remark([1, 3], [1, 4], { otherwise })).toBe(
      "not yet: [0] is right, but [1] is too small. Then it would be 1.",
    );
  });
});
