import { describe, expect, it } from "vitest";
import { argmax } from "../../src/logits/argmax.js";
import { entropy, logSoftmax, logSumExp } from "../../src/logits/logSoftmax.js";
import { softmax, softmaxInto } from "../../src/logits/softmax.js";
import { boundOf, expectWithin, number, numerics } from "./goldenNumerics.js";
import { expectThirdExample, thirdExample } from "./goldenThirdExample.js";

describe("against 80-digit values, within the bound of the shifted form", () => {
  for (const { name, ...golden } of numerics.cases) {
    const logits = golden.logits.map((row) => row.map(number));

    it(`softmax, log-softmax and log-sum-exp of ${name}`, () => {
      const probabilities = softmax(logits);
      const logs = logSoftmax(logits);
      const sums = logSumExp(logits);
      logits.forEach((row, r) => {
        const bound = boundOf(row);
        row.forEach((_, c) => {
          expectWithin(
            probabilities[r][c],
            number(golden.softmax[r][c]),
            bound,
            `softmax ${r},${c}`,
          );
          expectWithin(logs[r][c], number(golden.log_softmax[r][c]), bound, `logSoftmax ${r},${c}`);
        });
        expectWithin(sums[r], number(golden.logsumexp[r]), bound, `logSumExp ${r}`);
      });
    });
  }
});

describe("against 80-digit values with a temperature", () => {
  for (const { name, temperature, ...golden } of numerics.temperature) {
    it(`softmax, log-softmax, entropy and argmax of ${name}`, () => {
      const logits = golden.logits.map((row) => row.map(number));
      const probabilities = softmax(logits, { temperature });
      const logs = logSoftmax(logits, { temperature });
      const entropies = entropy(logits, { temperature });
      logits.forEach((row, r) => {
        // The division rounds the exponent a second time, so the gap counts twice.
        const bound = 2 * boundOf(row, temperature);
        row.forEach((_, c) => {
          expectWithin(
            probabilities[r][c],
            number(golden.softmax[r][c]),
            bound,
            `softmax ${r},${c}`,
          );
          expectWithin(logs[r][c], number(golden.log_softmax[r][c]), bound, `logSoftmax ${r},${c}`);
        });
        expectWithin(entropies[r], number(golden.entropy_nats[r]), 2 * bound, `entropy ${r}`);
      });
      expect(argmax(logits)).toEqual(golden.argmax);
    });
  }
});

describe("float32 logits", () => {
  it("give the correctly rounded float32 or its neighbour", () => {
    const isFloat32 = (row: number[]) => row.every((logit) => Math.fround(logit) === logit);
    let rows = 0;
    for (const golden of numerics.cases) {
      golden.logits.forEach((stored, r) => {
        const row = stored.map(number);
        if (!isFloat32(row)) return;
        rows++;
        const into32 = softmaxInto(
          Float32Array.from(row),
          1,
          row.length,
          new Float32Array(row.length),
        );
        const into64 = softmax(Float32Array.from(row));
        row.forEach((_, c) => {
          const expected = number(golden.softmax[r][c]);
          expect(stepsBetween(into32[c], expected), `${golden.name} ${r},${c}`).toBeLessThanOrEqual(
            1,
          );
          expect(stepsBetween(Math.fround(into64[c]), expected)).toBeLessThanOrEqual(1);
        });
      });
    }
    expect(rows).toBeGreaterThan(50);
  });
});

/** How many float32 steps apart two numbers are: neighbours of the same sign have neighbouring bits. */
function stepsBetween(a: number, b: number): number {
  const [bitsOfA, bitsOfB] = new Int32Array(Float32Array.of(a, b).buffer);
  return Math.abs(bitsOfA - bitsOfB);
}

describe("against torch, where infinities have a limit that torch gives too", () => {
  for (const { logits, torch } of numerics.nonfinite) {
    const row = logits.map(number);
    if (torch.softmax.includes("NaN")) continue;
    it(`softmax and log-softmax of [${row}]`, () => {
      softmax(row).forEach((p, c) => {
        expect(p).toBeCloseTo(number(torch.softmax[c]), 14);
      });
      logSoftmax(row).forEach((log, c) => {
        if (Number.isFinite(log)) expect(log).toBeCloseTo(number(torch.log_softmax[c]), 14);
        else expect(log).toBe(number(torch.log_softmax[c]));
      });
    });
  }
});

it("softmax gives the third example's probabilities to 1e-15", () => {
  expectThirdExample(softmax(thirdExample.logits));
});
