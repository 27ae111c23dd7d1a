import { largest, smallest } from "./extremes.js";
import { type Finding, lessons } from "./Finding.js";
import { type Held, rowAt, rowsAt } from "./Held.js";

/** NaN and infinities: how many, and where the first one is. */
export function findNonFinite({ flat }: Held): Finding | undefined {
  const values = Array.from(flat.data);
  const first = values.findIndex((value) => !Number.isFinite(value));
  if (first < 0) return undefined;
  const nan = values.filter(Number.isNaN).length;
  const infinite = values.filter((value) => !Number.isFinite(value)).length - nan;
  const row = Math.floor(first / flat.columns);
  const column = first % flat.columns;
  return {
    id: "non-finite",
    severity: "error",
    certainty: "certain",
    message: `${nan} NaN and ${infinite} infinite among ${values.length} numbers, the first at row ${row}, column ${column}`,
    evidence: { nan, infinite, row, column },
    next: "look at that text's input and at the training: a half-precision overflow, a learning rate too high, a division by zero",
    lesson: lessons.bugs,
  };
}

/** The same numbers for every text: the model did not see the texts, or has collapsed. */
export function findEqualRows({ flat }: Held): Finding | undefined {
  if (flat.rows < 2) return undefined;
  const first = rowAt(flat, 0);
  const scale = Math.max(largest(first.map(Math.abs)), 1e-12);
  let spread = 0;
  for (let i = 0; i < flat.data.length; i++) {
    spread = Math.max(spread, Math.abs(flat.data[i] - first[i % flat.columns]));
  }
  if (!(spread <= 1e-6 * scale)) return undefined;
  return {
    id: "all-rows-equal",
    severity: flat.rows > 2 ? "error" : "warning",
    certainty: "certain",
    message: `all ${flat.rows} rows are the same to ${spread.toExponential(1)}: the answer does not depend on the text`,
    evidence: { rows: flat.rows, largest_difference: spread },
    next: "check that the texts differ after tokenising (padding, truncation, one text repeated), then whether training collapsed",
    lesson: lessons.bugs,
  };
}

/** A head that was never trained gives small logits that hardly differ: every text is a near tie. */
export function findUntrainedHead({ flat }: Held): Finding | undefined {
  if (flat.rows < 8 || flat.columns < 2) return undefined;
  const rows = rowsAt(flat);
  const size = largest(rows.flat().map(Math.abs));
  const gap = largest(rows.map((row) => largest(row) - smallest(row)));
  if (!(size < 1 && gap < 0.5)) return undefined;
  return {
    id: "untrained-head",
    severity: "warning",
    certainty: flat.rows >= 32 && gap < 0.3 ? "likely" : "possible",
    message: `in ${flat.rows} rows no logit is beyond ±${size.toFixed(2)} and no two in a row differ by more than ${gap.toFixed(2)}: a head that was never trained looks like this`,
    evidence: { rows: flat.rows, largest_logit: size, largest_gap: gap },
    next: 'look for "newly initialized: classifier.weight" among the warnings at loading, and load a fine-tuned model',
    lesson: lessons.bugs,
  };
}
