import { parsePredictions } from "../../data/parsePredictions.js";
import { formatNumber } from "../../logits/text.js";
import { readingOf } from "../../report/readingOf.js";
import { type ReadRow, rowsOf } from "../../report/rowsOf.js";
import { element, quoted, tableOf } from "./elements.js";

/** As many rows as are shown: the report of the installed kit has all of them. */
const mostRows = 20;
/** As many columns of numbers as fit. */
const mostColumns = 8;

/**
 * Reads a file of predictions and says what it holds: what the numbers are, what is wrong with them, what may be concluded, and the
 * first rows.
 *
 * @throws {PredictionsError} when it can't be read; the message says why and what to do
 */
export async function readOwn(
  bytes: Uint8Array<ArrayBuffer>,
  name: string,
): Promise<{ said: string; elements: HTMLElement[] }> {
  const predictions = await parsePredictions(bytes, name);
  const reading = await readingOf(predictions);
  const { diagnosis, labels, how, rows, columns } = reading;
  const { kind, certainty, because, findings, may_conclude, may_not_conclude } = diagnosis;
  const said = `${name}: ${rows} × ${columns} numbers; ${kind} (${certainty}), ${findings.length} ${findings.length === 1 ? "finding" : "findings"}.`;
  const table = await tableOfRows(rowsOf(reading, { size: mostRows }), labels, rows);
  const elements = [
    element("h3", {}, quoted(`${name}: ${kind} (${certainty})`)),
    ...(findings.some(({ message }) => message === because)
      ? []
      : [element("p", {}, quoted(because))]),
    ...(findings.length > 0 ? [element("h4", {}, "Found")] : []),
    listOf(
      findings.map(({ severity, message, next }) => [
        element("strong", {}, severity),
        ": ",
        quoted(message),
        element("br", {}),
        "Next: ",
        quoted(next),
      ]),
    ),
    ...conclusions("May be concluded", may_conclude),
    ...conclusions("May not be concluded", may_not_conclude),
    element("p", { class: "soft" }, "Scores: ", quoted(how), "."),
    ...table,
  ];
  return { said, elements };
}

function conclusions(title: string, lines: readonly string[]): HTMLElement[] {
  if (lines.length === 0) return [];
  return [element("h4", {}, title), listOf(lines.map((line) => [quoted(line)]))];
}

function listOf(items: readonly (readonly (Node | string)[])[]): HTMLElement {
  return element("ul", {}, ...items.map((item) => element("li", {}, ...item)));
}

async function tableOfRows(
  all: AsyncGenerator<ReadRow, void, void>,
  labels: readonly string[],
  count: number,
): Promise<HTMLElement[]> {
  const first: ReadRow[] = [];
  for await (const row of all) {
    first.push(row);
    if (first.length === mostRows) break;
  }
  if (first.length === 0) return [];
  const hasTruth = first.some(({ truth }) => truth !== undefined);
  const hasTexts = first.some(({ text }) => text !== undefined);
  const shown = labels.slice(0, mostColumns);
  const columns = [
    "row",
    "predicted",
    "score",
    ...(hasTruth ? ["true"] : []),
    ...shown,
    ...(hasTexts ? ["text"] : []),
  ];
  const rows = first.map(({ row, interpreted, numbers, answer, truth, text }) => [
    String(row),
    quoted(answer ?? "none"),
    formatNumber(interpreted.scores[interpreted.predicted_index]),
    ...(hasTruth ? [quoted(truth ?? "")] : []),
    ...shown.map((_, column) => formatNumber(numbers[column])),
    ...(hasTexts ? [quoted((text ?? "").slice(0, 300))] : []),
  ]);
  const caption = count > first.length ? `The first ${first.length} of ${count} rows` : "Its rows";
  return [tableOf(caption, columns, rows)];
}
