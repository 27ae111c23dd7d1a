import { expect, it } from "vitest";
import { argmax } from "../../../src/logits/argmax.js";
import { sigmoid } from "../../../src/logits/sigmoid.js";
import { softmax } from "../../../src/logits/softmax.js";
import { loadClassifier } from "../../../src/model/loadClassifier.js";
import { lesson04 } from "../../../src/notebook/exercises/lesson04.js";
import { threeSentences } from "../../../src/notebook/exercises/mendedArgmax.js";
import { said } from "./said.js";

const labels = ["anger", "disgust", "fear", "joy", "neutral", "sadness", "surprise"];
const mend = (rows: number[][]) => rows.map((row) => labels.filter((_, i) => row[i] > 0));

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
    "not yet: fear is missing in sentence 0. Softmax made it share with joy, or you compared logits with 0.5, where only probabilities belong. Hint: A sigmoid above 0.5 is a logit above 0.",
  ],
  [
    (rows: number[][]) => rows.map((row) => labels.filter((_, i) => row[i] > 0.5)),
    "not yet: fear is missing in sentence 0. Softmax made it share with joy, or you compared logits with 0.5, where only probabilities belong. Hint: A sigmoid above 0.5 is a logit above 0.",
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
