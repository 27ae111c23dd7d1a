import { readFileSync } from "node:fs";
import { expect } from "vitest";

type Stored = number | string;

/** JSON has neither NaN nor infinities, so the golden file spells them out. */
export function number(value: Stored): number {
  return Number(value);
}

interface NumericsCase {
  name: string;
  logits: Stored[][];
  softmax: Stored[][];
  log_softmax: Stored[][];
  logsumexp: Stored[];
  sigmoid: Stored[][];
  argmax: number[];
}

interface TemperatureCase extends Pick<NumericsCase, "name" | "logits" | "softmax" | "argmax"> {
  log_softmax: Stored[][];
  temperature: number;
  entropy_nats: Stored[];
}

interface Library {
  softmax: Stored[];
  log_softmax: Stored[];
  logsumexp: Stored;
  sigmoid: Stored[];
  argmax: number;
}

interface NonfiniteCase {
  logits: Stored[];
  torch: Library;
}

interface Numerics {
  cases: NumericsCase[];
  temperature: TemperatureCase[];
  nonfinite: NonfiniteCase[];
}

export const numerics = JSON.parse(
  readFileSync(new URL("../golden/numerics.json", import.meta.url), "utf8"),
) as Numerics;

export const unitRoundoff = 2 ** -53;
const smallest = Number.MIN_VALUE;

/** (k + largest gap + 4)·2⁻⁵³, Blanchard, Higham, Higham (2021), with the gap in units of the temperature. */
export function boundOf(row: number[], temperature = 1): number {
  const gap = (Math.max(...row) - Math.min(...row)) / temperature;
  // Beyond 745 an exponential is 0, so a larger gap affects no result.
  return (row.length + Math.min(gap, 746) + 4) * unitRoundoff;
}

/** Expects relative closeness; a subnormal result, which has fewer digits, may be one step of its grid off. */
export function expectWithin(actual: number, expected: number, bound: number, what: string): void {
  if (!Number.isFinite(expected)) {
    expect(actual, what).toBe(expected);
    return;
  }
  const error = Math.abs(actual - expected);
  const allowed = bound * Math.abs(expected) + (Math.abs(expected) < 2 ** -1022 ? smallest : 0);
  expect(error, `${what}: ${actual} for ${expected}`).toBeLessThanOrEqual(allowed);
}
