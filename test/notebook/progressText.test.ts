import { describe, expect, it } from "vitest";
import { progressText } from "../../src/notebook/progressText.js";

const state = { title: "Reading", done: 90, finished: false };

describe("progressText", () => {
  it("says how much of how much, in its unit", () => {
    expect(progressText({ ...state, total: 360, unit: "texts" })).toBe(
      "Reading: 90 of 360 texts (25 %)",
    );
    expect(progressText({ ...state, done: 11_300_000, total: 22_600_000, unit: "bytes" })).toBe(
      "Reading: 11.3 MB of 22.6 MB (50 %)",
    );
  });

  it("counts where no total is known, and never passes 100 %", () => {
    expect(progressText({ ...state, unit: "texts", note: "half" })).toBe("Reading: 90 texts, half");
    expect(progressText({ ...state, total: 80 })).toBe("Reading: 90 of 80 (100 %)");
    expect(progressText({ ...state, done: 0, total: 0 })).toBe("Reading: 0");
  });

  it("ends with the amount, or with the note instead", () => {
    expect(progressText({ ...state, total: 360, unit: "texts", finished: true })).toBe(
      "✓ Reading: 360 texts",
    );
    expect(progressText({ ...state, finished: true, note: "all there" })).toBe(
      "✓ Reading: all there",
    );
  });
});
