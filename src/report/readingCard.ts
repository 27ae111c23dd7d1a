import type { MimeBundle } from "../charts/Chart.js";
import { checkOptions, isRecord } from "../logits/checks.js";
import { describe, inspectCustom, printable, wrapLine } from "../logits/text.js";
import { type CardLine, type CardOptions, cardLines, checkTemperature } from "./cardLines.js";
import { costOf } from "./costOf.js";
import { type Evaluation, evaluationOf } from "./evaluationOf.js";
import { notShown } from "./notShown.js";
import { ReportError } from "./ReportError.js";
import { readingOf } from "./readingOf.js";
import type { AnyPredictions } from "./summaryOf.js";

/** A reading card. It prints as text; `markdown` is for a file, `toMimeBundle()` for a notebook's `displayBundle`. */
export class ReadingCard {
  readonly title: string;
  readonly lines: readonly CardLine[];
  readonly may_conclude: readonly string[];
  readonly may_not_conclude: readonly string[];

  constructor(facts: Pick<ReadingCard, "title" | "lines" | "may_conclude" | "may_not_conclude">) {
    this.title = facts.title;
    this.lines = facts.lines;
    this.may_conclude = facts.may_conclude;
    this.may_not_conclude = facts.may_not_conclude;
  }

  /** The questions that nobody has answered yet. */
  get open(): string[] {
    return this.lines.filter(({ answer }) => answer === null).map(({ question }) => question);
  }

  /** The card in Markdown, one page. Labels and names in it are text, whatever they hold. */
  get markdown(): string {
    const list = (heading: string, items: readonly string[]) =>
      items.length > 0
        ? ["", `**${heading}**`, "", ...items.map((item) => `- ${literal(item)}`)]
        : [];
    return [
      `### Reading card: ${literal(this.title)}`,
      "",
      "| question | answer |",
      "| --- | --- |",
      ...this.lines.map(
        ({ question, answer }) =>
          `| ${question} | ${answer === null ? "*not asked*" : literal(answer)} |`,
      ),
      ...list("May be concluded", this.may_conclude),
      ...list("May not be concluded", this.may_not_conclude),
      "",
    ].join("\n");
  }

  /** The card as a notebook shows it. */
  toMimeBundle(): MimeBundle {
    return { "text/markdown": this.markdown, "text/plain": this.toString() };
  }

  toString(): string {
    const list = (heading: string, items: readonly string[]) =>
      items.length > 0 ? [`${heading}:`, ...items.map((item) => `  - ${item}`)] : [];
    return [
      `Reading card: ${this.title}`,
      ...this.lines.map(({ question, answer }) => `${question}: ${answer ?? "not asked"}`),
      ...list("may be concluded", this.may_conclude),
      ...list("may not be concluded", this.may_not_conclude),
    ]
      .map((line) => wrapLine(printable(line)))
      .join("\n");
  }

  [inspectCustom](): string {
    return this.toString();
  }
}

/** What Markdown, HTML, formulas or links could be made of. */
const marks = /[\\`*_{}[\]<>|~&$@#!^]/g;

/** A text that Markdown shows letter by letter, on one line. */
function literal(text: string): string {
  return printable(text)
    .replace(marks, "\\$&")
    .replace(/:(?=\/\/)|(?<=\bwww)\./gi, "\\$&");
}

const ownOptions = ["title", "length", "batch", "known", "temperature", "costs", "date"] as const;
const readingOptions = [
  "id2label",
  "problem_type",
  "function_to_apply",
  "top_k",
  "threshold",
  "num_labels",
];

/**
 * Fills in a reading card, one page on a model's predictions: what it returns, which function belongs to them, labels in their
 * order, how much it reads, whether a batch changes anything, sentences with known answers, accuracy with its interval,
 * temperature, a threshold from a cost, the date, and what may and may not be concluded. What wasn't asked is left open.
 *
 * @param predictions what `readPredictions` or `parsePredictions` gives, best with `label_ids`
 * @param options as for `interpret`, and what the predictions don't show. A model's config fits as it is.
 * @throws {ReportError} when an option is unknown or its value can't be used, or a temperature or costs don't fit these numbers
 * @throws {LogitsError} when an option of `interpret` can't be used
 * @throws {EvaluateError} when the labels aren't classes of these predictions, or the temperature was fitted on these very rows
 *
 * @example
 * const predictions = await readPredictions("data/examples/predictions.npz");
 * const card = await readingCard(predictions, { id2label: ["NEGATIVE", "POSITIVE"], known: { right: 8, n: 12 } });
 * card.lines[2].answer // "0 NEGATIVE, 1 POSITIVE"
 * card.lines[6].answer // "0.75 of 4 rows (95 %: 0.30 to 0.95)"
 * card.open // ["How much does it read?", "Does the batch change anything?", "Temperature?", "Threshold, from a cost?"]
 * card.markdown.split("\n")[0] // "### Reading card: predictions.npz"
 */
export async function readingCard(
  predictions: AnyPredictions,
  options: CardOptions = {},
): Promise<ReadingCard> {
  if (!isRecord(predictions) || !("batches" in predictions)) {
    throw new ReportError(
      `readingCard needs what readPredictions or parsePredictions gives, got ${describe(predictions)}`,
    );
  }
  checkOptions("readingCard", options, {
    known: [...ownOptions, ...readingOptions],
    orConfig: true,
    ErrorType: ReportError,
  });
  const rest = Object.entries(options).filter(([name]) => !ownOptions.some((own) => own === name));
  const reading = await readingOf(predictions, Object.fromEntries(rest), "readingCard");
  const evaluation = await evaluationOf(reading);
  const {
    title = predictions.source.file.split(/[\\/]/).pop() ?? "",
    costs,
    temperature,
  } = options;
  checkTemperature(reading, temperature);
  const isNone = isRecord(temperature) && temperature.temperature === null;
  const cost =
    costs === undefined ? null : await costOf(reading, costs, isNone ? undefined : temperature);
  const { diagnosis } = reading;
  return new ReadingCard({
    title: String(title),
    lines: cardLines(reading, evaluation, cost, options),
    may_conclude: [...diagnosis.may_conclude, ...concluded(evaluation, temperature !== undefined)],
    may_not_conclude: [...notShown(diagnosis, evaluation), ...notConcluded(evaluation)],
  });
}

function concluded(evaluation: Evaluation | undefined, hasTemperature: boolean): string[] {
  if (!evaluation) return [];
  const { report, calibration } = evaluation;
  const { proportion, lower, upper } = report.accuracy_interval;
  const accuracy = `on texts like these, from ${Math.round(100 * lower)} to ${Math.round(100 * upper)} of 100 answers are right`;
  if (!calibration) return [accuracy];
  const [sure, right] = [calibration.mean_confidence, proportion].map((p) => p.toFixed(2));
  const before = hasTemperature ? ", before the temperature" : "";
  return [
    accuracy,
    `how sure it is, and how often it is right, on average over the labelled rows: ${sure} and ${right}${before}`,
  ];
}

function notConcluded(evaluation: Evaluation | undefined): string[] {
  if (!evaluation) return ["how often it is right: no row has a true label"];
  return ["how often it is right on texts of another kind"];
}
