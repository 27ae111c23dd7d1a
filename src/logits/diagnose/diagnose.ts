import { indexOfLargest } from "../argmax.js";
import { isList } from "../checkLogits.js";
import {
  type Certainty,
  Diagnosis,
  type Finding,
  type FindingId,
  type Kind,
  type Severity,
} from "./Diagnosis.js";
import {
  findCountMismatch,
  findEqualRows,
  findLabelOrder,
  findNonFinite,
  findPlaceholders,
  findScale,
  findUntrainedHead,
} from "./findings.js";
import { type DiagnoseContext, type Held, labelCount, rowsAt, unwrapOutput } from "./Held.js";

const ranks: Record<Severity, number> = { error: 0, warning: 1, note: 2 };

/**
 * Says what an output is, how sure that is and on what evidence, what may be concluded from it, and what to do next.
 *
 * @param output whatever you have: logits, probabilities, a Trainer's `{ predictions, label_ids }`, a model's
 *   `{ logits }`, a pipeline's `{ label, score }` lists, a tuple of arrays
 * @param context the model's config (`id2label`, `problem_type`, `num_labels`), and if you have them `label_ids` (true
 *   class indices, `[n]`) and `predicted_index` (the result of somebody's argmax)
 * @returns `kind`, `certainty`, `because`, `may_conclude`, `may_not_conclude` and `findings`, each with `id`,
 *   `severity`, `certainty`, `message`, `evidence`, `next` and `topic`. It prints as text
 *
 * @example
 * diagnose([[0.731, 0.269], [0.27, 0.73], [0.5, 0.5]]).findings.map((finding) => finding.id)
 * // ["softmaxed-twice", "already-probabilities"]
 */
export function diagnose(output: unknown, context: DiagnoseContext = {}): Diagnosis {
  const { held, findings } = unwrapOutput(output, context ?? {});
  if (held) findings.push(...findAll(held));
  findings.sort((a, b) => ranks[a.severity] - ranks[b.severity]);
  return new Diagnosis({ ...conclude(held, findings), findings });
}

/** Once a number isn't finite, the others say nothing more; a transposed shape explains a wrong number of labels. */
function findAll(held: Held): Finding[] {
  const nonFinite = findNonFinite(held);
  const transposed = findTransposed(held);
  const ofNumbers = nonFinite ? [nonFinite] : findInFinite(held, transposed !== undefined);
  const ofShape = transposed ?? findCountMismatch(held);
  return [ofShape, findPlaceholders(held), ...ofNumbers].filter(isFound);
}

function findInFinite(held: Held, isTransposed: boolean): (Finding | undefined)[] {
  // With only the best few scores of each text, the columns are ranks, which say nothing about the classes.
  if (held.isPartial) return [];
  const oneLogit = findOneLogit(held);
  const equal = oneLogit ? undefined : findEqualRows(held);
  const scale = isTransposed ? [] : findScale(held);
  const isSuspect = isTransposed || equal !== undefined || scale.length > 0;
  const untrained = isSuspect ? undefined : findUntrainedHead(held);
  const order = isTransposed ? undefined : findLabelOrder(held);
  return [oneLogit, equal, ...scale, untrained, order, findWrongAxis(held)];
}

function isFound(one: Finding | undefined): one is Finding {
  return one !== undefined;
}

type Conclusion = Pick<
  Diagnosis,
  "kind" | "certainty" | "because" | "may_conclude" | "may_not_conclude"
>;

const kinds: Partial<Record<FindingId, Kind>> = {
  "already-probabilities": "probabilities",
  "multi-label-normalised": "probabilities",
  "one-logit-scored-one": "probabilities",
  "already-independent-probabilities": "independent probabilities",
  "log-probabilities": "log-probabilities",
};

/** Says what the numbers are in the light of the findings, and what may be concluded from them. */
function conclude(held: Held | undefined, findings: Finding[]): Conclusion {
  const { kind, certainty, because } = kindOf(held, findings);
  const has = (id: FindingId) => findings.some((finding) => finding.id === id);
  const isBroken = findings.some((finding) => finding.severity === "error");
  const may = isBroken ? [] : [...mays[kind]];
  const may_not = [...mayNots[kind]];
  if (isBroken) may_not.unshift("any decision, until the errors above are fixed");
  if (has("placeholder-labels")) may_not.push("what a class means");
  return { kind, certainty, because, may_conclude: may, may_not_conclude: may_not };
}

function kindOf(
  held: Held | undefined,
  findings: Finding[],
): { kind: Kind; certainty: Certainty; because: string } {
  const scale = findings.find((finding) => kinds[finding.id] !== undefined);
  if (scale) {
    const kind = kinds[scale.id] as Kind;
    return { kind, certainty: scale.certainty, because: scale.message };
  }
  if (!held || findings.some(({ id }) => id === "non-finite" || id === "transposed-batch")) {
    return { kind: "unknown", certainty: "certain", because: "the errors must be fixed first" };
  }
  const values = Array.from(held.flat.data);
  const outside = values.filter((value) => value < 0 || value > 1).length;
  if (held.isScored && outside === 0) {
    const because = `a pipeline gave these ${values.length} scores, and all lie between 0 and 1`;
    return { kind: "probabilities", certainty: "likely", because };
  }
  const shape = `[${held.flat.rows}, ${held.flat.columns}]`;
  return outside > 0
    ? {
        kind: "logits",
        certainty: "certain",
        because: `${outside} of the ${values.length} numbers of ${shape} lie below 0 or above 1, where no probability lies`,
      }
    : {
        kind: "logits",
        certainty: "possible",
        because: `the ${values.length} numbers of ${shape} lie between 0 and 1, but nothing shows that they are probabilities`,
      };
}

const mays: Record<Kind, string[]> = {
  logits: [
    "which class the model prefers: the largest logit of a row",
    "how strongly it prefers one class to another: exp of the difference is the ratio of their probabilities",
  ],
  probabilities: ["which class the model prefers", "how it divides its belief among these classes"],
  "independent probabilities": ["for each label on its own, whether it is above a threshold"],
  "log-probabilities": ["which class the model prefers", "each probability, as its exp"],
  unknown: [],
};

const calibration = "how often the model is right when it is this sure: that needs labelled data";

const mayNots: Record<Kind, string[]> = {
  logits: ["a probability, before softmax or sigmoid", calibration],
  probabilities: [calibration, "that one of these classes applies at all"],
  "independent probabilities": [calibration, "that exactly one label applies"],
  "log-probabilities": [calibration],
  unknown: ["anything about the texts"],
};

/** One score that is always exactly 1: softmax over a single logit. */
function findOneLogit(held: Held): Finding | undefined {
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
    topic: "softmax-or-sigmoid",
  };
}

/** A pipeline may have kept only the best of several scores, so it takes a config with one label to be sure. */
function certaintyOfOne({ flat, context, isScored }: Held): Certainty {
  const { id2label, num_labels } = context;
  if (id2label || num_labels === 1) return "certain";
  if (isScored) return flat.rows >= 3 ? "likely" : "possible";
  return flat.rows >= 3 ? "certain" : "likely";
}

/** Classes down and texts across: the number of labels, the true labels or the sums fit the other side. */
function findTransposed(held: Held): Finding | undefined {
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
    next: "transpose the batch, so that each row is a text and each column a class",
    topic: "rows-and-columns",
  };
}

/** Indices of the largest number in each column, or in the whole array, instead of in each row. */
function findWrongAxis({ flat, context }: Held): Finding | undefined {
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
      ? `these ${given.length} indices name the text with the largest number for each class; naming the largest class of each of the ${rows} texts takes ${rows} indices`
      : `this index, ${given[0]}, is the place of the largest of all ${rows * columns} numbers, not a class of a text`,
    evidence: { given, expected: byRow.slice(0, 10) },
    next: "take argmax along the classes: argmax(logits) here, np.argmax(predictions, axis=1) in Python",
    topic: "rows-and-columns",
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
