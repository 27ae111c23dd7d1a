import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  centre,
  decisionRegion,
  placeExpressions,
  placeOf,
  regionMiddle,
  type Shares,
  shareLine,
  simplexHeight,
} from "../../../src/charts/parts/simplexFrame.js";
import { argmax } from "../../../src/logits/argmax.js";
import { softmax } from "../../../src/logits/softmax.js";
import { inPage } from "../inPage.js";

const rows = fc.array(fc.double({ min: -20, max: 20, noNaN: true }), {
  minLength: 3,
  maxLength: 3,
});
const sharesOf = (logits: number[]) => softmax(logits) as unknown as Shares;

describe("placeOf", () => {
  it("puts each class at its corner and equal shares into the centre", () => {
    expect(placeOf([1, 0, 0])).toEqual({ x: 0.5, y: simplexHeight });
    expect(placeOf([0, 1, 0])).toEqual({ x: 0, y: 0 });
    expect(placeOf([0, 0, 1])).toEqual({ x: 1, y: 0 });
    const { x, y } = placeOf(sharesOf([7, 7, 7]));
    expect(x).toBeCloseTo(0.5, 12);
    expect(y).toBeCloseTo(simplexHeight / 3, 12);
    expect(placeOf(centre)).toEqual({ x, y });
  });

  it("makes a share the distance from the opposite side, in heights of the triangle", () => {
    fc.assert(
      fc.property(rows, (logits) => {
        const shares = sharesOf(logits);
        const { x, y } = placeOf(shares);
        expect(y / simplexHeight).toBeCloseTo(shares[0], 12);
        // The other two heights by the distance from a line through two corners.
        const toRight = Math.abs(simplexHeight * (1 - x) - 0.5 * y);
        const toLeft = Math.abs(simplexHeight * x - 0.5 * y);
        expect(toRight / simplexHeight).toBeCloseTo(shares[1], 12);
        expect(toLeft / simplexHeight).toBeCloseTo(shares[2], 12);
      }),
    );
  });

  it("is computed alike in the page", async () => {
    const [p0, p1, p2] = softmax([1, 2, 0.5]);
    const place = placeOf([p0, p1, p2]);
    expect((await inPage([{ p0, p2 }], placeExpressions.x))[0]).toBeCloseTo(place.x, 14);
    expect((await inPage([{ p0, p2 }], placeExpressions.y))[0]).toBeCloseTo(place.y, 14);
  });
});

describe("shareLine", () => {
  it.each([0, 1, 2])("joins two sides at the same share of class %i", (classIndex) => {
    const [from, to] = shareLine(classIndex, 0.2);
    for (const end of [from, to]) {
      expect(end[classIndex]).toBe(0.2);
      expect(end.reduce((a, b) => a + b)).toBeCloseTo(1, 15);
      expect(end).toContain(0);
    }
    expect(from).not.toEqual(to);
  });

  it("has its numbers left, below and right", () => {
    expect(placeOf(shareLine(0, 0.4)[0]).x).toBeLessThan(0.5);
    expect(placeOf(shareLine(1, 0.4)[0]).y).toBe(0);
    expect(placeOf(shareLine(2, 0.4)[0]).x).toBeGreaterThan(0.5);
  });
});

/** Whether a place is inside a polygon or on its edge: never right of an edge, going round to the left. */
function inside(place: { x: number; y: number }, outline: { x: number; y: number }[]): boolean {
  const turns = outline.map((a, i) => {
    const b = outline[(i + 1) % outline.length];
    return (b.x - a.x) * (place.y - a.y) - (b.y - a.y) * (place.x - a.x);
  });
  return turns.every((turn) => turn >= -1e-12) || turns.every((turn) => turn <= 1e-12);
}

describe("decisionRegion", () => {
  const outlines = [0, 1, 2].map((index) => decisionRegion(index).map(placeOf));

  it("holds every point whose class has the highest logit, and no other", () => {
    fc.assert(
      fc.property(rows, (logits) => {
        const place = placeOf(sharesOf(logits));
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
      expect(inside(placeOf(regionMiddle(index)), outline)).toBe(true);
    }
  });
});
