import type { Evaluation } from "../report/evaluationOf.js";
import type { Output } from "../report/fileOutput.js";
import type { Passport } from "../report/passportOf.js";
import type { Reading } from "../report/readingOf.js";
import { rowsOf } from "../report/rowsOf.js";
import { safeJson } from "./safeJson.js";

/** One file that was read, with what is said of it. */
export interface FileRead {
  /** As it was named. */
  readonly name: string;
  readonly reading: Reading;
  readonly evaluation: Evaluation | undefined;
  readonly passport: () => Promise<Passport>;
}

/** The form of the document, whose fields README lists; it changes only when a field changes its meaning or goes. */
export const jsonSchema = "reading-logits/read/1";

/**
 * Writes one JSON document: for each file what it holds, its passport and all its rows, written one by one; then, of several files,
 * how they compare.
 *
 * What isn't finite, which JSON has no number for, is `null` (a margin or an entropy that there is none of) or the text
 * `"Infinity"` or `"-Infinity"`.
 */
export async function readJson(
  output: Output,
  files: readonly FileRead[],
  comparisons: readonly unknown[],
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  output.write(`{"schema":${safeJson(jsonSchema)},"files":[`);
  for (const [index, file] of files.entries()) {
    output.write(`${index > 0 ? "," : ""}\n`);
    await writeFile(output, file, onProgress);
  }
  output.write(`\n],"comparisons":${safeJson(comparisons)}}\n`);
}

async function writeFile(
  output: Output,
  { name, reading, evaluation, passport }: FileRead,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const { predictions, diagnosis, labels, function_to_apply, how, summary, rows, columns } =
    reading;
  const { source } = predictions;
  const facts = {
    file: name,
    format: source.format,
    array: source.array ?? null,
    dtype: source.dtype,
    dims: [rows, columns],
    labels,
    function_to_apply,
    how,
    diagnosis: { ...diagnosis },
    diagnosed_rows: reading.diagnosed,
    summary: summary && {
      predicted: Object.fromEntries(labels.map((label, i) => [label, summary.predicted[i]])),
      withheld: summary.withheld,
      mean_confidence: summary.mean_confidence,
    },
    evaluation: evaluation ?? null,
    passport: await passport(),
  };
  output.write(`${safeJson(facts).slice(0, -1)},"rows":[`);
  let isFirst = true;
  for await (const { row, interpreted, numbers, answer, truth, text } of rowsOf(reading)) {
    const { scores, predicted_index, margin, entropy, ranking, predicted_labels } = interpreted;
    const each = {
      row,
      ...(text !== undefined && { text }),
      ...(truth !== undefined && { true_label: truth }),
      predicted_index,
      predicted_label: predicted_labels ? undefined : answer,
      predicted_labels,
      score: scores[predicted_index],
      margin,
      entropy,
      numbers,
      ranking: ranking.map(({ label, index, score }) => ({ label, index, score })),
    };
    output.write(`${isFirst ? "" : ","}\n${safeJson(each)}`);
    isFirst = false;
    onProgress(row + 1, rows);
  }
  output.write("\n]}");
}
