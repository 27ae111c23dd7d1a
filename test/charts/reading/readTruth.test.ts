import { describe, expect, it } from "vitest";
import { readTruth } from "../../../src/charts/reading/readTruth.js";

describe("readTruth", () => {
  it("reads class indices as they come, Python's 64-bit ones included", () => {
    expect(readTruth("aChart", [0, 2], 2, 3)).toEqual([0, 2]);
    expect(readTruth("aChart", BigInt64Array.of(0n, 2n), 2, 3)).toEqual([0, 2]);
    expect(readTruth("aChart", undefined, 2, 3)).toBeUndefined();
  });

  it("says which label id fits no class, and how many there must be", () => {
    expect(() => readTruth("aChart", [0, 3], 2, 3)).toThrow(
      "aChart has 3 classes, numbered from 0: label_ids[1] is 3",
    );
    expect(() => readTruth("aChart", [0], 2, 3)).toThrow("got 2 rows and 1 label ids");
    expect(() => readTruth("aChart", [0, -1], 2, 3)).toThrow("row 1 is -1");
  });
});
