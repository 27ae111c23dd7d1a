import { argmax } from "../../logits/argmax.js";
import { sigmoid } from "../../logits/sigmoid.js";
import { softmax } from "../../logits/softmax.js";
import type { Reply } from "../exercises.js";
import { compareLabelSets, labelsAbove, type SetsMistake } from "./compareLabelSets.js";
import { short } from "./compareNumbers.js";

const emotions = ["anger", "disgust", "fear", "joy", "neutral", "sadness", "surprise"];

/** What the embedded `emotions-multilabel` returns for the three sentences of 04.4; a test asks the model. */
export const threeSentences = [
  [-3.626688, -2.423046, 0.373677, 1.51689, -4.36851, -1.878426, -1.919136],
  [-1.077583, -0.04047, -0.231442, -3.179958, -3.024576, -1.590342, -3.007128],
  [-3.700571, -5.211247, -3.60164, -3.630524, -0.878167, 1.283948, -3.028354],
];

/** A check of 04.4: the labels of each sentence, or a function that gives them for the logits. */
export function mendedArgmax(answer: unknown): true | Reply {
  const given = typeof answer === "function" ? answer(threeSentences) : answer;
  const right = threeSentences.map((row) => labelsAbove(row, emotions, 0.5));
  return compareLabelSets(given, right, {
    known: emotions,
    example: '[["joy"], ["joy"], ["joy"]]',
    mistakes: threeMistakes(right),
    otherwise(label, list, isMissing) {
      const score = short(sigmoid(threeSentences[list])[emotions.indexOf(label)]);
      return isMissing
        ? `sentence ${list} (counted from 0) lacks ${label}, whose probability is ${score}.`
        : `in sentence ${list} (counted from 0) ${label} is one too many: its probability is ${score}.`;
    },
  });
}

function threeMistakes(right: readonly string[][]): SetsMistake[] {
  const best = argmax(threeSentences).map((index) => [emotions[index]]);
  const topTwo = threeSentences.map((row) =>
    emotions.filter((_, i) => row.filter((other) => other > row[i]).length < 2),
  );
  return [
    {
      answer: best,
      remark:
        "that is what the colleague's program said: argmax gives every sentence exactly one label.",
    },
    {
      answer: right.map((set, i) => (set.length > 0 ? set : best[i])),
      remark: "sentence 1 has no label above 0.5, and may have none: its list stays empty.",
    },
    {
      answer: softmax(threeSentences).map((row) => emotions.filter((_, i) => row[i] > 0.5)),
      remark:
        "fear is missing in sentence 0. Softmax made it share with joy, or you compared logits with 0.5, where only probabilities belong.",
      hint: "A sigmoid above 0.5 is a logit above 0.",
    },
    {
      answer: topTwo,
      remark: "you took the best two of each; how many there are is for the threshold to say.",
    },
    {
      answer: threeSentences.map((row) => labelsAbove(row, emotions, 0.4)),
      remark: "that is a lower threshold than 0.5.",
    },
    {
      answer: threeSentences.map((row) => labelsAbove(row, emotions, 0.3)),
      remark: "that is a lower threshold than 0.5.",
    },
    {
      answer: threeSentences.map((row) => labelsAbove(row, emotions, 0.25)),
      remark: "that is a lower threshold than 0.5.",
    },
    {
      answer: threeSentences.map((row) => emotions.filter((_, i) => !(row[i] > 0))),
      remark: "those are the labels that are off: turn the comparison round.",
    },
    {
      answer: [[], [], []],
      remark: "three lists, but joy has a probability of 0.82 in sentence 0.",
    },
  ];
}
