import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decisionRegion, regionMiddle } from "../../../src/charts/triangle/decisionRegions.js";
import { centre, inTriangle, type Shares } from "../../../src/charts/triangle/ternary.js";
import { argmax } from "../../../src/logits/argmax.js";
import { softmax } from "../../../src/logits/softmax.js";

const rows = fc.array(fc.double({ min: -20, max: 20, noNaN: true }), {
  minLength: 3,
  maxLength: 3,
});
const sharesOf = (logits: number[]) => softmax(logits) as unknown as Shares;

/** Whether a place is inside a polygon or on its edge: never right of an edge, going round to the left. */
function inside(place: { x: number; y: number }, outline: { x: number; y: number }[]): boolean {
  const turns = outline.map((a, i) => {
    const b = outline[(i + 1) % outline.length];
    return (b.x - a.x) * (place.y - a.y) - (b.y - a.y) * (place.x - a.x);
  });
  return turns.every((turn) => turn >= -1e-12) || turns.every((turn) => turn <= 1e-12);
}

describe("decisionRegion", () => {
  const outlines = [0, 1, 2].map((index) => decisionRegion(index).map(inTriangle));

  it("holds every point whose class has the highest logit, and no other", () => {
    fc.assert(
      fc.property(rows, (logits) => {
        const place = inTriangle(sharesOf(logits));
        const winner = argmax(logits);
        expect(inside(place, outlines[winner])).toBe(true);
        const sorted = [...softmax(logits)].sort((a, b) => b - a);
        if (sorted[0] - sorted[1] < 1e-9) return;
        const others = [0, 1, 2].filter((index) => index !== winner);
        for (const other of others) expect(inside(place, outlines[other])).toBe(false);
      }),
    );
  });

  it("meets the others in the centre, and its name stands inside it", () => {
    for (const [index, outline] of outlines.entries()) {
      expect(decisionRegion(index)).toContain(centre);
      expect(inside(inTriangle(regionMiddle(index)), outline)).toBe(true);
    }
  });
});
