import { expect, it } from "vitest";
import { argmax } from "../../../src/logits/argmax.js";
import { interpret } from "../../../src/logits/interpret.js";
import { sigmoid } from "../../../src/logits/sigmoid.js";
import { softmax } from "../../../src/logits/softmax.js";
import { loadClassifier } from "../../../src/model/loadClassifier.js";
import { lesson04 } from "../../../src/notebook/exercises/lesson04.js";
import { threeSentences } from "../../../src/notebook/exercises/mendedArgmax.js";
import { said } from "./said.js";

const labels = ["anger", "disgust", "fear", "joy", "neutral", "sadness", "surprise"];
const mend = (rows: number[][]) => rows.map((row) => labels.filter((_, i) => row[i] > 0));

const wanted =
  'not yet: the exercise asks for 3 lists of labels, such as [["anger", "joy"], ["fear"], []]';

it.each<[unknown, string]>([
  [mend(threeSentences), "✓"],
  [mend, "✓"],
  [[["joy", "fear"], [], ["sadness"]], "✓"],
  [["fear, joy", "none", "sadness"], "✓"],
  [
    [[2, 3], [], [5]],
    "nearly: the values are right, but they are indices: look up the label of each.",
  ],
  [
    threeSentences.map((row) => row.map((z) => (z > 0 ? 1 : 0))),
    "nearly: the values are right, but they are 0 or 1 for each label: give the labels that have a 1.",
  ],
  [
    argmax(threeSentences).map((index) => labels[index]),
    "not yet: that is what the colleague's program said: argmax gives every sentence exactly one label.",
  ],
  [
    [["fear", "joy"], ["disgust"], ["sadness"]],
    "not yet: sentence 1 has no label above 0.5, and may have none: its list stays empty.",
  ],
  [
    softmax(threeSentences).map((row) => labels.filter((_, i) => row[i] > 0.5)),
    "not yet: fear (0.59) is missing in sentence 0. Either softmax made it share with joy, or you compared logits with 0.5, or your threshold was higher. Hint: A sigmoid above 0.5 is a logit above 0.",
  ],
  [
    (rows: number[][]) => rows.map((row) => labels.filter((_, i) => row[i] > 0.5)),
    "not yet: fear (0.59) is missing in sentence 0. Either softmax made it share with joy, or you compared logits with 0.5, or your threshold was higher. Hint: A sigmoid above 0.5 is a logit above 0.",
  ],
  [
    [
      ["fear", "joy"],
      ["disgust", "fear"],
      ["neutral", "sadness"],
    ],
    "not yet: you took the best two of each; how many there are is for the threshold to say.",
  ],
  [
    [["fear", "joy"], ["disgust", "fear"], ["sadness"]],
    "not yet: that is a lower threshold than 0.5.",
  ],
  [
    threeSentences.map((row) => labels.filter((_, i) => row[i] < 0)),
    "not yet: those are the labels that are off: turn the comparison round.",
  ],
  [[[], [], []], "not yet: three lists, but joy has a probability of 0.82 in sentence 0."],
  [
    [["fear"], [], ["sadness"]],
    "not yet: sentence 0 (counted from 0) lacks joy, whose probability is 0.8201.",
  ],
  [
    [["fear", "joy", "sadness"], [], ["sadness"]],
    "not yet: in sentence 0 (counted from 0) sadness is one too many: its probability is 0.1326.",
  ],
  [
    argmax(threeSentences),
    "not yet: that is what the colleague's program said: argmax gives every sentence exactly one label.",
  ],
  [["joy and fear", null, "sadness"], "✓"],
  [
    sigmoid(threeSentences),
    "not yet: those are numbers: compare each with the threshold, and give the labels that pass.",
  ],
  [
    interpret(threeSentences, { problem_type: "multi_label_classification", id2label: labels }),
    "✓",
  ],
  [
    interpret(threeSentences, { id2label: labels }),
    "not yet: that is what the colleague's program said: argmax gives every sentence exactly one label.",
  ],
  [(row: number[]) => labels.filter((_, i) => row[i] > 0), "✓"],
  [
    (rows: string[][]) => rows.map((row) => row.at(0)?.trim()),
    "not yet: your function stops on the three rows of logits, with the error “row.at(...)?.trim is not a function”.",
  ],
  [
    async () => mend(threeSentences),
    `${wanted}, and your answer is a Promise: put \`await\` in front of it.`,
  ],
  [
    Promise.resolve(mend(threeSentences)),
    `${wanted}, and your answer is a Promise: put \`await\` in front of it.`,
  ],
  [[new Set(["fear", "joy"]), new Set(), new Set(["sadness"])], "✓"],
  [[[["fear", "joy"]], [[]], [["sadness"]]], "✓"],
  [[["Fear", "JOY "], ["none"], [" Sadness"]], "✓"],
  [["fear & joy", "none of these", "sadness"], "✓"],
  [["fear 0.59, joy 0.82", "", "sadness 0.78"], "✓"],
  ["fear, joy; none; sadness", "✓"],
  ["fear, joy / none / sadness", "✓"],
  ['[["fear", "joy"], [], ["sadness"]]', "✓"],
  ['[["fear", "joy"], [], ["sadness"]', `${wanted}, and yours is one list.`],
  [
    [[3, 4], [], [6]],
    "nearly: the values are right; labels count from 0, and the exercise asks for their names.",
  ],
  [
    [Uint8Array.of(2, 3), Uint8Array.of(), Uint8Array.of(5)],
    "nearly: the values are right, but they are indices: look up the label of each.",
  ],
  [
    [["LABEL_2", "LABEL_3"], [], ["LABEL_5"]],
    "nearly: the values are right, but they are indices: look up the label of each.",
  ],
  [
    threeSentences.map((row) => row.map((z) => z > 0)),
    "nearly: the values are right, but they are 0 or 1 for each label: give the labels that have a 1.",
  ],
  [
    sigmoid(threeSentences).map((row) => row.map((p) => Math.round(100 * p))),
    "not yet: those are numbers: compare each with the threshold, and give the labels that pass.",
  ],
  [
    [["fear", "joy"], ["neutral"], ["sadness"]],
    "not yet: neutral is a label like the others, and has 0.05 in sentence 1. No label at all is an empty list.",
  ],
  [
    ["fear", "joy", "sadness"],
    "not yet: that is one list of the right labels; give a list for each sentence, and an empty one where there is none.",
  ],
  [
    [["sadness"], [], ["fear", "joy"]],
    "not yet: those are the right lists in the wrong order: sentence 0 comes first.",
  ],
  [
    [labels, labels, labels],
    "not yet: those are all seven labels; keep only those with a probability above 0.5.",
  ],
  [
    [["fear", "joy"], ["anger"], ["sadness"]],
    "not yet: in sentence 1 (counted from 0) anger is one too many: its probability is 0.254.",
  ],
  [[["fear", "joi"], [], ["sadness"]], 'not yet: there is no label "joi"; did you mean "joy"?'],
  [[["fear", "joy"], false, ["sadness"]], "not yet: there is false in place of a list."],
  [[["fear", "joy"], ["sadness"]], `${wanted}, and yours has 2.`],
  [[["fear", "joy"]], `${wanted}, and yours is one list.`],
  [[], `${wanted}, and yours is empty.`],
  [0.5, `${wanted}, and your answer is the number 0.5.`],
  [
    labels.map((_, i) => threeSentences.map((row) => (row[i] > 0 ? 1 : 0))),
    `${wanted}, and yours has 7, as many as there are labels.`,
  ],
])("%j is told: %s", (answer, reply) => {
  expect(said(lesson04, "04.4", answer)).toBe(reply);
});

it("the logits of 04.4 are the model's", async () => {
  const classifier = await loadClassifier("emotions-multilabel");
  const logits = await classifier.logits([
    "I was scared to death, and then I laughed until I cried.",
    "This movie was terrible.",
    "We lost everything in the flood.",
  ]);
  await classifier.dispose();
  const apart = threeSentences.map((row, i) =>
    Math.max(...row.map((z, k) => Math.abs(z - logits[i][k]))),
  );
  expect(Math.max(...apart)).toBeLessThan(1e-4);
});
