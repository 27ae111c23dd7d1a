import type { Prediction } from "../predictions.js";

export const lesson00: Prediction[] = [
  {
    id: "00.a",
    question: "What kind of answer does the model give?",
    choices: ["word", "percentage", "numbers"],
    came: "numbers",
    mistakes: [
      {
        said: "word",
        because:
          "The model itself knows no words for its classes; a label is looked up at the very end, from a number.",
      },
      {
        said: "percentage",
        because:
          "Percentages have to be made first, from numbers that can be negative and needn't add up to anything.",
      },
    ],
  },
  {
    id: "00.b",
    question: "At which logit of POSITIVE are both probabilities 0.5?",
    came: -3.4842686653137207,
    within: 0.1,
    mistakes: [
      { said: 0, because: "0 is no boundary here: what counts is where the other logit stands." },
      { said: 0.5, because: "0.5 is the probability; the slider moves a logit." },
      {
        said: 3.4842686653137207,
        because: "The size is right and the sign isn't: the other logit lies below zero.",
      },
      {
        said: -3.85064697265625,
        because: "You turned the sign of its own logit, but it has to meet the other one.",
      },
    ],
    otherwise: "The two are equally probable where the two logits are equal.",
  },
];
