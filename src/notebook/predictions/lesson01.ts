import type { Prediction } from "../predictions.js";

export const lesson01: Prediction[] = [
  {
    id: "01.a",
    question: "How many pieces does the sentence make?",
    came: 6,
    mistakes: [
      { said: 5, because: "That counts the words; the exclamation mark is a piece of its own." },
      {
        said: 8,
        because:
          "That counts the two marks around the sentence too, which aren't pieces of its text.",
      },
      { said: 26, because: "That counts the characters; this tokenizer cuts into larger pieces." },
    ],
    otherwise: "Here each word is one piece, and so is the exclamation mark.",
  },
  {
    id: "01.b",
    question: "Does −3.48 mean that something is wrong?",
    choices: ["yes", "no"],
    came: "no",
    mistakes: [
      {
        said: "yes",
        because: "A probability can't be negative, but a logit can: it may be any real number.",
      },
    ],
  },
  {
    id: "01.c",
    question: "What is the sum of the two shares?",
    came: 1,
    within: 0.1,
    mistakes: [
      {
        said: 0.3664,
        because: "That is the sum of the logits; the shares were made from their exponentials.",
      },
      {
        said: 47.05,
        because:
          "That is the sum of the exponentials, by which each of them has just been divided.",
      },
      { said: 2, because: "Each is at most 1, but they share a single 1 between them." },
      { said: 100, because: "That would be per cent; a share of everything is 1." },
    ],
    otherwise: "Each exponential was divided by the sum of both.",
  },
  {
    id: "01.d",
    question: "What does the formula on paper give for [1000, 1001]?",
    choices: ["0.27 and 0.73", "0 and 1", "Infinity", "NaN", "an error"],
    came: "NaN",
    mistakes: [
      {
        said: "0.27 and 0.73",
        because:
          "That is the true answer, but a program has to get past e¹⁰⁰⁰ first, which is too large for it.",
      },
      {
        said: "0 and 1",
        because: "Large logits aren't surer ones: only their difference counts, and it is 1.",
      },
      {
        said: "Infinity",
        because: "The exponentials are infinite, but then one infinity is divided by another.",
      },
      {
        said: "an error",
        because:
          "Arithmetic raises no error in JavaScript, nor in NumPy: a wrong number just goes on.",
      },
    ],
  },
  {
    id: "01.e",
    question: "How closely does our own weighted sum meet the model's logits?",
    choices: ["exactly", "nearly", "not at all"],
    came: "nearly",
    mistakes: [
      {
        said: "exactly",
        because: "It is the same sum, but the model rounds every step to 32 bits and we to 64.",
      },
      {
        said: "not at all",
        because: "Nothing is hidden behind the last layer: no softmax, only the weighted sum.",
      },
    ],
  },
  {
    id: "01.f",
    question: "Of the first three sentences, how many will the model label as a reader would?",
    came: 1,
    mistakes: [
      {
        said: 3,
        because:
          "It has learned from examples and not the rules of English: doubled negation and irony escape it.",
      },
      {
        said: 2,
        because: "A single negation it has seen often enough; it fails on the other two.",
      },
      { said: 0, because: "It doesn't just count words such as “bad”: “not bad” it reads well." },
    ],
    otherwise: "It is a number from 0 to 3.",
  },
  {
    id: "01.g",
    question: "Which of the two lists are logits?",
    choices: ["the first", "the second", "both", "neither"],
    came: "the first",
    mistakes: [
      {
        said: "the second",
        because: "Its rows lie between 0 and 1 and add up to 1: they have been through softmax.",
      },
      {
        said: "both",
        because:
          "The rows of the second list lie between 0 and 1 and add up to 1: these are shares.",
      },
      {
        said: "neither",
        because:
          "Negative numbers, and rows that add up to nothing in particular, are just what logits are.",
      },
    ],
  },
];
