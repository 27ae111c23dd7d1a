import { describe, expect, it } from "vitest";
import { softmax } from "../../src/logits/softmax.js";
import { measureMillionRows } from "./measureMillionRows.js";

describe("interpretColumns", () => {
  it("reads a million rows of three within 300 MB", () => {
    const { megabytes, rows, label, scores, logits } = measureMillionRows();
    expect(rows).toBe(1_000_000);
    expect(scores).toEqual(softmax(logits));
    expect(label).toBe("ABC"[logits.indexOf(Math.max(...logits))]);
    expect(megabytes).toBeLessThan(300);
  });
});
