import { readFileSync } from "node:fs";
import { expect } from "vitest";

interface LookUp {
  label?: string;
  error?: { type: string; message: string };
}

interface ThirdExample {
  logits: number[][];
  class_labels: string[];
  probabilities: number[][];
  indices: number[];
  list_indexed_with_array: LookUp;
  labels_by_comprehension: string[];
  labels_by_array: string[];
}

/** The third documented example, computed by mpmath and numpy. */
export const thirdExample = JSON.parse(
  readFileSync(new URL("../golden/third_example.json", import.meta.url), "utf8"),
) as ThirdExample;

/** Expects the third documented example's probabilities to 1e-15. */
export function expectThirdExample(actual: number[][]): void {
  expect(actual).toHaveLength(3);
  for (const [r, row] of actual.entries()) {
    expect(row).toHaveLength(3);
    for (const [c, p] of row.entries()) {
      expect(
        Math.abs(p - thirdExample.probabilities[r][c]),
        `${r}, ${c}: ${p}`,
      ).toBeLessThanOrEqual(1e-15);
    }
  }
}
