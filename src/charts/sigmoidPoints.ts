import type { ClassIds } from "../evaluate/classIds.js";
import type { InterpretedRow } from "../logits/interpret.js";
import { type Chart, ChartError, createChart, type JsonObject } from "./Chart.js";
import { checkTexts, refuseMoreFor } from "./parts/checks.js";
import { axisInset, narrowRoom } from "./parts/narrow.js";
import { checkLabelIds, labelsOf } from "./parts/points.js";
import { textAt } from "./parts/textAt.js";
import { palette, themeFor, verdictScale } from "./parts/theme.js";
import {
  formatLogit,
  formatLogitExpression,
  formatProbability,
  formatProbabilityExpression,
  isolate,
  shorten,
  twelveDecimals,
} from "./parts/words.js";

/**
 * Every text of a two-class test set as a point on the sigmoid: the logit difference across, the probability of class 1 upwards.
 *
 * Texts of nearly the same place are stacked, so that each is seen. Hovering shows the text; dragging over points lists them in the table below.
 *
 * @param rows what `interpret` says about each text, `[n]`, two logits each, by softmax
 * @param label_ids the true class indices, `[n]`
 * @param texts the sentences, `[n]`
 * @throws {ChartError} when there are no rows, a row doesn't have two logits or wasn't read by softmax, the lists differ in
 *   length, or a label id is neither 0 nor 1
 *
 * @example
 * const rows = interpret([[-3.48, 3.85], [1, -1]], { id2label: ["NEGATIVE", "POSITIVE"] });
 * sigmoidPoints(rows, [1, 0], ["A joy.", "A bore."])
 * // prints: …
 * // text        truth  predicted  logit difference  probability
 * // A joy.   POSITIVE   POSITIVE              7.33       0.9993
 * // A bore.  NEGATIVE   NEGATIVE             -2.00       0.1192
 */
export function sigmoidPoints(
  rows: readonly InterpretedRow[],
  label_ids: ClassIds,
  texts: readonly string[],
): Chart;
export function sigmoidPoints(
  rows: readonly InterpretedRow[],
  label_ids: ClassIds,
  texts: readonly string[],
  ...more: unknown[]
): Chart {
  refuseMoreFor("sigmoidPoints", more);
  checkRows(rows);
  const sentences = checkTexts("sigmoidPoints", texts, rows.length, 300);
  const labels = labelsOf(rows[0]);
  const truth = checkLabelIds("sigmoidPoints", label_ids, rows.length, labels);
  const points = stacked(rows.map((row, i) => pointOf(row, labels, truth[i], sentences[i], i)));
  const wrong = points.filter(({ right }) => right === "wrong").length;
  const title = `${points.length - wrong} of ${points.length} texts on the right side of 0.5, ${wrong} on the wrong side`;
  const description = `Points on the sigmoid of their logit difference. ${title}`;
  const reach =
    points.reduce((most, { difference }) => Math.max(most, Math.abs(difference)), 4) * 1.05;
  const spec: JsonObject = {
    ...themeFor(points.length),
    title: {
      text: title,
      subtitle: ["Hover for the text. Drag over points to list them below.", stacking],
    },
    description,
    params: [{ name: "labels", value: labels }],
    spacing: 18,
    vconcat: [sigmoidCurve(points, reach, labels), pointListing()],
  };
  const [curve] = spec.vconcat as JsonObject[];
  const narrow = { ...spec, vconcat: [{ ...curve, width: narrowWidth }, narrowListing()] };
  const table = {
    columns: ["text", "truth", "predicted", "logit difference", "probability"],
    rows: points.map((p) => [
      shorten(p.text, 60),
      p.truth,
      p.predicted,
      formatLogit(p.difference),
      formatProbability(p.probability),
    ]),
  };
  return createChart({ title, description, spec, narrow, table, pictured: [stacking] });
}

function checkRows(rows: readonly InterpretedRow[]): void {
  if (rows.length === 0) throw new ChartError("sigmoidPoints needs at least one row, got 0");
  for (const [row, { logits, function_to_apply }] of rows.entries()) {
    if (logits.length !== 2) {
      throw new ChartError(
        `sigmoidPoints draws two classes: row ${row} has ${logits.length} logits`,
      );
    }
    if (function_to_apply !== "softmax") {
      throw new ChartError(
        `sigmoidPoints draws the sigmoid of a difference, which is the softmax of two: row ${row} was read by ${function_to_apply}`,
      );
    }
  }
}

function pointOf(
  { logits, scores, predicted_label, predicted_index }: InterpretedRow,
  labels: readonly string[],
  label_id: number,
  text: string,
  index: number,
): Omit<SigmoidPoint, "height"> {
  return {
    index,
    text,
    truth: labels[label_id] ?? String(label_id),
    predicted: predicted_label ?? "(none)",
    right: predicted_index === label_id ? "right" : "wrong",
    difference: logits[1] - logits[0],
    probability: scores[1],
  };
}

const stacking =
  "Texts of nearly the same place are stacked: from the curve down where class 1 is predicted, else up.";

/** One text of a two-class test set, as a point on the sigmoid of its logit difference. */
type SigmoidPoint = {
  index: number;
  text: string;
  truth: string;
  predicted: string;
  right: string;
  difference: number;
  probability: number;
  /** Where it is drawn: its probability, or away from the curve where other texts have nearly the same place. */
  height: number;
};

/** How far apart stacked points are at most, as a share of the panel's height; many are stacked more densely. */
const mostApart = 0.032;
/** As many places side by side as points of this size fit beside each other. */
const columns = 80;

/** Stacks points whose places are nearly the same: every text is seen, as in a histogram that hangs on the curve. */
function stacked(points: readonly Omit<SigmoidPoint, "height">[]): SigmoidPoint[] {
  const reach = points.reduce((most, { difference }) => Math.max(most, Math.abs(difference)), 4);
  const columnOf = ({ difference }: { difference: number }) =>
    `${difference > 0} ${Math.round((difference / reach) * (columns / 2))}`;
  const sizes = new Map<string, number>();
  for (const point of points) sizes.set(columnOf(point), (sizes.get(columnOf(point)) ?? 0) + 1);
  const placed = new Map<string, number>();
  return points.map((point) => {
    const column = columnOf(point);
    const place = placed.get(column) ?? 0;
    placed.set(column, place + 1);
    // On the curve's own side there is always at least half of the panel.
    const apart = Math.min(mostApart, 0.45 / (sizes.get(column) ?? 1));
    const height = point.probability + (point.difference > 0 ? -1 : 1) * place * apart;
    return { ...point, height: twelveDecimals(height) };
  });
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/**
 * The sigmoid with the texts as points on it: colour and shape say right or wrong, and dragging makes the selection `brush`.
 */
function sigmoidCurve(
  points: readonly SigmoidPoint[],
  reach: number,
  labels: readonly string[],
): JsonObject {
  const [zero, one] = labels.map((label) => isolate(shorten(label, 24)));
  const across: JsonObject = {
    field: "difference",
    type: "quantitative",
    title: `logit of ${one} minus logit of ${zero} (log-odds)`,
    scale: { domain: [-reach, reach], nice: false },
    axis: { tickCount: 9 },
  };
  const up: JsonObject = {
    field: "height",
    type: "quantitative",
    title: `probability of ${one}`,
    scale: { domain: [0, 1] },
  };
  return {
    width: 640,
    height: 260,
    layer: [
      {
        data: { sequence: { start: -reach, stop: reach, step: reach / 200, as: "difference" } },
        transform: [{ calculate: "1 / (1 + exp(-datum.difference))", as: "height" }],
        mark: { type: "line", color: palette.other, strokeWidth: 1.5, aria: false },
        encoding: { x: across, y: up },
      },
      {
        // The wrong ones come last, so that they lie on top.
        data: { name: "points", values: [...points].sort((a, b) => compare(a.right, b.right)) },
        transform: pointTexts,
        params: [{ name: "brush", select: { type: "interval", encodings: ["x", "y"] } }],
        mark: { type: "point", filled: true, opacity: 0.8 },
        encoding: {
          x: across,
          y: up,
          ...rightOrWrong,
          tooltip: [
            { field: "text", title: "text" },
            { field: "truth", title: "truth" },
            { field: "predicted", title: "predicted" },
            { field: "differenceText", title: "logit difference" },
            // A class's name is no part of a title here: Vega-Lite writes titles into expressions.
            { field: "probabilityOf", title: "probability" },
          ],
          description: { field: "spoken" },
        },
      },
    ],
  };
}

/** Colour and shape say the same, so that either is enough. */
const rightOrWrong: JsonObject = {
  color: {
    field: "right",
    type: "nominal",
    title: null,
    scale: verdictScale,
    legend: { orient: "top-left", offset: 8 },
  },
  shape: {
    field: "right",
    type: "nominal",
    title: null,
    scale: { domain: ["right", "wrong"], range: ["circle", "triangle-up"] },
  },
  size: {
    condition: { test: "datum.right === 'wrong'", value: 110 },
    value: 50,
  },
};

const rowsInTable = 12;
const width = 640;

/** The texts inside the brush, the most wrong first; without a brush, the most wrong of all. */
function pointListing(): JsonObject {
  const column = (field: string, x: number, limit: number): JsonObject => ({
    mark: { type: "text", align: "left", baseline: "middle", fontSize: 12, limit },
    encoding: {
      x: { value: x },
      text: { field },
      color: {
        condition: { test: "datum.right === 'wrong'", value: palette.wrong },
        value: palette.ink,
      },
    },
  });
  return {
    width,
    height: { step: 20 },
    data: { name: "points" },
    transform: [
      { filter: { param: "brush" } },
      {
        calculate:
          "datum.right === 'wrong' ? abs(datum.difference) + 1000 : -abs(datum.difference)",
        as: "wrongness",
      },
      {
        window: [{ op: "row_number", as: "place" }],
        sort: [{ field: "wrongness", order: "descending" }],
      },
      { filter: `datum.place <= ${rowsInTable}` },
      ...pointTexts,
    ],
    encoding: { y: { field: "place", type: "ordinal", axis: null } },
    layer: [
      heading("difference", 0),
      heading("verdict", 84),
      heading("predicted", 142),
      heading("text", 246),
      column("differenceText", 0, 60),
      column("right", 84, 50),
      column("predicted", 142, 95),
      column("text", 246, width - 246),
    ],
  };
}

const narrowWidth = narrowRoom - axisInset - 12;

/** The same on a phone: each text is below its numbers. */
function narrowListing(): JsonObject {
  const { layer, ...listing } = pointListing();
  const places = [0, 84, 142].map((x) => ({ x: x - axisInset, dy: -8, limit: narrowWidth - x }));
  const all = [...places, { x: -axisInset, dy: 8, limit: narrowRoom - 12 }];
  const moved = (part: JsonObject, i: number): JsonObject => {
    const { x, ...style } = all[i % 4];
    const encoding = { ...(part.encoding as JsonObject), x: { value: x } };
    return i < 4
      ? { ...part, encoding }
      : { mark: { ...(part.mark as JsonObject), ...style }, encoding };
  };
  const parts = (layer as JsonObject[]).map(moved);
  // The texts need no heading: they are what stands between the numbers.
  return {
    ...listing,
    width: narrowWidth,
    height: { step: 38 },
    layer: parts.filter((_, i) => i !== 3),
  };
}

/** A column's heading, written once above the first line of the table. */
function heading(text: string, x: number): JsonObject {
  return {
    data: { values: [{ heading: text }] },
    ...textAt("heading", x, -8, { fontSize: 12, fontWeight: "bold", color: palette.softInk }),
  };
}

/** Writes a point's texts in the page: 10,000 points travel with only their numbers and their sentence. */
const pointTexts: JsonObject[] = [
  { calculate: formatLogitExpression("datum.difference"), as: "differenceText" },
  { calculate: formatProbabilityExpression, as: "probabilityText" },
  {
    calculate: "datum.probabilityText + ' for ' + truncate(labels[1], 40)",
    as: "probabilityOf",
  },
  {
    calculate:
      "truncate(datum.text, 80) + ': difference ' + datum.differenceText +" +
      " ', probability ' + datum.probabilityText + ', ' + datum.right",
    as: "spoken",
  },
];
