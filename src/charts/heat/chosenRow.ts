import { palette } from "../frame/theme.js";
import type { JsonObject } from "../MimeBundle.js";
import { rowsToClasses } from "../reading/rowsToClasses.js";

/** As many classes as one looks through at a glance. */
const listed = 7;

/**
 * What the chosen row holds, in words: its text, true and predicted class, and its classes from the most probable on.
 *
 * It needs the rows of the batch heat map in the data set `rows`, the selection `chosen`, and the labels twice: as `labels`, and
 * as `enclosed` for use within a sentence.
 */
export function chosenRow(labels: readonly string[], hasTruth: boolean): JsonObject {
  const classes = labels.length;
  const numbers = Math.min(classes, listed);
  const columns = columnsFor(labels);
  const shown = classes > listed ? `the ${listed} most probable of ${classes} classes` : "class";
  return {
    width: columns.note + 120,
    height: 66 + 20 * numbers,
    data: { name: "rows" },
    transform: [{ filter: { param: "chosen" } }],
    layer: [
      words("datum.name + (datum.text ? ': “' + datum.text + '”' : '')", 8, "bold"),
      words(hasTruth ? verdict : "'predicted: ' + labels[datum.predicted]", 28, "normal"),
      ...headings(columns, shown),
      rankedClasses(columns),
    ],
  };
}

const remarks =
  "datum.index === datum.predicted ? (datum.index === datum.truth ? '← predicted, true' : '← predicted')" +
  " : datum.index === datum.truth ? '← true' : ''";

const verdict =
  "'true class: ' + enclosed[datum.truth] + ', predicted: ' + enclosed[datum.predicted]" +
  " + (datum.truth === datum.predicted ? ' (right)' : ' (wrong)')";

function words(calculate: string, y: number, fontWeight: string): JsonObject {
  return {
    transform: [{ calculate, as: "words" }],
    mark: { ...letters, fontWeight, align: "left", limit: 760 },
    encoding: {
      x: { value: 0 },
      y: { value: y },
      text: { field: "words" },
      description: { field: "words" },
    },
  };
}

const letters: JsonObject = { type: "text", fontSize: 12, baseline: "middle", color: palette.ink };

type Columns = { logit: number; score: number; note: number };

/** The right edges of the two columns of numbers and the left edge of the remarks, as near to the labels as these allow. */
function columnsFor(labels: readonly string[]): Columns {
  const longest = Math.max(...labels.map((label) => label.length));
  const logit = Math.max(200, Math.min(440, 7 * longest + 70));
  return { logit, score: logit + 90, note: logit + 104 };
}

function headings({ logit, score }: Columns, shown: string): JsonObject[] {
  const heading = (text: string, x: number, align: string): JsonObject => ({
    mark: { ...letters, align, color: palette.softInk, aria: false },
    encoding: { x: { value: x }, y: { value: 54 }, text: { value: text } },
  });
  return [
    heading(shown, 0, "left"),
    heading("logit", logit, "right"),
    heading("probability", score, "right"),
  ];
}

function rankedClasses({ logit, score, note }: Columns): JsonObject {
  const column = (field: string, x: number, align: string, limit: number): JsonObject => ({
    mark: { ...letters, align, limit },
    encoding: { x: { value: x }, text: { field }, description: { field } },
  });
  return {
    transform: [
      ...rowsToClasses,
      {
        window: [{ op: "row_number", as: "rank" }],
        sort: [
          { field: "probability", order: "descending" },
          { field: "index", order: "ascending" },
        ],
      },
      { filter: `datum.rank <= ${listed}` },
      { calculate: remarks, as: "remarks" },
      { calculate: "56 + 20 * datum.rank", as: "y" },
    ],
    encoding: { y: { field: "y", type: "quantitative", scale: null, axis: null } },
    layer: [
      column("label", 0, "left", logit - 60),
      column("logitText", logit, "right", 80),
      column("probabilityText", score, "right", 80),
      column("remarks", note, "left", 120),
    ],
  };
}
