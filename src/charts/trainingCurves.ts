import { type Chart, ChartError, createChart, type JsonObject } from "./Chart.js";
import { checkChartOptions, refuseMoreFor } from "./parts/checks.js";
import { narrowRoom } from "./parts/narrow.js";
import { palette, theme } from "./parts/theme.js";

/** An entry of a Trainer's `log_history`: an epoch and whatever was measured then. */
export type LogEntry = Readonly<
  Partial<Record<"epoch" | "loss" | "eval_loss" | "eval_accuracy", number>>
>;

type Measured = { epoch: number; value: number; name: string; spoken: string };

/**
 * Loss and accuracy by epoch, from a Trainer's `log_history`: training loss beside evaluation loss, and accuracy below.
 *
 * The epoch with the lowest evaluation loss (without one, the highest accuracy) is marked: from there on, training longer no
 * longer helps. With `classes`, a line shows the loss ln k of a model that knows nothing and gives each class 1 / k.
 *
 * @param log_history entries with `epoch` and any of `loss`, `eval_loss`, `eval_accuracy`
 * @param options `classes`: how many classes the model has, 2 or more
 * @throws {ChartError} when no entry has both an epoch and a loss or an accuracy, `classes` is no whole number from 2 on, or an
 *   option is unknown
 *
 * @example trainingCurves([{ epoch: 1, loss: 0.61 }, { epoch: 1, eval_loss: 0.52, eval_accuracy: 0.79 }])
 * // prints: …
 * // epoch             measured   value
 * //     1        training loss  0.6100
 * //     1      evaluation loss  0.5200
 * //     1  evaluation accuracy  0.7900
 */
export function trainingCurves(
  log_history: readonly LogEntry[],
  options?: { classes?: number },
): Chart;
export function trainingCurves(
  log_history: readonly LogEntry[],
  options: { classes?: number } = {},
  ...more: unknown[]
): Chart {
  refuseMoreFor("trainingCurves", more);
  const classes = checkClasses(options);
  const losses = [
    ...measured(log_history, "loss", "training loss"),
    ...measured(log_history, "eval_loss", "evaluation loss"),
  ];
  const accuracies = measured(log_history, "eval_accuracy", "evaluation accuracy");
  const all = [...losses, ...accuracies];
  if (all.length === 0) {
    throw new ChartError(
      `trainingCurves needs entries with an epoch and a loss or an accuracy, got none among ${log_history.length}`,
    );
  }
  const best = bestOf(losses, accuracies);
  const title = titleOf(losses.length > 0 ? losses : accuracies, best);
  const description = `Loss and accuracy by epoch, ${all.length} measurements. ${title}`;
  const panels = (width: number) => {
    const both = [
      panel(width, "loss (nats)", losses, { zero: false }, [
        ...(classes ? guessLine(width, classes) : []),
        ...bestLine(best, all),
      ]),
      panel(width, "accuracy", accuracies, { domain: [0, 1] }, bestLine(best, all)),
    ];
    return both.filter((_, i) => [losses, accuracies][i].length > 0);
  };
  const spec = {
    ...theme(),
    title: { text: title },
    description,
    spacing: 18,
    vconcat: panels(520),
    resolve: { scale: { color: "independent" } },
  };
  const narrow = { ...spec, vconcat: panels(narrowRoom - 60) };
  const table = {
    columns: ["epoch", "measured", "value"],
    rows: all.map(({ epoch, name, value }) => [String(epoch), name, value.toFixed(4)]),
  };
  return createChart({ title, description, spec, narrow, table });
}

function checkClasses(options: { classes?: number }): number | undefined {
  checkChartOptions("trainingCurves", options, ["classes"]);
  const { classes } = options;
  if (classes === undefined || (Number.isInteger(classes) && classes >= 2)) return classes;
  throw new ChartError(
    `trainingCurves needs classes as a whole number from 2 on, got ${JSON.stringify(classes) ?? String(classes)}`,
  );
}

/** The measurement of the best epoch, the first one in a tie: the lowest evaluation loss, or else the highest accuracy. */
function bestOf(
  losses: readonly Measured[],
  accuracies: readonly Measured[],
): Measured | undefined {
  const evaluated = losses.filter(({ name }) => name === "evaluation loss");
  const isLoss = evaluated.length > 0;
  const [first, ...rest] = isLoss ? evaluated : accuracies;
  if (rest.length === 0) return undefined;
  const better = (a: Measured, b: Measured) => (isLoss ? b.value < a.value : b.value > a.value);
  return rest.reduce((best, one) => (better(best, one) ? one : best), first);
}

/** Where each curve starts and where it ends: `training loss 0.61 → 0.36, evaluation loss 0.52 → 0.49`. */
function titleOf(values: readonly Measured[], best: Measured | undefined): string {
  const names = Array.from(new Set(values.map(({ name }) => name)));
  const spans = names.map((name) => {
    const curve = values.filter((value) => value.name === name).sort((a, b) => a.epoch - b.epoch);
    const ends = curve.length === 1 ? curve : [curve[0], curve[curve.length - 1]];
    return `${name} ${ends.map(({ value }) => value.toFixed(2)).join(" → ")}`;
  });
  const lead = best ? `Best after epoch ${best.epoch}` : "Epoch by epoch";
  return `${lead}: ${spans.join(", ")}`;
}

function measured(
  log: readonly LogEntry[],
  field: Exclude<keyof LogEntry, "epoch">,
  name: string,
): Measured[] {
  return log.flatMap(({ epoch = Number.NaN, [field]: value = Number.NaN }) => {
    if (!Number.isFinite(epoch) || !Number.isFinite(value)) return [];
    return [{ epoch, value, name, spoken: `${name} at epoch ${epoch}: ${value.toFixed(4)}` }];
  });
}

/** A line at the best epoch, with its name, which begins there where the axis is near. */
function bestLine(best: Measured | undefined, all: readonly Measured[]): JsonObject[] {
  if (!best) return [];
  const { epoch } = best;
  const isFirst = all.every((one) => one.epoch >= epoch);
  const mark = { ...note.mark, align: isFirst ? "left" : "center" };
  const x = { field: "epoch", type: "quantitative" };
  const data = { values: [{ epoch, words: `best: epoch ${epoch}` }] };
  return [
    { data, mark: { ...guide, strokeDash: [4, 3] }, encoding: { x } },
    { data, mark, encoding: { x, y: { value: -8 }, text: { field: "words" } } },
  ];
}

/** The loss of a model that gives each of `classes` the same probability: what training has to beat. */
function guessLine(width: number, classes: number): JsonObject[] {
  const value = Math.log(classes);
  const y = { field: "value", type: "quantitative" };
  const words = `ln ${classes} = ${value.toFixed(2)}: pure guessing`;
  const data = { values: [{ value, words }] };
  return [
    { data, mark: { ...guide, strokeDash: [1, 3] }, encoding: { y } },
    {
      data,
      // Below the line: above it, the best epoch has its name.
      mark: { ...note.mark, align: "right", dy: 10 },
      encoding: {
        y,
        x: { value: width },
        text: { field: "words" },
        description: { field: "words" },
      },
    },
  ];
}

const guide = { type: "rule", color: palette.softInk, strokeWidth: 1.5, aria: false };
const note = { mark: { type: "text", fontSize: 12, baseline: "middle", color: palette.ink } };

function panel(
  width: number,
  title: string,
  values: Measured[],
  scale: JsonObject,
  guides: JsonObject[],
): JsonObject {
  return {
    width,
    height: 170,
    layer: [...guides, curves(title, values, scale)],
  };
}

function curves(title: string, values: Measured[], scale: JsonObject): JsonObject {
  const epochs = values.map(({ epoch }) => epoch);
  return {
    data: { values },
    mark: { type: "line", point: { size: 60 }, strokeWidth: 2.5 },
    encoding: {
      x: {
        field: "epoch",
        type: "quantitative",
        title: "epoch",
        // Some room beside the first and the last point, and a tick at each whole epoch that was measured, none between.
        scale: {
          domain: [Math.min(...epochs), Math.max(...epochs)],
          zero: false,
          nice: false,
          padding: 18,
        },
        axis: {
          values: Array.from(new Set(epochs.map(Math.round))),
          format: "d",
          grid: false,
        },
      },
      y: { field: "value", type: "quantitative", title, scale },
      color: {
        field: "name",
        type: "nominal",
        title: null,
        scale: {
          domain: ["training loss", "evaluation loss", "evaluation accuracy"],
          range: [palette.training, palette.evaluation, palette.evaluation],
        },
        legend: {
          values: Array.from(new Set(values.map(({ name }) => name))),
          symbolType: "circle",
        },
      },
      tooltip: [
        { field: "name", title: "measured" },
        { field: "epoch", title: "epoch" },
        { field: "value", title: "value", format: ".4f" },
      ],
      description: { field: "spoken" },
    },
  };
}
