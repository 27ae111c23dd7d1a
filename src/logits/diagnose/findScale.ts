import { largest, smallest } from "./extremes.js";
import { type Finding, lessons } from "./Finding.js";
import { type Held, rowsAt } from "./Held.js";

/** Scores are often stored rounded: a row that sums to one within this counts as one. */
const rounding = 2e-3;

const sumOf = (row: number[]) => row.reduce((sum, value) => sum + value, 0);
const sumsToOne = (row: number[]) => Math.abs(sumOf(row) - 1) <= rounding;
const isUnit = (value: number) => value >= 0 && value <= 1;

/** Finds numbers that are no logits any more: probabilities of several kinds. */
export function findScale(held: Held): Finding[] {
  const rows = rowsAt(held.flat);
  if (held.flat.columns < 2) return [];
  if (rows.every((row) => row.every(isUnit))) {
    if (!rows.every(sumsToOne)) return independent(rows, held);
    if (held.context.problem_type === "multi_label_classification") return [normalised(rows)];
    return [alreadyProbabilities(rows), ...softmaxedTwice(rows)];
  }
  const areLogs = rows.every((row) => row.every((value) => value <= 0));
  return areLogs && rows.every((row) => sumsToOne(row.map(Math.exp))) ? [logs(rows)] : [];
}

/** One or two rows may come to one by chance, more hardly ever. */
const certaintyOf = (rows: number[][]) => (rows.length >= 3 ? "certain" : "likely");

function alreadyProbabilities(rows: number[][]): Finding {
  const off = largest(rows.map((row) => Math.abs(sumOf(row) - 1)));
  return {
    id: "already-probabilities",
    severity: "warning",
    certainty: certaintyOf(rows),
    message: `all numbers lie between 0 and 1 and every row sums to 1 (to ${off.toExponential(1)}): these are probabilities, not logits`,
    evidence: { rows: rows.length, largest_sum_error: off, smallest: smallest(rows.flat()) },
    next: "use them as they are; a second softmax would flatten them",
    lesson: lessons.functions,
  };
}

/**
 * A softmax of probabilities can't reach far: its inputs differ by 1 at most, so its outputs by a factor of e.
 *
 * Undoing it, log p + c, must give probabilities again, in every row. A model that is simply unsure gives the same
 * picture, so this is never certain.
 */
function softmaxedTwice(rows: number[][]): Finding[] {
  const inner = rows.map(undoSoftmax);
  if (!inner.every((row) => row.every((value) => value >= -rounding))) return [];
  const columns = rows[0].length;
  const ceiling = Math.E / (Math.E + columns - 1);
  const top = largest(rows.flat());
  const surest = largest(inner.flat());
  const isLikely = surest > 0.9 || rows.length >= 20;
  return [
    {
      id: "softmaxed-twice",
      severity: isLikely ? "error" : "warning",
      certainty: isLikely ? "likely" : "possible",
      message: `no probability is above ${ceiling.toFixed(4)}, the most that a softmax of probabilities can give (the largest is ${top.toFixed(4)}), and undoing one softmax leaves probabilities in every row: softmax was taken twice`,
      evidence: { rows: rows.length, largest: top, ceiling, largest_before: surest },
      next: "take softmax once, of the logits; some models end in a softmax of their own",
      lesson: lessons.bugs,
    },
  ];
}

/** The one row that sums to 1 and has this softmax. */
function undoSoftmax(row: number[]): number[] {
  const logs = row.map(Math.log);
  const shift = (1 - sumOf(logs)) / row.length;
  return logs.map((log) => log + shift);
}

function normalised(rows: number[][]): Finding {
  const off = largest(rows.map((row) => Math.abs(sumOf(row) - 1)));
  return {
    id: "multi-label-normalised",
    severity: "error",
    certainty: certaintyOf(rows),
    message: `the model decides each label by itself, yet every row of scores sums to 1 (to ${off.toExponential(1)}): softmax was taken where sigmoid belongs`,
    evidence: { rows: rows.length, largest_sum_error: off },
    next: "take the sigmoid of the logits; they cannot be got back from these scores",
    lesson: lessons.functions,
  };
}

function independent(rows: number[][], { context }: Held): Finding[] {
  const values = rows.flat();
  const isExpected = context.problem_type === "multi_label_classification";
  if (values.every(Number.isInteger)) return [];
  const sums = rows.map(sumOf);
  return [
    {
      id: "already-independent-probabilities",
      severity: "warning",
      certainty: isExpected && values.length >= 20 ? "likely" : "possible",
      message: `all ${values.length} numbers lie between 0 and 1 and the rows sum to ${smallest(sums).toFixed(2)} to ${largest(sums).toFixed(2)}: these look like sigmoids, not logits`,
      evidence: {
        numbers: values.length,
        smallest_sum: smallest(sums),
        largest_sum: largest(sums),
      },
      next: "compare each with its threshold as it is; take neither sigmoid nor softmax again",
      lesson: lessons.functions,
    },
  ];
}

function logs(rows: number[][]): Finding {
  const off = largest(rows.map((row) => Math.abs(sumOf(row.map(Math.exp)) - 1)));
  return {
    id: "log-probabilities",
    severity: "note",
    certainty: certaintyOf(rows),
    message: `no number is above 0 and the exponentials of every row sum to 1 (to ${off.toExponential(1)}): these are log-probabilities`,
    evidence: { rows: rows.length, largest_sum_error: off },
    next: "take exp for the probabilities; softmax gives the same, because log-probabilities are logits too",
    lesson: lessons.functions,
  };
}
