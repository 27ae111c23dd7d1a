import type { Found } from "./Diagnosis.js";

/** Shuffles in the permutation test: with none of them as good as the labels as they are, p is at most 0.001. */
const shuffles = 999;

/** More texts than these only take longer. */
const mostTexts = 2_000;

/**
 * Finds true labels that agree far better once the classes are renumbered, or that are counted from 1.
 *
 * Some renumbering always agrees a little better, the more classes there are the more so. So it has to stand two tests: shuffled
 * labels, for which the best renumbering is looked for again each time, hardly ever agree as well (a permutation test), and the
 * renumbering found on one half of the texts must beat the numbering as it is on the other half, each way round (a sign test).
 */
export function findLabelOrder(
  predicted: Int32Array,
  truth: Int32Array,
  classes: number,
): Found | undefined {
  const pairs: [number, number][] = [];
  for (let row = 0; row < truth.length; row++) {
    if (truth[row] >= 0 && predicted[row] >= 0) pairs.push([predicted[row], truth[row]]);
  }
  const step = Math.max(1, Math.floor(pairs.length / mostTexts));
  const used = pairs.filter((_, i) => i % step === 0);
  const [from, to] = [0, 1].map((side) => Int32Array.from(used, (pair) => pair[side]));
  const rows = used.length;
  const agree = count(rows, (i) => from[i] === to[i]);
  const order = bestOrder(from, to, classes);
  const reordered = count(rows, (i) => order.get(from[i]) === to[i]);
  // Fewer agreements than a twentieth more, or than half of all, are no label map in another order.
  if (!(reordered - agree > 0.05 * rows && reordered > rows / 2)) return undefined;
  const random = seeded(rows);
  const luck = chanceOnOtherHalf(from, to, classes, random);
  if (luck > 0.01) return undefined;
  const better = countBetter(from, to, classes, reordered, random);
  const chance = (better + 1) / (shuffles + 1);
  if (chance > 0.01) return undefined;
  const isLikely = chance <= 0.001 && luck <= 0.001 && reordered > 0.6 * rows;
  const certainty = isLikely ? "likely" : "possible";
  const severity = isLikely ? "error" : "warning";
  const evidence = {
    rows,
    accuracy: agree / rows,
    accuracy_reordered: reordered / rows,
    shuffles,
    shuffles_as_good: better,
  };
  const isShifted = isFromOne(order, to, classes);
  if (isShifted) {
    return {
      id: "label-range",
      severity,
      certainty,
      message: `${percent(agree / rows)} of ${rows} predictions agree with label_ids, ${percent(reordered / rows)} with label_ids minus 1, and no label is 0: they seem to be counted from 1`,
      evidence,
      next: "take 1 from every label, after making sure that the data set's first class is the model's class 0",
    };
  }
  const shown = Array.from({ length: Math.min(classes, 50) }, (_, index) => order.get(index) ?? -1);
  return {
    id: "label-order",
    severity,
    certainty,
    message: `${percent(agree / rows)} of ${rows} predictions agree with label_ids; ${percent(reordered / rows)} would if the classes were in the order [${shown.join(", ")}${classes > 50 ? ", …" : ""}], which ${better === 0 ? "none" : better} of ${shuffles} shuffles of the labels matches: the label map and the data set number the classes differently`,
    evidence: { ...evidence, order: shown },
    next: "compare id2label with the data set's own names, and renumber label_ids (not the logits)",
  };
}

function count(rows: number, isCounted: (row: number) => boolean): number {
  let total = 0;
  for (let row = 0; row < rows; row++) if (isCounted(row)) total++;
  return total;
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}

/** Each class is one below the label that stands for it, and no text is labelled 0. */
function isFromOne(order: Map<number, number>, truth: Int32Array, classes: number): boolean {
  const seen = new Set(truth);
  if (seen.has(0)) return false;
  return [...order].every(([from, to]) => to === from + 1 || !seen.has(to)) && classes > 2;
}

/** Pairs classes with true labels, the most frequent pair first, as long as both are free. */
function bestPairs(from: Int32Array, to: Int32Array, classes: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (let i = 0; i < from.length; i++) {
    const pair = from[i] * classes + to[i];
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  const order = new Map<number, number>();
  const taken = new Set<number>();
  for (const [pair] of [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])) {
    const [one, other] = [Math.floor(pair / classes), pair % classes];
    if (order.has(one) || taken.has(other)) continue;
    order.set(one, other);
    taken.add(other);
  }
  return order;
}

/** The best pairs, and a partner for each of the other classes: its own number if that is free. */
function bestOrder(from: Int32Array, to: Int32Array, classes: number): Map<number, number> {
  const order = bestPairs(from, to, classes);
  const taken = new Set(order.values());
  const rest = Array.from({ length: classes }, (_, index) => index).filter((i) => !order.has(i));
  for (const index of rest) {
    if (taken.has(index)) continue;
    order.set(index, index);
    taken.add(index);
  }
  let free = 0;
  for (const index of rest) {
    if (order.has(index)) continue;
    while (taken.has(free)) free++;
    order.set(index, free);
    taken.add(free);
  }
  return order;
}

/** In how many shuffles of the labels the best renumbering agrees at least as often; ten are enough to acquit. */
function countBetter(
  from: Int32Array,
  to: Int32Array,
  classes: number,
  reordered: number,
  random: () => number,
): number {
  const shuffled = to.slice();
  let better = 0;
  for (let round = 0; round < shuffles && better < 10; round++) {
    shuffle(shuffled, random);
    const order = bestPairs(from, shuffled, classes);
    if (count(from.length, (i) => order.get(from[i]) === shuffled[i]) >= reordered) better++;
  }
  return better;
}

function shuffle(values: Int32Array, random: () => number): void {
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [values[i], values[j]] = [values[j], values[i]];
  }
}

/**
 * How likely it is by luck that a renumbering found on one half of the texts beats the numbering as it is on the other half so
 * often, each half in turn: a one-sided sign test over the texts on which only one of the two is right.
 */
function chanceOnOtherHalf(
  from: Int32Array,
  to: Int32Array,
  classes: number,
  random: () => number,
): number {
  const mixed = Int32Array.from(from.keys());
  shuffle(mixed, random);
  const middle = mixed.length >> 1;
  const halves = [mixed.slice(0, middle), mixed.slice(middle)];
  let [better, worse] = [0, 0];
  for (const [side, half] of halves.entries()) {
    const order = bestOrder(
      half.map((i) => from[i]),
      half.map((i) => to[i]),
      classes,
    );
    for (const i of halves[1 - side]) {
      const [isRenumbered, isPlain] = [order.get(from[i]) === to[i], from[i] === to[i]];
      if (isRenumbered && !isPlain) better++;
      if (isPlain && !isRenumbered) worse++;
    }
  }
  return binomialTail(better + worse, better);
}

/** The chance of at least so many heads in so many tosses of a fair coin. */
function binomialTail(tosses: number, heads: number): number {
  let [log, sum] = [-tosses * Math.LN2, 0];
  for (let k = 0; k <= tosses; k++) {
    if (k > 0) log += Math.log((tosses - k + 1) / k);
    if (k >= heads) sum += Math.exp(log);
  }
  return sum;
}

/** The same numbers from 0 to 1 every time (a linear congruential generator), so that a diagnosis can be repeated. */
function seeded(seed: number): () => number {
  let state = seed + 20261122;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
