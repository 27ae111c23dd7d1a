import type { Output } from "../report/fileOutput.js";
import type { Reading } from "../report/readingOf.js";
import { rowsOf } from "../report/rowsOf.js";

/**
 * Writes all rows as CSV: what was predicted, its score, margin and entropy, and the score of each class.
 *
 * A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula. Labels and texts are a person's data: such a cell
 * gets an apostrophe in front. Numbers are written as they are.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export async function readCsv(
  output: Output,
  reading: Reading,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const { predictions, labels, function_to_apply, rows } = reading;
  const isScored = function_to_apply !== "none";
  const hasTruth = predictions.label_ids !== undefined;
  const hasText = predictions.texts !== undefined;
  const header = [
    "row",
    ...(hasText ? ["text"] : []),
    ...(hasTruth ? ["true_label"] : []),
    ...(isScored ? ["predicted_label", "score", "margin", "entropy"] : []),
    ...labels.map((label) => `${isScored ? "score" : "value"}_${label}`),
  ];
  output.write(`${header.map(wordCell).join(",")}\n`);
  for await (const { row, interpreted, answer, truth, text } of rowsOf(reading)) {
    const { scores, predicted_index, margin, entropy } = interpreted;
    const cells = [
      String(row),
      ...(hasText ? [wordCell(text ?? "")] : []),
      ...(hasTruth ? [wordCell(truth ?? "")] : []),
      ...(isScored
        ? [wordCell(answer ?? ""), ...[scores[predicted_index], margin, entropy].map(numberCell)]
        : []),
      ...scores.map(numberCell),
    ];
    output.write(`${cells.join(",")}\n`);
    onProgress(row + 1, rows);
  }
}

/** A number without loss; nothing where there is none. */
function numberCell(value: number): string {
  return Number.isNaN(value) ? "" : String(value);
}

/**
 * A cell of words that no spreadsheet takes for a formula, and no terminal for an order.
 *
 * @example console.log(wordCell("=1+1")) // prints: "'=1+1"
 */
export function wordCell(text: string): string {
  const plain = text.replace(control, "\uFFFD");
  const safe = /^\s*[=+\-@\t\r＝＋－＠]/.test(plain) ? `'${plain}` : plain;
  return /[",\n\r']|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Characters that move the cursor of a terminal or hide text, except for line breaks and tabs. */
const control = /(?![\t\n\r])[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
