import { describe, expect, it } from "vitest";
import { argmax } from "../../src/logits/argmax.js";
import { entropy, logSoftmax, logSumExp } from "../../src/logits/logSoftmax.js";
import { sigmoid } from "../../src/logits/sigmoid.js";
import { softmax, softmaxInto } from "../../src/logits/softmax.js";
import { number, numerics } from "./goldenNumerics.js";

const unitRoundoff = 2 ** -53;
const smallest = Number.MIN_VALUE;

/** (k + largest gap + 4)·2⁻⁵³, Blanchard, Higham, Higham (2021), with the gap in units of the temperature. */
function boundOf(row: number[], temperature = 1): number {
  const gap = (Math.max(...row) - Math.min(...row)) / temperature;
  // Beyond 745 an exponential is 0, so no larger gap reaches a result.
  return (row.length + Math.min(gap, 746) + 4) * unitRoundoff;
}

/** Relative closeness; of a subnormal result, which has fewer digits, one step of the grid. */
function expectWithin(actual: number, expected: number, bound: number, what: string): void {
  if (!Number.isFinite(expected)) {
    expect(actual, what).toBe(expected);
    return;
  }
  const error = Math.abs(actual - expected);
  const allowed = bound * Math.abs(expected) + (Math.abs(expected) < 2 ** -1022 ? smallest : 0);
  expect(error, `${what}: ${actual} for ${expected}`).toBeLessThanOrEqual(allowed);
}

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

    it(`sigmoid and argmax of ${name}`, () => {
      const probabilities = sigmoid(logits);
      logits.forEach((row, r) => {
        row.forEach((_, c) => {
          expectWithin(
            probabilities[r][c],
            number(golden.sigmoid[r][c]),
            4 * unitRoundoff,
            `${r},${c}`,
          );
        });
      });
      expect(argmax(logits)).toEqual(golden.argmax);
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
        // The division rounds the exponent a second time: the gap counts twice.
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

/** How many float32 numbers apart: neighbours of the same sign have neighbouring bits. */
function stepsBetween(a: number, b: number): number {
  const [bitsOfA, bitsOfB] = new Int32Array(Float32Array.of(a, b).buffer);
  return Math.abs(bitsOfA - bitsOfB);
}

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
