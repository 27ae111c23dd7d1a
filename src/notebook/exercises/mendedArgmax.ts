import { argmax } from "../../logits/argmax.js";
import { sigmoid } from "../../logits/sigmoid.js";
import { softmax } from "../../logits/softmax.js";
import type { Reply } from "../exercises.js";
import { compareLabelSets, labelsAbove, type SetsMistake } from "./compareLabelSets.js";
import { short } from "./compareNumbers.js";
import { notYet } from "./replies.js";

const emotions = ["anger", "disgust", "fear", "joy", "neutral", "sadness", "surprise"];

/** What the embedded `emotions-multilabel` returns for the three sentences of 04.4; a test asks the model. */
export const threeSentences = [
  [-3.626688, -2.423046, 0.373677, 1.51689, -4.36851, -1.878426, -1.919136],
  [-1.077583, -0.04047, -0.231442, -3.179958, -3.024576, -1.590342, -3.007128],
  [-3.700571, -5.211247, -3.60164, -3.630524, -0.878167, 1.283948, -3.028354],
];

/** A check of 04.4: the labels of each sentence, or a function that gives them for all the logits or for a row of them. */
export function mendedArgmax(answer: unknown): true | Reply {
  if (typeof answer !== "function") return compared(answer);
  const ofRows = tried(() => compared(threeSentences.map((row) => answer(row))));
  if (ofRows === true) return true;
  return tried(() => compared(answer(threeSentences)));
}

/** What a person's function leads to; a reply where it stops with an error. */
function tried(run: () => true | Reply): true | Reply {
  try {
    return run();
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return notYet(`your function stops on the three rows of logits, with the error “${said}”.`);
  }
}

function compared(given: unknown): true | Reply {
  const right = threeSentences.map((row) => labelsAbove(row, emotions, 0.5));
  return compareLabelSets(given, right, {
    known: emotions,
    example: '[["anger", "joy"], ["fear"], []]',
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
        "fear (0.59) is missing in sentence 0. Either softmax made it share with joy, or you compared logits with 0.5, or your threshold was higher.",
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
      answer: right.map((set) => (set.length > 0 ? set : ["neutral"])),
      remark:
        "neutral is a label like the others, and has 0.05 in sentence 1. No label at all is an empty list.",
    },
    {
      answer: [["fear"], ["joy"], ["sadness"]],
      remark:
        "that is one list of the right labels; give a list for each sentence, and an empty one where there is none.",
    },
    {
      answer: right.toReversed(),
      remark: "those are the right lists in the wrong order: sentence 0 comes first.",
    },
    {
      answer: threeSentences.map(() => emotions),
      remark: "those are all seven labels; keep only those with a probability above 0.5.",
    },
    {
      answer: [[], [], []],
      remark: "three lists, but joy has a probability of 0.82 in sentence 0.",
    },
  ];
}
