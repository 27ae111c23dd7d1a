import { expect, it } from "vitest";
import { sigmoid } from "../../../src/logits/sigmoid.js";
import { softmax } from "../../../src/logits/softmax.js";
import { lesson04 } from "../../../src/notebook/exercises/lesson04.js";
import { said } from "./said.js";

const [a, b] = softmax([1.5, -2]);

it.each<[string, unknown, string]>([
  ["04.5", [b, sigmoid([3])[0]], "✓"],
  ["04.5", [softmax([6.5, 3])[1], sigmoid([6.5, 3])[1]], "✓"],
  ["04.5", [0.03, 0.95], "✓ right, rounded"],
  [
    "04.5",
    "2.93 %, 95.26 %",
    "nearly: the values are right; give them as numbers, not as text, and give them as shares, between 0 and 1, not in per cent.",
  ],
  [
    "04.5",
    [b, sigmoid([-2])[0]],
    "not yet: softmax stays, but sigmoid doesn't: the logit of B is now 3.",
  ],
  [
    "04.5",
    [sigmoid([3])[0], sigmoid([3])[0]],
    "not yet: you took sigmoid for both; softmax makes B share with A, and A grew as well. Hint: Softmax of [6.5, 3] is softmax of [1.5, -2]: the difference is the same.",
  ],
  [
    "04.5",
    [sigmoid([-2])[0], sigmoid([3])[0]],
    "not yet: the first is B's sigmoid before; softmax is asked for. Hint: Softmax of [6.5, 3] is softmax of [1.5, -2]: the difference is the same.",
  ],
  ["04.5", [sigmoid([3])[0], b], "not yet: both are right, but softmax comes first."],
  ["04.5", [a, sigmoid([6.5])[0]], "not yet: those are A's; the exercise asks for B's."],
  [
    "04.5",
    [a, sigmoid([3])[0]],
    "not yet: the second is right; the first is A's share, and B's is asked for.",
  ],
  [
    "04.5",
    [b, sigmoid([6.5])[0]],
    "not yet: the first is right; the second is A's, and B's is asked for.",
  ],
  [
    "04.5",
    [softmax([1.5, 3])[1], sigmoid([3])[0]],
    "not yet: the second is right. For softmax you added 5 to B alone, but both move. Hint: Softmax of [6.5, 3] is softmax of [1.5, -2]: the difference is the same.",
  ],
  [
    "04.5",
    [b, sigmoid([-2])[0] + 5],
    "not yet: the first is right. The 5 is added to the logit, before sigmoid, and not to the probability.",
  ],
  [
    "04.5",
    [b, 1 - sigmoid([3])[0]],
    "not yet: the first is right; the second is the probability that B is off.",
  ],
  [
    "04.5",
    [b, 3],
    "not yet: the first is right; the second is the logit itself: take sigmoid of it.",
  ],
  [
    "04.5",
    [softmax([6.5, -2])[1], sigmoid([3])[0]],
    "not yet: the second is right. For softmax you added 5 to A alone, but both move. Hint: Softmax of [6.5, 3] is softmax of [1.5, -2]: the difference is the same.",
  ],
  [
    "04.5",
    [softmax([6.5, 3]), sigmoid([6.5, 3])],
    "nearly: those are A's and B's; the exercise asks for B's, at [1] of each.",
  ],
  [
    "04.5",
    [0.2, 0.9],
    "not yet: a softmax of 0.2 would mean that B's logit is A's plus −1.386. And a sigmoid of 0.9 would mean that B's logit is 2.197. Is that so, after the 5?",
  ],
  ["04.5", b, "not yet: the exercise asks for 2 numbers, and you gave only one."],
  ["04.5", new Float32Array([b, sigmoid([3])[0]]), "✓"],
  ["04.5", { softmax: b, sigmoid: sigmoid([3]) }, "✓"],
  [
    "04.5",
    [2.9, 95.3],
    "nearly: the values are right; give them as shares, between 0 and 1, not in per cent.",
  ],
  [
    "04.5",
    [b, b],
    "not yet: you took softmax for both. Sigmoid doesn't look at A: what is it of 3 alone?",
  ],
  [
    "04.5",
    [sigmoid([-2])[0], sigmoid([-2])[0]],
    "not yet: you took sigmoid for both, and before the 5 was added. Hint: Softmax of [6.5, 3] is softmax of [1.5, -2]: the difference is the same.",
  ],
  [
    "04.5",
    [a, sigmoid([1.5])[0]],
    "not yet: those are A's, before the 5 was added; the exercise asks for B's afterwards.",
  ],
  [
    "04.5",
    [softmax([3])[0], sigmoid([3])[0]],
    "not yet: the second is right. Softmax of B alone is 1, as of any single logit: A has to stand beside it. Hint: Softmax of [6.5, 3] is softmax of [1.5, -2]: the difference is the same.",
  ],
  [
    "04.5",
    [softmax([-2, 3])[1], sigmoid([3])[0]],
    "not yet: the second is right. For softmax you put B's new logit beside its old one; beside it stands A's. Hint: Softmax of [6.5, 3] is softmax of [1.5, -2]: the difference is the same.",
  ],
  [
    "04.5",
    [Math.exp(3 - 6.5), sigmoid([3])[0]],
    "not yet: the second is right; the first is the ratio of B to A. A share divides by the sum of both.",
  ],
  [
    "04.5",
    [3 / 9.5, sigmoid([3])[0]],
    "not yet: the second is right. For softmax you left out the exponential. Hint: Softmax of [6.5, 3] is softmax of [1.5, -2]: the difference is the same.",
  ],
  [
    "04.5",
    [b, sigmoid([5])[0]],
    "not yet: the first is right; the second is sigmoid of the 5 alone: add B's −2 first.",
  ],
  [
    "04.5",
    [3, 3],
    "not yet: 3 is B's logit itself. Put it into softmax, with A's 6.5 beside it, and into sigmoid.",
  ],
  [
    "04.5",
    [0, 1],
    "not yet: a softmax of two logits is never quite 0 or 1, nor is a sigmoid: both come out in between.",
  ],
  [
    "04.5",
    [b, 0.9],
    "not yet: [0] is right, but [1] is too small. A sigmoid of 0.9 would mean that B's logit is 2.197. Is that so, after the 5?",
  ],
  [
    "04.5",
    [Promise.resolve(b), 0.95],
    "not yet: the exercise asks for a list of 2 numbers, and there is a Promise at [0]: put `await` in front of it.",
  ],
  [
    "04.5",
    [b, undefined],
    "not yet: the exercise asks for a list of 2 numbers, and there is undefined at [1]: something was looked up at a place that doesn't exist (places count from 0).",
  ],
])("%s answered with %j is told: %s", (id, answer, reply) => {
  expect(said(lesson04, id, answer)).toBe(reply);
});
