import { sigmoid } from "../../logits/sigmoid.js";
import { softmax } from "../../logits/softmax.js";
import type { Reply } from "../exercises.js";
import { compareNumbers, type Mistake, short } from "./compareNumbers.js";

/** The row of 04.5, and what is added to it. */
const [first, second, more] = [1.5, -2, 5];

/** A check of 04.5: softmax and sigmoid of the second of two logits, after the same number was added to both. */
export function shiftedPair(answer: unknown): true | Reply {
  const right = [softmax([first, second])[1], sigmoid([second + more])[0]];
  return compareNumbers(answer, right, 1e-5, {
    share: true,
    mistakes: shiftMistakes(),
    otherwise: shiftMeaning,
  });
}

/** What the numbers of 04.5 would mean, those that aren't right. */
function shiftMeaning(share: number, on: number): string {
  const isOff = (given: number, right: number) => Math.abs(given - right) > 0.006;
  if ([share, on].some((p) => p <= 0 || p >= 1)) {
    return "a softmax of two logits is never quite 0 or 1, nor is a sigmoid: both come out in between.";
  }
  const logOdds = (p: number) => short(Math.log(p / (1 - p)));
  const asShare = `a softmax of ${short(share)} would mean that B's logit is A's plus ${logOdds(share)}.`;
  const asOn = `a sigmoid of ${short(on)} would mean that B's logit is ${logOdds(on)}.`;
  const meanings = [
    ...(isOff(share, softmax([first, second])[1]) ? [asShare] : []),
    ...(isOff(on, sigmoid([second + more])[0]) ? [asOn] : []),
  ];
  return `${meanings.join(" And ")} Is that so, after the 5?`;
}

function shiftMistakes(): Mistake[] {
  const [a, b] = softmax([first, second]);
  const before = sigmoid([second])[0];
  const after = sigmoid([second + more])[0];
  const stays = "Softmax of [6.5, 3] is softmax of [1.5, -2]: the difference is the same.";
  return [
    {
      answer: [a, b, ...sigmoid([first + more, second + more])],
      remark: "those are A's and B's; the exercise asks for B's, at [1] of each.",
      isNearly: true,
    },
    { answer: [b, before], remark: "softmax stays, but sigmoid doesn't: the logit of B is now 3." },
    {
      answer: [second + more, second + more],
      remark:
        "3 is B's logit itself. Put it into softmax, with A's 6.5 beside it, and into sigmoid.",
    },
    {
      answer: [b, b],
      remark: "you took softmax for both. Sigmoid doesn't look at A: what is it of 3 alone?",
    },
    {
      answer: [before, before],
      remark: "you took sigmoid for both, and before the 5 was added.",
      hint: stays,
    },
    {
      answer: [a, sigmoid([first])[0]],
      remark: "those are A's, before the 5 was added; the exercise asks for B's afterwards.",
    },
    {
      answer: [1, after],
      remark:
        "the second is right. Softmax of B alone is 1, as of any single logit: A has to stand beside it.",
      hint: stays,
    },
    {
      answer: [softmax([second, second + more])[1], after],
      remark:
        "the second is right. For softmax you put B's new logit beside its old one; beside it stands A's.",
      hint: stays,
    },
    {
      answer: [Math.exp(second - first), after],
      remark:
        "the second is right; the first is the ratio of B to A. A share divides by the sum of both.",
    },
    {
      answer: [(second + more) / (first + second + 2 * more), after],
      remark: "the second is right. For softmax you left out the exponential.",
      hint: stays,
    },
    {
      answer: [b, sigmoid([more])[0]],
      remark: "the first is right; the second is sigmoid of the 5 alone: add B's −2 first.",
    },
    {
      answer: [after, after],
      remark: "you took sigmoid for both; softmax makes B share with A, and A grew as well.",
      hint: stays,
    },
    {
      answer: [before, after],
      remark: "the first is B's sigmoid before; softmax is asked for.",
      hint: stays,
    },
    { answer: [after, b], remark: "both are right, but softmax comes first." },
    {
      answer: [before, b],
      remark: "the first of them is B's sigmoid before the shift, and softmax comes first.",
    },
    {
      answer: [a, sigmoid([first + more])[0]],
      remark: "those are A's; the exercise asks for B's.",
    },
    {
      answer: [a, after],
      remark: "the second is right; the first is A's share, and B's is asked for.",
    },
    {
      answer: [b, sigmoid([first + more])[0]],
      remark: "the first is right; the second is A's, and B's is asked for.",
    },
    {
      answer: [softmax([first + more, second])[1], after],
      remark: "the second is right. For softmax you added 5 to A alone, but both move.",
      hint: stays,
    },
    {
      answer: [softmax([first, second + more])[1], after],
      remark: "the second is right. For softmax you added 5 to B alone, but both move.",
      hint: stays,
    },
    {
      answer: [b, Math.min(1, before + more)],
      remark:
        "the first is right. The 5 is added to the logit, before sigmoid, and not to the probability.",
    },
    {
      answer: [b, before + more],
      remark:
        "the first is right. The 5 is added to the logit, before sigmoid, and not to the probability.",
    },
    {
      answer: [b, 1 - after],
      remark: "the first is right; the second is the probability that B is off.",
    },
    {
      answer: [b, second + more],
      remark: "the first is right; the second is the logit itself: take sigmoid of it.",
    },
    {
      answer: [0.5, 0.5],
      remark: "that would be two equal logits for softmax, and a logit of 0 for sigmoid.",
    },
  ];
}
