import { argmax } from "../logits/argmax.js";
import type { LogitsBatch, LogitsTensor } from "../logits/Logits.js";
import { softmax } from "../logits/softmax.js";
import { describe } from "../logits/text.js";
import { type Chart, ChartError, createChart, type JsonObject } from "./Chart.js";
import { labelParameter } from "./parts/bars.js";
import {
  type ClassLabels,
  checkBatchLogits,
  checkChartOptions,
  checkTexts,
} from "./parts/checks.js";
import { rowsToClasses, rowTooltip } from "./parts/inThePage.js";
import { narrowRoom } from "./parts/narrow.js";
import { textAt } from "./parts/textAt.js";
import { palette, themeFor } from "./parts/theme.js";
import { formatLogit, formatProbability, isolate, shorten } from "./parts/words.js";

const caller = "smallMultiples";

/** As many panels as can still be compared. */
const mostPanels = 24;

/**
 * One small panel per text with the probabilities of all its classes, the winner in colour: see at a glance where the model is
 * sure, and between which classes it wavers. The class labels appear once, to the left of each line of panels.
 *
 * @param logits `[n, k]`, in log-odds, 2 to 60 classes; of more than 24 rows the first 24 are drawn
 * @param labels the classes' labels, or a model's `id2label`
 * @param options `texts`: the sentences that were classified, `[n]`; `groups`: what each row belongs to, `[n]`, rows of a group
 * one after the other: each group has a line of its own, under its name
 * @throws {ChartError} when the logits are not a batch, labels or texts don't fit, or a logit is not finite
 *
 * @example smallMultiples([[1, 2, 0.5], [0.2, 3, 1], [-1, 0, 2]], ["A", "B", "C"])
 * // prints: …
 * // row  label  logit  probability
 * //   0  A       1.00       0.2312
 * //   0  B       2.00       0.6285
 * //   0  C       0.50       0.1402
 * // …
 */
export function smallMultiples(
  logits: LogitsBatch | LogitsTensor,
  labels: ClassLabels,
  options: { texts?: ArrayLike<string>; groups?: ArrayLike<string> } = {},
): Chart {
  checkChartOptions(caller, options, ["texts", "groups"]);
  const batch = checkBatchLogits(caller, logits, labels, 60);
  const texts = checkTexts(caller, options.texts, batch.logits.length, 200);
  const drawn = batch.logits.slice(0, mostPanels);
  const runs = runsOf(options.groups, batch.logits.length);
  const probabilities = softmax(drawn);
  const predicted = argmax(drawn);
  const rows = drawn.map((row, i) => ({
    place: i,
    name: `row ${i}`,
    text: texts[i],
    predicted: predicted[i],
    logits: row,
    probabilities: probabilities[i],
  }));
  const title = titleOf(probabilities);
  const description = `${drawn.length} small bar charts of ${batch.labels.length} probabilities each. ${title}`;
  const spec: JsonObject = {
    ...themeFor(drawn.length * batch.labels.length),
    title: { text: title, subtitle: subtitleOf(batch.logits.length) },
    description,
    params: [labelParameter(batch.labels)],
    data: { name: "rows", values: rows },
    ...panelGrid(runs, batch.labels),
  };
  const narrow = { ...spec, ...panelGrid(runs, batch.labels, narrowLine) };
  const table = {
    columns: ["row", "label", "logit", "probability"],
    rows: drawn.flatMap((row, i) =>
      row.map((logit, index) => [
        String(i),
        batch.labels[index],
        formatLogit(logit),
        formatProbability(probabilities[i][index]),
      ]),
    ),
  };
  return createChart({ title, description, spec, narrow, table });
}

function titleOf(probabilities: readonly (readonly number[])[]): string {
  const best = probabilities.map((row) => Math.max(...row));
  const [least, most] = [Math.min(...best), Math.max(...best)].map(formatProbability);
  return best.length === 1
    ? `One text: its winner has a probability of ${most}`
    : `${best.length} texts: the winner's probability ranges from ${least} to ${most}`;
}

function subtitleOf(rows: number): string[] {
  const reading =
    "One panel per text, the winner in blue. Where is one bar long, and where are several short?";
  return rows > mostPanels ? [reading, `The first ${mostPanels} of ${rows} texts.`] : [reading];
}

/** Rows that belong together: the first, the one after the last, and the name above them, where they have one. */
interface Run {
  from: number;
  to: number;
  group?: string;
}

/** The rows that are drawn, group by group; without groups, all in one. */
function runsOf(groups: ArrayLike<string> | undefined, rows: number): Run[] {
  const drawn = Math.min(rows, mostPanels);
  if (groups === undefined) return [{ from: 0, to: drawn }];
  if (groups.length !== rows) {
    throw new ChartError(
      `${caller} needs one group for each row: got ${rows} rows and ${groups.length} groups`,
    );
  }
  const runs: Run[] = [];
  for (let row = 0; row < drawn; row++) {
    const group: unknown = groups[row];
    if (typeof group !== "string") {
      throw new ChartError(
        `${caller} needs the groups' names as texts: row ${row} is ${describe(group)}`,
      );
    }
    const last = runs[runs.length - 1];
    if (last?.group === group) last.to = row + 1;
    else if (runs.some((run) => run.group === group)) {
      throw new ChartError(
        `${caller} needs the rows of a group one after the other: row ${row} belongs to an earlier one, sort the rows by group`,
      );
    } else runs.push({ from: row, to: row + 1, group });
  }
  return runs;
}

/** A line of panels: its width with the labels beside it, and how wide these are at most, in pixels. */
interface Line {
  room: number;
  label: number;
}

/** As wide as a cell on a small laptop. */
const wideLine: Line = { room: 860, label: 340 };
/** Two panels beside each other can still be compared. */
const narrowLine: Line = { room: narrowRoom, label: 100 };

/**
 * Small bar charts in lines, one for each row of the data set: one bar per class, the winner's in colour, its probability and
 * label above, the text under that. The class labels appear once per line, on the left.
 *
 * The rows need `place`, `name`, `text`, `predicted`, `logits` and `probabilities`; labels come from the parameter `labels`.
 */
function panelGrid(runs: readonly Run[], labels: readonly string[], line = wideLine): JsonObject {
  const longest = Math.max(...labels.map((label) => label.length));
  const room = line.room - Math.min(line.label, 7 * longest);
  // Long labels leave less room: narrower panels still fit four to a line.
  const usual = line === narrowLine ? room / 2 - 20 : longest > 30 ? 110 : 150;
  const most = Math.max(...runs.map(({ from, to }) => to - from));
  // A group that nearly fits into a line gets one.
  const own = Math.floor(room / most) - 20;
  const width = runs.length > 1 && own >= 110 ? Math.min(usual, own) : usual;
  const columns = Math.min(most, Math.floor(room / (width + 20)));
  const lines = runs.flatMap((run) => linesOf(run, columns));
  const barHeight = labels.length <= 7 ? 18 : 13;
  return {
    transform: [
      ...rowsToClasses,
      { calculate: "datum.index === datum.predicted", as: "isPredicted" },
      {
        calculate: "datum.name + ', ' + datum.label + ': probability ' + datum.probabilityText",
        as: "spoken",
      },
    ],
    spacing: 26,
    vconcat: lines.map((own) => {
      const { from, to } = own;
      return {
        // A facet of its own for each line: the last one has no axis where it has no panel.
        ...(lines.length > 1 ? { title: lineTitle(own) } : {}),
        transform: [{ filter: `datum.place >= ${from} && datum.place < ${to}` }],
        facet: { column: withoutHeader("place") },
        spacing: { column: 20 },
        spec: {
          width,
          height: { step: barHeight },
          encoding: { y: classAxis(barHeight, line.label) },
          layer: [
            bars,
            panelTitle("datum.probabilityText + ' ' + datum.label", -24, {
              ...winner,
              limit: width,
            }),
            panelTitle("datum.text || datum.name", -9, { ...text, limit: width }),
          ],
        },
      };
    }),
  };
}

function linesOf({ from, to, group }: Run, columns: number): Run[] {
  return Array.from({ length: Math.ceil((to - from) / columns) }, (_, line) => {
    const first = from + line * columns;
    const name = group !== undefined && line > 0 ? `${group} (continued)` : group;
    return { from: first, to: Math.min(to, first + columns), group: name };
  });
}

function lineTitle({ from, to, group }: Run): JsonObject {
  const rows = to - from === 1 ? `row ${from}` : `rows ${from} to ${to - 1}`;
  const text = group === undefined ? rows : isolate(shorten(group, 80));
  return { text, fontSize: 13, offset: 10, color: palette.softInk };
}

const withoutHeader = (field: string): JsonObject => ({
  field,
  type: "ordinal",
  title: null,
  header: { labels: false, title: null },
});

function classAxis(barHeight: number, labelLimit: number): JsonObject {
  return {
    field: "index",
    type: "ordinal",
    title: null,
    axis: {
      labelExpr: "labels[datum.value]",
      labelLimit,
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
    tooltip: rowTooltip,
    description: { field: "spoken" },
  },
};

const winner: JsonObject = { fontWeight: "bold", color: palette.predicted };
const text: JsonObject = { color: palette.softInk };

/** A line above a panel, written once for its winner. */
function panelTitle(calculate: string, y: number, style: JsonObject): JsonObject {
  return {
    transform: [{ filter: "datum.isPredicted" }, { calculate, as: "words" }],
    ...textAt("words", 0, y, { baseline: "middle", fontSize: 12, ...style }),
  };
}
