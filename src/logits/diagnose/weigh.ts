import type { Held } from "./Held.js";
import { sumLines } from "./storage.js";
import {
  alongClasses,
  type Range,
  shapeText,
  type Weighed,
  weighed,
  weighUnit,
} from "./weighUnit.js";

export function rangeOf({ flat, storage }: Held): Range {
  const { data } = flat;
  let [smallest, largest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let [whole, zerosAndOnes, ones, negative, outside, nearZero] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < data.length; i++) {
    const value = data[i];
    if (value < smallest) smallest = value;
    if (value > largest) largest = value;
    if (Number.isInteger(value)) whole++;
    if (value === 0 || value === 1) zerosAndOnes++;
    if (value === 1) ones++;
    if (value < 0) negative++;
    if (value < 0.05) nearZero++;
    if (value < 0 ? -value > 1e-9 : value > 1 && value - 1 > Math.min(storage.error(1), 1e-5)) {
      outside++;
    }
  }
  return { smallest, largest, whole, zerosAndOnes, ones, negative, outside, nearZero };
}

/**
 * Weighs what the numbers may be: each hypothesis has a test whose tolerance follows from how the numbers are stored, and the first
 * that passes where the config doesn't rule it out is the answer. `certain` where nothing else would give these numbers.
 */
export function weigh(held: Held, range: Range): Weighed {
  const { known, isScored, isPartial, flat } = held;
  if (isPartial || (isScored && flat.columns === 1)) return weighBest(held, range);
  return (
    weighOnes(held, range) ??
    (known.head === "none" ? values(held) : undefined) ??
    weighWhole(held, range) ??
    (range.outside === 0 ? weighUnit(held, range) : undefined) ??
    weighPercent(held, range) ??
    weighLogs(held, range) ??
    weighLogits(held, range)
  );
}

/** The best few labels of each text: nothing sums to one here. */
function weighBest(held: Held, range: Range): Weighed {
  const { flat } = held;
  const one = weighOnes(held, range);
  if (one) return one;
  const texts = flat.rows === 1 ? "one text" : `each of ${flat.rows} texts`;
  const what = flat.columns === 1 ? "the best label" : `the best ${flat.columns} labels`;
  return range.outside === 0
    ? {
        kind: "probabilities",
        certainty: "likely",
        because: `a pipeline gave ${what} of ${texts}, and all ${flat.data.length} scores lie between 0 and 1`,
      }
    : {
        kind: "logits",
        certainty: "likely",
        because: `a pipeline gave ${what} of ${texts}, and ${range.outside} of the scores lie below 0 or above 1`,
      };
}

/** Nothing but ones: softmax over a single number gives 1 whatever the text says. */
function weighOnes(held: Held, { ones }: Range): Weighed | undefined {
  const { flat, known, isScored, isWhole } = held;
  if (ones !== flat.data.length || isWhole) return undefined;
  if (flat.columns === 1 && (known.count ?? Math.max(known.labels.length, 1)) === 1) {
    // A pipeline may have kept only the best of several scores, so it takes a config with one label to be sure.
    const isSure = known.isCountSaid || (!isScored && flat.rows >= 3);
    const certainty = isSure ? "certain" : isScored && flat.rows < 3 ? "possible" : "likely";
    const message = `the only score is exactly 1 for every text (${flat.rows} of ${flat.rows}): softmax over one logit gives 1 whatever the text says`;
    return weighed("probabilities", {
      id: "one-logit-scored-one",
      severity: certainty === "possible" ? "warning" : "error",
      certainty,
      message,
      evidence: { rows: flat.rows, columns: 1, score: 1 },
      next: "take the sigmoid of the logit for a yes-or-no head, or the logit itself for a regression",
    });
  }
  if (flat.rows > 1 || flat.columns < 2 || isScored) return undefined;
  return weighed("wrong-axis probabilities", {
    id: "softmax-over-wrong-axis",
    severity: "warning",
    certainty: "possible",
    message: `all ${flat.columns} numbers of the only row are exactly 1, as softmax along the texts gives for one text`,
    evidence: { rows: 1, columns: flat.columns },
    next: alongClasses,
  });
}

function values(held: Held): Weighed {
  const outputs = held.flat.columns === 1 ? "value" : `${held.flat.columns} values`;
  return weighed("values", {
    id: "regression",
    severity: "note",
    certainty: "certain",
    message: `the config says regression: each of the ${held.flat.rows} rows holds ${outputs}, no class and no probability`,
    evidence: { rows: held.flat.rows, columns: held.flat.columns },
    next: "compare the values with the training labels' unit; apply neither softmax nor sigmoid, and take no argmax",
  });
}

/** Whole numbers: class ids or decisions, which a model's own numbers hardly ever are. */
function weighWhole(held: Held, range: Range): Weighed | undefined {
  const { flat, known, isWhole } = held;
  const { rows, columns, data, isBatch } = flat;
  if (range.whole < data.length || range.negative > 0) return undefined;
  const isLine = !isBatch || columns === 1;
  const isBinary = range.zerosAndOnes === data.length;
  if (
    isLine &&
    !(isBinary && columns > 1 && (known.count ?? (range.ones === 1 ? columns : 0)) === columns)
  ) {
    const classes = known.count ?? Number.POSITIVE_INFINITY;
    const isAmbiguous = !isWhole && (data.length < 3 || (columns > 1 && known.count === columns));
    if (isAmbiguous || (columns === 1 && !isBatch)) return undefined;
    const hasRepeats = new Set(Array.from(data)).size < data.length;
    if (!isWhole && !hasRepeats && data.length < 5) return undefined;
    const certainty = isWhole || range.largest < classes ? "likely" : "possible";
    return weighed("class ids", {
      id: "ids",
      severity: "warning",
      certainty,
      message: `these are ${data.length} whole numbers from ${range.smallest} to ${range.largest}, one per text: class ids, after an argmax`,
      evidence: { numbers: data.length, smallest: range.smallest, largest: range.largest },
      next: "compare them with the true labels as they are; for probabilities go back to the logits, before the argmax",
    });
  }
  if (isBinary) {
    const ones = onesPerRow(held);
    const isOneHot = ones.every((each) => each === 1);
    if (!isWhole && data.length < 3 && !isOneHot) return undefined;
    const what = isOneHot
      ? "and every row has a single one: one-hot decisions"
      : `and a row has ${Math.min(...ones.slice(0, 1000))} or more ones: multi-hot decisions`;
    return weighed("decisions", {
      id: "decisions",
      severity: "warning",
      certainty: isWhole || data.length >= 20 ? "likely" : "possible",
      message: `all ${data.length} numbers are 0 or 1, ${isOneHot ? what : "not one per row: multi-hot decisions"}`,
      evidence: { numbers: data.length, ones: range.ones, rows },
      next: "compare them with the true labels as they are; for probabilities go back to the logits, before the threshold or argmax",
    });
  }
  if (!isWhole) return undefined;
  return weighed("class ids", {
    id: "ids",
    severity: "error",
    certainty: "likely",
    message: `these are ${data.length} integers from ${range.smallest} to ${range.largest} in rows of ${columns}: ids, of tokens perhaps, not what a model returns`,
    evidence: { numbers: data.length, smallest: range.smallest, largest: range.largest },
    next: "pass the model's output: its logits, not the tokenizer's input_ids",
  });
}

function onesPerRow({ flat }: Held): number[] {
  return Array.from({ length: flat.rows }, (_, row) => {
    let ones = 0;
    for (let i = row * flat.columns; i < (row + 1) * flat.columns; i++) ones += flat.data[i];
    return ones;
  });
}

/** Hundredths: rows that sum to 100, or numbers that use the range up to 100 and never go below 0. */
function weighPercent(held: Held, range: Range): Weighed | undefined {
  const { flat, storage, known } = held;
  if (range.negative > 0 || range.largest > 100.5 || flat.columns < 2) return undefined;
  const sums = sumLines(flat, storage, "rows", (value) => value / 100);
  const isSum = sums.fit && sums.chance < 0.5;
  const numbers = flat.data.length;
  // Logits may all be above 0, but they hardly spread from next to nothing to nearly 100 and stop there.
  const isSpread =
    (range.smallest < 20 && range.largest > 70) || (range.smallest < 1 && range.largest > 30);
  const isExclusive = known.head === "softmax" && known.isHeadSaid;
  const isRange = numbers >= 4 && isSpread && !isExclusive;
  if (!isSum && !isRange) return undefined;
  const isSigmoid = known.head === "sigmoid" || !isSum;
  return weighed("percentages", {
    id: "percent",
    severity: "warning",
    certainty:
      isSum && sums.chance < 1e-3 ? "certain" : isSum || numbers >= 8 ? "likely" : "possible",
    message: isSum
      ? `no number is negative and every row sums to 100 (to ${(100 * sums.off).toExponential(1)}): these are percentages`
      : `all ${flat.data.length} numbers lie between 0 and 100 (${range.smallest} to ${range.largest}): these look like percentages`,
    evidence: { rows: flat.rows, smallest: range.smallest, largest: range.largest },
    next: `divide by 100, then use them as ${isSigmoid ? "one probability a label" : "probabilities"}; apply neither softmax nor sigmoid`,
  });
}

/** No number above 0, and the exponentials of each row sum to one. */
function weighLogs(held: Held, range: Range): Weighed | undefined {
  const { flat, storage, known } = held;
  if (range.largest > 1e-6 || flat.columns < 2) return undefined;
  const sums = sumLines(flat, storage, "rows", Math.exp);
  if (!sums.fit || sums.chance > 0.2) {
    return undefined;
  }
  const certainty = sums.chance < 1e-3 ? "certain" : "likely";
  const isMulti = known.head === "sigmoid";
  return weighed("log-probabilities", {
    id: isMulti ? "multi-label-normalised" : "log-probabilities",
    severity: isMulti ? "error" : "note",
    certainty,
    message: `no number is above 0 and the exponentials of every row sum to 1 (to ${sums.off.toExponential(1)}): ${isMulti ? "log-softmax was applied where the model decides each label on its own" : "these are log-probabilities"}`,
    evidence: { rows: flat.rows, largest_sum_error: sums.off },
    next: isMulti
      ? "take the sigmoid of the logits; they cannot be recovered from these scores"
      : "take exp for the probabilities; softmax gives the same, because log-probabilities are logits too",
  });
}

function weighLogits(held: Held, range: Range): Weighed {
  const { flat, known } = held;
  const { data, columns } = flat;
  if (range.outside === 0) {
    const because = `the ${data.length} numbers of ${shapeText(held)} lie between 0 and 1, but nothing shows that they are probabilities`;
    return { kind: "unknown", certainty: "possible", because };
  }
  const where = `${range.outside} of the ${data.length} numbers of ${shapeText(held)} lie below 0 or above 1, where no probability lies`;
  if (columns === 1 && !known.isHeadSaid) {
    const because = `${where}; one number per text is a logit of yes or no, or the value of a regression`;
    const isLarge = Math.max(-range.smallest, range.largest) > 50;
    return isLarge
      ? { kind: "unknown", certainty: "possible", because }
      : { kind: "logits", certainty: "possible", because };
  }
  // Without a word about the model, several values of a regression look the same; logits seldom are all above 0.
  const isOpen = known.head === undefined || (range.negative === 0 && data.length >= 4);
  return { kind: "logits", certainty: isOpen ? "likely" : "certain", because: where };
}
