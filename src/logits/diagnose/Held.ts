import { checkLogits, type FlatLogits, isList } from "../checkLogits.js";
import type { PipelineConfig } from "../config.js";
import { LogitsError } from "../errors.js";
import type { Finding } from "./Diagnosis.js";

/** What a person may know besides the output itself. A model's config fits as it is. */
export interface DiagnoseContext extends PipelineConfig {
  /** The true class index of each text, `[n]`, as in `PredictionOutput.label_ids`. */
  readonly label_ids?: ArrayLike<number> | null;
  /** The result of somebody's argmax, to be checked against the logits. */
  readonly predicted_index?: number | ArrayLike<number> | null;
}

/** An output as it was read: its numbers, flat, and what is known besides them. */
export interface Held {
  readonly flat: FlatLogits;
  readonly context: DiagnoseContext;
  /** All known labels: those of the config, or those that came with the scores. */
  readonly labels: readonly string[];
  /** True if it came from a pipeline, as scores with their labels. */
  readonly isScored: boolean;
  /** True if a pipeline gave only the best few scores: the columns then aren't classes. */
  readonly isPartial: boolean;
}

/** The number of labels that the model has, if it is known. */
export function labelCount({ context, labels, isScored }: Held): number | undefined {
  const { id2label, num_labels } = context;
  if (id2label) return Object.keys(id2label).length;
  return num_labels ?? (isScored ? labels.length : undefined);
}

/** The numbers of one row. */
export function rowAt({ data, columns }: FlatLogits, row: number): number[] {
  return Array.from({ length: columns }, (_, column) => data[row * columns + column]);
}

/** Every row as plain numbers. */
export function rowsAt(flat: FlatLogits): number[][] {
  return Array.from({ length: flat.rows }, (_, row) => rowAt(flat, row));
}

/** The largest of many numbers; `Math.max(...values)` would overflow the stack at a hundred thousand. */
export function largest(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
}

/** The smallest of many numbers. */
export function smallest(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
}

/** Extracts the numbers from whatever a person has, and notes what was found along the way. */
export function unwrapOutput(
  output: unknown,
  context: DiagnoseContext,
): { held?: Held; findings: Finding[] } {
  const { numbers, known } = unwrap(output, context);
  const tuple = findTuple(numbers, known);
  const findings = tuple ? [tuple.finding] : [];
  try {
    const scored = unwrapScoredLabels(numbers, known);
    const held = scored ?? {
      flat: checkLogits(tuple ? tuple.logits : numbers, "diagnose", true),
      context: known,
      labels: Object.values(known.id2label ?? {}),
      isScored: false,
      isPartial: false,
    };
    return { held, findings };
  } catch (error) {
    if (!(error instanceof LogitsError)) throw error;
    return { findings: [...findings, unreadable(error.message)] };
  }
}

/** `{ predictions, label_ids }` of a Trainer and `{ logits }` of a model hold the numbers one level deeper. */
function unwrap(output: unknown, context: DiagnoseContext) {
  if (typeof output !== "object" || output === null || isList(output)) {
    return { numbers: output, known: context };
  }
  const { predictions, logits, label_ids, predicted_index } = output as Record<string, unknown>;
  const known = {
    ...context,
    ...(isList(label_ids) && { label_ids: label_ids as ArrayLike<number> }),
    ...((isList(predicted_index) || typeof predicted_index === "number") && {
      predicted_index: predicted_index as number | ArrayLike<number>,
    }),
  };
  return { numbers: predictions ?? logits ?? output, known };
}

function unreadable(message: string): Finding {
  return {
    id: "unreadable",
    severity: "error",
    certainty: "certain",
    message: `these are not numbers in rows: ${message}`,
    evidence: {},
    next: "pass one row [k], one batch [n, k], or an object with data and dims",
    topic: "output-object",
  };
}

/** Reads what a pipeline returned, `{ label, score }` or lists of them, as rows of scores with their labels. */
function unwrapScoredLabels(output: unknown, context: DiagnoseContext): Held | undefined {
  const rows = rowsOfScores(output);
  if (!rows) return undefined;
  const columns = rows[0].length;
  const ragged = rows.findIndex((row) => row.length !== columns);
  if (ragged >= 0) {
    throw new LogitsError(
      `diagnose needs the same number of scores for each text: row 0 has ${columns}, row ${ragged} has ${rows[ragged].length}`,
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

/** Puts the labels, which a pipeline ranks for each text, back in the order of the classes. */
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

/** A repeated label means a list of texts; without one, the list is the ranking of a single text. */
function hasRepeats(scored: Scored[]): boolean {
  return new Set(scored.map((one) => one.label)).size < scored.length;
}

function isScored(value: unknown): value is Scored {
  return typeof value === "object" && value !== null && "label" in value && "score" in value;
}

/**
 * Recognises a tuple of arrays, as `Trainer.predict` returns for a model that outputs more than logits: its members have
 * rows of their own.
 */
function findTuple(
  output: unknown,
  context: DiagnoseContext,
): { logits: unknown; finding: Finding } | undefined {
  if (!isList(output)) return undefined;
  const members = Array.from(output);
  const shapes = members.map(shapeOf);
  if (members.length === 0 || !shapes.some((shape) => shape.length >= 2)) return undefined;
  const columns = context.num_labels ?? (context.id2label && Object.keys(context.id2label).length);
  const fits = shapes.findIndex((shape) => shape.length === 2 && shape[1] === columns);
  const first = fits >= 0 ? fits : shapes.findIndex((shape) => shape.length === 2);
  const shown = shapes.map((shape) => `[${shape.join(", ")}]`).join(", ");
  const finding: Finding = {
    id: "tuple-of-arrays",
    severity: "error",
    certainty: "certain",
    message: `this is a tuple of ${members.length} arrays with shapes ${shown}, not one array of logits`,
    evidence: { arrays: members.length, ranks: shapes.map((shape) => shape.length) },
    next: `take the logits out of it: predictions[${Math.max(first, 0)}]`,
    topic: "output-object",
  };
  return { logits: members[Math.max(first, 0)], finding };
}

/** The sizes of nested lists, read along their first members; for a tensor, its dims. */
function shapeOf(value: unknown): number[] {
  if (isList(value)) return [value.length, ...(value.length > 0 ? shapeOf(value[0]) : [])];
  if (typeof value !== "object" || value === null || !("dims" in value)) return [];
  return isList(value.dims) ? Array.from(value.dims as ArrayLike<number>) : [];
}
