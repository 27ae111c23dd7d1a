import {
  interpret,
  interpretColumns,
  logSoftmax,
  sigmoid,
  softmax,
} from "../../dist/logits/index.js";
import type { Case } from "./diagnosedOutputs.js";

type Rows = number[][];
type Draw = () => number;

/**
 * A second set, drawn in other ways than the first: logits with heavy tails, ties, tiny and huge scales and correlated classes,
 * a temperature, one class to a thousand, and what the kit itself returns. The same cases for the same seed.
 */
export function makeOtherCases(count: number, seed: number): Case[] {
  const next = uniform(seed);
  const makers = Object.entries(kinds);
  return Array.from({ length: count }, (_, i) => {
    const [kind, make] = makers[i % makers.length];
    return { kind, alsoTrue: [], kinds: [], context: {}, ...make(next) };
  });
}

/** A linear congruential generator, Numerical Recipes' numbers. */
function uniform(seed: number): Draw {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
}

const pick = <T>(next: Draw, values: readonly T[]): T => values[Math.floor(next() * values.length)];
const list = <T>(length: number, make: (index: number) => T): T[] =>
  Array.from({ length }, (_, index) => make(index));

/** Draws of one number: with thin tails, heavy ones, skewed, or bounded. */
const shapes: Record<string, (next: Draw) => number> = {
  logistic: (next) => Math.log(1 / next() - 1) / 1.8,
  laplace: (next) => Math.sign(next() - 0.5) * -Math.log(next()),
  cauchy: (next) => Math.max(-30, Math.min(30, Math.tan(Math.PI * (next() - 0.5)) / 2)),
  gumbel: (next) => -Math.log(-Math.log(next())),
  even: (next) => 4 * next() - 2,
};

const grains: Record<string, (value: number) => number> = {
  "2 decimals": (value) => Math.round(value * 100) / 100,
  "3 decimals": (value) => Math.round(value * 1000) / 1000,
  "4 decimals": (value) => Math.round(value * 10_000) / 10_000,
  "7 digits": (value) => Number(value.toPrecision(7)),
  "half precision": (value) => significant(value, 11, -24),
  "8 bits": (value) => significant(value, 8, -133),
  float32: Math.fround,
  float64: (value) => value,
};

function significant(value: number, bits: number, lowest: number): number {
  if (value === 0) return 0;
  const unit = 2 ** Math.max(lowest, Math.floor(Math.log2(Math.abs(value))) - bits + 1);
  return Math.round(value / unit) * unit;
}

/** Logits of a head, with the truth that most rows agree with. */
function head(next: Draw, fewestRows = 1, mostClasses = 1000) {
  const rows = Math.max(fewestRows, Math.ceil(500 ** next()));
  const classes = Math.min(mostClasses, pick(next, [2, 2, 3, 4, 6, 10, 28, 150, 1000]));
  const shape = shapes[pick(next, Object.keys(shapes))];
  const scale = pick(next, [0.7, 1, 2, 4]);
  const temperature = pick(next, [1, 1, 1.7, 0.6]);
  const offset = pick(next, [0, 0, -3, 5]);
  const label_ids = list(rows, () => Math.floor(next() ** 1.5 * classes));
  const logits = label_ids.map((label) => {
    const shared = shape(next);
    const margin = scale * (1.5 + 2 * next());
    return list(classes, (c) => {
      const own = scale * 0.6 * shape(next) + (c === label ? margin : 0);
      return (offset + 0.3 * shared + own) / temperature;
    });
  });
  const grain = pick(next, Object.keys(grains));
  const keep = (numbers: Rows) => numbers.map((row) => row.map(grains[grain]));
  // From two decimals of many small numbers, and from eight bits, nothing can be told for sure.
  const isCoarse = grain === "8 bits" || (/decimals/.test(grain) && classes > 20);
  return { logits, label_ids, rows, classes, grain, keep, isCoarse };
}

/** Logits of a sigmoid head whose labels come in groups. */
function labels(next: Draw, fewestRows = 3) {
  const drawn = head(next, fewestRows, 28);
  const rate = pick(next, [0.15, 0.3, 0.6]);
  const truth = drawn.logits.map((row) => row.map(() => (next() < rate ? 1 : 0)));
  const logits = truth.map((row) =>
    row.map((yes) => (yes ? 2 : -2.5) + 1.2 * shapes.logistic(next)),
  );
  return { ...drawn, logits, label_ids: truth };
}

const names = (count: number) => Object.fromEntries(list(count, (i) => [i, `kind ${i + 1}`]));

function config(next: Draw, classes: number, problem_type: string): Record<string, unknown> {
  return pick<Record<string, unknown>>(next, [
    {},
    { id2label: names(classes), problem_type },
    { id2label: names(classes) },
    { num_labels: classes },
  ]);
}

const single = "single_label_classification";
const several = "multi_label_classification";
const plain = ["logits", "unknown"];
const beside = ["saturated", "all-rows-equal", "one-class-predicted"];

/** Stored so coarsely that nothing but 0 and 1 is left. */
const areHard = (rows: Rows) => rows.flat().every((p) => p === 0 || p === 1);

const kinds: Record<
  string,
  (next: Draw) => Omit<Case, "kind" | "alsoTrue" | "kinds" | "context"> & Partial<Case>
> = {
  "sound: logits of one class": (next) => {
    const d = head(next, 1, 1000);
    const given = next() < 0.5 ? { label_ids: d.label_ids } : {};
    const context = { ...config(next, d.classes, single), ...given };
    return { ids: [], kinds: plain, output: d.keep(d.logits), context };
  },
  "sound: logits of several labels": (next) => {
    const d = labels(next);
    const given = next() < 0.5 ? { label_ids: d.label_ids } : {};
    const context = { ...config(next, d.classes, several), ...given };
    return { ids: [], kinds: plain, output: d.keep(d.logits), context };
  },
  "sound: odd shapes": (next) => {
    const d = head(next, 1, 28);
    const rows = d.keep(d.logits);
    const data = Float32Array.from(rows.flat());
    const output = pick<unknown>(next, [
      rows[0],
      Float64Array.from(rows[0]),
      rows.map((row) => Float32Array.from(row)),
      { data, dims: [d.rows, d.classes] },
      { logits: rows },
      { predictions: rows, label_ids: d.label_ids, metrics: { test_loss: 0.3 } },
    ]);
    return { ids: [], kinds: plain, output };
  },
  "sound: labels that are missing for some": (next) => {
    const d = head(next, 2, 28);
    const hidden = d.label_ids.map((label) => (next() < 0.3 ? -100 : label));
    const context = { id2label: names(d.classes), label_ids: hidden };
    return { ids: [], kinds: plain, output: d.keep(d.logits), context };
  },
  "sound: logits in whole and half numbers": (next) => {
    const d = head(next, 4, 10);
    const output = d.logits.map((row) => row.map((z) => Math.round(z * 2) / 2 - 0.5));
    return { ids: [], kinds: [...plain, "decisions"], alsoTrue: beside, output };
  },
  "sound: a head with one output": (next) => {
    const rows = Math.ceil(300 ** next()) + 1;
    const output = list(rows, () => [3 * shapes.laplace(next)]);
    return { ids: [], kinds: plain, output, context: pick(next, [{}, { num_labels: 1 }]) };
  },
  "sound: what interpret returns": (next) => {
    const d = head(next, 1, 10);
    const rows = d.keep(d.logits);
    const output = next() < 0.5 ? interpret(rows) : interpretColumns(rows);
    // Without a config the kit's own output calls its classes so.
    return { ids: [], kinds: [], alsoTrue: ["placeholder-labels"], output };
  },
  softmax: (next) => {
    const d = head(next);
    const context = config(next, d.classes, single);
    const output = d.keep(softmax(d.logits));
    return {
      ids: ["already-probabilities"],
      kinds: ["probabilities", "unknown", "decisions"],
      alsoTrue: [...beside, "decisions"],
      mayBeUnknown: d.isCoarse || areHard(output),
      output,
      context,
    };
  },
  "softmax at a temperature": (next) => {
    const d = head(next, 1, 28);
    const temperature = pick(next, [0.25, 3, 8]);
    const output = d.keep(softmax(d.logits, { temperature }));
    return {
      ids: ["already-probabilities"],
      kinds: ["probabilities", "unknown", "decisions"],
      alsoTrue: [...beside, "decisions"],
      mayBeUnknown: d.isCoarse || areHard(output),
      output,
      context: config(next, d.classes, single),
    };
  },
  sigmoid: (next) => {
    const d = labels(next);
    return {
      ids: ["already-independent-probabilities"],
      kinds: ["independent probabilities", "unknown"],
      alsoTrue: ["saturated", "decisions"],
      mayBeUnknown: d.rows * d.classes < 12,
      output: d.keep(sigmoid(d.logits)),
      context: config(next, d.classes, several),
    };
  },
  "log-softmax": (next) => {
    const d = head(next);
    return {
      ids: ["log-probabilities"],
      kinds: ["log-probabilities", "logits"],
      alsoTrue: ["all-rows-equal"],
      mayBeUnknown: d.isCoarse,
      output: d.keep(logSoftmax(d.logits)),
      context: config(next, d.classes, single),
    };
  },
  "per cent": (next) => {
    const d = head(next, 2, 28);
    const percent = softmax(d.logits).map((row) => row.map((p) => 100 * p));
    return {
      ids: ["percent"],
      kinds: ["percentages"],
      alsoTrue: [...beside, "decisions"],
      mayBeUnknown: d.isCoarse,
      output: d.keep(percent),
      context: config(next, d.classes, single),
    };
  },
  "softmax along the texts": (next) => {
    const d = head(next, 3, 10);
    const turned = d.logits[0].map((_, c) => d.logits.map((row) => row[c]));
    const columns = softmax(turned);
    const output = d.keep(d.logits.map((row, r) => row.map((_, c) => columns[c][r])));
    const isHard = areHard(output);
    return {
      ids: ["softmax-over-wrong-axis"],
      kinds: ["wrong-axis probabilities", "unknown", ...(isHard ? ["decisions"] : [])],
      alsoTrue: ["transposed-batch", ...(isHard ? ["decisions"] : [])],
      mayBeUnknown: isHard || (/decimals|8 bits/.test(d.grain) && d.rows >= 10),
      output,
      context: { id2label: names(d.classes) },
    };
  },
  "one row for all texts": (next) => {
    const d = head(next, 4, 28);
    const [row] = d.keep(d.logits);
    return {
      ids: ["all-rows-equal"],
      kinds: plain,
      alsoTrue: ["saturated"],
      output: d.logits.map(() => [...row]),
    };
  },
  "the index of the best class": (next) => {
    const d = head(next, 12, 28);
    const output = d.logits.map((row) => row.indexOf(Math.max(...row)));
    return {
      ids: ["ids"],
      kinds: ["class ids"],
      alsoTrue: ["label-count-mismatch"],
      mayBeUnknown: new Set(output).size < 2,
      output,
    };
  },
};
