import { argmax } from "../../logits/argmax.js";
import { sigmoid } from "../../logits/sigmoid.js";
import { softmax } from "../../logits/softmax.js";
import type { LabelMistake } from "./compareLabels.js";
import type { Mistake } from "./compareNumbers.js";

const sumOf = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** Each number as a share of the sum of all. */
export function sharesOf(numbers: readonly number[]): number[] {
  return numbers.map((number) => number / sumOf(numbers));
}

/**
 * What people get who set out to compute the softmax of a row and take a wrong turn.
 *
 * @param logits shape `[k]`
 *
 * @example softmaxMistakes([2, 0])[0].answer // [1, 0]: the logits as shares of their sum
 */
export function softmaxMistakes(logits: readonly number[]): Mistake[] {
  const probabilities = softmax(logits);
  const largest = Math.max(...logits);
  const smallest = Math.min(...logits);
  const is = (answer: readonly number[], remark: string, hint?: string) => ({
    answer,
    remark,
    ...(hint !== undefined && { hint }),
  });
  const takeExp = "Make every logit positive with Math.exp, and only then divide by the sum.";
  return [
    is(sharesOf(logits), "you divided the logits by their sum, without exp.", takeExp),
    is(logits, "those are the logits themselves.", takeExp),
    is(
      logits.map(Math.exp),
      "those are the exponentials; they don't add up to 1 yet.",
      "Divide each of them by the sum of all.",
    ),
    is(
      logits.map((z) => Math.exp(z - largest)),
      "those are the exponentials as shares of the largest one; they don't add up to 1 yet.",
      "Divide each of them by the sum of all.",
    ),
    is(
      sharesOf(logits.map((z) => 2 ** z)),
      "you took powers of 2; softmax takes powers of e.",
      "Math.exp(z) is e to the power of z.",
    ),
    is(
      sharesOf(logits.map((z) => 10 ** z)),
      "you took powers of 10; softmax takes powers of e.",
      "Math.exp(z) is e to the power of z.",
    ),
    is(
      sharesOf(logits.map((z) => z ** 2)),
      "you squared the logits; softmax takes e to the power of each.",
      "Math.exp(z) is e to the power of z.",
    ),
    is(
      softmax(probabilities),
      "you took softmax twice: those are the softmax of the probabilities.",
      "Once is enough: what comes out of it adds up to 1 already.",
    ),
    is(
      softmax(logits.map(Math.exp)),
      "you took exp twice: softmax takes it itself, so it wants the logits.",
      "Take Math.exp of each logit once.",
    ),
    is(
      softmax(logits.map((z) => -z)),
      "you took exp of minus the logits, so the smallest logit got the largest share.",
      "A larger logit means a larger probability: Math.exp(z), without the minus.",
    ),
    is(
      [...probabilities].reverse(),
      "those are the right numbers, but the other way round.",
      "Keep the order of the logits: the first probability belongs to the first logit.",
    ),
    is(
      sigmoid(logits),
      "you took the sigmoid of each logit by itself, not softmax; those don't add up to 1.",
      "Softmax divides by the sum of the exponentials of all logits.",
    ),
    is(
      logits.map((z) => z / largest),
      "you divided the logits by the largest one.",
      takeExp,
    ),
    is(
      logits.map((z) => (z - smallest) / (largest - smallest)),
      "you stretched the logits to lie between 0 and 1; that is no softmax.",
      takeExp,
    ),
    is(
      logits.map((z) => z - Math.log(sumOf(logits.map(Math.exp)))),
      "those are the logarithms of the probabilities (logSoftmax).",
      "Math.exp of each gives the probability.",
    ),
    is(
      logits.map((z) => (z === largest ? 1 : 0)),
      "that is a 1 for the largest logit: the decision, not the probabilities.",
      takeExp,
    ),
    is(
      softmax(logits.map((z) => 2 * z)),
      "that is the softmax at temperature 0.5: you doubled the logits.",
      "Take Math.exp of each logit as it is.",
    ),
    is(
      logits.map(() => 1 / logits.length),
      "equal shares for all would need equal logits.",
      "The larger a logit, the larger its share: start with Math.exp of each.",
    ),
    is(
      softmax(logits.map((z) => z / 2)),
      "that is the softmax at temperature 2: you halved the logits.",
      "Take Math.exp of each logit as it is.",
    ),
    is(
      logits.map((z) => Math.exp(z) / (1 + sumOf(logits.map(Math.exp)))),
      "you added a 1 to the sum, as sigmoid does; so your shares don't add up to 1.",
      "Divide by the sum of the exponentials and nothing else.",
    ),
  ];
}

/**
 * What people get who set out to name the largest logit of each row and take a wrong turn.
 *
 * @param rows shape `[n, k]`
 *
 * @example labelMistakes([[2, 0], [1, 3]], ["no", "yes"])[0].answer // ["yes", "no"]: the labels of the smallest logits
 */
export function labelMistakes(
  rows: readonly (readonly number[])[],
  labels: readonly string[],
): LabelMistake[] {
  const named = (indices: readonly number[]) => indices.map((index) => labels[index]);
  const turned = rows[0].map((_, column) => rows.map((row) => row[column]));
  const flat = argmax(rows.flat());
  const ranked = rows.map((row) => row.map((_, i) => i).sort((i, j) => row[j] - row[i]));
  const chosen = ranked.map(([best]) => best);
  const byRow = "Compare the numbers within one row, and begin again in the next.";
  const inOrder = rows.flatMap((_, row) => labels[row] ?? []);
  const mistakes: LabelMistake[] = [
    {
      answer: named(ranked.map((order) => order[order.length - 1])),
      remark: "you took the smallest logit of each row; the model chooses the largest.",
    },
    {
      answer: named(argmax(turned)),
      remark:
        "you went down the columns. A column holds one class for all rows; a row holds all classes of one sentence.",
      hint: byRow,
    },
    {
      answer: named(argmax(rows.map((row) => row.map(Math.abs)))),
      remark:
        "you took the logit that is furthest from 0; a negative logit is small, however far from 0.",
    },
    ...(labels.length > 2
      ? [
          {
            answer: named(ranked.map(([, second]) => second)),
            remark: "you took the second largest logit of each row; the model chooses the largest.",
          },
        ]
      : []),
    {
      answer: inOrder,
      remark:
        "you gave the labels in the order of the list; each row has a largest logit of its own.",
    },
    {
      answer: named([flat % labels.length]),
      remark:
        "you looked for the largest of all the numbers, which gives one label for the whole batch.",
      hint: byRow,
    },
    {
      answer: chosen.map((index) => [...labels].sort()[index]),
      remark: "you took the labels in alphabetical order; the class index says which one it is.",
      hint: "The order is the model's own, as in the list of the exercise.",
    },
    {
      answer: chosen.map((index) => [...labels].reverse()[index]),
      remark: "you read the list of labels from its end.",
      hint: "Class index 0 is the first of them.",
    },
    {
      answer: chosen.map((index) => labels[(index + 1) % labels.length]),
      remark: "each label is one place too far in the list: classes count from 0.",
    },
    {
      answer: chosen.map((index) => labels[(index + labels.length - 1) % labels.length]),
      remark: "each label is one place too early in the list: classes count from 0.",
    },
  ];
  // A wrong turn that leads to the right place says nothing.
  const isWrong = ({ answer }: LabelMistake) => String(answer) !== String(named(chosen));
  return merged(mistakes.filter(isWrong));
}

/** Where two wrong turns lead to the same place, both are said. */
function merged(mistakes: readonly LabelMistake[]): LabelMistake[] {
  return mistakes.map((mistake, i) => {
    const other = mistakes.find(
      ({ answer }, j) => j > i && String(answer) === String(mistake.answer),
    );
    if (!other) return mistake;
    const hint = mistake.hint ?? other.hint;
    return {
      answer: mistake.answer,
      remark: `${mistake.remark} Or ${other.remark}`,
      ...(hint !== undefined && { hint }),
    };
  });
}
