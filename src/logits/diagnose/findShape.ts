import { indexOfLargest } from "../argmax.js";
import { isList } from "../isList.js";
import { type Certainty, type Finding, lessons } from "./Finding.js";
import { type Held, labelCount, rowsAt } from "./Held.js";

/** One score that is always exactly 1: softmax over a single logit. */
export function findOneLogit(held: Held): Finding | undefined {
  const { flat } = held;
  const labels = labelCount(held);
  if (flat.columns !== 1 || (labels ?? 1) > 1) return undefined;
  if (!Array.from(flat.data).every((value) => value === 1)) return undefined;
  const certainty = certaintyOfOne(held);
  return {
    id: "one-logit-scored-one",
    severity: certainty === "possible" ? "warning" : "error",
    certainty,
    message: `the only score is exactly 1 for every text (${flat.rows} of ${flat.rows}): softmax over one logit gives 1 whatever the text says`,
    evidence: { rows: flat.rows, columns: 1, score: 1 },
    next: "take the sigmoid of the logit for a yes-or-no head, or the logit itself for a regression",
    lesson: lessons.functions,
  };
}

/** A pipeline may have kept only the best of several scores, so that a config with one label is needed to be sure. */
function certaintyOfOne({ flat, context, isScored }: Held): Certainty {
  const { id2label, num_labels } = context;
  if (id2label || num_labels === 1) return "certain";
  if (isScored) return flat.rows >= 3 ? "likely" : "possible";
  return flat.rows >= 3 ? "certain" : "likely";
}

/** Classes down and texts across: the labels, the true labels or the sums fit the columns' side. */
export function findTransposed(held: Held): Finding | undefined {
  const { flat, context } = held;
  const { rows, columns } = flat;
  if (held.isScored || !flat.isBatch || rows === columns) return undefined;
  const labels = labelCount(held);
  const texts = context.label_ids?.length;
  const byLabels = labels === rows;
  const byTexts = texts === columns;
  const bySums =
    Math.min(rows, columns) > 1 && sumToOne(columnsOf(flat)) && !sumToOne(rowsAt(flat));
  if (!byLabels && !byTexts && !bySums) return undefined;
  if (labels === columns || texts === rows) return undefined;
  const why = byLabels
    ? `there are ${labels} labels`
    : byTexts
      ? `there are true labels for ${texts} texts`
      : "the columns sum to 1 and the rows do not";
  return {
    id: "transposed-batch",
    severity: "error",
    certainty: byTexts || bySums ? "certain" : "likely",
    message: `the shape is [${rows}, ${columns}], but ${why}: rows and columns are swapped`,
    evidence: { rows, columns, ...(labels && { labels }), ...(texts && { texts }) },
    next: "turn the batch round, so that each row is a text and each column a class",
    lesson: lessons.trainer,
  };
}

/** Indices that are those of the columns' largest numbers, or of the whole array's, instead of each row's. */
export function findWrongAxis({ flat, context }: Held): Finding | undefined {
  const { predicted_index: predicted } = context;
  if (predicted === undefined || predicted === null) return undefined;
  const { data, rows, columns } = flat;
  const given = isList(predicted)
    ? Array.from(predicted as ArrayLike<number>)
    : [Number(predicted)];
  const byRow = rowsAt(flat).map((row) => indexOfLargest(row, 0, columns));
  if (isSame(given, byRow)) return undefined;
  const byColumn = columnsOf(flat).map((column) => indexOfLargest(column, 0, rows));
  const overall = [indexOfLargest(data, 0, rows * columns)];
  const isByColumn = isSame(given, byColumn);
  if (!isByColumn && !isSame(given, overall)) return undefined;
  return {
    id: "argmax-over-wrong-axis",
    severity: "error",
    certainty: "certain",
    message: isByColumn
      ? `these ${given.length} indices say which text is largest for each class; which class is largest for each of the ${rows} texts would be ${rows} indices`
      : `this index, ${given[0]}, is the place of the largest of all ${rows * columns} numbers, not a class of a text`,
    evidence: { given, expected: byRow.slice(0, 10) },
    next: "take argmax along the classes: argmax(logits) here, np.argmax(predictions, axis=1) in Python",
    lesson: lessons.trainer,
  };
}

function columnsOf({ data, rows, columns }: Held["flat"]): number[][] {
  return Array.from({ length: columns }, (_, column) =>
    Array.from({ length: rows }, (_, row) => data[row * columns + column]),
  );
}

function sumToOne(lines: number[][]): boolean {
  return lines.every(
    (line) =>
      line.every((value) => value >= 0) &&
      Math.abs(line.reduce((sum, value) => sum + value, 0) - 1) < 2e-3,
  );
}

function isSame(a: number[], b: number[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}
