import { describe, expect, it } from "vitest";
import { columnLabels } from "../../../src/charts/heat/columnLabels.js";

describe("columnLabels", () => {
  it("are level where they fit, slanted where they are short, upright where long or narrow", () => {
    expect(columnLabels(["A", "B"], 60).labelAngle).toBe(0);
    expect(columnLabels(["anger", "surprise"], 48).labelAngle).toBe(-45);
    expect(columnLabels(["anger", "x".repeat(60)], 48).labelAngle).toBe(-90);
    expect(columnLabels(["anger", "surprise"], 12).labelAngle).toBe(-90);
  });

  it("have room for 60 characters", () => {
    expect(columnLabels(["x".repeat(60)], 12).labelLimit).toBeGreaterThanOrEqual(60 * 6);
  });
});
