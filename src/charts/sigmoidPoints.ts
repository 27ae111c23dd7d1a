import type { InterpretedRow } from "../logits/InterpretedRow.js";
import type { Chart } from "./Chart.js";
import { ChartError } from "./ChartError.js";
import { createChart } from "./createChart.js";
import { themeFor } from "./frame/themeFor.js";
import type { JsonObject } from "./MimeBundle.js";
import { pointListing } from "./sigmoid/pointListing.js";
import { type SigmoidPoint, sigmoidCurve } from "./sigmoid/sigmoidCurve.js";
import { formatLogit } from "./words/formatLogit.js";
import { formatProbability } from "./words/formatProbability.js";
import { shorten } from "./words/shorten.js";

/**
 * Every text of a two-class test set as a point on the sigmoid: its logit difference across, the probability of class 1 up.
 *
 * Hovering shows the text; dragging over the points lists those inside in the table below.
 *
 * @param rows what `interpret` says of each text, `[n]`, two logits each
 * @param label_ids the true class indices, `[n]`
 * @param texts the sentences, `[n]`
 * @throws {ChartError} for no rows, other than two classes, and lists of different lengths
 *
 * @example sigmoidPoints(interpret(predictions, config), label_ids, dataset.test.texts)
 */
export function sigmoidPoints(
  rows: readonly InterpretedRow[],
  label_ids: ArrayLike<number>,
  texts: readonly string[],
): Chart {
  check(rows, label_ids, texts);
  const labels = labelsOf(rows[0]);
  const points = rows.map((row, i) => pointOf(row, labels, label_ids[i], texts[i], i));
  const wrong = points.filter(({ right }) => right === "wrong").length;
  const title = `${points.length - wrong} of ${points.length} texts on the right side of 0.5, ${wrong} on the wrong one`;
  const description = `Points on the sigmoid of their logit difference. ${title}`;
  const reach =
    points.reduce((most, { difference }) => Math.max(most, Math.abs(difference)), 4) * 1.05;
  const spec: JsonObject = {
    ...themeFor(points.length),
    title: { text: title, subtitle: "Hover for the text. Drag over points to list them below." },
    description,
    params: [{ name: "labels", value: labels }],
    spacing: 18,
    vconcat: [sigmoidCurve(points, reach), pointListing()],
  };
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
  return createChart({ title, description, spec, table });
}

function check(
  rows: readonly InterpretedRow[],
  label_ids: ArrayLike<number>,
  texts: readonly string[],
): void {
  if (rows.length === 0) throw new ChartError("sigmoidPoints needs at least one row, got 0");
  if (rows.length !== label_ids.length || rows.length !== texts.length) {
    throw new ChartError(
      `sigmoidPoints needs one label id and one text for each row: got ${rows.length} rows, ${label_ids.length} label ids and ${texts.length} texts`,
    );
  }
  const odd = rows.findIndex(({ logits }) => logits.length !== 2);
  if (odd === -1) return;
  throw new ChartError(
    `sigmoidPoints draws two classes: row ${odd} has ${rows[odd].logits.length} logits`,
  );
}

function labelsOf({ ranking }: InterpretedRow): string[] {
  const labels = ["class 0", "class 1"];
  for (const { index, label } of ranking) labels[index] = label;
  return labels;
}

function pointOf(
  { logits, scores, predicted_label, predicted_index }: InterpretedRow,
  labels: readonly string[],
  label_id: number,
  text: string,
  index: number,
): SigmoidPoint {
  return {
    index,
    text: shorten(text, 300),
    truth: labels[label_id] ?? String(label_id),
    predicted: predicted_label,
    right: predicted_index === label_id ? "right" : "wrong",
    difference: logits[1] - logits[0],
    probability: scores[1],
  };
}
