import { expect, it } from "vitest";
import { roundAsPython, speedMetrics } from "../../src/trainer/speedMetrics.js";

// Python 3.11: round(value, decimals)
it.each([
  [0.03125, 4, 0.0312],
  [0.09375, 4, 0.0938],
  [2.5, 0, 2],
  [0.5, 0, 0],
  [1.5, 0, 2],
  [0.0625, 3, 0.062],
  [-0.03125, 4, -0.0312],
  [0.00005, 4, 0.0001],
  [2.675, 2, 2.67],
  [1234.5675, 3, 1234.568],
  [0.1 + 0.2, 3, 0.3],
])("rounds %d to %i decimals as Python does", (value, decimals, expected) => {
  expect(roundAsPython(value, decimals)).toBe(expected);
});

it("gives a time and two speeds, and no speeds when no time has passed", () => {
  expect(speedMetrics("test", 2, 121, 16)).toEqual({
    test_runtime: 2,
    test_samples_per_second: 60.5,
    test_steps_per_second: 8,
  });
  expect(speedMetrics("eval", 0, 121, 16)).toEqual({ eval_runtime: 0 });
});
