import type { Certainty, Found, Kind } from "./Diagnosis.js";
import type { Held } from "./Held.js";
import { type Sums, sumLines } from "./storage.js";

/** The kind that is left after weighing, with its evidence and, where the numbers are no plain logits, a finding. */
export interface Weighed {
  readonly kind: Kind;
  readonly certainty: Certainty;
  readonly because: string;
  readonly found?: Found;
  /** What the numbers leave open, if anything. */
  readonly doubt?: string;
}

/** What one pass over the numbers tells. */
export interface Range {
  readonly smallest: number;
  readonly largest: number;
  readonly whole: number;
  readonly zerosAndOnes: number;
  readonly ones: number;
  readonly negative: number;
  /** Numbers below 0 or above 1, further than their storage explains. */
  readonly outside: number;
  /** Numbers below 0.05. */
  readonly nearZero: number;
}

/** A kind that rests on a finding. */
export function weighed(kind: Kind, found: Found): Weighed {
  return { kind, certainty: found.certainty, because: found.message, found };
}

/** `[3, 2]` */
export function shapeText({ flat }: Held): string {
  return `[${flat.rows}, ${flat.columns}]`;
}

/** What to do about softmax along the wrong axis. */
export const alongClasses =
  "take softmax along the classes, from the logits, which these numbers no longer hold: softmax(logits) here, dim=-1 in PyTorch, axis=-1 in numpy and scipy";

/** All numbers lie between 0 and 1: softmax or sigmoid, once, twice or along the wrong axis, or logits that happen to. */
export function weighUnit(held: Held, range: Range): Weighed | undefined {
  const { flat, storage, known } = held;
  const byRow = flat.columns > 1 ? sumLines(flat, storage, "rows") : undefined;
  // Sigmoids of several labels sum to one now and then, so there it takes more than a coarse sum.
  const isTold =
    byRow && (known.head === "sigmoid" ? byRow.chance < 0.02 : byRow.width < 0.5 || flat.rows < 10);
  if (byRow?.fit && isTold) return weighProbabilities(held, range, byRow);
  const wrong = weighWrongAxis(held);
  if (wrong) return wrong;
  const twice = weighSigmoidTwice(held, range);
  if (twice) return twice;
  return weighSigmoids(held, range, byRow?.fit ?? false);
}

function weighProbabilities(held: Held, range: Range, sums: Sums): Weighed {
  const { flat, known, storage } = held;
  const certainty =
    sums.chance < 1e-3 ? "certain" : sums.chance < 0.5 || flat.columns < 10 ? "likely" : "possible";
  const evidence = { rows: flat.rows, largest_sum_error: sums.off, smallest: range.smallest };
  if (known.head === "sigmoid" && flat.columns > 1) {
    return weighed("probabilities", {
      id: "multi-label-normalised",
      severity: "error",
      certainty,
      message: `the model decides each label on its own, yet every row of scores sums to 1 (to ${sums.off.toExponential(1)}): softmax was applied where sigmoid belongs`,
      evidence: { rows: flat.rows, largest_sum_error: sums.off },
      next: "take the sigmoid of the logits; they cannot be recovered from these scores",
    });
  }
  const twice = weighSoftmaxTwice(held, range);
  if (typeof twice === "object") return twice;
  const found = weighed("probabilities", {
    id: "already-probabilities",
    // From a pipeline nothing else is expected.
    severity: certainty === "possible" || held.isScored ? "note" : "warning",
    certainty,
    message: `all numbers lie between 0 and 1 and every row sums to 1 (to ${sums.off.toExponential(1)}, which numbers stored ${storage.name} may): these are probabilities, not logits`,
    evidence,
    next: twice
      ? "make sure that softmax was applied only once, then use them as they are"
      : "use them as they are; a second softmax would flatten them",
  });
  return twice ? { ...found, doubt: onceOnly } : found;
}

const onceOnly =
  "that softmax was applied only once: an unsure model and a second softmax both give numbers this even";

/**
 * A softmax of probabilities has a narrow range: its inputs differ by at most 1, its outputs by a factor of at most e.
 *
 * Undoing it, log p + c, must give probabilities again in every row. A model that is simply unsure looks the same, unless rows crowd
 * at the floor, where a class had next to no probability: an unsure model has no reason to stop there.
 */
function weighSoftmaxTwice(held: Held, range: Range): Weighed | "possible" | undefined {
  const { flat, storage } = held;
  const { data, rows, columns } = flat;
  if (!(range.smallest > 0)) return undefined;
  let [surest, sure, crowded] = [0, 0, 0];
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    let [low, high, logs, slack] = [Number.POSITIVE_INFINITY, 0, 0, 0];
    for (let i = start; i < start + columns; i++) {
      low = Math.min(low, data[i]);
      high = Math.max(high, data[i]);
      logs += Math.log(data[i]);
      slack += storage.error(data[i]) / data[i];
    }
    const [lowest, highest] = [low + storage.error(low), high - storage.error(high)];
    if (highest > Math.E * lowest + 1e-6) return undefined;
    // The one row that sums to 1 and has this softmax.
    const shift = (1 - logs) / columns;
    if (Math.log(lowest) + shift + slack / columns < -1e-6) return undefined;
    const [least, most] = [Math.log(low) + shift, Math.log(high) + shift];
    surest = Math.max(surest, most);
    if (least < 0.03) crowded++;
    if (most - least > 0.5) sure++;
  }
  // A pair may be anywhere between floor and ceiling; among more classes there is nearly always one that was next to nothing.
  const isMany = columns > 2 && rows >= 8;
  const fewest = columns === 2 ? Math.max(2, rows / 20) : isMany ? rows / 20 : rows / 2;
  if (crowded < Math.max(1, fewest) || sure < rows / (isMany ? 5 : 20)) return "possible";
  const isOne = rows === 1;
  const ceiling = Math.E / (Math.E + columns - 1);
  return weighed("probabilities", {
    id: "softmaxed-twice",
    severity: isOne ? "warning" : "error",
    certainty: isOne ? "possible" : "likely",
    message: `no probability is above ${ceiling.toFixed(4)}, the most that a softmax of probabilities can give (the largest is ${range.largest.toFixed(4)}), and undoing one softmax leaves probabilities in every row, up to ${surest.toFixed(4)}: softmax was applied twice`,
    evidence: { rows, largest: range.largest, ceiling, largest_before: surest },
    next: "take softmax once, of the logits; some models end in a softmax of their own",
  });
}

/** Columns that sum to one, or the batch as a whole, where rows don't: softmax took the texts for classes. */
function weighWrongAxis(held: Held): Weighed | undefined {
  const { flat, storage, known, isScored } = held;
  const { rows, columns } = flat;
  if (rows < 2 || isScored) return undefined;
  const byColumn = sumLines(flat, storage, "columns");
  // Among sparse labels a column with one positive text sums to about 1 as well.
  const isSigmoid = known.head === "sigmoid";
  const isByColumn = byColumn.fit && byColumn.chance < (isSigmoid ? 1e-6 : 0.05);
  const whole = isByColumn ? undefined : sumLines(flat, storage, "all");
  const most = isSigmoid ? 1e-3 : 0.05;
  if (!isByColumn && !(whole?.fit && whole.chance < most && rows * columns > 2)) return undefined;
  const chance = whole?.chance ?? byColumn.chance;
  const isShapeKnown = known.count === columns || known.texts === rows;
  const off = (whole ?? byColumn).off;
  return weighed("wrong-axis probabilities", {
    id: "softmax-over-wrong-axis",
    severity: "error",
    certainty: chance < 1e-3 && (isShapeKnown || whole) ? "certain" : "likely",
    message: whole
      ? `all ${rows * columns} numbers of ${shapeText(held)} together sum to 1 (to ${off.toExponential(1)}) and its rows do not: softmax was taken over the whole batch`
      : `every column of ${shapeText(held)} sums to 1 (to ${off.toExponential(1)}) and the rows do not: softmax was taken along the texts instead of the classes${isShapeKnown ? "" : ", or rows and columns are swapped"}`,
    evidence: { rows, columns, largest_sum_error: off },
    next: whole
      ? "divide each row by its sum, or take softmax along the classes: softmax(logits) here, axis=-1 in numpy and scipy"
      : alongClasses,
  });
}

/** Sigmoid of numbers that were between 0 and 1 already lies between 0.5 and 0.7311. */
function weighSigmoidTwice(held: Held, range: Range): Weighed | undefined {
  const { flat, storage, known } = held;
  const ceiling = 1 / (1 + Math.exp(-1));
  const slack = storage.error(ceiling);
  if (range.smallest < 0.5 - slack || range.largest > ceiling + slack) return undefined;
  const before = Math.log(range.largest / (1 - range.largest));
  if (flat.data.length < 4 || range.smallest > 0.6) return undefined;
  const undone = {
    ...flat,
    data: Float64Array.from(flat.data as ArrayLike<number>, (p) => Math.log(p / (1 - p))),
  };
  const slope = (value: number) => 5 * storage.error(value);
  const sums =
    flat.columns > 1 ? sumLines(undone, { ...storage, error: slope }, "rows") : undefined;
  const isOfSoftmax = sums?.fit === true && sums.chance < 0.01;
  if (!isOfSoftmax && before < 0.5) return undefined;
  return weighed("independent probabilities", {
    id: "sigmoid-twice",
    severity: "error",
    certainty: flat.data.length >= 8 || isOfSoftmax ? "likely" : "possible",
    message: `all ${flat.data.length} numbers lie between 0.5 and ${ceiling.toFixed(4)} (${range.smallest.toFixed(4)} to ${range.largest.toFixed(4)}), where sigmoid puts numbers that are probabilities already: ${isOfSoftmax ? "sigmoid was applied after softmax" : "sigmoid was applied twice"}`,
    evidence: {
      numbers: flat.data.length,
      smallest: range.smallest,
      largest: range.largest,
      ceiling,
      largest_before: before,
    },
    next: `undo one sigmoid, log(p / (1 − p)), which gives the probabilities back; or take ${known.head === "softmax" || isOfSoftmax ? "softmax" : "sigmoid"} once, of the logits`,
  });
}

/** Between 0 and 1, and nothing sums to one: sigmoids, or too few numbers to tell them from logits. */
function weighSigmoids(held: Held, range: Range, mayBeSoftmax: boolean): Weighed {
  const { flat, storage, known, isScored } = held;
  const { rows, columns, data } = flat;
  const numbers = data.length;
  const shown = `the ${numbers} numbers of ${shapeText(held)} lie between 0 and 1 (${range.smallest.toFixed(3)} to ${range.largest.toFixed(3)})`;
  const unsure = (because: string): Weighed => ({
    kind: "unknown",
    certainty: "possible",
    because,
  });
  // Rounded so coarsely, columns or rows may sum to one as well as not.
  const mayBeWrongAxis =
    rows > 1 &&
    columns > 1 &&
    (sumLines(flat, storage, "columns").fit || sumLines(flat, storage, "all").fit);
  if (mayBeWrongAxis || mayBeSoftmax) {
    return unsure(
      `${shown}, but stored ${storage.name} they do not show whether rows or columns sum to 1: softmax, sigmoid and softmax along the wrong axis all fit`,
    );
  }
  // By chance, few logits lie between 0 and 1, and hardly ever do they reach both ends without going beyond.
  const isWide = range.largest - range.smallest > 0.6;
  const isFloor = range.nearZero >= numbers / 5;
  // A row that stands there for every text is no more evidence than one.
  const looked = Array.from({ length: Math.min(1000, numbers) }, (_, i) => data[i]);
  const isVaried = new Set(looked).size >= 4;
  const isTrained = (isVaried && isWide) || (isFloor && numbers >= 10 && range.largest > 0.3);
  const isFew = numbers < 8 && !isScored;
  if (!isTrained && !isScored && !(known.head === "sigmoid" && known.isHeadSaid && numbers >= 20)) {
    return unsure(
      `${shown}, where sigmoids lie and so may ${isFew ? "a few" : "small"} logits: nothing shows which they are`,
    );
  }
  const sums = { smallest: range.smallest, largest: range.largest };
  const isSingle = known.head === "softmax" && known.isHeadSaid;
  if (isSingle && columns > 1) {
    return weighed("independent probabilities", {
      id: "sigmoid-on-single-label",
      severity: isFew ? "warning" : "error",
      // Small logits around 0.5 lie between 0 and 1 as well, but they don't crowd at 0.
      certainty: isFew ? "possible" : numbers >= 10 && isFloor ? "certain" : "likely",
      message: `${shown} and the rows do not sum to 1, yet the model's classes exclude one another: sigmoid was applied where softmax belongs`,
      evidence: { numbers, ...sums },
      next: "take the softmax of the logits, which log(p / (1 − p)) gives back; the predicted class stays the same",
    });
  }
  const isExpected = known.head === "sigmoid";
  return weighed("independent probabilities", {
    id: "already-independent-probabilities",
    severity: isFew || isScored ? "note" : "warning",
    certainty: isFew ? "possible" : isExpected && numbers >= 20 && isTrained ? "certain" : "likely",
    message: `${shown}${columns > 1 ? " and the rows do not sum to 1" : ""}: these are sigmoids, not logits`,
    evidence: { numbers, ...sums },
    next: "compare each with its threshold as it is; apply neither sigmoid nor softmax again",
  });
}
