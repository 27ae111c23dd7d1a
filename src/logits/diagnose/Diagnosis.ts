import { inspectCustom, printable, wrapLine } from "../text.js";

/**
 * The kinds of output that can be told apart: by the range of the numbers, by what sums to one, and by what the config rules out.
 *
 * `unknown` where the numbers fit several kinds and nothing decides between them, or where an error comes first.
 */
export type Kind =
  | "logits"
  | "probabilities"
  | "independent probabilities"
  | "log-probabilities"
  /** Softmax along the texts instead of the classes: each column sums to one, or the whole batch does. */
  | "wrong-axis probabilities"
  | "percentages"
  /** What a regression returns, in the unit of its training labels. */
  | "values"
  /** Zeros and ones, after an argmax or a threshold. */
  | "decisions"
  | "class ids"
  /** The bits of floating-point numbers, read as whole numbers. */
  | "bits"
  | "unknown";

/**
 * What one number of the output is good for, the weakest first.
 *
 * - `rank only`: larger means more, and nothing else
 * - `score`: on a scale of its own (log-odds for logits, the training labels' unit for a regression)
 * - `probability`: the model's own belief; nothing shows that it is right that often
 * - `calibrated probability`: the true labels agree that the model is right about as often as it says
 * - `decision`: the answer without how sure it is
 */
export type NumberTag =
  | "rank only"
  | "score"
  | "probability"
  | "calibrated probability"
  | "decision";

/** What `diagnose` says about an output. It prints as text; `JSON.stringify` gives the plain facts. */
export class Diagnosis {
  /** What the numbers are. */
  readonly kind: Kind;
  /** How sure that is. */
  readonly certainty: Certainty;
  /** The evidence for it, in one sentence. */
  readonly because: string;
  /** What each number is good for; `null` where there are no numbers to speak of. */
  readonly numbers_are: NumberTag | null;
  /** What may be concluded from the output as it is. */
  readonly may_conclude: string[];
  /** What may not. */
  readonly may_not_conclude: string[];
  /** What was found, errors first. Empty when nothing is wrong. */
  readonly findings: Finding[];

  constructor(facts: Omit<Diagnosis, "toString" | typeof inspectCustom>) {
    this.kind = facts.kind;
    this.certainty = facts.certainty;
    this.because = facts.because;
    this.numbers_are = facts.numbers_are;
    this.may_conclude = facts.may_conclude;
    this.may_not_conclude = facts.may_not_conclude;
    this.findings = facts.findings;
  }

  toString(): string {
    return diagnosisLines(this).join("\n");
  }

  [inspectCustom](): string {
    return this.toString();
  }
}

/** A diagnosis as a person reads it, in lines of up to `width` characters. */
export function diagnosisLines(
  diagnosis: Omit<Diagnosis, "toString" | typeof inspectCustom>,
  width?: number,
): string[] {
  const { findings, because, kind, certainty, numbers_are } = diagnosis;
  const list = (title: string, lines: string[]) =>
    lines.length > 0 ? [title, ...lines.map((line) => `  - ${line}`)] : [];
  const isTold = findings.some((finding) => finding.message === because);
  return [
    `${kind} (${certainty})${isTold ? "" : `: ${because}`}`,
    ...(numbers_are === null ? [] : [`each number is good for: ${numbers_are}`]),
    ...findings.flatMap((finding) => [
      `${finding.severity} ${finding.id} (${finding.certainty}): ${finding.message}`,
      `  next: ${finding.next}`,
      `  topic: ${finding.topic}`,
    ]),
    ...list("may be concluded:", diagnosis.may_conclude),
    ...list("may not be concluded:", diagnosis.may_not_conclude),
  ].flatMap((line) => wrapLine(printable(line), width).split("\n"));
}

/** How sure a finding is: the numbers allow nothing else, make it likely, or merely fit it. */
export type Certainty = "certain" | "likely" | "possible";

/** `error`: conclusions from the numbers as they are would be wrong. `warning`: they may be. `note`: good to know. */
export type Severity = "error" | "warning" | "note";

/** One thing that `diagnose` found. */
export interface Finding {
  /** A stable name for programs, such as `already-probabilities`. */
  id: FindingId;
  severity: Severity;
  certainty: Certainty;
  /** What was found, in one sentence with the numbers that show it. */
  message: string;
  /** The numbers behind the message. */
  evidence: Record<string, number | number[]>;
  /** What to do next. */
  next: string;
  /** What still holds in spite of it. */
  may_conclude: string[];
  /** What doesn't hold because of it. */
  may_not_conclude: string[];
  /** Its topic, for code that knows where the topic is taught: this room knows no lessons. */
  topic: Topic;
}

/** A finding before its topic and its conclusions are added, which depend on its id alone. */
export type Found = Omit<Finding, "may_conclude" | "may_not_conclude" | "topic">;

/** The names of everything that can be found. */
export type FindingId =
  | "all-rows-equal"
  | "already-independent-probabilities"
  | "already-probabilities"
  | "argmax-over-wrong-axis"
  | "bits"
  | "decisions"
  | "extra-axis"
  | "ids"
  | "label-count-mismatch"
  | "label-keys"
  | "label-length"
  | "label-names"
  | "label-order"
  | "label-range"
  | "label-unknown"
  | "list-of-batches"
  | "log-probabilities"
  | "multi-label-normalised"
  | "non-finite"
  | "one-class-predicted"
  | "one-logit-scored-one"
  | "per-label"
  | "percent"
  | "placeholder-labels"
  | "predicted-disagree"
  | "problem-type"
  | "regression"
  | "saturated"
  | "sigmoid-on-single-label"
  | "sigmoid-twice"
  | "softmax-over-wrong-axis"
  | "softmaxed-twice"
  | "transposed-batch"
  | "tuple-of-arrays"
  | "unreadable"
  | "untrained-head";

/** The topics of findings; several findings may share one. */
export type Topic =
  | "double-softmax"
  | "label-names"
  | "log-probabilities"
  | "output-object"
  | "overflow"
  | "rows-and-columns"
  | "softmax-or-sigmoid"
  | "training";
