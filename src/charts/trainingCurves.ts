import { type Chart, ChartError, createChart, type JsonObject } from "./Chart.js";
import { refuseMoreFor } from "./parts/checks.js";
import { palette, theme } from "./parts/theme.js";

/** An entry of a Trainer's `log_history`: an epoch and whatever was measured then. */
export type LogEntry = Readonly<
  Partial<Record<"epoch" | "loss" | "eval_loss" | "eval_accuracy", number>>
>;

type Measured = { epoch: number; value: number; name: string; spoken: string };

/**
 * Loss and accuracy by epoch, from a Trainer's `log_history`: training loss beside evaluation loss, and accuracy below.
 *
 * @param log_history entries with `epoch` and any of `loss`, `eval_loss`, `eval_accuracy`
 * @throws {ChartError} when no entry has both an epoch and a loss or an accuracy
 *
 * @example trainingCurves([{ epoch: 1, loss: 0.61 }, { epoch: 1, eval_loss: 0.52, eval_accuracy: 0.79 }])
 * // prints: …
 * // epoch             measured   value
 * //     1        training loss  0.6100
 * //     1      evaluation loss  0.5200
 * //     1  evaluation accuracy  0.7900
 */
export function trainingCurves(log_history: readonly LogEntry[]): Chart;
export function trainingCurves(log_history: readonly LogEntry[], ...more: unknown[]): Chart {
  refuseMoreFor("trainingCurves", more);
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
  const title = titleOf(losses.length > 0 ? losses : accuracies);
  const description = `Loss and accuracy by epoch, ${all.length} measurements. ${title}`;
  const panels = [
    panel("loss (nats)", losses, { zero: false }),
    panel("accuracy", accuracies, { domain: [0, 1] }),
  ];
  const spec: JsonObject = {
    ...theme(),
    title: { text: title },
    description,
    spacing: 18,
    vconcat: panels.filter((_, i) => [losses, accuracies][i].length > 0),
    resolve: { scale: { color: "independent" } },
  };
  const table = {
    columns: ["epoch", "measured", "value"],
    rows: all.map(({ epoch, name, value }) => [String(epoch), name, value.toFixed(4)]),
  };
  return createChart({ title, description, spec, table });
}

/** Where each curve starts and where it ends: `training loss 0.61 → 0.36, evaluation loss 0.52 → 0.49`. */
function titleOf(values: readonly Measured[]): string {
  const names = Array.from(new Set(values.map(({ name }) => name)));
  const spans = names.map((name) => {
    const curve = values.filter((value) => value.name === name).sort((a, b) => a.epoch - b.epoch);
    const ends = curve.length === 1 ? curve : [curve[0], curve[curve.length - 1]];
    return `${name} ${ends.map(({ value }) => value.toFixed(2)).join(" → ")}`;
  });
  return `Epoch by epoch: ${spans.join(", ")}`;
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

function panel(title: string, values: Measured[], scale: JsonObject): JsonObject {
  return {
    width: 520,
    height: 170,
    data: { values },
    mark: { type: "line", point: { size: 60 } },
    encoding: {
      x: {
        field: "epoch",
        type: "quantitative",
        title: "epoch",
        // A tick at each whole epoch, and none between.
        axis: {
          values: Array.from(new Set(values.map(({ epoch }) => Math.round(epoch)))),
          format: "d",
        },
      },
      y: { field: "value", type: "quantitative", title, scale },
      color: {
        field: "name",
        type: "nominal",
        title: null,
        scale: { range: [palette.predicted, palette.wrong] },
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
