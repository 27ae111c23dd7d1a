import type { Exercise } from "../exercises.js";

export const lesson00: Exercise[] = [
  {
    id: "00.1",
    check(answer) {
      if (answer === "POSITIVE") return "that is the label; the exercise asks for its class index.";
      return answer === 1 || "that isn't the index of the larger logit.";
    },
    hints: [
      "Which of the two logits in cell 2 is larger, the first or the second?",
      "Indices begin at 0, so the second place is index 1. argmax(logits) says so too.",
    ],
  },
  {
    id: "00.2",
    check(answer) {
      if (answer === 0.7) return "0.7 is the logit. What share does each of two equals get?";
      return answer === 0.5 || "think about what two equal logits have to share.";
    },
    hints: [
      "The probabilities of the two classes are equal, and they add up to 1.",
      "Run softmax([0.7, 0.7]) in a cell of your own to see both.",
    ],
  },
];
