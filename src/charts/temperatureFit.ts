import { meanGap } from "../evaluate/calibration.js";
import { type Bins, sortIntoBins } from "../evaluate/calibrationBins.js";
import type { NamesOption } from "../evaluate/checks.js";
import type { ClassIds } from "../evaluate/classIds.js";
import type { ScoresBatch } from "../evaluate/confidences.js";
import type { ApplyOptions } from "../evaluate/fittedRows.js";
import { checkDraws, fitTemperature, type TemperatureFit } from "../evaluate/temperature.js";
import { describe } from "../logits/text.js";
import { type Chart, ChartError, createChart, type JsonObject } from "./Chart.js";
import { checkChartOptions, refuseMoreFor } from "./parts/checks.js";
import {
  countsPanel,
  reliabilityKey,
  reliabilityPanel,
  storedBins,
  temperatureWords,
} from "./parts/reliabilityPanels.js";
import { fitWords, packedCurves, temperatureCurves } from "./parts/temperatureCurves.js";
import {
  confidencesAt,
  readTemperature,
  readTemperatureRows,
  type TemperatureRows,
} from "./parts/temperatureRows.js";
import { theme } from "./parts/theme.js";
import { percent } from "./parts/words.js";

/** How a `temperatureFit` is drawn, and what else it marks. */
export interface TemperatureFitOptions extends NamesOption, ApplyOptions {
  /** How many bins of equal width, 1 to 30; 15 when left out. */
  n_bins?: number;
  /** A temperature that was fitted to other rows, or what `fitTemperature` returned there: it is marked, too. */
  temperature?: number | TemperatureFit;
  /** How many times the fit is repeated on rows drawn anew, for the interval of the best temperature. Default 0: none is drawn. */
  resamples?: number;
  /** What the draws start from: the same seed gives the same interval. Default 0. */
  seed?: number;
}

/**
 * What dividing the logits by a temperature T does to a test set: one slider moves the reliability diagram, the mean negative
 * log-likelihood (NLL) and the expected calibration error (ECE) together, and the T with the lowest NLL is marked.
 *
 * T runs from 0.1 to 20, further where the best T needs it. Everything is computed here for each step of the slider.
 *
 * @param logits a batch `[n, k]`, in log-odds
 * @param label_ids the true classes, `[n]`
 * @throws {EvaluateError} when labels and logits don't fit, a number isn't finite, or the logits are probabilities
 * @throws {ChartError} when an option is unknown or has no such value
 *
 * @example temperatureFit([[4, 0], [4, 0], [0, 4], [4, 0]], [0, 0, 1, 1])
 * // prints: Lowest NLL at T = 3.64: 0.562 instead of 1.018; accuracy 75.0% at every T
 * //
 * //           T  NLL (nats)    ECE  claimed (mean confidence)
 * //         0.5       2.000  25.0%                     100.0%
 * //           1       1.018  23.2%                      98.2%
 * //           2       0.627  13.1%                      88.1%
 * // 3.64 (best)       0.562   0.0%                      75.0%
 * // …
 *
 * @see Guo et al. (2017), https://arxiv.org/abs/1706.04599
 */
export function temperatureFit(
  logits: ScoresBatch,
  label_ids: ClassIds,
  options?: TemperatureFitOptions,
): Chart;
export function temperatureFit(
  logits: ScoresBatch,
  label_ids: ClassIds,
  options: TemperatureFitOptions = {},
  ...more: unknown[]
): Chart {
  refuseMoreFor(caller, more);
  const own = ["n_bins", "temperature", "on_fitted_rows", "resamples", "seed", "id2label"];
  checkChartOptions(caller, options, own);
  const { n_bins = 15, resamples = 0, seed = 0 } = options;
  if (!Number.isInteger(n_bins) || n_bins < 1 || n_bins > 30) {
    throw new ChartError(
      `${caller} draws 1 to 30 bins, a whole number as n_bins, got ${describe(n_bins)}`,
    );
  }
  checkDraws(resamples, seed, caller);
  const rows = readTemperatureRows(caller, logits, label_ids, options);
  const given =
    options.temperature === undefined
      ? undefined
      : readTemperature(caller, options.temperature, rows, options);
  const { data, labels } = rows;
  const fit = fitTemperature(
    labels,
    { data: Float64Array.from(data), dims: [rows.rows, rows.columns] },
    { resamples, seed },
  );
  const look = lookAt(rows, n_bins);
  const { step, top } = rangeFor(fit.temperature);
  const steps = Array.from({ length: stepsOfSlider }, (_, i) =>
    look(Number((step * (i + 1)).toPrecision(12))),
  );
  const title = titleOf(fit, steps[0].accuracy);
  const description = `A reliability diagram, and NLL and ECE against the temperature. ${title}`;
  const size = `${rows.rows.toLocaleString("en")} answers.`;
  const best = fitWords(fit);
  const spec: JsonObject = {
    ...theme(),
    title: {
      text: { expr: `headlines[${setting(step)}]` },
      subtitle: `${size} Move the temperature until the points lie on the diagonal: is the NLL lowest there?`,
    },
    description,
    params: [
      { name: "headlines", value: steps.map(headlineOf) },
      { name: "setting", expr: setting(step) },
      {
        name: "temperature",
        value: step > 1 ? step : 1,
        bind: { input: "range", min: step, max: top, step, name: "temperature " },
      },
    ],
    datasets: {
      bins: steps.map(({ bins }, i) => storedBins(i, bins)),
      curves: [{ points: packedCurves(steps) }],
    },
    spacing: 36,
    hconcat: [
      {
        spacing: 8,
        resolve: { scale: { color: "independent" } },
        vconcat: [diagram(), countsPanel(frame(70, "answers"))],
      },
      {
        spacing: 12,
        vconcat: temperatureCurves({
          steps,
          fit,
          given,
          classes: rows.columns,
          domain: [step, top],
          width,
        }),
      },
    ],
  };
  const table = {
    columns: ["T", "NLL (nats)", "ECE", "claimed (mean confidence)"],
    rows: tableRows(look, fit.temperature, given, top),
  };
  return createChart({ title, description, spec, table, pictured: [`${size} ${best}`] });
}

const caller = "temperatureFit";
const stepsOfSlider = 200;

/** The place of the slider's value among the stored steps. */
const setting = (step: number) => `round(temperature / ${step}) - 1`;

/** The slider runs from 0.1 to 20; in other units of the logits, further. */
function rangeFor(best: number | null): { step: number; top: number } {
  let top = 20;
  while (best !== null && best > 0.75 * top && top < 1e15) top *= 10;
  if (best !== null && best < 0.2) top = 2;
  return { step: top / stepsOfSlider, top };
}

/** What is seen at a temperature. */
interface Look {
  readonly temperature: number;
  readonly bins: Bins;
  readonly nll: number;
  readonly ece: number;
  readonly claimed: number;
  readonly accuracy: number;
}

function lookAt(rows: TemperatureRows, n_bins: number): (temperature: number) => Look {
  const { data, labels, columns, top } = rows;
  // The mean of log(sum of exponentials) - logit / T, of which the confidence has the sum.
  const lead = top.reduce((sum, each, row) => sum + each - data[row * columns + labels[row]], 0);
  const accuracy = rows.hit.reduce((sum, hit) => sum + hit, 0) / rows.rows;
  return (temperature) => {
    const answers = confidencesAt(rows, temperature);
    const bins = sortIntoBins(answers, { n_bins }, caller);
    const claimed = answers.confidence.reduce((sum, each) => sum + each, 0) / rows.rows;
    const surprise = answers.confidence.reduce((sum, each) => sum - Math.log(each), 0);
    const nll = (surprise + lead / temperature) / rows.rows;
    return { temperature, bins, nll, ece: meanGap(bins), claimed, accuracy };
  };
}

const nats = (nll: number) => (nll < 1000 ? nll.toFixed(3) : nll.toPrecision(3));

function headlineOf({ temperature, nll, ece, claimed, accuracy }: Look): string {
  return `T = ${temperature}: NLL ${nats(nll)}, ECE ${percent(ece)}; ${percent(claimed)} claimed, ${percent(accuracy)} right`;
}

function titleOf(fit: TemperatureFit, accuracy: number): string {
  const all = `accuracy ${percent(accuracy)} at every T`;
  const { temperature, nll } = fit;
  if (temperature === null || nll.after === null) return `${fitWords(fit)}; ${all}`;
  return `Lowest NLL at T = ${temperatureWords(temperature)}: ${nats(nll.after)} instead of ${nats(nll.before)}; ${all}`;
}

/** Some steps of the slider with the best and the given temperature. */
function tableRows(
  look: (temperature: number) => Look,
  best: number | null,
  given: number | undefined,
  top: number,
): string[][] {
  const marked = new Map<number, string>(
    [0.025, 0.05, 0.1, 0.25, 0.5, 1].map((x) => [x * top, ""]),
  );
  marked.set(1, "");
  if (given !== undefined) marked.set(given, " (given)");
  if (best !== null) marked.set(best, " (best)");
  return Array.from(marked)
    .sort(([a], [b]) => a - b)
    .map(([temperature, mark]) => {
      const { nll, ece, claimed } = look(temperature);
      const name = `${temperatureWords(temperature)}${mark}`;
      return [name, nats(nll), percent(ece), percent(claimed)];
    });
}

const width = 330;

const frame = (height: number, accuracy: string) => ({
  width,
  height,
  confidence: "confidence: probability of the predicted class",
  accuracy,
  setting: "setting",
});

function diagram(): JsonObject {
  const panel = reliabilityPanel(frame(270, "accuracy: share that is right"));
  return { ...panel, layer: [...(panel.layer as JsonObject[]), ...reliabilityKey(175)] };
}
