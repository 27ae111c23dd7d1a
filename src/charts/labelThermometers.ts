import type { LabelSets } from "../evaluate/checks.js";
import { checkLabelSets } from "../evaluate/checks.js";
import { isList } from "../logits/checkLogits.js";
import { type LogitsBatch, type LogitsRow, type LogitsTensor, rowOf } from "../logits/Logits.js";
import { sigmoid } from "../logits/sigmoid.js";
import { checkThresholds, type Threshold } from "../logits/thresholds.js";
import { type Chart, ChartError, createChart, type JsonObject } from "./Chart.js";
import { labelParameter } from "./parts/bars.js";
import {
  type ClassLabels,
  checkChartOptions,
  checkOneOrMore,
  checkTexts,
  refuseMoreFor,
} from "./parts/checks.js";
import { dragParameters, pulledTo } from "./parts/drag.js";
import { hoverParameter } from "./parts/hover.js";
import { narrowInset, narrowRoom, wrapped } from "./parts/narrow.js";
import { rowSlider } from "./parts/sliders.js";
import { theme } from "./parts/theme.js";
import { thermometers } from "./parts/thermometers.js";
import {
  formatLogit,
  formatProbability,
  formatProbabilityExpression,
  isolate,
  shorten,
  twelveDecimals,
} from "./parts/words.js";

/** What is known about the texts, and where the thresholds start. */
export interface LabelThermometersOptions {
  /** Where the thresholds start, as in `interpret`: one for all labels, a list, or by label; 0.5 when left out. */
  threshold?: Threshold;
  /** The true labels: of a row a set, as zeros and ones, indices or names; of a batch a list of sets. */
  label_ids?: LabelSets | readonly number[] | readonly string[];
  /** The sentence that was classified, for a row of logits. */
  text?: string;
  /** The sentences that were classified, one for each row of a batch. */
  texts?: ArrayLike<string>;
}

/**
 * A thermometer for each label of a model that decides on each of them separately: its probability by sigmoid, and a threshold
 * that can be pulled. A label is given when its probability is above its threshold, as in `interpret`; the headline says which
 * ones are, and where the truth is known, each label says whether that is right. For a batch, a slider chooses the row.
 *
 * Up to 7 labels have a threshold each; more share one.
 *
 * @param logits one row `[k]`, a batch `[n, k]` or a tensor of either shape, in log-odds
 * @param labels the labels, or a model's `id2label`
 * @param options thresholds start at their nearest hundredth
 * @throws {ChartError} when there are not 2 to 60 labels, labels, texts or thresholds don't fit, a logit is not finite, or an
 *   option is unknown
 * @throws {EvaluateError} when `label_ids` don't fit
 *
 * @example labelThermometers([1.3, -0.4, -3], ["joy", "fear", "anger"], { label_ids: ["joy", "fear"] })
 * // prints: 1 of 3 labels given: joy
 * //
 * // label  logit  probability  threshold  given  true
 * // joy     1.30       0.7858       0.50    yes   yes
 * // fear   -0.40       0.4013       0.50     no   yes
 * // anger  -3.00       0.0474       0.50     no    no
 */
export function labelThermometers(
  logits: LogitsRow | LogitsBatch | LogitsTensor,
  labels: ClassLabels,
  options?: LabelThermometersOptions,
): Chart;
export function labelThermometers(
  logits: LogitsRow | LogitsBatch | LogitsTensor,
  labels: ClassLabels,
  options: LabelThermometersOptions = {},
  ...more: unknown[]
): Chart {
  refuseMoreFor(caller, more);
  checkChartOptions(caller, options, ["threshold", "label_ids", "text", "texts"]);
  const read = checkOneOrMore(caller, logits, labels, 60);
  const rows = read.logits.length;
  const truth = checkTruth(options.label_ids, rows, read.labels);
  const texts = checkTexts(caller, textsOf(options), rows, 100);
  const thresholds = thresholdsOf(options.threshold, read.labels);
  const probabilities = read.logits.map((row) => sigmoid(row).map(twelveDecimals));
  const drawn = { ...read, probabilities, truth, texts, thresholds };
  const title = headlineOf(drawn, 0);
  const about = texts.map((text, row) => aboutRow(text, truth?.[row], read.labels));
  const asked = "Pull a threshold, or move its slider: which labels come and go?";
  const description = `Thermometers of ${read.labels.length} labels. ${title}`;
  const still = about[0] === "" ? [] : [about[0]];
  const beside = truth ? 126 : 58;
  const wide = {
    classes: read.labels.length,
    width: wideWidth,
    room: Math.max(beside, lettersOf(drawn) * 8.2 - wideWidth - labelsWidth(read.labels)),
    isJudged: truth !== undefined,
    isShared: thresholds.length === 1,
  };
  const spec: JsonObject = {
    ...theme(),
    title: {
      text: { expr: "headline" },
      subtitle: rows > 1 ? { expr: "about[row]" } : [...still, asked],
    },
    description,
    params: [
      labelParameter(read.labels),
      { name: "enclosed", value: read.labels.map(enclosed) },
      { name: "about", value: about },
      { name: "probabilities", value: probabilities },
      ...(truth ? [{ name: "truth", value: truth }] : []),
      rowSlider(rows),
      ...thresholdParameters(thresholds, read.labels),
      ...headlineParameters(drawn),
      hoverParameter({ drag: true }),
    ],
    data: { name: "classes", values: read.labels.map((_, index) => ({ index })) },
    transform: labelsInThePage(drawn),
    vconcat: [thermometers(wide)],
  };
  const narrow = {
    ...spec,
    title: { ...(spec.title as JsonObject), text: { expr: narrowHeadline(drawn) } },
    vconcat: [
      thermometers({
        ...wide,
        width: narrowRoom - narrowInset(read.labels) - beside,
        room: beside,
      }),
    ],
  };
  return createChart({ title, description, spec, narrow, table: tableOf(drawn), pictured: still });
}

const caller = "labelThermometers";

/** What is drawn, row by row. */
interface Drawn {
  readonly labels: readonly string[];
  readonly logits: readonly (readonly number[])[];
  readonly probabilities: number[][];
  /** 1 where the text has the label, `[n, k]`. */
  readonly truth: number[][] | undefined;
  /** One for each label, or one for all. */
  readonly thresholds: number[];
}

function checkTruth(
  label_ids: LabelThermometersOptions["label_ids"],
  rows: number,
  labels: readonly string[],
): number[][] | undefined {
  if (label_ids === undefined) return undefined;
  // Of one row, the set may come alone.
  const isAlone = rows === 1 && isList(label_ids) && !isList((label_ids as unknown[])[0]);
  const none = { data: new Float64Array(rows * labels.length), dims: [rows, labels.length] };
  const sets = checkLabelSets(isAlone ? [label_ids] : label_ids, none, caller, labels).labels;
  return Array.from({ length: rows }, (_, row) => rowOf(sets.data, row, labels.length));
}

function textsOf({ text, texts }: LabelThermometersOptions): ArrayLike<string> | undefined {
  if (text !== undefined && texts !== undefined) {
    throw new ChartError(`${caller} takes text for a row or texts for a batch, got both`);
  }
  return texts ?? (text === undefined ? undefined : [text]);
}

/** More sliders than this would be a wall of them. */
const mostThresholds = 7;
const range = { min: 0, max: 1, step: 0.01 };

function thresholdsOf(threshold: Threshold | undefined, labels: readonly string[]): number[] {
  const rules = { caller, otherwise: 0.5, withEnds: true, ErrorType: ChartError };
  const each = Array.from(
    checkThresholds(threshold, labels, rules),
    (t) => Math.round(100 * t) / 100,
  );
  if (labels.length <= mostThresholds) return each;
  if (each.some((other) => other !== each[0])) {
    throw new ChartError(
      `${caller} draws one threshold for all of more than ${mostThresholds} labels, got several for ${labels.length} labels`,
    );
  }
  return [each[0]];
}

/** A label within a line of other words. */
const enclosed = (label: string) => isolate(shorten(label, 16));

const thresholdNames = ({ thresholds }: Pick<Drawn, "thresholds">) =>
  thresholds.map((_, i) => (thresholds.length === 1 ? "threshold" : `threshold_${i}`));

function thresholdParameters(thresholds: number[], labels: readonly string[]): JsonObject[] {
  const names = thresholdNames({ thresholds });
  const sliders = names.map((name, i): JsonObject => {
    const spoken =
      names.length === 1
        ? "threshold of all labels "
        : `threshold of ${isolate(shorten(labels[i], 60))} `;
    const bind = { input: "range", ...range, name: spoken };
    return { name, value: thresholds[i], bind, on: [pulledTo(name, i)] };
  });
  const along = { scale: "tubes_x" };
  return [...sliders, ...dragParameters({ moves: names, grips: ["tubes_grip"], along, range })];
}

/** As many labels as the headline names. */
const mostNamed = 3;

/** Which labels are given at the thresholds that the chart starts with. */
function headlineOf({ labels, probabilities, thresholds }: Drawn, row: number): string {
  const given = labels.filter((_, i) => probabilities[row][i] > (thresholds[i] ?? thresholds[0]));
  const named = given.slice(0, mostNamed).map(enclosed).join(", ");
  const more = given.length > mostNamed ? ` and ${given.length - mostNamed} more` : "";
  const start = probabilities.length > 1 ? `row ${row}: ` : "";
  return given.length === 0
    ? `${start}none of ${labels.length} labels given`
    : `${start}${given.length} of ${labels.length} labels given: ${named}${more}`;
}

/** {@link headlineOf} in the page, as the parameter `headline`. */
function headlineParameters(drawn: Drawn): JsonObject[] {
  const { labels, probabilities } = drawn;
  const isGiven = (i: number) => `probabilities[row][${i}] > ${thresholdOf(drawn, String(i))}`;
  const found = labels.map((_, i) => `(${isGiven(i)} ? '${i} ' : '')`).join(" + ");
  const named = Array.from(
    { length: Math.min(mostNamed, labels.length) },
    (_, i) => `(count > ${i} ? '${i === 0 ? "" : ", "}' + enclosed[toNumber(given[${i}])] : '')`,
  );
  const more = `(count > ${mostNamed} ? ' and ' + (count - ${mostNamed}) + ' more' : '')`;
  const start = probabilities.length > 1 ? "'row ' + row + ': ' + " : "";
  const all = `of ${labels.length} labels given`;
  const some = `count + ' ${all}: ' + ${[...named, more].join(" + ")}`;
  return [
    { name: "given", expr: `split(trim(${found}), ' ')` },
    { name: "count", expr: "given[0] === '' ? 0 : length(given)" },
    { name: "headline", expr: `${start}(count === 0 ? 'none ${all}' : ${some})` },
  ];
}

/** The threshold of the label whose index the expression gives. */
function thresholdOf(drawn: Pick<Drawn, "thresholds">, index: string): string {
  const names = thresholdNames(drawn);
  return names.length === 1 ? names[0] : `[${names.join(", ")}][${index}]`;
}

/** Bold letters of 15 pixels across a phone, beside the button of the menu. */
const lettersInLine = 36;

/** As many letters as the longest headline may have. */
function lettersOf({ labels, probabilities }: Drawn): number {
  const longest = labels.map((label) => enclosed(label).length).sort((a, b) => b - a);
  const named = longest.slice(0, mostNamed).reduce((sum, length) => sum + length + 2, 0);
  const others = labels.length > mostNamed ? 12 : 0;
  return named + others + (probabilities.length > 1 ? 34 : 24);
}

const wideWidth = 420;

/** Pixels of the labels down the side. */
function labelsWidth(labels: readonly string[]): number {
  return Math.min(300, 7 * Math.max(...labels.map((label) => label.length)) + 8);
}

/** The headline in lines, always the same number of them, since Vega makes room once. */
function narrowHeadline(drawn: Drawn): string {
  const lines = Math.ceil(lettersOf(drawn) / (0.8 * lettersInLine));
  const broken = wrapped("headline", lettersInLine);
  return `[${Array.from({ length: lines }, (_, i) => `(${broken})[${i}] || ' '`).join(", ")}]`;
}

/** What is known about a row: its text and its true labels. */
function aboutRow(text: string, truth: number[] | undefined, labels: readonly string[]): string {
  const quoted = text === "" ? "" : `“${text}”`;
  if (!truth) return quoted;
  const names = labels.filter((_, i) => truth[i] === 1).map(enclosed);
  const first = names.slice(0, mostNamed).join(", ");
  const more = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : "";
  const said = names.length === 0 ? "True: none of the labels." : `True: ${first}${more}.`;
  return quoted === "" ? said : `${quoted} ${said}`;
}

/** Each label of the row, with its threshold, what that makes of it, and what is said about it. */
function labelsInThePage(drawn: Drawn): JsonObject[] {
  const said =
    "datum.label + ': probability ' + datum.probabilityText + ', threshold ' + format(datum.threshold, '.2f') + (datum.given ? ', given' : ', not given')";
  return [
    { calculate: "labels[datum.index]", as: "label" },
    { calculate: "probabilities[row][datum.index]", as: "probability" },
    { calculate: formatProbabilityExpression, as: "probabilityText" },
    { calculate: thresholdOf(drawn, "datum.index"), as: "threshold" },
    { calculate: "datum.probability > datum.threshold", as: "given" },
    ...(drawn.truth
      ? [
          { calculate: "truth[row][datum.index] === 1", as: "isTrue" },
          {
            calculate:
              "datum.given ? (datum.isTrue ? 'right' : 'wrong') : datum.isTrue ? 'missed' : ''",
            as: "verdict",
          },
        ]
      : []),
    {
      calculate: drawn.truth ? `${said} + (datum.isTrue ? ', true' : ', not true')` : said,
      as: "spoken",
    },
  ];
}

function tableOf({ labels, logits, probabilities, truth, thresholds }: Drawn) {
  const isBatch = logits.length > 1;
  const yes = (is: boolean) => (is ? "yes" : "no");
  const columns = [
    "label",
    "logit",
    "probability",
    "threshold",
    "given",
    ...(truth ? ["true"] : []),
  ];
  const rows = logits.flatMap((row, i) =>
    row.map((logit, k) => {
      const threshold = thresholds[k] ?? thresholds[0];
      const cells = [
        labels[k],
        formatLogit(logit),
        formatProbability(probabilities[i][k]),
        threshold.toFixed(2),
        yes(probabilities[i][k] > threshold),
        ...(truth ? [yes(truth[i][k] === 1)] : []),
      ];
      return isBatch ? [String(i), ...cells] : cells;
    }),
  );
  return { columns: isBatch ? ["row", ...columns] : columns, rows };
}
