import { indexOfLargest } from "../argmax.js";
import type { Finding } from "./Diagnosis.js";
import { type Held, labelCount, largest, rowAt, rowsAt, smallest } from "./Held.js";

/** Scores are often stored rounded: a row whose sum is within this of one counts as summing to one. */
const rounding = 2e-3;

const sumOf = (row: number[]) => row.reduce((sum, value) => sum + value, 0);
const sumsToOne = (row: number[]) => Math.abs(sumOf(row) - 1) <= rounding;
const isUnit = (value: number) => value >= 0 && value <= 1;

/** Finds numbers that aren't logits any more: probabilities of several kinds. */
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

/** One or two rows may sum to one by chance; three or more hardly ever do. */
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
    topic: "double-softmax",
  };
}

/**
 * A softmax of probabilities has a narrow range: its inputs differ by at most 1, its outputs by a factor of at most e.
 *
 * Undoing it, log p + c, must give probabilities again in every row. A model that is simply unsure looks the same, so
 * this is never certain.
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
      message: `no probability is above ${ceiling.toFixed(4)}, the most that a softmax of probabilities can give (the largest is ${top.toFixed(4)}), and undoing one softmax leaves probabilities in every row: softmax was applied twice`,
      evidence: { rows: rows.length, largest: top, ceiling, largest_before: surest },
      next: "apply softmax once, to the logits; some models end in a softmax of their own",
      topic: "double-softmax",
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
    message: `the model decides each label on its own, yet every row of scores sums to 1 (to ${off.toExponential(1)}): softmax was applied where sigmoid belongs`,
    evidence: { rows: rows.length, largest_sum_error: off },
    next: "take the sigmoid of the logits; they cannot be recovered from these scores",
    topic: "softmax-or-sigmoid",
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
      next: "compare each with its threshold as it is; apply neither sigmoid nor softmax again",
      topic: "softmax-or-sigmoid",
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
    topic: "log-probabilities",
  };
}

/** `LABEL_0`, `LABEL_1`, …: nobody gave the classes names. */
export function findPlaceholders({ labels }: Held): Finding | undefined {
  const placeholders = labels.filter((label) => /^LABEL_\d+$/.test(label)).length;
  if (placeholders === 0) return undefined;
  return {
    id: "placeholder-labels",
    severity: "warning",
    certainty: "certain",
    message: `${placeholders} of ${labels.length} labels are placeholders such as LABEL_0: the config does not say what the classes mean`,
    evidence: { placeholders, labels: labels.length },
    next: "look the classes up on the model's card or in the training data, and pass your own id2label",
    topic: "label-names",
  };
}

/** Different numbers of labels and logits: one of the two belongs to another model. */
export function findCountMismatch(held: Held): Finding | undefined {
  const { columns } = held.flat;
  const labels = labelCount(held);
  if (labels === undefined || labels === columns) return undefined;
  // A pipeline that was asked for its best few gives fewer scores than labels, never more.
  if (held.isPartial) return undefined;
  return {
    id: "label-count-mismatch",
    severity: "error",
    certainty: "certain",
    message: `the config names ${labels} labels, but a row has ${columns} numbers`,
    evidence: { labels, columns },
    next: "take the config and the output from the same model",
    topic: "label-names",
  };
}

/** True labels that agree far better once the classes are renumbered: the label map is in another order. */
export function findLabelOrder({ flat, context }: Held): Finding | undefined {
  const truth = context.label_ids;
  if (!truth || truth.length !== flat.rows || flat.columns < 2) return undefined;
  const predicted = rowsAt(flat).map((row) => indexOfLargest(row, 0, flat.columns));
  const order = bestOrder(predicted, truth, flat.columns);
  const accuracy = share(predicted, (index, row) => index === truth[row]);
  const reordered = share(predicted, (index, row) => order[index] === truth[row]);
  // Twice the standard error of a difference in shares, so that a few texts don't discredit a label map.
  const noise = 2 * Math.sqrt(1 / flat.rows);
  if (reordered - accuracy <= Math.max(0.2, noise)) return undefined;
  const isLikely = reordered > 0.8 && flat.rows >= 20;
  return {
    id: "label-order",
    severity: isLikely ? "error" : "warning",
    certainty: isLikely ? "likely" : "possible",
    message: `${percent(accuracy)} of ${flat.rows} predictions agree with label_ids; ${percent(reordered)} would if the classes were in the order [${order.join(", ")}]: the label map and the data set number the classes differently`,
    evidence: { rows: flat.rows, accuracy, accuracy_reordered: reordered, order },
    next: "compare id2label with the data set's own names, and renumber label_ids (not the logits)",
    topic: "label-names",
  };
}

/** Pairs classes with true labels, the most frequent pair first, until each has a partner. */
function bestOrder(predicted: number[], truth: ArrayLike<number>, classes: number): number[] {
  const counts = new Float64Array(classes * classes);
  predicted.forEach((index, row) => {
    if (truth[row] >= 0 && truth[row] < classes) counts[index * classes + truth[row]]++;
  });
  const order = new Array<number>(classes).fill(-1);
  const pairs = Array.from(counts.keys()).sort((a, b) => counts[b] - counts[a]);
  for (const pair of pairs) {
    const [from, to] = [Math.floor(pair / classes), pair % classes];
    if (order[from] < 0 && !order.includes(to)) order[from] = to;
  }
  return order;
}

function share(predicted: number[], isRight: (index: number, row: number) => boolean): number {
  return predicted.filter(isRight).length / predicted.length;
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}

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
    next: "look at that text's input and at the training: a half-precision overflow, too high a learning rate, a division by zero",
    topic: "overflow",
  };
}

/** The same numbers for every text: the model didn't see the texts, or it has collapsed. */
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
    topic: "training",
  };
}

/** An untrained head gives small logits that hardly differ: every text is a near tie. */
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
    topic: "training",
  };
}
