import { meanGap } from "../evaluate/calibration.js";
import { type Bins, sortIntoBins } from "../evaluate/calibrationBins.js";
import {
  type Confidences,
  isMultiLabel,
  readConfidences,
  type ScoresBatch,
  type ScoresOptions,
  scoresOptions,
  type Truth,
} from "../evaluate/confidences.js";
import type { ApplyOptions } from "../evaluate/fittedRows.js";
import { poolAdjacent } from "../evaluate/isotonic.js";
import type { TemperatureFit } from "../evaluate/temperature.js";
import { describe } from "../logits/text.js";
import { type Chart, ChartError, createChart, type JsonObject } from "./Chart.js";
import { checkChartOptions, refuseMoreFor } from "./parts/checks.js";
import {
  binsAt,
  binTable,
  claimWords,
  countsPanel,
  curveTransforms,
  curveWithoutBins,
  reliabilityKey,
  reliabilityPanel,
  storedBins,
  temperatureWords,
} from "./parts/reliabilityPanels.js";
import { confidencesAt, readTemperature, readTemperatureRows } from "./parts/temperatureRows.js";
import { palette, theme } from "./parts/theme.js";
import { percent } from "./parts/words.js";

/** How a `reliabilityDiagram` starts, and the temperature that it compares with. */
export interface ReliabilityDiagramOptions extends ScoresOptions, ApplyOptions {
  /** How many bins at first, 1 to 30; 15 when left out. */
  n_bins?: number;
  /** "uniform" (the default): bins of equal width at first. "equal_mass": bins with equally many answers. */
  strategy?: "uniform" | "equal_mass";
  /** A temperature, or what `fitTemperature` returned on other rows: the reader can then divide the logits by it. */
  temperature?: number | TemperatureFit;
}

/**
 * Confidence against accuracy, bin by bin: where a point lies below the diagonal, the answers claim more than they achieve.
 *
 * Each point has its 95 % interval (Wilson), each bin its counts below; the reader chooses how many bins there are, whether they
 * are equally wide or equally full, and, with `temperature`, whether the logits are divided by it. The curve without bins is the
 * closest one that never falls (CORP). The headline has the expected calibration error (ECE) of what is seen.
 *
 * @param scores a batch `[n, k]` of logits, or of probabilities (see `function_to_apply`)
 * @param label_ids the true classes, `[n]`, or label sets with `problem_type: "multi_label_classification"`, whose labels all
 *   count as answers
 * @throws {EvaluateError} when labels and scores don't fit, a number is NaN, or a fit is shown on the rows that it was fitted on
 * @throws {ChartError} when an option is unknown or has no such value
 *
 * @example reliabilityDiagram([[0.1, 0.9], [0.2, 0.8], [0.3, 0.7], [0.4, 0.6]], [1, 1, 0, 1], { n_bins: 5 })
 * // prints: 75.0% claimed, 75.0% right, ECE 25.0% in 5 equally wide bins
 * //
 * //  from     to  answers  claimed (mean confidence)  achieved (accuracy)     95% interval
 * // 0.400  0.600        1                      60.0%               100.0%  20.7% to 100.0%
 * // 0.600  0.800        2                      75.0%                50.0%    9.5% to 90.5%
 * // 0.800  1.000        1                      90.0%               100.0%  20.7% to 100.0%
 *
 * @see Guo et al. (2017), https://arxiv.org/abs/1706.04599; Dimitriadis, Gneiting and Jordan (2021),
 *   https://doi.org/10.1073/pnas.2016191118
 */
export function reliabilityDiagram(
  scores: ScoresBatch,
  label_ids: Truth,
  options?: ReliabilityDiagramOptions,
): Chart;
export function reliabilityDiagram(
  scores: ScoresBatch,
  label_ids: Truth,
  options: ReliabilityDiagramOptions = {},
  ...more: unknown[]
): Chart {
  refuseMoreFor(caller, more);
  const own = ["n_bins", "strategy", "temperature", "on_fitted_rows"];
  checkChartOptions(caller, options, [...own, ...scoresOptions]);
  const { n_bins, strategy } = startOf(options);
  const noun = isMultiLabel(options, caller) ? "labels" : "answers";
  const readings = readingsOf(scores, label_ids, options);
  const settings = readings.flatMap((reading) => settingsOf(reading));
  const start = settings[strategies.indexOf(strategy) * mostBins + n_bins - 1];
  const size = `${readings[0].confidence.length.toLocaleString("en")} ${noun}.`;
  const description = `A reliability diagram of ${size} ${start.headline}`;
  const spec: JsonObject = {
    ...theme(),
    title: {
      text: { expr: `headlines[${setting}]` },
      // Longer than any headline: Vega makes room for its titles once.
      subtitle: `${size} Move the bins: does the error stay? ${below}`,
    },
    description,
    params: [
      { name: "headlines", value: settings.map(({ headline }) => headline) },
      { name: "setting", expr: setting },
      ...controls(n_bins, strategy, readings),
    ],
    datasets: {
      bins: settings.map(({ bins }, i) => storedBins(i, bins)),
      curve: readings.map(({ confidence, hit }, scaled) => ({
        scaled,
        points: curveWithoutBins(poolAdjacent(confidence, hit)),
      })),
    },
    spacing: 8,
    resolve: { scale: { color: "independent" } },
    vconcat: [diagram(noun, readings.length > 1), counts(noun)],
  };
  return createChart({
    title: start.headline,
    description,
    spec,
    table: binTable(start.bins, noun),
    pictured: [`${size} ${below}`],
  });
}

const caller = "reliabilityDiagram";
const below = "Where points lie below the diagonal, more is claimed than achieved.";
/** With more there are no more than a few texts in each, and a stored chart would grow. */
const mostBins = 30;
const strategies = ["uniform", "equal_mass"] as const;
/** The place of what the controls choose among the stored bins. */
const setting = `bins - 1 + ${mostBins} * strategy + ${2 * mostBins} * scaled`;

function startOf({ n_bins = 15, strategy = "uniform" }: ReliabilityDiagramOptions) {
  if (!Number.isInteger(n_bins) || n_bins < 1 || n_bins > mostBins) {
    throw new ChartError(
      `${caller} draws 1 to ${mostBins} bins, a whole number as n_bins, got ${describe(n_bins)}`,
    );
  }
  if (strategies.includes(strategy)) return { n_bins, strategy };
  throw new ChartError(
    `${caller} needs strategy to be "uniform" or "equal_mass", got ${describe(strategy)}`,
  );
}

/** Confidences as the scores give them, or at a temperature. */
interface Reading extends Confidences {
  readonly temperature?: number;
}

function readingsOf(
  scores: ScoresBatch,
  label_ids: Truth,
  options: ReliabilityDiagramOptions,
): Reading[] {
  if (options.temperature === undefined) {
    return readConfidences(label_ids, scores, caller, options, "top");
  }
  const rows = readTemperatureRows(caller, scores, label_ids, options);
  const temperature = readTemperature(caller, options.temperature, rows, options);
  return [confidencesAt(rows, 1), { ...confidencesAt(rows, temperature), temperature }];
}

/** The bins of each number and strategy, each with its headline. */
function settingsOf(reading: Reading): { bins: Bins; headline: string }[] {
  return strategies.flatMap((strategy) =>
    Array.from({ length: mostBins }, (_, i) => {
      const bins = sortIntoBins(reading, { n_bins: i + 1, strategy }, caller);
      return { bins, headline: headlineOf(reading, bins, strategy) };
    }),
  );
}

function headlineOf(reading: Reading, bins: Bins, strategy: (typeof strategies)[number]): string {
  const { temperature } = reading;
  const when = temperature === undefined ? "" : `T = ${temperatureWords(temperature)}: `;
  const count = strategy === "uniform" ? bins.lower.length : bins.count.length;
  const kind = strategy === "uniform" ? "wide" : "full";
  const places = count === 1 ? "1 bin" : `${count} equally ${kind} bins`;
  return `${when}${claimWords(reading)}, ECE ${percent(meanGap(bins))} in ${places}`;
}

function controls(
  n_bins: number,
  strategy: (typeof strategies)[number],
  readings: readonly Reading[],
): JsonObject[] {
  const radio = (name: string, value: number, labels: string[], spoken: string): JsonObject => ({
    name,
    value,
    bind: { input: "radio", options: [0, 1], labels: labels.map((l) => ` ${l} `), name: spoken },
  });
  const scaled = readings[1];
  return [
    {
      name: "bins",
      value: n_bins,
      bind: { input: "range", min: 1, max: mostBins, step: 1, name: "number of bins " },
    },
    radio(
      "strategy",
      strategies.indexOf(strategy),
      ["width", "number of answers"],
      "bins of equal ",
    ),
    scaled === undefined
      ? { name: "scaled", value: 0 }
      : radio(
          "scaled",
          0,
          ["as they are (T = 1)", `divided by T = ${temperatureWords(scaled.temperature ?? 1)}`],
          "logits ",
        ),
  ];
}

const width = 400;
/** Where the second column of the key begins. */
const second = 205;

const frame = (height: number, accuracy: string, noun: string) => ({
  width,
  height,
  confidence: `confidence: probability of ${noun === "labels" ? "a label" : "the predicted class"}`,
  accuracy,
  setting: "setting",
});

/** The points with the curve without bins; after a change of temperature, the points from before in grey. */
function diagram(noun: string, hasTemperature: boolean): JsonObject {
  const curve: JsonObject = {
    data: { name: "curve" },
    transform: [{ filter: "datum.scaled === scaled" }, ...curveTransforms],
    mark: { type: "line", color: palette.training, strokeWidth: 2, aria: false },
    encoding: {
      x: { field: "claimed", type: "quantitative" },
      y: { field: "accuracy", type: "quantitative" },
      order: { field: "claimed", type: "quantitative" },
    },
  };
  const before: JsonObject = {
    transform: [{ filter: "scaled === 1" }, ...binsAt(`setting - ${2 * mostBins}`)],
    mark: { type: "point", size: 60, color: palette.other, aria: false, tooltip: null },
    encoding: {
      x: { field: "claimed", type: "quantitative" },
      y: { field: "accuracy", type: "quantitative" },
    },
  };
  const panel = reliabilityPanel(frame(320, `accuracy: share of ${noun} that are right`, noun), [
    curve,
    ...(hasTemperature ? [before] : []),
  ]);
  return { ...panel, layer: [...(panel.layer as JsonObject[]), ...reliabilityKey(second, true)] };
}

const counts = (noun: string): JsonObject => countsPanel(frame(90, noun, noun));
