import type { ChartTable } from "../Chart.js";
import { formatLogit } from "../words/formatLogit.js";
import { formatProbability } from "../words/formatProbability.js";
import { shorten } from "../words/shorten.js";

/** A batch as it was read: logits, what softmax and argmax make of them, and what is known of each row besides. */
export interface Batch {
  logits: number[][];
  probabilities: number[][];
  predicted: number[];
  labels: string[];
  texts: string[];
  truth: number[] | undefined;
}

/** Every row of a batch in its own order: truth, prediction, logits, probabilities and text, as far as they are known. */
export function batchTable({
  logits,
  probabilities,
  predicted,
  labels,
  texts,
  truth,
}: Batch): ChartTable {
  const columns = [
    "row",
    ...(truth ? ["truth"] : []),
    "predicted",
    ...labels.map((label) => `logit of ${label}`),
    ...labels.map((label) => `probability of ${label}`),
    ...(texts.some((text) => text !== "") ? ["text"] : []),
  ];
  const rows = logits.map((row, i) => [
    String(i),
    ...(truth ? [labels[truth[i]]] : []),
    labels[predicted[i]],
    ...row.map(formatLogit),
    ...probabilities[i].map(formatProbability),
    ...(columns.at(-1) === "text" ? [shorten(texts[i], 60)] : []),
  ]);
  return { columns, rows };
}
