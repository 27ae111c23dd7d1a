import { describe, expect, it } from "vitest";
import {
  chartText,
  createChart,
  createPlotlyChart,
  type JsonObject,
  narrowChanges,
  plotlyMimeType,
  titlesAsText,
  vegaLiteMimeType,
} from "../../src/charts/Chart.js";
import { draw, texts } from "./draw.js";

const table = { columns: ["label", "logit"], rows: [["A", "1.00"]] };
const words = { title: "One bar", description: "A bar of A", table };
const text = "One bar\n\nlabel  logit\nA       1.00";

describe("createChart", () => {
  const chart = createChart({ ...words, spec: { mark: "bar" } });

  it("needs all of its parts, and takes no others", () => {
    expect(() => createChart(words as never)).toThrow(
      "createChart needs title, description, spec, table: spec is missing",
    );
    expect(() => createChart(undefined as never)).toThrow("createChart needs its options");
    const misspelt = { ...words, figure: {}, stil: {} };
    expect(() => createPlotlyChart(misspelt as never)).toThrow(
      'createPlotlyChart has no option "stil"; did you mean "still"?',
    );
  });

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

describe("narrowChanges", () => {
  const wide: JsonObject = {
    width: 640,
    title: { text: "A", subtitle: "B" },
    layer: [{ mark: "bar", data: { values: [1, 2, 3] } }, { mark: "rule" }],
    hconcat: [1, 2],
  };
  const narrow: JsonObject = {
    width: 300,
    title: { text: "A" },
    layer: [
      { mark: "bar", data: { values: [1, 2, 3] } },
      { mark: "rule", clip: true },
    ],
    hconcat: [1],
    axis: null,
  };

  it("names each place that differs once, and leaves out what is the same", () => {
    expect(narrowChanges(wide, narrow)).toEqual([
      { at: ["width"], value: 300 },
      { at: ["title", "subtitle"] },
      { at: ["layer", 1, "clip"], value: true },
      { at: ["hconcat"], value: [1] },
      { at: ["axis"], value: null },
    ]);
    expect(narrowChanges(wide, wide)).toEqual([]);
  });

  it("is what a chart stores of its narrow form, which is no part of its still picture", () => {
    const chart = createChart({ ...words, spec: wide, narrow });
    expect(chart.toSpec()).toEqual({ ...wide, usermeta: { narrow: narrowChanges(wide, narrow) } });
    expect(chart.toStill()).toEqual(wide);
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

describe("chartText", () => {
  const rows = (count: number) => Array.from({ length: count }, (_, i) => [`c${i}`, String(i)]);

  it("writes the title over the table", () => {
    expect(chartText("Two", { columns: ["label", "n"], rows: rows(2) })).toBe(
      "Two\n\nlabel  n\nc0     0\nc1     1",
    );
  });

  it("lines up the numbers beside labels of any script", () => {
    const table = {
      columns: ["label", "n"],
      rows: [
        ["良い", "1"],
        ["👩‍👧", "20"],
        ["bad", "3"],
      ],
    };
    expect(chartText("Three", table)).toBe("Three\n\nlabel   n\n良い    1\n👩‍👧     20\nbad     3");
  });

  it("stops after 40 rows and says how many more there are", () => {
    const lines = chartText("Many", { columns: ["label", "n"], rows: rows(55) }).split("\n");
    expect(lines).toHaveLength(2 + 1 + 40 + 1);
    expect(lines.at(-1)).toBe("… and 15 more rows: await showTable(chart)");
  });
});

describe("titlesAsText", () => {
  const names = Object.getOwnPropertyNames(Object.prototype);

  it.each(names)("%s is drawn as a title, a subtitle and an axis title", async (name) => {
    const spec = {
      title: { text: name, subtitle: name },
      data: { values: [{ a: 1, title: name }] },
      mark: "point",
      encoding: { x: { field: "a", type: "quantitative", title: name } },
    };
    const table = { columns: ["a"], rows: [["1"]] };
    const view = await draw(createChart({ title: name, description: name, spec, table }));
    expect(texts(view).filter((text) => text.trim() === name)).toHaveLength(3);
  });

  it("leaves data, parameters and all other words as they are", () => {
    const spec = {
      title: "a constructor",
      params: [{ name: "labels", value: ["constructor"] }],
      data: { values: [{ title: "toString" }] },
      layer: [{ mark: { type: "text", text: "valueOf!" } }],
    };
    expect(titlesAsText(spec)).toEqual(spec);
  });
});
