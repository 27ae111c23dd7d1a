import { describe, expect, it } from "vitest";
import { EvaluateError } from "../../src/evaluate/EvaluateError.js";
import { LogitsError } from "../../src/logits/errors.js";
import { checkThresholds, type Threshold } from "../../src/logits/thresholds.js";

const labels = ["joy", "fear"];
const read = (threshold: unknown, rules = {}) =>
  checkThresholds(threshold as Threshold, labels, { caller: "f", otherwise: 0.5, ...rules });

describe("thresholds", () => {
  it("are one for all labels, one for each in order, or by name, and the default elsewhere", () => {
    expect(Array.from(read(0.7))).toEqual([0.7, 0.7]);
    expect(Array.from(read([0.7, 0.2]))).toEqual([0.7, 0.2]);
    expect(Array.from(read(Float64Array.of(0.7, 0.2)))).toEqual([0.7, 0.2]);
    expect(Array.from(read({ fear: 0.2 }))).toEqual([0.5, 0.2]);
    expect(Array.from(read(undefined, { otherwise: 0 }))).toEqual([0, 0]);
  });

  it("are 0 and 1 only where both mean something", () => {
    expect(Array.from(read([0, 1], { withEnds: true }))).toEqual([0, 1]);
    expect(() => read(1)).toThrow("f needs a threshold between 0 and 1, a probability, got 1");
    expect(() => read(1.5, { withEnds: true })).toThrow("f needs a threshold from 0 to 1");
  });

  it("that fit no label are refused with the caller's own error", () => {
    expect(() => read([0.5])).toThrow(LogitsError);
    expect(() => read({ joi: 0.5 }, { ErrorType: EvaluateError })).toThrow(EvaluateError);
    expect(() => read({ joi: 0.5 })).toThrow(
      'f needs thresholds by label, got threshold["joi"], which is no label; did you mean "joy"?',
    );
    expect(() => read({ joy: "0.5" })).toThrow(
      'a probability, got the string "0.5" as threshold["joy"]',
    );
  });
});
