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
import {
  classColours,
  classInks,
  palette,
  plotlyConfig,
  plotlyLayout,
  theme,
  themeFor,
} from "../../../src/charts/parts/theme.js";
import { inTheDark } from "../inTheDark.js";

describe("theme", () => {
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
      const { other: _, grid: __, ghost: ___, lit: ____, paper, ...written } = palette;
      for (const [name, colour] of [...Object.entries(written), ...classInks.entries()]) {
        expect(wcagContrast(colour, paper), String(name)).toBeGreaterThanOrEqual(4.5);
      }
    });

    it("keeps numbers readable on a lit row and on the pale bar of the start", () => {
      for (const ground of [palette.ghost, palette.lit]) {
        for (const text of [palette.ink, palette.predicted]) {
          const pairs = [
            [text, ground],
            [inTheDark(text), inTheDark(ground)],
          ];
          for (const [a, b] of pairs) expect(wcagContrast(a, b)).toBeGreaterThanOrEqual(4.5);
        }
      }
    });

    it("gives everything that is drawn 3 to 1 on the paper", () => {
      for (const colour of [palette.other, ...classColours]) {
        expect(wcagContrast(colour, palette.paper), colour).toBeGreaterThanOrEqual(3);
      }
    });

    it("keeps that in the dark, where pages swap light for dark", () => {
      const paper = inTheDark(palette.paper);
      for (const name of ["ink", "softInk", "predicted", "right", "wrong"] as const) {
        expect(wcagContrast(inTheDark(palette[name]), paper), name).toBeGreaterThanOrEqual(4.5);
      }
      for (const colour of [palette.other, ...classColours]) {
        expect(wcagContrast(inTheDark(colour), paper), colour).toBeGreaterThanOrEqual(3);
      }
      for (const see of Object.values(eyes)) {
        expect(closest([palette.right, palette.wrong].map(inTheDark), see)).toBeGreaterThan(30);
        expect(closest(classColours.map(inTheDark), see)).toBeGreaterThan(6);
      }
    });

    it("keeps the winner apart from the others in a grey print too", () => {
      expect(wcagContrast(palette.predicted, palette.other)).toBeGreaterThanOrEqual(1.8);
    });

    it.each(Object.entries(eyes))("tells right from wrong with %s", (_, see) => {
      expect(closest([palette.right, palette.wrong], see)).toBeGreaterThan(30);
    });

    it("has no class that looks wrong, nor a threshold", () => {
      for (const colour of [...classColours, ...classInks, palette.threshold, palette.training]) {
        expect(distance(colour, palette.wrong), colour).toBeGreaterThan(20);
      }
    });

    it.each(Object.entries(eyes))("tells seven classes apart with %s", (_, see) => {
      expect(closest(classColours, see)).toBeGreaterThan(12);
    });
  });
});

describe("themeFor", () => {
  it("is the theme itself for up to 2,000 marks", () => {
    expect(themeFor(2000)).toEqual(theme());
  });

  it("draws more on a canvas, with the same menu and the same frame", () => {
    const { usermeta, ...frame } = themeFor(2001);
    const { usermeta: usual, ...usualFrame } = theme();
    expect(frame).toEqual(usualFrame);
    const { embedOptions } = usual as { embedOptions: object };
    expect(usermeta).toEqual({ embedOptions: { ...embedOptions, renderer: "canvas" } });
  });
});

describe("the frame of Plotly figures", () => {
  it("sends nothing anywhere, sets no formulas and shows no logo", () => {
    expect(plotlyConfig()).toMatchObject({
      typesetMath: false,
      displaylogo: false,
      showLink: false,
      showSendToCloud: false,
      showEditInChartStudio: false,
      plotlyServerURL: "",
    });
    expect(plotlyConfig().modeBarButtonsToRemove).toContain("sendDataToCloud");
  });

  it("leaves the size to the notebook: a responsive figure has no height in JupyterLab once a frame is played", () => {
    expect(plotlyConfig()).not.toHaveProperty("responsive");
  });

  it("is white paper with the description in it", () => {
    expect(plotlyLayout("a title", "a subtitle", "a picture of three points")).toMatchObject({
      title: { text: "a title", subtitle: { text: "a subtitle" } },
      paper_bgcolor: "#FFFFFF",
      plot_bgcolor: "#FFFFFF",
      meta: { description: "a picture of three points" },
    });
  });
});
