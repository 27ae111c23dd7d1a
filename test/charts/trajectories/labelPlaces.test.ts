import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { labelDistance, labelPlaces } from "../../../src/charts/trajectories/labelPlaces.js";

const flat = (height: number, steps = 101) => Array(steps).fill(height);

describe("labelPlaces", () => {
  it("puts a label above its line where there is room, in the middle", () => {
    expect(labelPlaces([flat(50)], [10], 100)).toEqual([{ step: 50, above: true }]);
  });

  it("goes below where the label would leave the picture", () => {
    expect(labelPlaces([flat(95)], [10], 100)).toEqual([{ step: 50, above: false }]);
    expect(labelPlaces([flat(5)], [10], 100)).toEqual([{ step: 50, above: true }]);
  });

  it("keeps clear of other lines, also of those without a label", () => {
    const [place] = labelPlaces([flat(50), flat(62)], [10], 100);
    expect(place).toEqual({ step: 50, above: false });
  });

  it("names a line where it runs alone, not where it runs with others", () => {
    const together = [
      Array.from({ length: 101 }, (_, i) => 50 + Math.max(0, 30 - i)),
      flat(50),
      flat(50),
    ];
    const [place] = labelPlaces(together, [4], 100);
    expect(place?.step).toBeLessThan(27);
  });

  it("stays off the step that is kept clear", () => {
    const [place] = labelPlaces([flat(50)], [10], 100, 50);
    expect(Math.abs((place?.step ?? 50) - 50)).toBeGreaterThan(5);
  });

  it("leaves a label out rather than writing it over another", () => {
    expect(labelPlaces([flat(10, 11), flat(10, 11)], [8, 8], 30)).toEqual([
      { step: 5, above: true },
      undefined,
    ]);
  });

  it("never lets two labels overlap", () => {
    const line = fc.array(fc.double({ min: 0, max: 300, noNaN: true }), {
      minLength: 60,
      maxLength: 60,
    });
    fc.assert(
      fc.property(fc.array(line, { minLength: 2, maxLength: 7 }), (lines) => {
        const places = labelPlaces(
          lines,
          lines.map(() => 16),
          300,
        );
        const middles = places.flatMap((place, i) =>
          place
            ? [
                {
                  x: place.step,
                  y: lines[i][place.step] + (place.above ? labelDistance : -labelDistance),
                },
              ]
            : [],
        );
        for (const [i, a] of middles.entries()) {
          for (const b of middles.slice(i + 1)) {
            expect(Math.abs(a.x - b.x) > 16 || Math.abs(a.y - b.y) > 16).toBe(true);
          }
        }
      }),
      { numRuns: 30 },
    );
  });
});
