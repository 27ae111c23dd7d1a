import { describe, expect, it } from "vitest";
import { classSliders } from "../../../src/charts/controls/classSliders.js";

const bindOf = (logits: number[], options = {}) =>
  classSliders(
    logits,
    logits.map((_, i) => `class ${i}`),
    options,
  ).params.map(({ bind }) => bind as { min: number; max: number; step: number; name: string });

describe("classSliders", () => {
  it("rounds to the steps at which a slider can stand", () => {
    const start = (logits: number[]) => classSliders(logits, logits.map(String)).logits;
    expect(start([-3.4812345, 3.8549, -0.001])).toEqual([-3.48, 3.85, 0]);
    expect(start([120.04, 0.07])).toEqual([120, 0.1]);
    expect(start([1000.4, 0.3, 5e9])).toEqual([0, 0, 5e9]);
  });

  it("reaches at least as far as asked, and further where a logit needs it", () => {
    expect(bindOf([1, 2])[0]).toMatchObject({ min: -8, max: 8, step: 0.01 });
    expect(bindOf([1, 2], { least: 5 })[0]).toMatchObject({ min: -5, max: 5, step: 0.01 });
    expect(bindOf([1, -20], { least: 5 })[0]).toMatchObject({ min: -25, max: 25 });
    expect(bindOf([1000, 0])[0]).toMatchObject({ min: -1250, max: 1250, step: 1 });
  });

  it("is named by its class, a long label shortened", () => {
    expect(bindOf([1, 2])[1].name).toBe("logit of class 1 ");
    const [{ bind }] = classSliders([1, 2], ["x".repeat(200), "B"]).params;
    expect((bind as { name: string }).name).toBe(`logit of ${"x".repeat(59)}… `);
  });

  it("goes back to its start only where that is asked for", () => {
    expect(classSliders([1, 2], ["A", "B"]).params[0]).not.toHaveProperty("on");
    const [slider] = classSliders([1.234, 2], ["A", "B"], { reset: true }).params;
    expect(slider.on).toMatchObject([{ update: "reset ? 1.23 : logit_0" }]);
  });
});
