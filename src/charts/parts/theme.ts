import type { JsonObject } from "../MimeBundle.js";

/**
 * Colours that colour-blind readers can tell apart (Okabe and Ito, 2008), named by what they mean here.
 *
 * `predicted` against `other` also differs in lightness, so a grey print still shows which bar won.
 */
export const palette = {
  predicted: "#0072B2",
  other: "#9A9A9A",
  right: "#0072B2",
  wrong: "#D55E00",
  ink: "#1F1F1F",
  softInk: "#555555",
  grid: "#E4E4E4",
  paper: "#FFFFFF",
} as const;

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
