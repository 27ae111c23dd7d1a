import { wilsonInterval } from "../../evaluate/accuracy.js";
import type { Bins } from "../../evaluate/calibrationBins.js";
import type { Confidences } from "../../evaluate/confidences.js";
import type { Steps } from "../../evaluate/isotonic.js";
import type { ChartTable, JsonObject } from "../Chart.js";
import { packed, unpacked } from "./packed.js";
import { textAt } from "./textAt.js";
import { palette, verdictScale } from "./theme.js";
import { fourDecimals, percent } from "./words.js";

/** Bins as a string for the page, which draws one `setting` at a time; empty bins are left out. */
export function storedBins(setting: number, bins: Bins): JsonObject {
  const { lower, upper, count, confidence, hits } = bins;
  const filled = lower.flatMap((_, bin) => (count[bin] > 0 ? [bin] : []));
  const rows = filled.map((bin) => [
    fourDecimals(lower[bin]),
    fourDecimals(upper[bin]),
    fourDecimals(confidence[bin] / count[bin]),
    hits[bin],
    count[bin],
  ]);
  return { setting, bins: packed(rows) };
}

/** The transforms that make the bins of one setting: `low`, `high`, `claimed`, `right`, `texts` and `accuracy`. */
export function binsAt(setting: string): JsonObject[] {
  return [
    { filter: `datum.setting === ${setting}` },
    ...unpacked("bins", ["low", "high", "claimed", "right", "texts"]),
    { calculate: "datum.right / datum.texts", as: "accuracy" },
  ];
}

/** The corners of the closest accuracies that never fall, as a string; {@link curveTransforms} makes points of it. */
export function curveWithoutBins({ from, to, value }: Steps): string {
  const corners = value.flatMap((accuracy, step) =>
    Array.from(new Set([from[step], to[step]]), (claimed) => [claimed, accuracy].map(fourDecimals)),
  );
  return packed(corners);
}

/** The transforms that make points, `claimed` and `accuracy`, of the curve in the field `points`. */
export const curveTransforms: JsonObject[] = unpacked("points", ["claimed", "accuracy"]);

/** The numbers behind a diagram; empty bins have none. */
export function binTable(
  { lower, upper, count, confidence, hits }: Bins,
  noun: string,
): ChartTable {
  const filled = lower.flatMap((_, bin) => (count[bin] > 0 ? [bin] : []));
  return {
    columns: [
      "from",
      "to",
      noun,
      "claimed (mean confidence)",
      "achieved (accuracy)",
      "95% interval",
    ],
    rows: filled.map((bin) => {
      const achieved = wilsonInterval(hits[bin], count[bin]);
      return [
        lower[bin].toFixed(3),
        upper[bin].toFixed(3),
        String(count[bin]),
        percent(confidence[bin] / count[bin]),
        percent(achieved.proportion),
        `${percent(achieved.lower)} to ${percent(achieved.upper)}`,
      ];
    }),
  };
}

/** `81.9% claimed, 66.7% right` */
export function claimWords({ confidence, hit }: Confidences): string {
  const claimed = confidence.reduce((sum, each) => sum + each, 0) / confidence.length;
  const right = hit.reduce((sum, each) => sum + each, 0) / hit.length;
  return `${percent(claimed)} claimed, ${percent(right)} right`;
}

/** A temperature in three digits. */
export const temperatureWords = (temperature: number) => String(Number(temperature.toPrecision(3)));

/** The pixels of a diagram, and what its axes say. */
interface ReliabilityFrame {
  readonly width: number;
  readonly height: number;
  readonly confidence: string;
  readonly accuracy: string;
  /** A Vega expression for the setting whose bins are seen. */
  readonly setting: string;
}

const share = (title: string | null): JsonObject => ({
  type: "quantitative",
  title,
  scale: { domain: [0, 1], nice: false },
  axis: { values: [0, 0.2, 0.4, 0.6, 0.8, 1], format: ".1f", labelFlush: false },
});

/** The normal quantile of Wilson's 95 % interval, as `wilsonInterval` has it. */
const z = 1.959963984540054;
const centre = `(datum.right + ${z ** 2 / 2}) / (datum.texts + ${z ** 2})`;
const spread = `${z} / (datum.texts + ${z ** 2}) * sqrt(datum.right * (datum.texts - datum.right) / datum.texts + ${z ** 2 / 4})`;

/** The bins with what is drawn of each. */
function binsOf(setting: string): JsonObject[] {
  return [
    ...binsAt(setting),
    { calculate: `datum.right === 0 ? 0 : ${centre} - ${spread}`, as: "least" },
    { calculate: `datum.right === datum.texts ? 1 : ${centre} + ${spread}`, as: "most" },
    {
      calculate:
        "'confidence from ' + format(datum.low, '.3f') + ' to ' + format(datum.high, '.3f') + ': ' + datum.right + ' of ' + datum.texts" +
        " + ' right, ' + format(datum.accuracy, '.1%') + ' (95% interval ' + format(datum.least, '.1%') + ' to ' + format(datum.most, '.1%')" +
        " + '), claimed ' + format(datum.claimed, '.1%')",
      as: "spoken",
    },
  ];
}

const tooltip = [{ field: "spoken", title: "bin" }];

/**
 * Accuracy against confidence from the data set `bins`: a point with its interval for each bin, the gap to the diagonal, and
 * whatever else is given.
 */
export function reliabilityPanel(frame: ReliabilityFrame, more: JsonObject[] = []): JsonObject {
  // The counts below say what the axis is.
  const x = { ...share(null), field: "claimed" };
  const y = (field: string) => ({ ...share(frame.accuracy), field });
  return {
    width: frame.width,
    height: frame.height,
    data: { name: "bins" },
    layer: [
      {
        data: { values: [{ from: 0, to: 1 }] },
        mark: { type: "rule", color: palette.softInk, strokeDash: dashes, aria: false },
        encoding: {
          x: { ...share(null), field: "from" },
          x2: { field: "to" },
          y: y("from"),
          y2: { field: "to" },
        },
      },
      {
        transform: binsOf(frame.setting),
        mark: { type: "rule", color: palette.other, strokeWidth: 7, opacity: 0.55, aria: false },
        encoding: { x, y: y("claimed"), y2: { field: "accuracy" } },
      },
      ...more,
      {
        transform: binsOf(frame.setting),
        layer: [
          {
            mark: { type: "rule", color: palette.right, strokeWidth: 1.5, aria: false },
            encoding: { x, y: y("least"), y2: { field: "most" } },
          },
          {
            mark: { type: "point", filled: true, size: 70, opacity: 1, color: palette.right },
            encoding: { x, y: y("accuracy"), tooltip, description: { field: "spoken" } },
          },
        ],
      },
    ],
  };
}

const dashes = [4, 4];

/** How many texts each bin holds, right and wrong, from the data set `bins`. */
export function countsPanel(frame: ReliabilityFrame): JsonObject {
  return {
    width: frame.width,
    height: frame.height,
    data: { name: "bins" },
    transform: [
      ...binsOf(frame.setting),
      { calculate: "datum.texts - datum.right", as: "wrong" },
      { fold: ["right", "wrong"], as: ["verdict", "count"] },
      { filter: "datum.count > 0" },
      // A bin of equal confidences has no width, and is seen all the same.
      {
        calculate: "datum.high - datum.low < 0.006 ? max(0, datum.high - 0.006) : datum.low",
        as: "from",
      },
      { calculate: "max(datum.from + 0.006, datum.high)", as: "to" },
    ],
    mark: { type: "bar", binSpacing: 1 },
    encoding: {
      x: { ...share(frame.confidence), field: "from", bin: { binned: true } },
      x2: { field: "to" },
      y: {
        field: "count",
        type: "quantitative",
        title: frame.accuracy,
        axis: { tickMinStep: 1, format: ",d", tickCount: 4 },
        stack: "zero",
      },
      color: {
        field: "verdict",
        type: "nominal",
        scale: verdictScale,
        legend: {
          title: null,
          orient: "top",
          offset: 2,
          labelExpr: "datum.label === 'right' ? 'right (below)' : 'wrong (on top)'",
        },
      },
      order: { field: "verdict", type: "nominal", sort: "ascending" },
      tooltip,
      description: { field: "spoken" },
    },
  };
}

const keyStyle = { baseline: "middle", fontSize: 12, color: palette.ink, aria: false };

/** What the marks of a {@link reliabilityPanel} mean, in two lines above it. */
export function reliabilityKey(second: number, hasCurve = false): JsonObject[] {
  const piece = (mark: JsonObject, x: number, y: number, text: string): JsonObject[] => [
    {
      data: { values: [{}] },
      mark: { ...mark, aria: false },
      encoding: {
        x: { value: x },
        y: { value: y },
        ...(mark.type === "rule" ? { x2: { value: x + 20 } } : {}),
      },
    },
    { data: { values: [{ text }] }, ...textAt("text", x + 26, y, keyStyle) },
  ];
  return [
    ...piece(
      { type: "point", filled: true, size: 70, opacity: 1, color: palette.right, xOffset: 10 },
      0,
      -32,
      "accuracy, 95% interval",
    ),
    ...piece(
      { type: "rule", color: palette.other, strokeWidth: 7, opacity: 0.55 },
      second,
      -32,
      "gap, which ECE averages",
    ),
    ...piece(
      { type: "rule", color: palette.softInk, strokeDash: dashes, strokeWidth: 1 },
      0,
      -14,
      "claimed = achieved",
    ),
    ...(hasCurve
      ? piece(
          { type: "rule", color: palette.training, strokeWidth: 2 },
          second,
          -14,
          "without bins (CORP)",
        )
      : []),
  ];
}
