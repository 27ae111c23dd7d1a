import type { Prediction } from "../predictions.js";

export const lesson04: Prediction[] = [
  {
    id: "04.a",
    question: "Which of the two models is wrong?",
    choices: ["the first", "the second", "both", "neither"],
    came: "neither",
    mistakes: [
      {
        said: "the first",
        because:
          "It had to choose one of the seven, and that is what it did; you may find the choice wrong, but not the sum.",
      },
      {
        said: "the second",
        because: "Probabilities of one question add up to 1. These answer seven questions.",
      },
      {
        said: "both",
        because: "They disagree because they were asked different things, not because they err.",
      },
    ],
  },
  {
    id: "04.b",
    question: "Softmax of the second model's logits: what happens to fear's probability?",
    choices: ["larger", "smaller", "the same"],
    came: "smaller",
    mistakes: [
      {
        said: "larger",
        because: "It now has to share with joy, whose exponential is larger.",
      },
      {
        said: "the same",
        because: "The order stays, but the numbers don't: now fear and joy share a 1.",
      },
    ],
  },
  {
    id: "04.c",
    question: "Every logit grows by 5: whose probabilities move?",
    choices: ["softmax", "sigmoid", "both", "neither"],
    came: "sigmoid",
    mistakes: [
      {
        said: "softmax",
        because: "Softmax sees only the differences within the row, and those stay.",
      },
      {
        said: "both",
        because: "Sigmoid's do; softmax sees only differences, as lesson 03 showed.",
      },
      {
        said: "neither",
        because: "Softmax has the other logits to compare with; sigmoid has only 0.",
      },
    ],
  },
  {
    id: "04.d",
    question: "What is softmax([1.2]), a list of one number?",
    came: 1,
    mistakes: [
      {
        said: 0.77,
        because: "That is its sigmoid. Softmax divides by the sum, and there is only one to add.",
      },
      {
        said: 1.2,
        because: "That is the logit; softmax takes its exponential and divides it by itself.",
      },
      {
        said: 3.32,
        because:
          "That is the exponential; softmax divides it by the sum, which is the same number.",
      },
      { said: 0.5, because: "There is no second class that would take the other half." },
    ],
    otherwise: "Softmax divides by the sum, and here the sum is that one exponential.",
  },
  {
    id: "04.e",
    question: "How many of the seven labels get more than 0.5 for “I envy her.”?",
    came: 0,
    mistakes: [
      {
        said: 1,
        because: "Softmax would have to name one; seven separate questions may all be answered no.",
      },
      {
        said: 2,
        because: "A reader hears anger and sadness in envy; the model has learned neither from it.",
      },
      { said: 7, because: "Seven questions are asked, but they are answered one by one." },
    ],
    otherwise: "Each label has to pass 0.5 by itself, and envy is none of them.",
  },
  {
    id: "04.f",
    question: "The threshold falls from 0.5 to 0.3: what do precision and recall do?",
    choices: [
      "both rise",
      "both fall",
      "recall rises, precision falls",
      "precision rises, recall falls",
    ],
    came: "recall rises, precision falls",
    mistakes: [
      {
        said: "both rise",
        because: "More labels are found, but the labels that are let in last are the least likely.",
      },
      {
        said: "both fall",
        because: "No label that was found is lost when the threshold falls, so recall can't.",
      },
      {
        said: "precision rises, recall falls",
        because: "That is what a higher threshold does: fewer labels, and surer ones.",
      },
    ],
  },
  {
    id: "04.g",
    question: "A long sentence joins the batch: by how much do the logits move?",
    choices: ["next to nothing", "by about 0.1", "by more than 1"],
    came: "next to nothing",
    mistakes: [],
    otherwise:
      "The mask hides the padding, and each sentence is read by itself; only rounding may differ.",
  },
  {
    id: "04.h",
    question: "Which word does striking blame most?",
    choices: ["can't", "isn't", "good."],
    came: "good.",
    mistakes: [
      {
        said: "can't",
        because: "When it is struck, “isn't good” is still there, and that is enough.",
      },
      {
        said: "isn't",
        because: "When it is struck, “can't say … good” is still there, and that is enough.",
      },
    ],
  },
];
