import { describe, expect, it } from "vitest";
import { compareLabelSets, labelsAbove } from "../../../src/notebook/exercises/compareLabelSets.js";

const asked = {
  known: ["rain", "hail", "wind"],
  example: '[["rain"], ["hail"]]',
  mistakes: [{ answer: [["rain"], ["rain"]], remark: "you said rain twice.", hint: "Look out." }],
  otherwise: (label: string, list: number, isMissing: boolean) =>
    `list ${list} ${isMissing ? "lacks" : "has"} ${label}.`,
};
const right = [["rain", "wind"], []];
const remark = (answer: unknown, expected: string[][] = right) => {
  const reply = compareLabelSets(answer, expected, asked);
  return reply === true ? true : `${reply.verdict}: ${reply.remark}`;
};
const wanted = 'not yet: the exercise asks for 2 lists of labels, such as [["rain"], ["hail"]]';

describe("lists of labels", () => {
  it.each([
    [right],
    [[["wind", "rain"], []]],
    [[["Wind ", "RAIN"], []]],
    [[["rain", "rain", "wind"], []]],
    [[new Set(["rain", "wind"]), new Set()]],
    [["rain, wind", "none"]],
    [["rain and wind", ""]],
    [["rain and wind", null]],
    ["rain, wind; none"],
    [[["rain", "wind"], ["none"]]],
    [[right]],
    [{ 0.5: ["rain", "wind"], 0.3: [] }],
    [[{ predicted_labels: ["rain", "wind"] }, { predicted_labels: [] }]],
    [[[{ label: "rain" }, { label: "wind" }], []]],
  ])("%j is right", (answer) => {
    expect(remark(answer)).toBe(true);
  });

  it.each<[unknown, string]>([
    [
      [[0, 2], []],
      "nearly: the values are right, but they are indices: look up the label of each.",
    ],
    [
      [
        [1, 0, 1],
        [0, 0, 0],
      ],
      "nearly: the values are right, but they are 0 or 1 for each label: give the labels that have a 1.",
    ],
    [
      [
        [true, false, true],
        [false, false, false],
      ],
      "nearly: the values are right, but they are 0 or 1 for each label: give the labels that have a 1.",
    ],
    [["rain", "wind"], "not yet: list 0 lacks wind."],
    [[["rain"], ["rain"]], "not yet: you said rain twice."],
    [[[0], [0]], "not yet: you said rain twice."],
    [[["rain", "wind"], ["hail"]], "not yet: list 1 has hail."],
    [[["rain", "wind", "hail"], []], "not yet: list 0 has hail."],
    [[["rain"], []], "not yet: list 0 lacks wind."],
    [["rain", "wind", "hail"], `${wanted}, and yours is one list.`],
    [[["rain"], [], []], `${wanted}, and yours has 3, as many as there are labels.`],
    [[], `${wanted}, and yours is empty.`],
    [null, `${wanted}.`],
    ["rain", `${wanted}, and yours is one list.`],
    [
      [null, undefined],
      "not yet: there is undefined in place of a list: something was looked up at a place that doesn't exist (places count from 0).",
    ],
    [() => [], `${wanted}, and your answer is a function: call it, with ( ) after its name.`],
    [[null, null], "not yet: list 0 lacks rain."],
    [[2, 1], `${wanted}, and you gave numbers.`],
    [[0, 0], "not yet: you said rain twice."],
    [
      [
        [0.8, 0.4, 0.1],
        [0.2, 0.3, 0.1],
      ],
      "not yet: those are numbers: compare each with the threshold, and give the labels that pass.",
    ],
    [
      [["rain", undefined], []],
      "not yet: there is undefined in a list: something was looked up at a place that doesn't exist (places count from 0).",
    ],
    [[["rain", 0.7], []], "not yet: 0.7 is a number; give the labels by name."],
    [[["rain", "winds"], []], 'not yet: there is no label "winds"; did you mean "wind"?'],
    [
      [["rain", "thunderstorm"], []],
      'not yet: "thunderstorm" is none of the labels: choose from rain, hail, wind, and leave a list empty where there is none.',
    ],
  ])("%j is told: %s", (answer, reply) => {
    expect(remark(answer)).toBe(reply);
  });

  it("hints at what to do about a mistake that has a hint", () => {
    expect(compareLabelSets([["rain"], ["rain"]], right, asked)).toHaveProperty(
      "hint",
      "Look out.",
    );
  });

  it("may all be empty", () => {
    expect(remark([[], []], [[], []])).toBe(true);
    expect(remark(["none", "none"], [[], []])).toBe(true);
  });
});

it("a label is on where its own sigmoid is above the threshold, and at 0.5 where its logit is above 0", () => {
  const row = [0, 1e-9, -0.85, -0.84];
  expect(labelsAbove(row, ["a", "b", "c", "d"], 0.5)).toEqual(["b"]);
  expect(labelsAbove(row, ["a", "b", "c", "d"], 0.3)).toEqual(["a", "b", "d"]);
});
