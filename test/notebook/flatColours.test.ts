import { describe, expect, it } from "vitest";
import { flatColours } from "../../src/notebook/flatColours.js";

/** A picture of 100 by 100 pixels, from a rule for each pixel. */
const picture = (colour: (x: number, y: number) => number) =>
  Uint32Array.from({ length: 10_000 }, (_, i) => colour(i % 100, Math.floor(i / 100)));

describe("flatColours", () => {
  it("counts the colours of areas", () => {
    expect(flatColours(new Uint32Array(10_000), 100)).toBe(1);
    expect(
      flatColours(
        picture((x, y) => Math.floor(x / 20) + 5 * Math.floor(y / 20)),
        100,
      ),
    ).toBe(25);
  });

  it("doesn't count what only stands at edges, nor what is too small to be seen", () => {
    expect(
      flatColours(
        picture((x, y) => (x < 50 ? 0 : 1000 * y + x)),
        100,
      ),
    ).toBe(1);
    expect(
      flatColours(
        picture((x, y) => (y === 50 && x < 40 ? 7 : 0)),
        100,
      ),
    ).toBe(1);
  });

  it("doesn't count the edge of a bar, however long: a line one pixel high is no area", () => {
    expect(
      flatColours(
        picture((_, y) => (y % 10 === 5 ? 1 + Math.floor(y / 10) : 0)),
        100,
      ),
    ).toBe(1);
  });

  it("ends a run where a line of the picture ends", () => {
    // Four equal pixels at the end of each line and four at the start of the next are no run of eight.
    const striped = picture((x, y) => (x < 4 || x >= 96 ? 1 : 1000 * y + x + 2));
    expect(flatColours(striped, 100)).toBe(0);
  });
});
