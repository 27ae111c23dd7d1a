import { describe, expect, it } from "vitest";
import { keepsHues } from "../../src/notebook/keepsHues.js";

type Colour = readonly [number, number, number];
const [paper, teal, grey, light]: Colour[] = [
  [255, 255, 255],
  [0, 149, 131],
  [120, 120, 120],
  [148, 148, 148],
];

/** A white picture, 20 by 20, with a square of one colour in it. */
function square(side: number, colour: Colour): Uint8Array {
  const picture = new Uint8Array(20 * 20 * 4).fill(255);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) picture.set(colour, 4 * (20 * (5 + y) + 5 + x));
  }
  return picture;
}

describe("keepsHues", () => {
  it("notices a small mark that lost its colour", () => {
    expect(keepsHues(square(3, teal), square(3, grey), 20)).toBe(false);
    expect(keepsHues(square(3, teal), square(3, teal), 20)).toBe(true);
  });

  it("lets a grey become another grey", () => {
    expect(keepsHues(square(3, light), square(3, grey), 20)).toBe(true);
  });

  it("doesn't look at edges, which are thinner than a mark", () => {
    expect(keepsHues(square(1, teal), square(1, paper), 20)).toBe(true);
  });
});
