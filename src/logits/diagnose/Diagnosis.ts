import { inspectCustom } from "../formatNumber.js";
import type { Certainty, Finding } from "./Finding.js";
import { wrapLine } from "./wrapLine.js";

/** What an output is: the scale of its numbers. */
export type Kind =
  | "logits"
  | "probabilities"
  | "independent probabilities"
  | "log-probabilities"
  | "unknown";

/** What `diagnose` says about an output. Prints as text; `JSON.stringify` gives the plain facts. */
export class Diagnosis {
  /** What the numbers are. */
  readonly kind: Kind;
  /** How sure that is. */
  readonly certainty: Certainty;
  /** By which evidence, in one sentence. */
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
        `  lesson: ${finding.lesson}`,
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
