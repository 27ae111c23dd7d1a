import type { Prediction } from "../predictions.js";

export const lesson06: Prediction[] = [
  {
    id: "06.a",
    question: "What does the accuracy do when the two names change places?",
    choices: ["stays", "a half", "turns round"],
    came: "stays",
    mistakes: [
      {
        said: "a half",
        because: "A half would need answers by chance. Here not one index has changed.",
      },
      {
        said: "turns round",
        because:
          "It would, if names were compared. A metric compares indices, and they haven't changed.",
      },
    ],
  },
  {
    id: "06.b",
    question: "What is the largest probability after a second softmax?",
    came: 0.7311,
    within: 0.004,
    mistakes: [
      {
        said: 1,
        because: "The second softmax takes the 1 for a logit, and the 0 beside it for another.",
      },
      {
        said: 0.5,
        because: "It flattens, but a logit of 1 is still larger than one of 0.",
      },
    ],
    otherwise:
      "The surest row that can go in is 0 and 1. Their softmax is 1/(1 + e) and e/(1 + e).",
  },
  {
    id: "06.c",
    question:
      "What is the loss of a model that is sure and right every time, computed from its probabilities?",
    came: 0.3133,
    within: 0.004,
    mistakes: [
      {
        said: 0,
        because:
          "It should be. But a probability of 1 counts as a logit of 1, which is far from sure.",
      },
      {
        said: Math.LN2,
        because:
          "That is ln 2, the loss of a guess. Logits of 0 and 1 are a little better than that.",
      },
      {
        said: 1,
        because: "The loss is minus a logarithm: here of 0.731, the most that comes out.",
      },
    ],
    otherwise: "Probabilities of 0 and 1, read as logits, are softmax's 0.269 and 0.731.",
  },
  {
    id: "06.d",
    question: "In how many of these texts does softmax find two labels above 0.5?",
    came: 0,
    within: 0.4,
    mistakes: [
      {
        said: 459,
        because:
          "That many have two labels in truth. But two shares of 1 can't both be above a half.",
      },
      {
        said: 256,
        because: "That many are found by sigmoid, which gives each label a probability of its own.",
      },
    ],
    otherwise: "Two shares of the same 1 can't both be above a half.",
  },
  {
    id: "06.e",
    question: "How far apart are the logits of the two reviews?",
    choices: ["far", "a little", "not at all"],
    came: "not at all",
    mistakes: [
      {
        said: "far",
        because: "They would be if the model read the last sentence. It stops long before.",
      },
      {
        said: "a little",
        because: "What is cut off counts for nothing at all, and all the rest is the same.",
      },
    ],
  },
  {
    id: "06.f",
    question: "Is the mean confidence on these sentences lower than on reviews?",
    choices: ["much lower", "about the same"],
    came: "about the same",
    mistakes: [
      {
        said: "much lower",
        because:
          "A confidence says which of two classes, and never whether the sentence belongs here.",
      },
    ],
  },
  {
    id: "06.g",
    question: "By how much do the logits move without the mask?",
    choices: ["not at all", "in the sixth decimal", "by more than 1"],
    came: "by more than 1",
    mistakes: [
      {
        said: "not at all",
        because:
          "A [PAD] is a token like any other, with a vector of its own: only the mask says not to look.",
      },
      {
        said: "in the sixth decimal",
        because:
          "That is what the order of additions does. Here the model reads tokens that nobody wrote.",
      },
    ],
  },
  {
    id: "06.h",
    question: "Which of the twelve programs went into production?",
    came: 8,
    within: 0.4,
    mistakes: [
      {
        said: 3,
        because:
          "3 is the one that is right. Without the truth nobody can tell it from its mirror image.",
      },
      { said: 1, because: "1 took softmax twice: nothing in it is above 0.731." },
      { said: 2, because: "2 shows the logits themselves: some are negative." },
      { said: 4, because: "4 has a head that was never trained: everything is near a half." },
      {
        said: 5,
        because: "5 took softmax over the texts: its columns add up to 1, and not its rows.",
      },
      {
        said: 6,
        because: "6 took sigmoids: its rows add up to nearly 1, and an alarm for sums rings.",
      },
      { said: 7, because: "7 has NaN in it: an alarm for the range rings." },
      { said: 9, because: "9 took softmax of a single logit, which is 1 whatever the text says." },
      { said: 10, because: "10 took argmax of the whole batch: one number for four texts." },
      { said: 11, because: "11 gives per cent: an alarm for the range rings." },
      { said: 12, because: "12 is a tuple, and the next function stops at it." },
    ],
    otherwise: "The programs are numbered from 1 to 12.",
  },
];
