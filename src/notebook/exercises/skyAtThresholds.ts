import { sigmoid } from "../../logits/sigmoid.js";
import { softmax } from "../../logits/softmax.js";
import type { Reply } from "../exercises.js";
import { compareLabelSets, labelsAbove, type SetsMistake } from "./compareLabelSets.js";
import { short } from "./compareNumbers.js";

/** The labels and the row of 04.2. */
const skyLabels = ["rain", "hail", "snow", "wind"];
const sky = [1.4, -0.6, -2.2, 0.6];

const thresholds = [0.5, 0.3];

/** A check of 04.2: the labels that are on at each of two thresholds. */
export function skyAtThresholds(answer: unknown): true | Reply {
  const right = thresholds.map((threshold) => labelsAbove(sky, skyLabels, threshold));
  return compareLabelSets(answer, right, {
    known: skyLabels,
    example: '[["rain"], ["rain"]]',
    mistakes: skyMistakes(right),
    otherwise(label, list, isMissing) {
      const score = short(sigmoid(sky)[skyLabels.indexOf(label)]);
      const what = isMissing ? "is missing" : "is one too many";
      return `at ${thresholds[list]}, ${label} ${what}: its probability is ${score}.`;
    },
  });
}

function skyMistakes([half, lower]: readonly string[][]): SetsMistake[] {
  const named = (values: readonly number[], threshold: number) =>
    skyLabels.filter((_, i) => values[i] > threshold);
  return [
    {
      answer: [lower, half],
      remark: "the two lists are the wrong way round: a lower threshold lets more labels in.",
    },
    {
      answer: [half, half],
      remark: "the list at 0.5 is right, but at 0.3 one more label is on.",
      hint: "A probability of 0.3 is a logit of −0.85, so a negative logit may be above it.",
    },
    {
      answer: [lower, lower],
      remark: "the list at 0.3 is right, but at 0.5 one of them is off.",
    },
    {
      answer: [named(softmax(sky), 0.5), named(softmax(sky), 0.3)],
      remark:
        "that is what softmax or argmax would give: the labels had to share. Here each is asked by itself.",
      hint: "Take sigmoid(sky), and compare each of its four numbers with the threshold.",
    },
    {
      answer: [half, lower.filter((label) => !half.includes(label))],
      remark: "the list at 0.3 has only what joins; what is above 0.5 is above 0.3 as well.",
    },
    {
      answer: half.map((label) => [label]),
      remark: "you gave one list, that of 0.5; the exercise asks for a list at each threshold.",
    },
    {
      answer: [skyLabels, skyLabels],
      remark: "not all four: sigmoid is above 0 for every logit, but not above the threshold.",
    },
    {
      answer: [[], []],
      remark: "you have left both lists empty, but a logit above 0 is a probability above 0.5.",
    },
  ];
}
