import { describe, expect, it } from "vitest";
import { plotlyConfig, plotlyLayout } from "../../../src/charts/frame/plotlyTheme.js";

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
