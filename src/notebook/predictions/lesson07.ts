import type { Prediction } from "../predictions.js";

export const lesson07: Prediction[] = [
  {
    id: "07.a",
    question: "How many of the twelve known sentences does it get right?",
    came: 6,
    within: 0.4,
    mistakes: [
      {
        said: 12,
        because: "It would need to know French and German, and to read the end of a long text.",
      },
      {
        said: 11,
        because: "All but the empty one? It reads no French, and never the end of a long text.",
      },
      {
        said: 8,
        because: "The opposites and a plain not, yes. But a word like boring outweighs a nobody.",
      },
      {
        said: 0,
        because: "Plain praise and plain blame it knows: those are what it was trained with.",
      },
    ],
    otherwise:
      "It knows opposites and a plain not. A nobody, other languages, nothing, and late verdicts it doesn't.",
  },
  {
    id: "07.b",
    question: "Of 50 rows, 9 in 10 are right: where does the interval begin?",
    came: 0.7864,
    within: 0.012,
    mistakes: [
      {
        said: 0.9,
        because: "That is what was measured. On other rows of the same kind it may be lower.",
      },
      {
        said: 0.85,
        because: "That would need some 150 rows. With 50, each row counts for two points.",
      },
      {
        said: 0.88,
        because: "That would need some 1,000 rows.",
      },
      {
        said: 0.95,
        because:
          "95 % is how often such an interval holds the true accuracy, and not where it begins.",
      },
    ],
    otherwise: "With 50 rows the interval is 17 points wide, and reaches further down than up.",
  },
  {
    id: "07.c",
    question: "From which probability on does printing pay?",
    came: 0.75,
    within: 0.004,
    mistakes: [
      {
        said: 0.5,
        because:
          "At 0.5, printing costs 1.5 on average and leaving out 0.5. A mistake here is dearer.",
      },
      {
        said: 0.25,
        because:
          "That would be right if a missed one cost three times as much. Here a bad one does.",
      },
      {
        said: 0.67,
        because: "At 2/3, printing still costs 1, and leaving out 0.67.",
      },
      {
        said: 0.33,
        because: "One third is the ratio of the costs. The threshold is a share: 3 of 3 + 1.",
      },
    ],
    otherwise: "Both cost the same where 3 · (1 − p) = p.",
  },
  {
    id: "07.d",
    question: "Is the difference between the two models chance?",
    choices: ["chance", "more than chance"],
    came: "more than chance",
    mistakes: [
      {
        said: "chance",
        because:
          "The intervals overlap, but both contain the same easy and hard sentences. Compare row by row.",
      },
    ],
  },
];
