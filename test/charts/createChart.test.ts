import { describe, expect, it } from "vitest";
import { createChart, vegaLiteMimeType } from "../../src/charts/createChart.js";
import { createPlotlyChart, plotlyMimeType } from "../../src/charts/createPlotlyChart.js";

const table = { columns: ["label", "logit"], rows: [["A", "1.00"]] };
const words = { title: "One bar", description: "A bar of A", table };
const text = "One bar\n\nlabel  logit\nA       1.00";

describe("createChart", () => {
  const chart = createChart({ ...words, spec: { mark: "bar" } });

  it("bundles the specification and its numbers as a text", () => {
    expect(chart.toMimeBundle()).toEqual({
      [vegaLiteMimeType]: { mark: "bar" },
      "text/plain": text,
    });
  });

  it("is its own still picture", () => {
    expect(chart.toStill()).toEqual(chart.toSpec());
  });

  it("gives fresh copies: changing one changes no other", () => {
    chart.toSpec().mark = "line";
    expect(chart.toSpec()).toEqual({ mark: "bar" });
  });
});

describe("createPlotlyChart", () => {
  const figure = { data: [], layout: {} };
  const chart = createPlotlyChart({ ...words, figure, still: { mark: "rect" } });

  it("bundles the figure under Plotly's type, with the same text", () => {
    expect(chart.toMimeBundle()).toEqual({ [plotlyMimeType]: figure, "text/plain": text });
  });

  it("brings a Vega-Lite picture for where Plotly can't draw", () => {
    expect(chart.toStill()).toEqual({ mark: "rect" });
  });
});
