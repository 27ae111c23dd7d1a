/** How sure a finding is: the numbers allow nothing else, make it likely, or only fit it. */
export type Certainty = "certain" | "likely" | "possible";

/** `error`: what follows from the numbers as they are is wrong. `warning`: it may be. `note`: good to know. */
export type Severity = "error" | "warning" | "note";

/** One thing that `diagnose` found. */
export interface Finding {
  /** A stable name for programs, such as `already-probabilities`. */
  id: FindingId;
  severity: Severity;
  certainty: Certainty;
  /** What it is, in one sentence with the numbers that show it. */
  message: string;
  /** The numbers behind the message. */
  evidence: Record<string, number | number[]>;
  /** What to do next. */
  next: string;
  /** The lesson that teaches it, from the kit's folder on. */
  lesson: string;
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

export const lessons = {
  direct: "notebooks/01-direct-model.ipynb",
  trainer: "notebooks/02-trainer-batch.ipynb",
  functions: "notebooks/04-softmax-or-sigmoid.ipynb",
  bugs: "notebooks/06-bug-museum.ipynb",
} as const;
