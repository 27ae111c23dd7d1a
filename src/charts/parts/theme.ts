import type { JsonObject } from "../Chart.js";

/**
 * Colours that colour-blind readers can tell apart, named by what they mean here: the blue and the vermilion of Okabe and Ito
 * (2008), darkened until they can be read as text, and greys.
 *
 * One colour, one meaning, in every chart:
 * - blue: what the model predicts, and what is right
 * - vermilion: wrong, and nothing else; `test/charts/parts/theme.colours.test.ts` looks at every chart
 * - purple: a threshold, which the reader sets
 * - teal and black: two curves that are neither right nor wrong, such as training and evaluation
 * - greys: everything that is only there for comparison; the palest one is where it started
 * - yellow: the class that the pointer is on
 *
 * Classes have colours of their own, {@link classColours}, where several are seen at once.
 *
 * `predicted` against `other` also differs in lightness, so a grey print still shows which bar won.
 */
export const palette = {
  predicted: "#00639C",
  other: "#949494",
  right: "#00639C",
  wrong: "#B54A00",
  threshold: "#7A2E8E",
  training: "#007A6B",
  evaluation: "#1F1F1F",
  ink: "#1F1F1F",
  softInk: "#555555",
  grid: "#E4E4E4",
  ghost: "#DCDCDC",
  lit: "#FFE066",
  paper: "#FFFFFF",
} as const;

/** The colour scale of a field that says "right" or "wrong". */
export const verdictScale: JsonObject = {
  domain: ["right", "wrong"],
  range: [palette.right, palette.wrong],
};

/**
 * One colour per class, for charts where up to seven are seen at once: found by a search for the largest distance between any
 * two, for normal vision and the three kinds of colour blindness, with a contrast of at least 3 to 1 against the paper. None of
 * them looks like the vermilion of what is wrong.
 */
export const classColours = [
  "#00639C",
  "#566203",
  "#009583",
  "#2E006F",
  "#B28D00",
  "#BC6ECE",
  "#402000",
] as const;

/** {@link classColours} for words: three of them a little darker, so that they are read at 4.5 to 1. */
export const classInks = [
  "#00639C",
  "#566203",
  "#00796B",
  "#2E006F",
  "#806500",
  "#9A46AE",
  "#402000",
] as const;

/**
 * The frame that every Vega-Lite chart of the kit shares: schema, paper, type sizes, and how the page embeds it.
 *
 * The paper is white, and pages in the dark swap light for dark in the whole picture. Marks are SVG so that a
 * screen reader finds them, and the menu has no entry that would open a website.
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
      // A page in dark colours would otherwise write legends and headings in white, on the white paper.
      legend: { labelColor: palette.ink, labelFontSize: 12, titleColor: palette.ink },
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

/** From about here on, SVG, with one element per mark, takes longer than anyone likes to wait. */
export const mostSvgMarks = 2000;

/** The {@link theme} for this many marks: above 2,000 the page draws on a canvas, and a screen reader has the table instead. */
export function themeFor(marks: number): JsonObject {
  const frame = theme();
  if (marks <= mostSvgMarks) return frame;
  const { embedOptions } = frame.usermeta as { embedOptions: JsonObject };
  return { ...frame, usermeta: { embedOptions: { ...embedOptions, renderer: "canvas" } } };
}

/**
 * The frame that every Plotly figure of the kit shares, the counterpart of `theme()`: white paper, the
 * same fonts and colours. `title` and `subtitle` must have gone through `plainText`.
 */
export function plotlyLayout(title: string, subtitle: string, description: string): JsonObject {
  return {
    title: {
      text: title,
      x: 0.02,
      xanchor: "left",
      y: 0.97,
      yanchor: "top",
      font: { size: 15, weight: 700 },
      subtitle: { text: subtitle, font: { size: 12, color: palette.softInk } },
    },
    autosize: true,
    paper_bgcolor: palette.paper,
    plot_bgcolor: palette.paper,
    font: { family: "Helvetica, Arial, sans-serif", size: 12, color: palette.ink },
    hoverlabel: {
      align: "left",
      bgcolor: palette.paper,
      bordercolor: palette.softInk,
      font: { color: palette.ink },
      namelength: -1,
    },
    meta: { description },
  };
}

/**
 * How the page embeds a figure: it typesets no formulas, shows no logo, and has no button that would send the data to a
 * website.
 *
 * Not `responsive`: the notebook fits figures to its width on its own, and with that setting a figure in JupyterLab collapses
 * to no height when its first frame is played.
 */
export function plotlyConfig(): JsonObject {
  return {
    typesetMath: false,
    displaylogo: false,
    showLink: false,
    sendData: false,
    showSendToCloud: false,
    showEditInChartStudio: false,
    plotlyServerURL: "",
    modeBarButtonsToRemove: ["sendDataToCloud", "lasso2d", "select2d"],
  };
}
