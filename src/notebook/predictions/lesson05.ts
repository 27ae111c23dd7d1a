import type { Prediction } from "../predictions.js";

export const lesson05: Prediction[] = [
  {
    id: "05.a",
    question: "Which T makes the model promise no more than it can keep?",
    came: 5.188914506440373,
    within: 0.2,
    mistakes: [
      {
        said: 2.4,
        because:
          "You may have turned until no sure answer was wrong, but on the sentences that are to judge. And the less sure ones claim too much as well.",
      },
      {
        said: 2,
        because:
          "That mends the surest answers, and only some of those; the less sure ones claim too much as well.",
      },
      {
        said: 1.3,
        because:
          "0.98 is about 1.3 times 0.76. But T divides logits: 1.3 takes a probability of 0.98 only down to 0.95.",
      },
      {
        said: 4,
        because:
          "The test set would choose that itself, but it is to judge. From 89 sentences a guess of 4 is as good, as you will see.",
      },
      {
        said: 10,
        because:
          "Then even its surest answers say less than 0.7, and three of four of them are right.",
      },
      { said: 0.5, because: "A T below 1 makes all probabilities more extreme." },
      {
        said: 0.2,
        because: "That is about 1 / T, by which logits would be multiplied; they are divided by T.",
      },
    ],
    otherwise:
      "All validation sentences have a say in it, and not only the surest. How firmly they fix it, you will see.",
  },
  {
    id: "05.b",
    question: "A model says 0.5 and 0.5 to every sentence, and half are positive: what is its ECE?",
    came: 0,
    mistakes: [
      {
        said: 0.5,
        because:
          "Half of its answers are wrong, but the ECE doesn't count mistakes: it claims a half, and a half is right.",
      },
      {
        said: 1,
        because: "It is useless, but not dishonest: it claims a half, and a half is right.",
      },
      {
        said: 0.25,
        because:
          "That is how far 0.5 lies from 0 and 1, squared. The ECE compares with how many are right: a half.",
      },
    ],
    otherwise: "It claims a half, and a half of its answers are right: there is no gap.",
  },
  {
    id: "05.c",
    question: "Which of accuracy, NLL and ECE does T change on the test set?",
    choices: ["all three", "NLL and ECE", "only ECE", "none"],
    came: "NLL and ECE",
    mistakes: [
      {
        said: "all three",
        because:
          "T changes no answer: the larger logit stays the larger one when both are divided by the same number.",
      },
      {
        said: "only ECE",
        because: "The NLL reads the probability of the true class, and T moves that, too.",
      },
      {
        said: "none",
        because:
          "The answers stay as they are, but the probabilities don't, and two of the three read those.",
      },
    ],
  },
  {
    id: "05.d",
    question: "Is the ECE on the familiar sentences larger or smaller than 0.255?",
    choices: ["larger", "smaller", "the same"],
    came: "smaller",
    mistakes: [
      {
        said: "the same",
        because:
          "It is the same model, but an ECE belongs to a model and its data: here more of the sure answers are right.",
      },
      {
        said: "larger",
        because:
          "Training did make it sure, but on sentences of this kind more of its sure answers are right.",
      },
    ],
  },
  {
    id: "05.e",
    question: "Does the ECE depend on how many bins there are?",
    choices: ["no", "a little", "a lot"],
    came: "a lot",
    mistakes: [
      {
        said: "no",
        because: "An ECE isn't a fact about the model alone: other bins compare other means.",
      },
      {
        said: "a little",
        because: "From 5 bins to 100 it more than doubles, though no answer has changed.",
      },
    ],
  },
];
