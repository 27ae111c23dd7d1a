import { type Id2Label, readLabels } from "../logits/readLabels.js";
import type { Chart } from "./Chart.js";
import { ChartError } from "./ChartError.js";
import { createChart } from "./createChart.js";
import type { JsonObject } from "./MimeBundle.js";
import { palette, theme } from "./parts/theme.js";

/**
 * A confusion matrix as a map: a row for each true class, a column for each predicted one, counts written in, and colour by
 * the share of the true class, so that small classes are seen as well as large ones.
 *
 * @param matrix counts, `[k, k]`: `matrix[truth][predicted]`
 * @param labels the classes' labels, or a model's `id2label`
 * @throws {ChartError} for a matrix that is not square or holds something else than counts
 *
 * @example confusionMatrixChart([[40, 10], [5, 45]], ["NEGATIVE", "POSITIVE"])
 */
export function confusionMatrixChart(
  matrix: readonly (readonly number[])[],
  labels: Id2Label,
): Chart {
  check(matrix);
  const names = readLabels(labels, matrix.length, "confusionMatrixChart");
  const cells = matrix.flatMap((row, truth) => rowCells(row, truth, names));
  const total = cells.reduce((sum, { count }) => sum + count, 0);
  const right = matrix.reduce((sum, row, i) => sum + row[i], 0);
  const title = `${right} of ${total} on the diagonal, where prediction and truth agree`;
  const description = `A confusion matrix of ${names.length} classes. ${title}`;
  const size = Math.max(44, Math.min(90, Math.floor(560 / names.length)));
  const spec: JsonObject = {
    ...theme(),
    title: { text: title, subtitle: "Counts; darker means a larger share of the true class." },
    description,
    params: [{ name: "labels", value: names }],
    data: { name: "cells", values: cells },
    width: { step: size },
    height: { step: Math.min(size, 60) },
    encoding: { x: classAxis("predicted", -40), y: classAxis("truth", 0) },
    layer: [
      {
        mark: { type: "rect", stroke: palette.paper },
        encoding: {
          color: {
            field: "share",
            type: "quantitative",
            scale: { domain: [0, 1], range: ["#F2F6FA", palette.predicted] },
            legend: { title: "share of the true class", format: ".0%" },
          },
          tooltip: [
            { field: "truthLabel", title: "truth" },
            { field: "predictedLabel", title: "predicted" },
            { field: "count", title: "count" },
            { field: "share", title: "share of the true class", format: ".1%" },
          ],
          description: { field: "spoken" },
        },
      },
      {
        mark: { type: "text", fontSize: 13, aria: false },
        encoding: {
          text: { field: "count" },
          color: { condition: { test: "datum.share > 0.5", value: "white" }, value: palette.ink },
        },
      },
    ],
  };
  const table = {
    columns: ["truth \\ predicted", ...names],
    rows: matrix.map((row, truth) => [names[truth], ...row.map(String)]),
  };
  return createChart({ title, description, spec, table });
}

function check(matrix: readonly (readonly number[])[]): void {
  if (matrix.length < 2) {
    throw new ChartError(
      `confusionMatrixChart needs at least two classes, got ${matrix.length} rows`,
    );
  }
  for (const [truth, row] of matrix.entries()) {
    if (row.length !== matrix.length) {
      throw new ChartError(
        `confusionMatrixChart needs a square matrix: row ${truth} has ${row.length} columns, there are ${matrix.length} rows`,
      );
    }
    const wrong = row.findIndex((count) => !Number.isInteger(count) || count < 0);
    if (wrong === -1) continue;
    throw new ChartError(
      `confusionMatrixChart needs counts: row ${truth}, column ${wrong} is ${row[wrong]}`,
    );
  }
}

function rowCells(row: readonly number[], truth: number, names: readonly string[]) {
  const total = row.reduce((sum, count) => sum + count, 0);
  return row.map((count, predicted) => {
    const [truthLabel, predictedLabel] = [names[truth], names[predicted]];
    const share = total === 0 ? 0 : count / total;
    const spoken = `truth ${truthLabel}, predicted ${predictedLabel}: ${count}`;
    return { truth, predicted, count, share, truthLabel, predictedLabel, spoken };
  });
}

function classAxis(field: "truth" | "predicted", labelAngle: number): JsonObject {
  return {
    field,
    type: "ordinal",
    title: field === "truth" ? "true class" : "predicted class",
    axis: { labelExpr: "labels[datum.value]", labelAngle, labelLimit: 180, ticks: false },
  };
}
