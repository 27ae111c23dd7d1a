import { type Id2Label, readLabels } from "../logits/readLabels.js";
import { labelParameter } from "./bars/classBars.js";
import type { Chart } from "./Chart.js";
import { createChart } from "./createChart.js";
import { themeFor } from "./frame/themeFor.js";
import { matrixCells, matrixSize } from "./heat/matrixCells.js";
import type { JsonObject } from "./MimeBundle.js";
import type { ClassLabels } from "./reading/readClassLogits.js";
import { readCounts } from "./reading/readCounts.js";

/**
 * A confusion matrix as a map: a row for each true class, a column for each predicted one, each cell with its count and its
 * share. A choice below says of what: of all texts, of the true class (recall), of the predicted class (precision).
 *
 * Above 10 classes the cells are too small for numbers: colour and tooltip have them, and the table.
 *
 * @param matrix counts, `[k, k]`: `matrix[truth][predicted]`
 * @param labels the classes' labels, or a model's `id2label`
 * @throws {ChartError} for a matrix that is not square or holds something else than counts
 *
 * @example confusionMatrixChart([[40, 10], [5, 45]], ["NEGATIVE", "POSITIVE"])
 * // NEGATIVE, predicted POSITIVE: 10, which is 20.0% of the true class and 18.2% of the predicted one
 */
export function confusionMatrixChart(
  matrix: readonly (readonly number[])[],
  labels: ClassLabels,
): Chart {
  const counts = readCounts(name, matrix);
  const names = readLabels(labels as Id2Label, counts.length, name);
  const total = sum(counts.flat());
  const right = sum(counts.map((row, i) => row[i]));
  const title = `${right} of ${total} on the diagonal, where prediction and truth agree`;
  const description = `A confusion matrix of ${names.length} classes. ${title}`;
  const size = matrixSize(names.length);
  const spec: JsonObject = {
    ...themeFor(names.length ** 2),
    title: { text: title, subtitle: { expr: "readings[shade_by]" } },
    description,
    params: [labelParameter(names), { name: "readings", value: readings }, shadeBy],
    data: { name: "cells", values: cellsOf(counts) },
    width: { step: size.width },
    height: { step: size.height },
    ...matrixCells(names, size, Math.max(1, ...counts.flat())),
  };
  const table = {
    columns: ["truth \\ predicted", ...names],
    rows: counts.map((row, truth) => [names[truth], ...row.map(String)]),
  };
  return createChart({ title, description, spec, table });
}

const name = "confusionMatrixChart";

/** The choices of the radio buttons, and under the title how to read each. */
const choices = [
  [
    "share of the true class (recall)",
    "each row adds up to 100%, and recall stands on the diagonal",
  ],
  [
    "share of the predicted class (precision)",
    "each column adds up to 100%, and precision stands on the diagonal",
  ],
  ["count", "shares are of all texts, and large classes draw the eye"],
];
const readings = choices.map(([choice, reading]) => `Darker means a larger ${choice}: ${reading}.`);
const shadeBy: JsonObject = {
  name: "shade_by",
  value: 0,
  bind: {
    input: "radio",
    options: choices.map((_, i) => i),
    labels: choices.map(([choice]) => ` ${choice} `),
    name: "darker means a larger ",
  },
};

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** Each count with its three shares; 0 of a class that never occurs is no share at all. */
function cellsOf(counts: readonly (readonly number[])[]): JsonObject[] {
  const rows = counts.map(sum);
  const columns = counts.map((_, predicted) => sum(counts.map((row) => row[predicted])));
  const all = sum(rows);
  const share = (count: number, of: number) => (of === 0 ? null : count / of);
  return counts.flatMap((row, truth) =>
    row.map((count, predicted) => ({
      truth,
      predicted,
      count,
      shares: [share(count, rows[truth]), share(count, columns[predicted]), share(count, all)],
    })),
  );
}
