import { readFileSync } from "node:fs";

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

/** The third documented example by mpmath and numpy. */
export const thirdExample = JSON.parse(
  readFileSync(new URL("../golden/third_example.json", import.meta.url), "utf8"),
) as ThirdExample;
