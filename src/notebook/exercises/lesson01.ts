import type { Exercise } from "../exercises.js";
import { compareNumbers } from "./compareNumbers.js";

/** softmax([2, 1, 0.1]) by mpmath, 20 digits, rounded. */
const softmaxOfThree = [0.6590011388859679, 0.24243297070471392, 0.09856589040931818];

/** "This movie was terrible." by PyTorch with the weights of the embedded `sst2` (test/golden/model-sst2.json). */
const logitsOfTerrible = [2.9741, -3.290823];

const threeLabels = ["anger", "neutral", "joy"];

export const lesson01: Exercise[] = [
  {
    id: "01.1",
    check(answer) {
      if (answer === 5) return "those are the pieces of the sentence; two more ids go around them.";
      return answer === 7 || "that is not the number of ids.";
    },
    hints: [
      "Count the words and punctuation marks: each is one piece here.",
      "The tokenizer adds [CLS] at the beginning and [SEP] at the end.",
      'The shape tells you: (await tokenizer("Not bad at all.")).input_ids.dims is [1, ids].',
    ],
  },
  {
    id: "01.2",
    check(answer) {
      const verdict = compareNumbers(answer, softmaxOfThree, 1e-4);
      if (verdict === true || !Array.isArray(answer)) return verdict;
      const sum = answer.reduce((total, value) => total + value, 0);
      if (Math.abs(sum - 1) > 1e-3) return `your numbers add up to ${sum.toFixed(3)}, not to 1.`;
      return verdict;
    },
    hints: [
      "First make them all positive, keeping their order: z.map(Math.exp).",
      "Then divide each by the sum of all three.",
      "z.map(Math.exp).reduce((a, b) => a + b) is the sum to divide by.",
    ],
  },
  {
    id: "01.3",
    check(answer) {
      const exact = Math.log(99);
      if (typeof answer !== "number" || Number.isNaN(answer))
        return "the exercise asks for one number.";
      if (Math.abs(answer - exact) <= 0.01) return true;
      return answer < exact
        ? "with that difference the model would be less than 99 % sure."
        : "with that difference the model would be more than 99 % sure.";
    },
    hints: [
      "0.99 against 0.01 means odds of 99 to 1.",
      "The difference between two logits is the logarithm of the odds.",
      "Math.log is the natural logarithm: Math.log(99).",
    ],
  },
  {
    id: "01.4",
    check(answer) {
      if (!Array.isArray(answer) || answer.length !== 3)
        return "the exercise asks for a list of three labels.";
      const wrong = threeLabels.findIndex((label, i) => answer[i] !== label);
      return wrong === -1 || `label ${wrong + 1} is not the label of row ${wrong + 1}.`;
    },
    hints: [
      "argmax(otherRows) gives one index per row.",
      "Turn each index into a name with otherId2label, not by the order you would expect.",
      "argmax(otherRows).map((index) => otherId2label[index])",
    ],
  },
  {
    id: "01.5",
    check: (answer) => compareNumbers(answer, logitsOfTerrible, 1e-3),
    hints: [
      "There is one logit for each row of W: multiply the row by the vector, place by place, and add everything up.",
      "Start each sum from that row's b instead of 0.",
      "W.map((weights, k) => weights.reduce((sum, w, j) => sum + w * terrible.pooler_output![j], b[k]))",
    ],
  },
];
