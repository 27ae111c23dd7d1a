import { fittedRows } from "../evaluate/fittedRows.js";
import type { TemperatureFit } from "../evaluate/temperature.js";
import { isRecord } from "../logits/checks.js";
import { hasPlaceholderLabels } from "../logits/labels.js";
import { describe, listed } from "../logits/text.js";
import type { CostOfThreshold, Costs } from "./costOf.js";
import type { Evaluation } from "./evaluationOf.js";
import { ReportError } from "./ReportError.js";
import type { Reading, ReadingOptions } from "./readingOf.js";

/** What a card says beyond what the predictions show. What is left out stands on the card as not asked. */
export interface CardOptions extends Omit<ReadingOptions, "onProgress"> {
  /** The model's name, and what it was read on. */
  readonly title?: string;
  /** How many tokens the model reads, and how many of the texts were longer. */
  readonly length?: { readonly tokens: number; readonly cut: number };
  /** By how much a logit changes, at most, when a text is read in another batch. */
  readonly batch?: number;
  /** How many sentences with a known answer were tried, and how many came out right. */
  readonly known?: { readonly right: number; readonly n: number };
  /** What the logits are divided by, fitted on other rows than these. */
  readonly temperature?: TemperatureFit | number;
  /** What wrong answers cost: a threshold follows from it. */
  readonly costs?: Costs;
  /** Today when left out. */
  readonly date?: Date;
}

/** One line of a card: a question, and its answer or null where it wasn't asked. */
export interface CardLine {
  readonly question: string;
  readonly answer: string | null;
}

/**
 * The questions of a reading card with their answers, in the card's order.
 *
 * @throws {ReportError} when an option's value can't be used
 */
export function cardLines(
  reading: Reading,
  evaluation: Evaluation | undefined,
  cost: CostOfThreshold | null,
  options: CardOptions,
): CardLine[] {
  return [
    { question: "What does it return?", answer: returned(reading) },
    { question: "Which function?", answer: reading.how },
    { question: "Labels, in order?", answer: named(reading.labels) },
    { question: "How much does it read?", answer: lengthLine(options.length, reading.rows) },
    { question: "Does the batch change anything?", answer: batchLine(options.batch) },
    { question: "Known sentences?", answer: knownLine(options.known) },
    { question: "Accuracy on labelled rows?", answer: accuracyLine(evaluation) },
    { question: "Temperature?", answer: temperatureLine(options.temperature) },
    { question: "Threshold, from a cost?", answer: cost && costLine(cost) },
    { question: "What was found?", answer: foundLine(reading) },
    { question: "Date?", answer: dateLine(options.date) },
  ];
}

function returned({ rows, columns, predictions, diagnosis }: Reading): string {
  const { kind, certainty } = diagnosis;
  return `${kind} (${certainty}), ${rows} × ${columns}, ${predictions.source.dtype}`;
}

function named(labels: readonly string[]): string {
  const names = listed(labels.map((label, index) => `${index} ${label}`));
  return hasPlaceholderLabels([...labels])
    ? `${names}: placeholders, so nobody knows the names`
    : names;
}

function lengthLine(length: CardOptions["length"], rows: number): string | null {
  if (length === undefined) return null;
  const { tokens, cut } = whole("length", length, ["tokens", "cut"]);
  if (cut > rows) throw new ReportError(`readingCard: length.cut is ${cut}, of ${rows} rows`);
  return `${tokens} tokens; ${cut} of ${rows} texts were cut`;
}

function batchLine(batch: unknown): string | null {
  if (batch === undefined) return null;
  if (typeof batch !== "number" || !(batch >= 0 && batch < Infinity)) {
    throw new ReportError(
      `readingCard needs batch to be the largest change of a logit, from 0 on, got ${describe(batch)}`,
    );
  }
  const size =
    batch < 1e-3
      ? "no more than rounding"
      : "more than rounding: look for a missing mask, or a dynamic int8 model file, whose range is taken over the whole batch";
  return `logits change by ${Number(batch.toPrecision(2))} at most, ${size}`;
}

function knownLine(known: CardOptions["known"]): string | null {
  if (known === undefined) return null;
  const { right, n } = whole("known", known, ["right", "n"]);
  if (right > n) throw new ReportError(`readingCard: known.right is ${right}, of ${n} sentences`);
  return `${right} of ${n} right`;
}

/** Whole numbers, from 0 on. */
function whole<Name extends string>(
  option: string,
  given: unknown,
  names: readonly Name[],
): Record<Name, number> {
  const isWhole = (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0;
  if (isRecord(given) && names.every((name) => isWhole(given[name]))) {
    return given as Record<Name, number>;
  }
  const form = names.map((name) => `${name}: 12`).join(", ");
  throw new ReportError(
    `readingCard needs ${option} to be counts such as { ${form} }, got ${describe(given)}`,
  );
}

function accuracyLine(evaluation: Evaluation | undefined): string | null {
  if (!evaluation) return null;
  const { proportion, lower, upper } = evaluation.report.accuracy_interval;
  const n = evaluation.report.n;
  return `${proportion.toFixed(2)} of ${n} rows (95 %: ${lower.toFixed(2)} to ${upper.toFixed(2)})`;
}

/**
 * Refuses a temperature that can't be applied to these numbers, or was fitted on them.
 *
 * @throws {ReportError} when that is so
 */
export function checkTemperature(
  { from, diagnosis, predictions, rows, columns }: Reading,
  fit: TemperatureFit | number | undefined,
): void {
  if (fit === undefined) return;
  if (from !== "logits") {
    throw new ReportError(
      `readingCard: a temperature divides logits, and these numbers are ${diagnosis.kind}; leave it out`,
    );
  }
  const value = isRecord(fit) ? fit.temperature : fit;
  const isNone = isRecord(fit) && value === null;
  if (!isNone && !(typeof value === "number" && value > 0 && value < Infinity)) {
    throw new ReportError(
      `readingCard needs temperature to be what fitTemperature returned, or a number above 0, got ${describe(fit)}`,
    );
  }
  if (typeof fit === "number" || fit.fitted_on?.rows !== rows) return;
  const { checksum } = fittedRows({ data: predictions.data, rows, columns, isBatch: true });
  if (checksum !== fit.fitted_on.checksum) return;
  throw new ReportError(
    `readingCard: the temperature was fitted on these very ${rows} rows, on which it looks better than it is; fit it on others`,
  );
}

function temperatureLine(fit: TemperatureFit | number | undefined): string | null {
  if (fit === undefined) return null;
  if (typeof fit === "number") return fit.toFixed(2);
  const { temperature, reason, interval } = fit;
  if (temperature === null) return `none is best (${reason})`;
  const { lower = 0, upper = 0 } = interval ?? {};
  const range = interval ? ` (95 %: ${lower.toFixed(1)} to ${upper.toFixed(1)})` : "";
  return `${temperature.toFixed(2)}${range}, fitted on other rows`;
}

function costLine({ label, false_positive, false_negative, threshold, measured }: CostOfThreshold) {
  const rule = `${label} from ${threshold.toFixed(2)} on: a false one costs ${false_positive}, a missed one ${false_negative}`;
  if (!measured) return rule;
  const { here, at_half, never } = measured;
  return `${rule}. A row costs ${here.toFixed(2)} here, ${at_half.toFixed(2)} with 0.50, ${never.toFixed(2)} without any ${label}`;
}

function foundLine({ diagnosis }: Reading): string {
  const worse = diagnosis.findings.filter(({ severity }) => severity !== "note");
  return worse.map(({ severity, message }) => `${severity}: ${message}`).join("; ") || "nothing";
}

function dateLine(date: unknown = new Date()): string {
  if (Object.prototype.toString.call(date) === "[object Date]") {
    const time = (date as Date).getTime();
    if (Number.isFinite(time)) return new Date(time).toISOString().slice(0, 10);
  }
  throw new ReportError(`readingCard needs date to be a Date, got ${describe(date)}`);
}
