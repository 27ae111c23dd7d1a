import { inspectCustom, wrapLine } from "../text.js";

/** The kinds of output, told apart by the scale of the numbers. */
export type Kind =
  | "logits"
  | "probabilities"
  | "independent probabilities"
  | "log-probabilities"
  | "unknown";

/** What `diagnose` says about an output. It prints as text; `JSON.stringify` gives the plain facts. */
export class Diagnosis {
  /** What the numbers are. */
  readonly kind: Kind;
  /** How sure that is. */
  readonly certainty: Certainty;
  /** The evidence for it, in one sentence. */
  readonly because: string;
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
    this.may_conclude = facts.may_conclude;
    this.may_not_conclude = facts.may_not_conclude;
    this.findings = facts.findings;
  }

  toString(): string {
    const list = (title: string, lines: string[]) =>
      lines.length > 0 ? [title, ...lines.map((line) => `  - ${line}`)] : [];
    const isTold = this.findings.some((finding) => finding.message === this.because);
    return [
      `${this.kind} (${this.certainty})${isTold ? "" : `: ${this.because}`}`,
      ...this.findings.flatMap((finding) => [
        `${finding.severity} ${finding.id} (${finding.certainty}): ${finding.message}`,
        `  next: ${finding.next}`,
        `  topic: ${finding.topic}`,
      ]),
      ...list("may be concluded:", this.may_conclude),
      ...list("may not be concluded:", this.may_not_conclude),
    ]
      .map(wrapLine)
      .join("\n");
  }

  [inspectCustom](): string {
    return this.toString();
  }
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
  /** Its topic, for code that knows where the topic is taught: this room knows no lessons. */
  topic: Topic;
}

/** The names of everything that can be found. */
export type FindingId =
  | "all-rows-equal"
  | "already-independent-probabilities"
  | "already-probabilities"
  | "argmax-over-wrong-axis"
  | "label-count-mismatch"
  | "label-order"
  | "log-probabilities"
  | "multi-label-normalised"
  | "non-finite"
  | "one-logit-scored-one"
  | "placeholder-labels"
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
