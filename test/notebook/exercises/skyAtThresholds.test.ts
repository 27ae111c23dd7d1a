import { expect, it } from "vitest";
import { sigmoid } from "../../../src/logits/sigmoid.js";
import { lesson04 } from "../../../src/notebook/exercises/lesson04.js";
import { said } from "./said.js";

const lists = '[["rain"], ["rain"]]';

it.each<[unknown, string]>([
  [
    [
      ["rain", "wind"],
      ["rain", "hail", "wind"],
    ],
    "✓",
  ],
  [
    [
      ["wind", "rain"],
      ["wind", "hail", "rain"],
    ],
    "✓",
  ],
  [["rain, wind", "rain, hail, wind"], "✓"],
  [{ "0.5": ["rain", "wind"], "0.3": ["rain", "hail", "wind"] }, "✓"],
  [
    [
      [0, 3],
      [0, 1, 3],
    ],
    "nearly: the values are right, but they are indices: look up the label of each.",
  ],
  [
    [
      [1, 0, 0, 1],
      [1, 1, 0, 1],
    ],
    "nearly: the values are right, but they are 0 or 1 for each label: give the labels that have a 1.",
  ],
  [
    [
      ["rain", "hail", "wind"],
      ["rain", "wind"],
    ],
    "not yet: the two lists are the wrong way round: a lower threshold lets more labels in.",
  ],
  [
    [
      ["rain", "wind"],
      ["rain", "wind"],
    ],
    "not yet: the list at 0.5 is right, but at 0.3 one more label is on. Hint: A probability of 0.3 is a logit of −0.85, so a negative logit may be above it.",
  ],
  [
    [
      ["rain", "hail", "wind"],
      ["rain", "hail", "wind"],
    ],
    "not yet: the list at 0.3 is right, but at 0.5 one of them is off.",
  ],
  [
    [["rain"], ["rain"]],
    "not yet: that is what softmax or argmax would give: the labels had to share. Here each is asked by itself. Hint: Take sigmoid(sky), and compare each of its four numbers with the threshold.",
  ],
  [
    ["rain", "wind"],
    "not yet: you gave one list, that of 0.5; the exercise asks for a list at each threshold.",
  ],
  [
    Array(2).fill(["rain", "hail", "snow", "wind"]),
    "not yet: not all four: sigmoid is above 0 for every logit, but not above the threshold.",
  ],
  [
    [[], []],
    "not yet: you have left both lists empty, but a logit above 0 is a probability above 0.5.",
  ],
  [
    [
      ["rain", "wind"],
      ["rain", "snow", "wind"],
    ],
    "not yet: at 0.3, hail is missing: its probability is 0.3543.",
  ],
  [
    [
      ["rain", "hail"],
      ["rain", "hail", "wind"],
    ],
    "not yet: at 0.5, wind is missing: its probability is 0.6457.",
  ],
  [
    [
      ["rain", "wind"],
      ["rain", "hail", "snow", "wind"],
    ],
    "not yet: at 0.3, snow is one too many: its probability is 0.09975.",
  ],
  [
    sigmoid([1.4, -0.6, -2.2, 0.6]),
    "not yet: those are one number for each label: compare each with the threshold, and give the labels that pass.",
  ],
  [
    [
      [1, 4],
      [1, 2, 4],
    ],
    "nearly: the values are right; labels count from 0, and the exercise asks for their names.",
  ],
  [
    [
      ["LABEL_0", "LABEL_3"],
      ["LABEL_0", "LABEL_1", "LABEL_3"],
    ],
    "nearly: the values are right, but they are indices: look up the label of each.",
  ],
  [
    [
      [
        { label: "rain", score: 0.8 },
        { label: "wind", score: 0.65 },
      ],
      [{ label: "rain" }, { label: "wind" }, { label: "hail" }],
    ],
    "✓",
  ],
  [
    [["rain", "wind"], undefined],
    "not yet: there is undefined in place of a list: something was looked up at a place that doesn't exist (places count from 0).",
  ],
  [
    () => [],
    `not yet: the exercise asks for 2 lists of labels, such as ${lists}, and your answer is a function: call it, with ( ) after its name.`,
  ],
  [
    "rain",
    `not yet: the exercise asks for 2 lists of labels, such as ${lists}, and yours is one list.`,
  ],
  [
    [["rain", "wind"], ["hail"]],
    "not yet: the list at 0.3 has only what joins; what is above 0.5 is above 0.3 as well.",
  ],
  ["rain, wind; rain, hail, wind", "✓"],
  [
    [2, 3],
    `not yet: the exercise asks for 2 lists of labels, such as ${lists}, and you gave numbers.`,
  ],
])("%j is told: %s", (answer, reply) => {
  expect(said(lesson04, "04.2", answer)).toBe(reply);
});
