import type { Prediction } from "../predictions.js";

export const lesson02: Prediction[] = [
  {
    id: "02.a",
    question: "What are the predictions?",
    choices: ["labels", "probabilities", "logits"],
    came: "logits",
    mistakes: [
      {
        said: "labels",
        because: "There are two numbers for each sentence, so nothing has been chosen yet.",
      },
      {
        said: "probabilities",
        because: "The Trainer applies no softmax: it hands on what the model returns.",
      },
    ],
  },
  {
    id: "02.b",
    question: "What is the sum of all the probabilities?",
    came: 144,
    mistakes: [
      { said: 1, because: "Each row adds up to 1, and there are 144 of them." },
      {
        said: 2,
        because:
          "The columns add up to whatever the sentences make of them; it is each row that makes 1.",
      },
      { said: 288, because: "That is how many numbers there are; a row of two makes 1." },
      {
        said: 72,
        because: "That counts one of the two classes; both are in the sum.",
      },
    ],
    otherwise: "Each row adds up to 1: how many rows are there?",
  },
  {
    id: "02.c",
    question: "What is the loss of a head that has learned nothing?",
    came: 0.6937960386276245,
    within: 0.02,
    mistakes: [
      { said: 0, because: "A loss of 0 belongs to a model that is sure, and right every time." },
      { said: 0.5, because: "0.5 is the probability of each class; the loss is −ln 0.5." },
      { said: 1, because: "That is −log₂ 0.5; the loss takes the natural logarithm." },
      {
        said: Math.log(7),
        because: "That is ln 7, for seven classes; this head has been given two.",
      },
    ],
    otherwise:
      "Both logits are about 0, so both probabilities are about 0.5, and the loss is −ln 0.5.",
  },
];
