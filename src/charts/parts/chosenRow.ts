import type { JsonObject } from "../Chart.js";
import { rowsToClasses } from "./inThePage.js";
import { narrowRoom, wrapped } from "./narrow.js";
import { textAt } from "./textAt.js";
import { palette } from "./theme.js";

/** What is known about the rows of a batch, as far as the words depend on it. */
interface Described {
  labels: readonly string[];
  truth: readonly number[] | undefined;
  texts: readonly string[];
}

/** As many classes as can be taken in at a glance. */
const listed = 7;

/**
 * The chosen row in words: its text, its true and predicted class, and its classes from the most probable down.
 *
 * It needs the rows of the batch heat map in the data set `rows`, the selection `chosen`, and the labels twice: as `labels`, and
 * as `enclosed` for use within a sentence.
 *
 * @param left where it begins; on a phone, this is left of the maps, and its texts take several lines
 */
export function chosenRow({ labels, truth, texts }: Described, left = 0): JsonObject {
  const isNarrow = left < 0;
  const classes = labels.length;
  const numbers = Math.min(classes, listed);
  const columns = isNarrow ? narrowColumns(left) : columnsFor(labels);
  const most = isNarrow ? `${listed} of ${classes}` : `the ${listed} most probable of ${classes}`;
  const longest = (list: readonly string[]) => Math.max(...list.map((each) => each.length));
  const lines = (letters: number) => (isNarrow ? Math.ceil(letters / (0.9 * lettersInLine)) : 1);
  const verdictY = 12 + 16 * lines(longest(texts) + 12);
  const top = verdictY + 10 + 16 * lines((truth ? 2 : 1) * longest(labels) + 35);
  const name = "datum.name + (datum.text ? ': “' + datum.text + '”' : '')";
  const verdict = truth ? verdictOfRow : "'predicted: ' + labels[datum.predicted]";
  const said = (text: string) => (isNarrow ? wrapped(text, lettersInLine) : text);
  return {
    width: isNarrow ? narrowRoom + left : columns.note + 120,
    height: top + 12 + 20 * numbers,
    data: { name: "rows" },
    transform: [{ filter: { param: "chosen" } }],
    layer: [
      words(said(name), left, 8, "bold"),
      words(said(verdict), left, verdictY, "normal"),
      ...headings(columns, classes > listed ? `${most} classes` : "class", top),
      rankedClasses(columns, top),
    ],
  };
}

/** Bold letters of 12 pixels across a phone. */
const lettersInLine = 48;

const remarks =
  "datum.index === datum.predicted ? (datum.index === datum.truth ? '← predicted, true' : '← predicted')" +
  " : datum.index === datum.truth ? '← true' : ''";

const verdictOfRow =
  "'true class: ' + enclosed[datum.truth] + ', predicted: ' + enclosed[datum.predicted]" +
  " + (datum.truth === datum.predicted ? ' (right)' : ' (wrong)')";

function words(calculate: string, x: number, y: number, fontWeight: string): JsonObject {
  return {
    transform: [{ calculate, as: "words" }],
    ...textAt("words", x, y, { ...letters, fontWeight, limit: 760 }),
  };
}

const letters: JsonObject = { type: "text", fontSize: 12, baseline: "middle", color: palette.ink };

type Columns = { label: number; logit: number; score: number; note: number };

/** The left edge of the labels, the right edges of the two columns of numbers and the left edge of the remarks, as near to the labels as these allow. */
function columnsFor(labels: readonly string[]): Columns {
  const longest = Math.max(...labels.map((label) => label.length));
  const logit = Math.max(200, Math.min(440, 7 * longest + 70));
  return { label: 0, logit, score: logit + 90, note: logit + 104 };
}

/** As close together as the numbers allow. */
function narrowColumns(left: number): Columns {
  return { label: left, logit: left + 166, score: left + 240, note: left + 248 };
}

function headings({ label, logit, score }: Columns, shown: string, y: number): JsonObject[] {
  const heading = (text: string, x: number, align: string): JsonObject => ({
    mark: { ...letters, align, color: palette.softInk, aria: false },
    encoding: { x: { value: x }, y: { value: y }, text: { value: text } },
  });
  return [
    heading(shown, label, "left"),
    heading("logit", logit, "right"),
    heading("probability", score, "right"),
  ];
}

function rankedClasses({ label, logit, score, note }: Columns, top: number): JsonObject {
  // A screen reader reads a row as one thing, at its label.
  const column = (field: string, x: number, align: string, limit: number): JsonObject => ({
    mark: { ...letters, align, limit, aria: field === "label" },
    encoding: { x: { value: x }, text: { field }, description: { field: "said" } },
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
      {
        calculate:
          "datum.label + ': logit ' + datum.logitText + ', probability ' + datum.probabilityText + ' ' + datum.remarks",
        as: "said",
      },
      { calculate: `${top} + 2 + 20 * datum.rank`, as: "y" },
    ],
    encoding: { y: { field: "y", type: "quantitative", scale: null, axis: null } },
    layer: [
      column("label", label, "left", logit - label - 56),
      column("logitText", logit, "right", 80),
      column("probabilityText", score, "right", 80),
      column("remarks", note, "left", 120),
    ],
  };
}
