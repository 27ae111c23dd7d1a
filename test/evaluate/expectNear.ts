import { expect } from "vitest";

/** Expects the same keys and shapes, and every number within 1e-12 of the expected one (relative above 1). */
export function expectNear(actual: unknown, expected: unknown, place = "the result"): void {
  if (typeof expected === "number" && Number.isFinite(expected)) {
    const gap = Math.abs(Number(actual) - expected) / Math.max(1, Math.abs(expected));
    expect(gap, `${place} is ${actual}, expected ${expected}`).toBeLessThanOrEqual(1e-12);
    return;
  }
  if (typeof expected !== "object" || expected === null) {
    expect(actual, place).toBe(expected);
    return;
  }
  const parts = actual as Record<string, unknown>;
  expect(Object.keys(parts).sort(), place).toEqual(Object.keys(expected).sort());
  for (const [key, value] of Object.entries(expected)) {
    expectNear(parts[key], value, `${place}.${key}`);
  }
}
