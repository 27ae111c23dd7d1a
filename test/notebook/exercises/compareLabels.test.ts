import { describe, expect, it } from "vitest";
import { compareLabels } from "../../../src/notebook/exercises/compareLabels.js";

const asked = {
  known: ["neutral", "joy", "anger"],
  lookUp: "id2label[index]",
  rows: [
    [0, 1, 2],
    [3, 1, 2],
  ],
  mistakes: [{ answer: ["joy", "joy"], remark: "you always said joy.", hint: "Look again." }],
  otherwise: (label: string, place: number) => `row ${place} isn't ${label}.`,
};
const right = ["anger", "neutral"];
const remark = (answer: unknown, more = {}) => {
  const reply = compareLabels(answer, right, { ...asked, ...more });
  return reply === true ? true : `${reply.verdict}: ${reply.remark}`;
};

describe("a list of labels", () => {
  it.each([
    [right],
    [["Anger", " NEUTRAL "]],
    [[right]],
    [new Set(right)],
    [[{ label: "anger" }, { predicted_label: "neutral", label: "joy" }]],
  ])("%j is right", (answer) => {
    expect(remark(answer)).toBe(true);
  });

  it.each<[unknown, string]>([
    ["anger, neutral", "nearly: the values are right, but it is a single text: make it a list."],
    [["angr", "neutral"], 'nearly: the values are right; "angr" is spelt "anger".'],
    [["ang", "neu"], 'nearly: the values are right; "ang" is spelt "anger".'],
    [["angr", "joy"], 'not yet: there is no label "angr"; did you mean "anger"?'],
    [["rage", "joy"], 'not yet: "rage" is none of the labels: choose from neutral, joy, anger.'],
    [["neutral", "anger"], "not yet: the labels are right, but not their order."],
    [["anger", "joy"], "not yet: row 1 isn't joy."],
    [["joy", "joy"], "not yet: you always said joy."],
    [["anger"], "not yet: the exercise asks for 2 labels, and you gave only one."],
    [[1, 1], "not yet: you always said joy."],
    [[0, 1, 2], "not yet: those are class indices; the exercise asks for 2 labels."],
    [
      [2, 1],
      "not yet: those are class indices, and not yet the right ones; the exercise asks for labels.",
    ],
    [[2.5, 1.5], "not yet: the exercise asks for a list of 2 labels, and you gave numbers."],
  ])("%j is told: %s", (answer, reply) => {
    expect(remark(answer)).toBe(reply);
  });

  it("given as class indices, from 0 or from 1, is nearly right", () => {
    const fix = "but they are class indices: look up the label of each, id2label[index].";
    for (const answer of [[2, 0], ["2", "0"], ["LABEL_2", "LABEL_0"], new Int32Array([2, 0])]) {
      expect(remark(answer)).toBe(`nearly: the values are right, ${fix}`);
    }
    expect(remark([3, 1])).toBe(
      "nearly: the values are right; classes count from 0, and the exercise asks for their labels.",
    );
  });

  it("given as the logits that won is told so", () => {
    expect(remark([2, 3], { lookUp: undefined })).toBe(
      "not yet: the exercise asks for a list of 2 labels, and those are the largest logits themselves.",
    );
  });
});

it("one label in a list or in a sentence is nearly right", () => {
  const one = { known: ["long", "short"], noun: "tag", otherwise: () => "no." };
  expect(compareLabels("Short", "short", one)).toBe(true);
  expect(compareLabels(["short"], "short", one)).toMatchObject({
    remark: "the value is right, but it is a list of one: take [0].",
  });
  expect(compareLabels("it is short", "short", one)).toMatchObject({
    remark: "the value is right; give only the tag.",
  });
});
