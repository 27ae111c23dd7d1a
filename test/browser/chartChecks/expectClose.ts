import { expect } from "vitest";

/** The numbers agree one by one to 1e-6 (or to 1e-6 of their size, where they are large). */
export function expectClose(actual: readonly unknown[], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  for (const [i, number] of expected.entries()) {
    const tolerance = 1e-6 * Math.max(1, Math.abs(number));
    expect(Math.abs(Number(actual[i]) - number), `number ${i}: ${actual[i]}`).toBeLessThan(
      tolerance,
    );
  }
}
