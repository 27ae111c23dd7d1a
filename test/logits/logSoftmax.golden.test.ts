import { describe, expect, it } from "vitest";
import { argmax } from "../../src/logits/argmax.js";
import { logSoftmax, logSumExp } from "../../src/logits/logSoftmax.js";
import { sigmoid } from "../../src/logits/sigmoid.js";
import { softmax } from "../../src/logits/softmax.js";
import { number, numerics } from "./goldenNumerics.js";

describe("against torch, where infinities have a limit that torch gives too", () => {
  for (const { logits, torch } of numerics.nonfinite) {
    const row = logits.map(number);
    if (row.some(Number.isNaN)) {
      it(`refuses [${row}], where torch gives NaN`, () => {
        for (const ask of [softmax, logSoftmax, logSumExp, sigmoid, argmax]) {
          expect(() => ask(row)).toThrow(`column ${row.findIndex(Number.isNaN)} is NaN`);
        }
      });
      continue;
    }
    it(`log-sum-exp, sigmoid and argmax of [${row}]`, () => {
      expect(logSumExp(row)).toBeCloseTo(number(torch.logsumexp), 14);
      sigmoid(row).forEach((p, c) => {
        expect(p).toBeCloseTo(number(torch.sigmoid[c]), 14);
      });
      expect(argmax(row)).toBe(torch.argmax);
    });
  }
});
