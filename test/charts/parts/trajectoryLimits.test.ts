import { expect, it } from "vitest";
import { trajectoryLimits } from "../../../src/charts/parts/trajectoryLimits.js";

const panel = { width: 520, height: 320, isNamed: true };
const classes = [
  { label: "B", logit: 2 },
  { label: "A", logit: 1 },
];
const written = (limits: object[]) => JSON.stringify(limits);

it("says where all curves come from and go to", () => {
  const said = written(trajectoryLimits(classes, panel));
  expect(said).toContain("T → 0: 1 for B, 0 for the others");
  expect(said).toContain("T → ∞: 1/2 = 0.5000 for all");
});

it("shares the cold limit among tied winners", () => {
  const tied = classes.map(({ label }) => ({ label, logit: 2 }));
  expect(written(trajectoryLimits(tied, panel))).toContain("T → 0: 0.5000 each for all 2");
});

it("writes the two limits in one line, or in two where the panel is narrow", () => {
  const heights = (isNamed: boolean) => {
    const limits = trajectoryLimits(classes, { ...panel, isNamed });
    const texts = limits.filter(({ mark }) => JSON.stringify(mark).includes('"text"'));
    return new Set(texts.map(({ encoding }) => JSON.stringify((encoding as { y: object }).y))).size;
  };
  expect(heights(true)).toBe(1);
  expect(heights(false)).toBe(2);
});
