import type { Prediction } from "../predictions.js";

const emotions = ["anger", "disgust", "fear", "joy", "neutral", "sadness", "surprise"];

export const lesson03: Prediction[] = [
  {
    id: "03.a",
    question: "What does argmax say when rows and columns are swapped?",
    choices: ["[1, 1, 2]", "[0, 1, 2]", "[2, 1, 1]", "an error"],
    came: "[0, 1, 2]",
    mistakes: [
      {
        said: "[1, 1, 2]",
        because: "Each new row holds one class of all three texts, so other numbers compete in it.",
      },
      {
        said: "[2, 1, 1]",
        because: "The batch was not read backwards: its rows became columns.",
      },
      {
        said: "an error",
        because:
          "Three rows of three numbers look the same both ways round, so nothing can be noticed.",
      },
    ],
  },
  {
    id: "03.b",
    question: "What does JavaScript find with a whole list in the place of an index?",
    choices: ["an error", "one label", "three labels", "no label"],
    came: "no label",
    mistakes: [
      {
        said: "an error",
        because: "JavaScript has no such check: a place that isn't there is undefined.",
      },
      {
        said: "one label",
        because: "That happens only with a list of one; a longer one is no index at all.",
      },
      {
        said: "three labels",
        because: "Only a NumPy array takes a list of indices; here they are looked up one by one.",
      },
    ],
  },
  {
    id: "03.c",
    question: "Every logit grows by 100: what do the probabilities do?",
    choices: ["grow", "shrink", "stay"],
    came: "stay",
    mistakes: [
      {
        said: "grow",
        because:
          "All three can't grow: they share a 1. Every exponential grows by the same factor, and so does their sum.",
      },
      {
        said: "shrink",
        because:
          "All three can't shrink: they share a 1. Every exponential grows by the same factor, and so does their sum.",
      },
    ],
  },
  {
    id: "03.d",
    question: "What do the hasty shares survive?",
    choices: ["a shift", "a negative logit", "both", "neither"],
    came: "neither",
    mistakes: [
      {
        said: "a shift",
        because:
          "The same number added above and below the fraction line changes a fraction; a factor would cancel.",
      },
      {
        said: "a negative logit",
        because: "A negative number divided by a positive sum is a negative share.",
      },
      { said: "both", because: "That is what the exponential is for: it makes both harmless." },
    ],
  },
  {
    id: "03.e",
    question: "Class C is struck: what changes?",
    choices: ["the probabilities", "the odds", "all three", "nothing"],
    came: "the probabilities",
    mistakes: [
      {
        said: "the odds",
        because: "What C had is shared out to A and B in the proportion that they already had.",
      },
      {
        said: "all three",
        because: "A and B grow by the same factor, and a common factor leaves their ratio alone.",
      },
      {
        said: "nothing",
        because: "The two that are left have to make 1 between them, so both must grow.",
      },
    ],
  },
  {
    id: "03.f",
    question: "Annoyance joins the list: what happens to the probability of joy?",
    choices: ["falls", "stays", "rises"],
    came: "falls",
    mistakes: [
      {
        said: "stays",
        because:
          "Its logit stays and so do its odds against anger, but the same 1 is shared among more classes.",
      },
      {
        said: "rises",
        because:
          "A further class can only take from the others: its share has to come from somewhere.",
      },
    ],
  },
  {
    id: "03.g",
    question: "Which row is more decided?",
    choices: ["the first", "the second", "it depends"],
    came: "it depends",
    mistakes: [
      {
        said: "the first",
        because:
          "By entropy it is, since one class is as good as out; by margin the second row is.",
      },
      {
        said: "the second",
        because: "By margin it is, since its winner is further ahead; by entropy the first row is.",
      },
    ],
  },
  {
    id: "03.h",
    question: "Which feeling comes first?",
    choices: emotions,
    came: "fear",
    mistakes: [
      {
        said: "joy",
        because: "A reader lets what follows the “but” decide; the model has not learned to.",
      },
      {
        said: "neutral",
        because: "Two feelings don't cancel out: neutral means that there is none.",
      },
    ],
    otherwise: "The sentence names two feelings, one on either side of the “but”.",
  },
  {
    id: "03.i",
    question: "What does the model of seven emotions say about the report?",
    choices: ["a feeling", "neutral"],
    came: "neutral",
    mistakes: [
      {
        said: "a feeling",
        because:
          "It would have to, like the review model, if nobody had given it a class for “no feeling”.",
      },
    ],
  },
  {
    id: "03.j",
    question: "Which label does “I envy her.” get?",
    choices: emotions,
    came: "joy",
    mistakes: [
      {
        said: "neutral",
        because:
          "Neutral was learned from sentences without a feeling; it doesn't mean “none of these”.",
      },
    ],
    otherwise:
      "Envy isn't on the list, and which of the seven takes its place is no question of meaning: the model takes what its examples were most like.",
  },
  {
    id: "03.k",
    question: "Which class would you trust most when the model names it?",
    choices: emotions,
    came: "disgust",
    mistakes: [
      {
        said: "neutral",
        because:
          "That goes by recall: it finds nearly all neutral sentences, but most of what it calls neutral isn't.",
      },
      {
        said: "joy",
        because:
          "That goes by F1, which mixes in how many were found; what was asked is how often the name is right.",
      },
    ],
    otherwise: "Precision is what says how often the name is right.",
  },
  {
    id: "03.l",
    question: "What share of the indirect sentences does the model get right?",
    came: 4 / 45,
    within: 0.04,
    mistakes: [
      {
        said: 0.7471,
        because:
          "That is how it does on plain ones; without a word that names the feeling it is lost.",
      },
      {
        said: 0.5,
        because:
          "That is about its accuracy on all sentences, an average of two very different kinds.",
      },
      {
        said: 1 / 7,
        because:
          "Guessing would give one in seven; this model does worse, since it has a favourite answer.",
      },
    ],
    otherwise: "It listens for words that name a feeling, and here there are none.",
  },
  {
    id: "03.m",
    question: "How many bars stand out in the sure, the torn and the lost rows?",
    choices: ["one, two, many", "one, many, two", "two, one, many", "many, two, one"],
    came: "one, two, many",
    mistakes: [
      {
        said: "one, many, two",
        because: "Torn means between two: a small margin with a low entropy.",
      },
      {
        said: "two, one, many",
        because: "A sure row has one winner far ahead; two that stand out make a small margin.",
      },
      {
        said: "many, two, one",
        because:
          "A high entropy means that many classes are in play, and a large margin that one is ahead.",
      },
    ],
  },
  {
    id: "03.n",
    question: "Of a hundred answers with a top probability of at least 0.9, how many are right?",
    came: 83,
    within: 3,
    mistakes: [
      {
        said: 90,
        because: "That takes the probability at its word, and softmax has given none.",
      },
      {
        said: 95,
        because: "That is what these answers claim on average; they don't achieve it.",
      },
      {
        said: 100,
        because: "Sure isn't right: the model can't see how strange a sentence is to it.",
      },
      {
        said: 49,
        because: "That is the accuracy of all answers; the sure ones are right more often.",
      },
    ],
    otherwise: "Sure answers are right more often than others, but less often than they claim.",
  },
  {
    id: "03.o",
    question: "What do the two lines have in common?",
    choices: ["the winner", "the same numbers", "nothing"],
    came: "the same numbers",
    mistakes: [
      {
        said: "the winner",
        because: "B wins in row 0 and C in row 2: no temperature changes that.",
      },
      {
        said: "nothing",
        because:
          "Halving T doubles every difference, and the doubled differences of row 0 are those of row 2.",
      },
    ],
  },
];
