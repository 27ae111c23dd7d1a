import { isList } from "../checkLogits.js";
import type { Found, Kind } from "./Diagnosis.js";
import { type Held, rowAt } from "./Held.js";
import { sumLines } from "./storage.js";
import type { Range } from "./weighUnit.js";

/** Classes down and texts across: the number of labels, the true labels or the sums fit the other side. */
export function findTransposed(held: Held): Found | undefined {
  const { flat, known, isScored, storage } = held;
  const { rows, columns } = flat;
  if (isScored || !flat.isBatch || rows === columns) return undefined;
  const { count, texts } = known;
  if (count === columns || texts === rows) return undefined;
  const byLabels = count === rows;
  const byTexts = texts === columns;
  // Softmax along the wrong axis gives such columns too; but a batch with more classes than texts is seldom.
  const bySums =
    count === undefined &&
    rows > 1 &&
    rows < columns &&
    isSummed(held, "columns") &&
    !sumLines(flat, storage, "rows").fit;
  if (!byLabels && !byTexts && !bySums) return undefined;
  const why = byLabels
    ? `there are ${count} labels`
    : byTexts
      ? `there are ${texts} texts`
      : "the columns sum to 1 and the rows do not";
  return {
    id: "transposed-batch",
    severity: "error",
    certainty: byTexts && byLabels ? "certain" : byTexts || byLabels ? "likely" : "possible",
    message: `the shape is [${rows}, ${columns}], but ${why}: rows and columns are swapped${byTexts || byLabels ? "" : ", or softmax was taken along the texts"}`,
    evidence: { rows, columns, ...(count && { labels: count }), ...(texts && { texts }) },
    next:
      byTexts || byLabels
        ? "transpose the batch, so that each row is a text and each column a class"
        : "find out which: transpose the batch if its columns are texts, and take softmax of each row of the logits if they are classes",
  };
}

function isSummed(held: Held, along: "columns"): boolean {
  if (held.storage.error(0) > 0.06) return false;
  for (let i = 0; i < held.flat.data.length; i++) {
    if (!(held.flat.data[i] >= 0 && held.flat.data[i] <= 1)) return false;
  }
  const sums = sumLines(held.flat, held.storage, along);
  return sums.fit && sums.chance < 0.5;
}

/** The same batch with each text in a row. */
export function transpose({ flat, ...held }: Held): Held {
  const { data, rows, columns } = flat;
  const turned = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      turned[column * rows + row] = data[row * columns + column];
    }
  }
  return { ...held, flat: { data: turned, rows: columns, columns: rows, isBatch: true } };
}

/** `LABEL_0`, `LABEL_1`, …: nobody gave the classes names. */
export function findPlaceholders({ known: { labels } }: Held): Found | undefined {
  const placeholders = labels.filter((label) => /^LABEL_\d+$/.test(label)).length;
  if (placeholders === 0) return undefined;
  return {
    id: "placeholder-labels",
    severity: "warning",
    certainty: "certain",
    message: `${placeholders} of ${labels.length} labels are placeholders such as LABEL_0: the config does not say what the classes mean`,
    evidence: { placeholders, labels: labels.length },
    next: "look the classes up on the model's card or in the training data, and pass your own id2label",
  };
}

/** Different numbers of labels and logits: one of the two belongs to another model. */
export function findCountMismatch({ flat, known, isPartial }: Held): Found | undefined {
  const { columns } = flat;
  const { count } = known;
  // A pipeline that was asked for its best few gives fewer scores than labels, never more.
  if (count === undefined || count === columns || isPartial) return undefined;
  const isFlat = !flat.isBatch && columns % count === 0 && columns > count;
  return {
    id: "label-count-mismatch",
    severity: "error",
    certainty: "certain",
    message: `the config names ${count} labels, but a row has ${columns} numbers`,
    evidence: { labels: count, columns },
    next: isFlat
      ? `cut the flat list into ${columns / count} rows of ${count}, one row per text`
      : columns === 1
        ? "if the head has a single logit, its sigmoid is the probability of one label; otherwise take config and output from the same model"
        : "take the config and the output from the same model",
  };
}

/** NaN and infinities: how many, and where the first one is. */
export function findNonFinite({ flat }: Held): Found | undefined {
  const { data, columns } = flat;
  let [nan, infinite, first] = [0, 0, -1];
  for (let i = 0; i < data.length; i++) {
    if (Number.isFinite(data[i])) continue;
    if (Number.isNaN(data[i])) nan++;
    else infinite++;
    if (first < 0) first = i;
  }
  if (first < 0) return undefined;
  const row = Math.floor(first / columns);
  const column = first % columns;
  return {
    id: "non-finite",
    severity: "error",
    certainty: "certain",
    message: `${nan} NaN and ${infinite} infinite among ${data.length} numbers, the first at row ${row}, column ${column}`,
    evidence: { nan, infinite, row, column },
    next: "look at that text's input and at the training: a half-precision overflow, too high a learning rate, a division by zero",
  };
}

/** The same numbers for every text: the model didn't see the texts, or it has collapsed. */
export function findEqualRows({ flat, storage }: Held, range: Range): Found | undefined {
  // Zeros and ones are equal because nothing else was left of them.
  if (
    flat.rows < 2 ||
    (range.zerosAndOnes === flat.data.length && flat.columns > 1 && range.ones > 0)
  ) {
    return undefined;
  }
  const first = rowAt(flat, 0);
  const scale = Math.max(-range.smallest, range.largest, 1e-12);
  let spread = 0;
  for (let i = 0; i < flat.data.length; i++) {
    spread = Math.max(spread, Math.abs(flat.data[i] - first[i % flat.columns]));
    if (!(spread <= 1e-6 * scale)) return undefined;
  }
  // A few rows may be equal because they were rounded.
  const isChance = storage.isCoarse && flat.rows < 5;
  return {
    id: "all-rows-equal",
    severity: isChance ? "note" : flat.rows > 2 ? "error" : "warning",
    certainty: "certain",
    message: `all ${flat.rows} rows are the same to ${spread.toExponential(1)}${isChance ? `, stored ${storage.name}` : ""}: the answer does not depend on the text`,
    evidence: { rows: flat.rows, largest_difference: spread },
    next: "check that the texts differ after tokenising (padding, truncation, one text repeated), then whether training collapsed",
  };
}

/** An untrained head gives small logits that hardly differ: every text is a near tie. */
export function findUntrainedHead({ flat }: Held, range: Range): Found | undefined {
  const { data, rows, columns } = flat;
  if (rows < 8 || columns < 2) return undefined;
  const size = Math.max(-range.smallest, range.largest);
  let gap = 0;
  for (let row = 0; row < rows && size < 1; row++) {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = row * columns; i < (row + 1) * columns; i++) {
      low = Math.min(low, data[i]);
      high = Math.max(high, data[i]);
    }
    gap = Math.max(gap, high - low);
  }
  if (!(size < 1 && gap < 0.5)) return undefined;
  // Where no number is negative, these may be no logits at all.
  const isSigned = range.negative > 0;
  return {
    id: "untrained-head",
    severity: isSigned ? "warning" : "note",
    certainty: isSigned && rows >= 32 && gap < 0.3 ? "likely" : "possible",
    message: `in ${rows} rows no logit is beyond ±${size.toFixed(2)} and no two in a row differ by more than ${gap.toFixed(2)}: a head that was never trained looks like this`,
    evidence: { rows, largest_logit: size, largest_gap: gap },
    next: 'look for "newly initialized: classifier.weight" among the warnings at loading, and load a fine-tuned model',
  };
}

/** Past these log-odds, 1 is the float64 that is nearest to the probability. */
const fullLogOdds = 53 * Math.LN2;

/** Probabilities that are exactly 0 or 1, or logits so far apart that theirs would be. */
export function findSaturated(held: Held, kind: Kind): Found | undefined {
  const { flat, known, storage } = held;
  const { data, rows, columns } = flat;
  const isLogits = kind === "logits";
  if (!isLogits && kind !== "probabilities" && kind !== "independent probabilities")
    return undefined;
  let saturated = 0;
  for (let row = 0; row < rows; row++) {
    let [first, second, smallest] = [
      Number.NEGATIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ];
    for (let i = row * columns; i < (row + 1) * columns; i++) {
      if (data[i] > first) [first, second] = [data[i], first];
      else if (data[i] > second) second = data[i];
      smallest = Math.min(smallest, Math.abs(data[i]));
    }
    const isFull = isLogits
      ? (known.head === "sigmoid" || columns === 1 ? smallest : first - second) > fullLogOdds
      : first === 1;
    if (isFull) saturated++;
  }
  if (saturated === 0 || saturated < rows / 20) return undefined;
  const isRounded = !isLogits && storage.isCoarse;
  return {
    id: "saturated",
    severity: isRounded || saturated < rows / 2 ? "note" : "warning",
    certainty: "certain",
    message: isLogits
      ? `in ${saturated} of ${rows} rows the logits are so far apart that a probability becomes exactly 1: differences beyond ${fullLogOdds.toFixed(1)} log-odds are lost`
      : `in ${saturated} of ${rows} rows a probability is exactly 1${isRounded ? `, stored ${storage.name}` : ""}: how sure the model is beyond that is lost`,
    evidence: { saturated, rows },
    next: isLogits
      ? "compare the logits themselves, and look for a scale that was applied twice; log-softmax keeps what softmax loses"
      : "for a ranking of sure answers, or a log-loss, use the logits or log-probabilities",
  };
}

/** The same class for every text, although the true labels know others. */
export function findOneClass(
  predicted: Int32Array,
  truth: Int32Array | undefined,
): Found | undefined {
  const rows = predicted.length;
  const one = predicted[0];
  if (rows < 2) return undefined;
  const others = predicted.filter((index) => index !== one).length;
  if (!truth) {
    if (others > 0 || rows < 20) return undefined;
    return oneClass(rows, one, undefined, "note");
  }
  if (rows < 8) return undefined;
  const mode = others < rows / 2 ? one : mostFrequent(predicted);
  const same = predicted.filter((index) => index === mode).length;
  const labelled = truth.filter((index) => index >= 0);
  const share = labelled.filter((index) => index === mode).length / Math.max(labelled.length, 1);
  if (same < 0.98 * rows || share === 1 || labelled.length === 0) return undefined;
  // How likely a model that finds each class as often as it occurs would name one class so often.
  if (share ** same > 1e-3) return undefined;
  return oneClass(rows, mode, share, "warning");
}

function mostFrequent(indices: Int32Array): number {
  const counts = new Map<number, number>();
  for (const index of indices) counts.set(index, (counts.get(index) ?? 0) + 1);
  return [...counts].reduce((a, b) => (b[1] > a[1] ? b : a))[0];
}

function oneClass(
  rows: number,
  index: number,
  share: number | undefined,
  severity: "note" | "warning",
): Found {
  const truth = share === undefined ? "" : `, while ${(100 * share).toFixed(1)} % of label_ids are`;
  return {
    id: "one-class-predicted",
    severity,
    certainty: share === undefined ? "possible" : "certain",
    message: `class ${index} has the largest number in ${share === undefined ? "all" : "nearly all"} of ${rows} rows${truth}: one class is predicted whatever the text`,
    evidence: { rows, class: index, ...(share !== undefined && { share_of_labels: share }) },
    next: "look at the balance of the training data, the learning rate and whether the head was trained; compare with a batch of texts of another class",
  };
}

/** Whether the true labels show that the model tells the classes apart: more often right than by naming the commonest class. */
export function isBetterThanChance(predicted: Int32Array, truth: Int32Array | undefined): boolean {
  if (!truth) return false;
  const labelled = truth.filter((index) => index >= 0);
  if (labelled.length === 0) return false;
  const commonest = mostFrequent(labelled);
  const share = labelled.filter((index) => index === commonest).length / labelled.length;
  const right = truth.filter((index, row) => index >= 0 && index === predicted[row]).length;
  return right / labelled.length > share + 2 * Math.sqrt((share * (1 - share)) / labelled.length);
}

/** Labelled texts that it takes before a calibration is believed. */
const enoughTexts = 200;

/**
 * Whether the largest probabilities are right about as often as they say: neither their mean nor their spread is off by more than
 * twice its standard error (Spiegelhalter 1986).
 */
export function isCalibrated({ flat }: Held, predicted: Int32Array, truth?: Int32Array): boolean {
  if (!truth) return false;
  let [texts, error, variance, tilt, tiltVariance] = [0, 0, 0, 0, 0];
  for (let row = 0; row < flat.rows; row++) {
    if (truth[row] < 0) continue;
    const p = flat.data[row * flat.columns + predicted[row]];
    const miss = (predicted[row] === truth[row] ? 1 : 0) - p;
    texts++;
    error += miss;
    variance += p * (1 - p);
    tilt += miss * (1 - 2 * p);
    tiltVariance += (1 - 2 * p) ** 2 * p * (1 - p);
  }
  if (texts < enoughTexts || variance === 0) return false;
  return error ** 2 < 4 * variance && tilt ** 2 < 4 * tiltVariance;
}

/** A flat list with one number per text, which a single-output head gives once its last axis was squeezed away. */
export function isSqueezed({ flat, known }: Held): boolean {
  if (flat.isBatch || flat.columns < 2) return false;
  const { count, texts, label_ids } = known;
  if (count === 1) return true;
  if (count !== undefined || texts !== flat.columns) return false;
  // A one-hot label of a single row has as many entries too.
  return !(isList(label_ids) && Array.from(label_ids).every((label) => label === 0 || label === 1));
}
