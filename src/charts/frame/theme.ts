import type { JsonObject } from "../MimeBundle.js";

/**
 * Colours that colour-blind readers can tell apart, named by what they mean here: the blue and the vermilion of Okabe and Ito
 * (2008), darkened until they can be read as text, and greys.
 *
 * `predicted` against `other` also differs in lightness, so a grey print still shows which bar won.
 */
export const palette = {
  predicted: "#00639C",
  other: "#949494",
  right: "#00639C",
  wrong: "#B54A00",
  ink: "#1F1F1F",
  softInk: "#555555",
  grid: "#E4E4E4",
  paper: "#FFFFFF",
} as const;

/**
 * One colour a class, for charts where up to seven are seen at once: found by a search for the largest distance between any
 * two, in ordinary sight and in the three kinds of colour blindness, with at least 3 to 1 against the paper.
 */
export const classColours = [
  "#00639C",
  "#B54A00",
  "#009583",
  "#2E006F",
  "#B28D00",
  "#BC6ECE",
  "#402000",
] as const;

/**
 * The frame that every Vega-Lite chart of the kit shares: schema, paper, type sizes, and how the page embeds it.
 *
 * The paper is white in every theme: ink on it stays readable where the page around it is dark. Marks are SVG so that a
 * screen reader finds them, and the menu has no entry that would open a web site.
 */
export function theme(): JsonObject {
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    background: palette.paper,
    padding: 12,
    usermeta: {
      embedOptions: {
        renderer: "svg",
        actions: {
          export: { svg: true, png: true },
          source: false,
          compiled: false,
          editor: false,
        },
      },
    },
    config: {
      font: "Helvetica, Arial, sans-serif",
      view: { stroke: null },
      title: {
        anchor: "start",
        color: palette.ink,
        fontSize: 15,
        subtitleColor: palette.softInk,
        subtitleFontSize: 12,
        subtitlePadding: 6,
        offset: 14,
      },
      // A page in dark colours would else write legends and headings white, on the white paper.
      legend: { labelColor: palette.ink, titleColor: palette.ink },
      header: { labelColor: palette.ink, titleColor: palette.ink },
      axis: {
        labelColor: palette.ink,
        labelFontSize: 12,
        titleColor: palette.ink,
        titleFontSize: 12,
        titleFontWeight: "bold",
        gridColor: palette.grid,
        domainColor: palette.softInk,
        tickColor: palette.softInk,
      },
    },
  };
}
