import { describe, expect, it } from "vitest";
import { formatTemperature, temperatures } from "../../../src/charts/triangle/temperatures.js";

describe("the temperatures of the frames", () => {
  it("go from 0.05 to 20 in equal ratios, with exactly 1 in the middle", () => {
    expect(temperatures).toHaveLength(41);
    expect(temperatures[0]).toBeCloseTo(0.05, 15);
    expect(temperatures[20]).toBe(1);
    expect(temperatures[40]).toBe(20);
    for (let i = 1; i < 41; i++) {
      expect(temperatures[i] / temperatures[i - 1]).toBeCloseTo(20 ** 0.05, 12);
    }
  });

  it("have names that are short and different", () => {
    const names = temperatures.map(formatTemperature);
    expect([names[0], names[20], names[21], names[40]]).toEqual(["0.05", "1", "1.16", "20"]);
    expect(new Set(names).size).toBe(41);
  });
});
