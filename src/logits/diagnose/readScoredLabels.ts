import { isList } from "../isList.js";
import { LogitsError } from "../LogitsError.js";
import type { DiagnoseContext, Held } from "./Held.js";

/** Reads what a pipeline returned, `{ label, score }` or lists of them, as rows of scores with their labels. */
export function readScoredLabels(output: unknown, context: DiagnoseContext): Held | undefined {
  const rows = rowsOfScores(output);
  if (!rows) return undefined;
  const columns = rows[0].length;
  const ragged = rows.findIndex((row) => row.length !== columns);
  if (ragged >= 0) {
    throw new LogitsError(
      `diagnose needs as many scores for each text: row 0 has ${columns}, row ${ragged} has ${rows[ragged].length}`,
    );
  }
  const seen = [...new Set(rows.flat().map((one) => one.label))];
  const labels = context.id2label ? Object.values(context.id2label) : seen;
  const isPartial = columns < labels.length;
  const scores = isPartial ? rows.flat() : rows.flatMap((row) => inOrder(row, labels));
  return {
    flat: {
      data: Float64Array.from(scores, (one) => Number(one.score)),
      rows: rows.length,
      columns,
      isBatch: true,
    },
    context,
    labels,
    isScored: true,
    isPartial,
  };
}

/** A pipeline ranks each text's labels: put back in the order of the classes, column by column. */
function inOrder(row: Scored[], labels: readonly string[]): Scored[] {
  const place = (one: Scored) => labels.indexOf(one.label);
  return [...row].sort((a, b) => place(a) - place(b));
}

interface Scored {
  label: string;
  score: number;
}

function rowsOfScores(output: unknown): Scored[][] | undefined {
  if (isScored(output)) return [[output]];
  if (!isList(output) || output.length === 0) return undefined;
  const rows = Array.from(output);
  if (rows.every(isScored)) return hasRepeats(rows) ? rows.map((one) => [one]) : [rows];
  const lists = rows.filter(isList).map((row) => Array.from(row));
  const isNested = lists.length === rows.length && lists.every((row) => row.every(isScored));
  return isNested && lists[0].length > 0 ? (lists as Scored[][]) : undefined;
}

/** A label that comes twice shows a list of texts; else it is the ranking of one text. */
function hasRepeats(scored: Scored[]): boolean {
  return new Set(scored.map((one) => one.label)).size < scored.length;
}

function isScored(value: unknown): value is Scored {
  return typeof value === "object" && value !== null && "label" in value && "score" in value;
}
