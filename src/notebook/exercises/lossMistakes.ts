import { argmax } from "../../logits/argmax.js";
import { logSoftmax } from "../../logits/logSoftmax.js";
import { softmax } from "../../logits/softmax.js";
import type { Mistake } from "./compareNumbers.js";

export const sumOf = (numbers: readonly number[]) =>
  numbers.reduce((total, number) => total + number, 0);
export const meanOf = (numbers: readonly number[]) => sumOf(numbers) / numbers.length;

/**
 * The cross-entropy of each row: minus the logarithm of its true class's probability.
 *
 * @param logits shape `[n, k]`
 * @param classes shape `[n]`
 */
export function lossesOf(logits: readonly number[][], classes: readonly number[]): number[] {
  return logSoftmax(logits).map((row, i) => -row[classes[i]]);
}

/**
 * What people get who set out to compute the mean cross-entropy of three rows of two logits and take a wrong turn.
 *
 * @param logits shape `[3, 2]`
 * @param truth shape `[3]`
 *
 * @example lossMistakes([[2, 0], [0, 1], [1, 1]], [0, 0, 1])[1].remark // "a loss is never negative: change the sign."
 */
export function lossMistakes(logits: readonly number[][], truth: readonly number[]): Mistake[] {
  const each = lossesOf(logits, truth);
  const loss = meanOf(each);
  const probabilities = softmax(logits);
  const ofTrue = probabilities.map((row, i) => row[truth[i]]);
  const others = truth.map((index) => 1 - index);
  const takeTrue = "Row i's true class is truth[i].";
  const natural = "Math.log is the natural logarithm.";
  const one = (answer: number | number[], remark: string, hint?: string): Mistake => ({
    answer,
    remark,
    ...(hint !== undefined && { hint }),
  });
  const mistakes = [
    one(
      sumOf(each),
      "that is the sum; the exercise asks for the mean.",
      "Divide it by the number of rows.",
    ),
    one(-loss, "a loss is never negative: change the sign."),
    one(-sumOf(each), "that is the sum, and without the minus: a loss is never negative."),
    one(each, "those are the losses of the three rows; the Trainer reports their mean."),
    one(
      each.map((value) => -value),
      "those are the logarithms for the three rows; the loss is minus their mean.",
    ),
    one(
      loss / Math.LN2,
      "that is the loss in base 2 (in bits); the Trainer takes the natural logarithm.",
      natural,
    ),
    one(
      loss / Math.LN10,
      "that is the loss in base 10; the Trainer takes the natural logarithm.",
      natural,
    ),
    one(
      meanOf(lossesOf(logits, others)),
      "that is the loss of the class that is not the true one.",
      takeTrue,
    ),
    one(
      meanOf(lossesOf(logits, argmax(logits))),
      "that is the loss of the class that the model predicts; it doesn't ask what is true.",
      takeTrue,
    ),
    one(
      meanOf(
        lossesOf(
          logits,
          logits.map(() => 0),
        ),
      ),
      "you took class 0 in every row.",
      takeTrue,
    ),
    one(
      meanOf(
        lossesOf(
          logits,
          logits.map(() => 1),
        ),
      ),
      "you took class 1 in every row.",
      takeTrue,
    ),
    one(
      -Math.log(meanOf(ofTrue)),
      "you took the logarithm of the mean probability; the loss is the mean of the logarithms.",
      "First the logarithm of each row, then the mean.",
    ),
    one(
      meanOf(ofTrue),
      "that is the mean probability of the true classes; the loss is minus its logarithm, row by row.",
      "Take -Math.log of each probability before the mean.",
    ),
    one(
      1 - meanOf(ofTrue),
      "that is the probability that was missing on average; the loss takes logarithms.",
      "Take -Math.log of each probability before the mean.",
    ),
    one(
      ofTrue,
      "those are the probabilities of the true classes; the loss takes minus their logarithms, and the mean.",
    ),
    one(
      meanOf(logits.map((row, i) => row[truth[i]])),
      "that is the mean logit of the true classes; softmax has to come before the logarithm.",
      "logSoftmax does both at once.",
    ),
    one(
      logSoftmax(logits).flat(),
      "those are the logarithms of all six probabilities; take that of each row's true class.",
      takeTrue,
    ),
    one(
      probabilities.flat(),
      "those are all six probabilities; take that of each row's true class, and minus its logarithm.",
      takeTrue,
    ),
    one(
      -meanOf(logits.map((row, i) => row[truth[i]])),
      "that is minus the mean logit of the true classes; softmax has to come before the logarithm.",
      "logSoftmax does both at once.",
    ),
    one(
      meanOf(lossesOf(probabilities, truth)),
      "you took softmax twice: logSoftmax wants the logits, not the probabilities.",
      "Hand over `three` as it is.",
    ),
    one(
      Math.exp(loss),
      "that is e to the power of the loss (the perplexity); the Trainer reports the loss itself.",
    ),
    one(
      [...each].sort((a, b) => a - b)[1],
      "that is the median of the three losses, or ln 2; the exercise asks for the mean.",
    ),
    one(each[0], "that is the loss of row 0 alone; the exercise asks for the mean of all three."),
    one(each[1], "that is the loss of row 1 alone; the exercise asks for the mean of all three."),
    one(sumOf(each) / 2, "you divided by the number of classes; the mean is over the rows."),
    one(
      sumOf(each) / 6,
      "you divided by all six numbers; each row has one loss, so divide by three.",
    ),
    one(loss / logits.length, "you divided by the number of rows twice."),
    one(
      meanOf(argmax(logits).map((index, i) => Number(index === truth[i]))),
      "that is the accuracy; the loss asks how probable the true classes were.",
    ),
    one(
      meanOf(argmax(logits).map((index, i) => Number(index !== truth[i]))),
      "that is the share of wrong rows; the loss asks how probable the true classes were.",
    ),
    one(
      meanOf(ofTrue.map((p) => (1 - p) ** 2)),
      "that is a mean of squares; cross-entropy takes logarithms.",
    ),
  ];
  // Class 0 in every row is right by chance where the third row's logits are equal.
  return mistakes.filter(({ answer }) => answer !== loss);
}
