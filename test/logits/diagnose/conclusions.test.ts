import { describe, expect, it } from "vitest";
import { diagnose } from "../../../src/logits/diagnose/diagnose.js";
import { sigmoid } from "../../../src/logits/sigmoid.js";
import { softmax } from "../../../src/logits/softmax.js";
import { logits, multi, names, three, trained } from "./outputs.js";

const tag = (output: unknown, context?: object) => diagnose(output, context).numbers_are;

describe("each number is tagged:", () => {
  it("rank only, score, probability, decision, or nothing where nothing was read", () => {
    expect(tag(logits, names)).toBe("score");
    expect(tag(softmax(logits), names)).toBe("probability");
    expect(tag(sigmoid(three), multi)).toBe("probability");
    expect(tag(softmax(three), multi)).toBe("rank only");
    expect(tag(softmax(softmax(trained(6, 3))))).toBe("rank only");
    expect(tag([3, 3, 2, 2, 6])).toBe("decision");
    expect(tag("nothing")).toBeNull();
    expect(tag([[1, Number.NaN]])).toBeNull();
  });

  it("calibrated probability, where true labels show that it is right as often as it says", () => {
    // 300 texts with probabilities of 0.6, 0.75 and 0.9, each right that often.
    const rows = Array.from({ length: 300 }, (_, text) => [0.6, 0.75, 0.9][text % 3]);
    const scores = rows.map((p, text) => (text % 2 ? [p, 1 - p] : [1 - p, p]));
    const label_ids = rows.map((p, text) => {
      const isRight = Math.floor(text / 3) % 20 < 20 * p;
      return (text % 2 ? 0 : 1) ^ (isRight ? 0 : 1);
    });
    const diagnosis = diagnose(scores, { label_ids });
    expect(diagnosis.numbers_are).toBe("calibrated probability");
    expect(diagnosis.may_conclude.join()).toContain("right about as often as it says");
    expect(diagnosis.may_not_conclude.join()).not.toContain("how often the model is right");
    const sure = scores.map(([a, b]) => (a > b ? [0.97, 0.03] : [0.03, 0.97]));
    expect(tag(sure, { label_ids })).toBe("probability");
    expect(tag(scores.slice(0, 100), { label_ids: label_ids.slice(0, 100) })).toBe("probability");
  });
});

describe("the difference of two logits is", () => {
  it("a ratio of probabilities in a softmax head, of odds in a sigmoid head, and open otherwise", () => {
    const said = (context?: object) => diagnose(three, context).may_conclude.join();
    expect(said({ num_labels: 3 })).toContain("the ratio of their probabilities");
    expect(said({ ...multi, num_labels: 3 })).toContain("the ratio of their odds");
    expect(said()).toContain("once the head is known");
  });
});

describe("every finding says", () => {
  it("what it leaves to conclude and what it takes away", () => {
    const [finding] = diagnose(softmax(three), multi).findings;
    expect(finding).toMatchObject({
      topic: "softmax-or-sigmoid",
      may_conclude: ["the order of the classes within each row"],
      may_not_conclude: ["whether a label applies"],
    });
  });
});
