import {
  type Color,
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  parse,
  wcagContrast,
} from "culori";
import { describe, expect, it } from "vitest";
import { classColours, palette } from "../../../src/charts/frame/theme.js";

/** How people see a colour: as it is, and without one of the three kinds of cones (Machado et al., 2009, in culori). */
const eyes: Record<string, (colour: Color) => Color> = {
  "all three kinds of cones": (colour) => colour,
  protanopia: filterDeficiencyProt(1),
  deuteranopia: filterDeficiencyDeuter(1),
  tritanopia: filterDeficiencyTrit(1),
};
const distance = differenceCiede2000();

function closest(colours: readonly string[], see: (colour: Color) => Color): number {
  const seen = colours.flatMap((colour) => parse(colour) ?? []).map(see);
  const pairs = seen.flatMap((a, i) => seen.slice(0, i).map((b) => distance(a, b)));
  return Math.min(...pairs);
}

describe("the palette", () => {
  it("gives everything that is written 4.5 to 1 on the paper", () => {
    for (const name of ["ink", "softInk", "predicted", "right", "wrong"] as const) {
      expect(wcagContrast(palette[name], palette.paper), name).toBeGreaterThanOrEqual(4.5);
    }
  });

  it("gives everything that is drawn 3 to 1 on the paper", () => {
    for (const colour of [palette.other, ...classColours]) {
      expect(wcagContrast(colour, palette.paper), colour).toBeGreaterThanOrEqual(3);
    }
  });

  it("keeps the winner apart from the others in a grey print too", () => {
    expect(wcagContrast(palette.predicted, palette.other)).toBeGreaterThanOrEqual(1.8);
  });

  it.each(Object.entries(eyes))("tells right from wrong with %s", (_, see) => {
    expect(closest([palette.right, palette.wrong], see)).toBeGreaterThan(30);
  });

  it.each(Object.entries(eyes))("tells seven classes apart with %s", (_, see) => {
    expect(closest(classColours, see)).toBeGreaterThan(12);
  });
});
