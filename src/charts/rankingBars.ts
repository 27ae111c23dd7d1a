import { softmax } from "../logits/softmax.js";
import { topK } from "../logits/topK.js";
import { type Chart, ChartError, createChart, type JsonObject } from "./Chart.js";
import { besideLogits, classBars, labelParameter, rowHeight } from "./parts/bars.js";
import { type ClassLabels, checkChartOptions, checkClassLogits } from "./parts/checks.js";
import { dragParameters, gripRule, pulledTo } from "./parts/drag.js";
import { hoverParameter } from "./parts/hover.js";
import { palette, theme } from "./parts/theme.js";
import { formatLogit, formatProbability, isolate, shorten } from "./parts/words.js";

/**
 * The classes from most to least probable, with the share that the top ones hold together: a slider says how many answers
 * are listed.
 *
 * @param logits one row `[k]`, in log-odds
 * @param labels the classes' labels, or a model's `id2label`
 * @param options `top_k` is where the slider starts (3 by default); `text` is the sentence that was classified
 * @throws {ChartError} when there are not 2 to 60 classes, the labels don't fit, a logit is not finite, `top_k` is not a
 *   whole number from 1 to k, or an option is unknown
 *
 * @example rankingBars([1, 2, 0.5], ["A", "B", "C"], { top_k: 2 }).title
 * // "The top 2 of 3 answers hold 0.8598 of the probability"
 */
export function rankingBars(
  logits: ArrayLike<number>,
  labels: ClassLabels,
  options: { top_k?: number; text?: string } = {},
): Chart {
  checkChartOptions("rankingBars", options, ["top_k", "text"]);
  const classes = checkClassLogits("rankingBars", logits, labels, 60);
  const { top_k = Math.min(3, classes.labels.length) } = options;
  if (!Number.isInteger(top_k) || top_k < 1 || top_k > classes.labels.length) {
    throw new ChartError(
      `rankingBars needs \`top_k\` as a whole number from 1 to ${classes.labels.length}, got ${top_k}`,
    );
  }
  return ranked(rankedPlaces(classes.logits, classes.labels), top_k, options.text);
}

function ranked(places: Place[], top_k: number, text: string | undefined): Chart {
  const titles = places.map((place, index) => titleOf(index + 1, places.length, place));
  const title = titles[top_k - 1];
  const description = `Bars of ${places.length} classes, the most probable first. ${title}`;
  const labels = places.map(({ index, label }) => `${index + 1}. ${isolate(label)}`);
  const range = { min: 1, max: places.length, step: 1 };
  const bind = { input: "range", ...range, name: "how many answers do you list? " };
  const asked =
    "How many answers do you list? Pull the line, or move the slider: what do the others still hold?";
  const quoted = text === undefined ? [] : [`“${shorten(text, 110)}”`];
  const spec: JsonObject = {
    ...theme(),
    title: {
      text: { expr: "titles[top_k - 1]" },
      subtitle: text === undefined ? asked : [...quoted, asked],
    },
    description,
    params: [
      labelParameter(labels),
      { name: "titles", value: titles },
      { name: "top_k", value: top_k, bind, on: [pulledTo("top_k", 0)] },
      ...dragParameters({
        moves: ["top_k"],
        grips: ["share_lift", "sum_lift"],
        along: { rowHeight: rowHeight(places.length) },
        range,
      }),
      hoverParameter({ drag: true }),
    ],
    data: { name: "classes", values: places },
    ...panels(labels),
  };
  const table = {
    columns: ["place", "label", "logit", "probability", "cumulative probability"],
    rows: places.map((p) => [
      String(p.index + 1),
      p.label,
      p.logitText,
      p.probabilityText,
      p.cumulativeText,
    ]),
  };
  return createChart({ title, description, spec, table, pictured: quoted });
}

function titleOf(top_k: number, classes: number, { cumulativeText }: Place): string {
  return top_k === 1
    ? `The top answer of ${classes} holds ${cumulativeText} of the probability`
    : `The top ${top_k} of ${classes} answers hold ${cumulativeText} of the probability`;
}

function panels(labels: readonly string[]): JsonObject {
  const tooltip = [
    { field: "label", title: "label" },
    { field: "logitText", title: "logit (log-odds)" },
    { field: "probabilityText", title: "probability" },
    { field: "cumulativeText", title: "cumulative probability" },
  ];
  return besideLogits(labels, (shared) => [
    classBars({
      ...shared,
      field: "probability",
      numberField: "probabilityText",
      title: "probability",
      highlight: "datum.index < top_k",
      tooltip,
      between: [cutAfter(shared.width)],
      over: [cutGrip("share_lift", shared.step)],
    }),
    classBars({
      ...shared,
      field: "cumulative",
      numberField: "cumulativeText",
      title: "probability of this and all above",
      highlight: "datum.index === top_k - 1",
      thickness: 0.3,
      tooltip,
      between: [cutAfter(shared.width)],
      over: [cutGrip("sum_lift", shared.step)],
    }),
  ]);
}

/** A line under the last answer listed. */
function cutAfter(width: number): JsonObject {
  return {
    transform: [{ filter: "datum.index === top_k - 1" }],
    mark: {
      type: "rule",
      color: palette.threshold,
      strokeWidth: 2,
      strokeDash: [5, 3],
      aria: false,
    },
    encoding: {
      y: { field: "index", type: "ordinal", bandPosition: 1 },
      x: { value: 0 },
      x2: { value: width },
    },
  };
}

/** Takes hold of that line, to pull it up or down. */
function cutGrip(name: string, step = 30): JsonObject {
  return {
    name,
    data: { values: [{ grip: 0 }] },
    mark: gripRule(16, "ns-resize"),
    encoding: {
      x: { value: 0 },
      x2: { value: "width" },
      y: { value: { expr: `${step} * (top_k - 0.05)` } },
    },
  };
}

/** One place in the ranking. `index` is the place, counted from 0, since the panels draw in that order. */
type Place = {
  index: number;
  label: string;
  logitText: string;
  probability: number;
  probabilityText: string;
  cumulative: number;
  cumulativeText: string;
  spoken: string;
};

/** The classes from the most to the least probable, ties in class order. */
function rankedPlaces(logits: readonly number[], labels: readonly string[]): Place[] {
  const probabilities = softmax(logits);
  let cumulative = 0;
  return topK(logits, logits.length).map(({ index: classIndex }, index) => {
    const label = labels[classIndex];
    const probability = probabilities[classIndex];
    // The last one completes the sum; rounding may have left it a hair off 1.
    cumulative = index === logits.length - 1 ? 1 : Math.min(1, cumulative + probability);
    const logitText = formatLogit(logits[classIndex]);
    const probabilityText = formatProbability(probability);
    const cumulativeText = formatProbability(cumulative);
    const spoken = `place ${index + 1}, ${label}: logit ${logitText}, probability ${probabilityText}, cumulative ${cumulativeText}`;
    return {
      index,
      label,
      logitText,
      probability,
      probabilityText,
      cumulative,
      cumulativeText,
      spoken,
    };
  });
}
