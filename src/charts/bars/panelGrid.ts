import { palette } from "../frame/theme.js";
import type { JsonObject } from "../MimeBundle.js";
import { rowsToClasses } from "../reading/rowsToClasses.js";

/** Room for a line of panels and the labels beside it, in pixels: as wide as a cell on a small laptop. */
const room = 860;

/**
 * Small bar charts in lines, one for each row of the data set: a bar a class, the winner's in colour, its probability and label
 * above, the text under that. The class labels stand once a line, on the left.
 *
 * The rows need `place`, `name`, `text`, `predicted`, `logits` and `probabilities`; labels come from the parameter `labels`.
 */
export function panelGrid(rows: number, labels: readonly string[]): JsonObject {
  const longest = Math.max(...labels.map((label) => label.length));
  // Long labels leave less room: narrower panels, so that still four stand side by side.
  const width = longest > 30 ? 110 : 150;
  const fitting = Math.floor((room - Math.min(340, 7 * longest)) / (width + 20));
  const columns = Math.min(rows, fitting);
  const barHeight = labels.length <= 7 ? 18 : 13;
  return {
    transform: [
      { calculate: `floor(datum.place / ${columns})`, as: "line" },
      { calculate: `datum.place % ${columns}`, as: "position" },
      ...rowsToClasses,
      { calculate: "datum.index === datum.predicted", as: "isPredicted" },
      {
        calculate: "datum.name + ', ' + datum.label + ': probability ' + datum.probabilityText",
        as: "spoken",
      },
    ],
    facet: { row: withoutHeader("line"), column: withoutHeader("position") },
    spacing: { row: 38, column: 20 },
    spec: {
      width,
      height: { step: barHeight },
      encoding: { y: classAxis(barHeight) },
      layer: [
        bars,
        panelTitle("datum.probabilityText + ' ' + datum.label", -24, { ...winner, limit: width }),
        panelTitle("datum.text || datum.name", -9, { ...text, limit: width }),
      ],
    },
  };
}

const withoutHeader = (field: string): JsonObject => ({
  field,
  type: "ordinal",
  title: null,
  header: { labels: false, title: null },
});

function classAxis(barHeight: number): JsonObject {
  return {
    field: "index",
    type: "ordinal",
    title: null,
    axis: {
      labelExpr: "labels[datum.value]",
      labelLimit: 340,
      labelFontSize: barHeight < 16 ? 11 : 12,
      labelOverlap: false,
      labelPadding: 6,
      maxExtent: 400,
      ticks: false,
      domain: false,
      aria: false,
    },
  };
}

const bars: JsonObject = {
  mark: { type: "bar", height: { band: 0.72 } },
  encoding: {
    x: {
      field: "probability",
      type: "quantitative",
      title: "probability",
      scale: { domain: [0, 1], nice: false },
      axis: { values: [0, 0.5, 1], format: ".1f", titleFontWeight: "normal" },
    },
    color: {
      condition: { test: "datum.isPredicted", value: palette.predicted },
      value: palette.other,
    },
    tooltip: [
      { field: "name", title: "row" },
      { field: "text", title: "text" },
      { field: "label", title: "class" },
      { field: "logitText", title: "logit (log-odds)" },
      { field: "probabilityText", title: "probability" },
    ],
    description: { field: "spoken" },
  },
};

const winner: JsonObject = { fontWeight: "bold", color: palette.predicted };
const text: JsonObject = { color: palette.softInk };

/** A line above a panel, written once for its winner. */
function panelTitle(calculate: string, y: number, style: JsonObject): JsonObject {
  return {
    transform: [{ filter: "datum.isPredicted" }, { calculate, as: "words" }],
    mark: {
      type: "text",
      align: "left",
      baseline: "middle",
      fontSize: 12,
      ...style,
    },
    encoding: {
      x: { value: 0 },
      y: { value: y },
      text: { field: "words" },
      description: { field: "words" },
    },
  };
}
