import type { JsonObject } from "../MimeBundle.js";
import { palette } from "./theme.js";

/**
 * The frame that every Plotly figure of the kit shares, the twin of `theme()`: white paper in every page theme, the same
 * letters and colours. `title` and `subtitle` must have gone through `plainText`.
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
 * How the page embeds a figure: it typesets no formulas, shows no logo, and has no button that would send the data to a web
 * site.
 *
 * Not `responsive`: the notebook fits figures to its width by itself, and with that setting a figure in JupyterLab shrinks to
 * no height at the first frame that is played.
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
