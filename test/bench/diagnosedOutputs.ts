/** An output as somebody might bring it, with what is true of it. */
export interface Case {
  /** What was done to the logits. */
  kind: string;
  output: unknown;
  context: Record<string, unknown>;
  /** Any of these findings names the truth; none for a sound output. */
  ids: string[];
  /** Findings that are true beside it. */
  alsoTrue: string[];
  /** Kinds that may be named; where empty, any. */
  kinds: string[];
  /** True where the numbers show too little for the finding to be expected. */
  mayBeUnknown?: boolean;
}

type Rows = number[][];

/** The same cases for the same seed. */
export function makeCases(count: number, seed: number): Case[] {
  const random = new Random(seed);
  const makers = Object.entries(kinds);
  return Array.from({ length: count }, (_, i) => {
    const [kind, make] = makers[i % makers.length];
    return { kind, alsoTrue: [], kinds: [], ...make(random) };
  });
}

/** mulberry32, with what is drawn from it. */
class Random {
  #state: number;
  constructor(seed: number) {
    this.#state = seed;
  }
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }
  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }
  pick<T>(values: readonly T[]): T {
    return values[Math.floor(this.next() * values.length)];
  }
  below(count: number): number {
    return Math.floor(this.next() * count);
  }
}

const softmaxOf = (row: number[]) => {
  const top = Math.max(...row);
  const exps = row.map((z) => Math.exp(z - top));
  const sum = exps.reduce((a, b) => a + b);
  return exps.map((e) => e / sum);
};
const sigmoidOf = (row: number[]) => row.map((z) => 1 / (1 + Math.exp(-z)));
const turn = (rows: Rows) => rows[0].map((_, column) => rows.map((row) => row[column]));
const argmaxOf = (row: number[]) => row.indexOf(Math.max(...row));

/** How numbers are stored. */
const storages: Record<string, (value: number) => number> = {
  "2 decimals": (value) => Number(value.toFixed(2)),
  "3 decimals": (value) => Number(value.toFixed(3)),
  "4 decimals": (value) => Number(value.toFixed(4)),
  float16: (value) => roundTo(value, 11, -24),
  bfloat16: (value) => roundTo(value, 8, -133),
  float32: Math.fround,
  float64: (value) => value,
};

function roundTo(value: number, bits: number, lowest: number): number {
  if (value === 0 || !Number.isFinite(value)) return value;
  const step = 2 ** Math.max(Math.floor(Math.log2(Math.abs(value))) - bits + 1, lowest);
  return Math.round(value / step) * step;
}

interface Drawn {
  logits: Rows;
  label_ids: number[];
  rows: number;
  classes: number;
  store: (rows: Rows) => Rows;
  storage: string;
}

function stored(random: Random, fine = false) {
  const names = Object.keys(storages);
  const storage = random.pick(fine ? names.slice(3).filter((name) => name !== "bfloat16") : names);
  return { storage, store: (rows: Rows) => rows.map((row) => row.map(storages[storage])) };
}

function size(random: Random, fewestRows = 1, mostClasses = 1000): [rows: number, classes: number] {
  const rows = Math.max(fewestRows, random.pick([1, 2, 3, 5, 8, 20, 50, 120, 300, 500]));
  const classes = random.pick(
    [2, 2, 2, 3, 3, 5, 7, 7, 20, 77, 1000].filter((k) => k <= mostClasses),
  );
  return [rows, classes];
}

/** Logits of a softmax head: weak, ordinary, sharp, or of two classes that mirror each other. */
function single(random: Random, fewestRows = 1, mostClasses = 1000, fine = false): Drawn {
  const [rows, classes] = size(random, fewestRows, mostClasses);
  const scale = random.pick([0.5, 1, 2, 3, 5, 8]);
  const noise = random.pick([0.5, 1, 1.5]);
  const bias = Array.from({ length: classes }, () => 0.5 * random.normal());
  const isMirrored = classes === 2 && random.next() < 0.4;
  const label_ids = Array.from({ length: rows }, () => random.below(classes));
  const logits = label_ids.map((label) => {
    if (isMirrored) {
      const side = (label === 1 ? 1 : -1) * (random.next() < 0.9 ? 1 : -1);
      const half = side * 3.3 * Math.tanh(Math.abs(random.normal()) + 0.4);
      return [-half + 0.1 * random.normal(), half + 0.1 * random.normal()];
    }
    return bias.map(
      (b, c) => b + noise * random.normal() + (c === label ? scale * (1 + random.next()) : 0),
    );
  });
  return { logits, label_ids, rows, classes, ...stored(random, fine) };
}

/** Logits of a sigmoid head: most labels do not apply. */
function multi(random: Random, fewestRows = 1, fine = false) {
  const rows = Math.max(fewestRows, random.pick([1, 2, 5, 20, 100, 500]));
  const classes = random.pick([2, 3, 6, 7, 28, 100]);
  const rate = random.pick([0.1, 0.2, 0.4]);
  const label_ids = Array.from({ length: rows }, () =>
    Array.from({ length: classes }, () => (random.next() < rate ? 1 : 0)),
  );
  const base = random.between(-6, -2);
  const logits = label_ids.map((labels) =>
    labels.map((label) => (label ? 1.5 : base) + 1.5 * random.normal()),
  );
  return { logits, label_ids, rows, classes, ...stored(random, fine) };
}

const words = ["anger", "joy", "fear", "neutral", "sport", "politics", "spam", "toxic", "food"];
const namesOf = (count: number) =>
  Array.from({ length: count }, (_, i) => words[i] ?? `topic ${i}`);
const mapOf = (count: number) => Object.fromEntries(namesOf(count).map((name, i) => [i, name]));

const said = (classes: number, problem_type: string | null) => ({
  id2label: mapOf(classes),
  num_labels: classes,
  problem_type,
});

/** No config, a config that says all, or one that leaves out the kind of problem; with or without labels. */
function context(
  random: Random,
  { classes, label_ids }: { classes: number; label_ids: unknown },
  type: string,
) {
  const config = random.pick([{}, said(classes, type), said(classes, type), said(classes, null)]);
  return random.next() < 0.4 ? { ...config, label_ids } : config;
}

const singleType = "single_label_classification";
const multiType = "multi_label_classification";
const isSaid = (given: Record<string, unknown>) => typeof given.problem_type === "string";
const sound = { ids: [] };
const ofProbabilities = [
  "already-probabilities",
  "saturated",
  "all-rows-equal",
  "one-class-predicted",
];

const kinds: Record<
  string,
  (random: Random) => Omit<Case, "kind" | "alsoTrue" | "kinds"> & Partial<Case>
> = {
  "sound: softmax head": (random) => {
    const drawn = single(random);
    return {
      ...sound,
      output: drawn.store(drawn.logits),
      context: context(random, drawn, singleType),
      kinds: ["logits", "unknown"],
    };
  },
  "sound: sigmoid head": (random) => {
    const drawn = multi(random);
    return {
      ...sound,
      output: drawn.store(drawn.logits),
      context: context(random, drawn, multiType),
      kinds: ["logits", "unknown"],
    };
  },
  "sound: one logit": (random) => {
    const rows = random.pick([1, 2, 5, 50, 500]);
    const { store } = stored(random);
    const label_ids = Array.from({ length: rows }, () => random.below(2));
    const logits = label_ids.map((label) => [(label ? 2 : -2) + 1.5 * random.normal()]);
    const given = random.pick([{}, { num_labels: 1 }, { num_labels: 1, label_ids }]);
    return { ...sound, output: store(logits), context: given, kinds: ["logits", "unknown"] };
  },
  "sound: a Trainer's output": (random) => {
    const { logits, label_ids, classes, store } = single(random);
    const labels = random.pick([label_ids, label_ids.map(BigInt), Int32Array.from(label_ids)]);
    return {
      ...sound,
      output: { predictions: store(logits), label_ids: labels, metrics: {} },
      context: random.pick([{}, said(classes, singleType)]),
      kinds: ["logits", "unknown"],
    };
  },
  "sound: a tensor, labels hidden for some": (random) => {
    const { logits, label_ids, rows, classes, store } = single(random);
    const data = Float32Array.from(store(logits).flat());
    const hidden = label_ids.map((label) =>
      random.next() < 0.2 ? random.pick([-100, -1]) : label,
    );
    return {
      ...sound,
      output: { logits: { data, dims: [rows, classes], type: "float32" } },
      context: { ...said(classes, singleType), label_ids: hidden },
      kinds: ["logits", "unknown"],
    };
  },
  "sound: weak model": (random) => {
    const [rows, classes] = size(random, 1, 20);
    const { store } = stored(random);
    const label_ids = Array.from({ length: rows }, () => random.below(classes));
    const logits = label_ids.map((label) =>
      Array.from({ length: classes }, (_, c) => 0.6 * random.normal() + (c === label ? 0.3 : 0)),
    );
    return {
      ...sound,
      output: store(logits),
      context: context(random, { classes, label_ids }, singleType),
      kinds: ["logits", "unknown"],
    };
  },
  regression: (random) => {
    const rows = random.pick([1, 2, 5, 50, 500]);
    const outputs = random.pick([1, 1, 1, 2]);
    const [middle, spread] = random.pick([
      [0, 1],
      [3, 1],
      [50, 20],
      [0.5, 0.2],
      [1200, 300],
    ]);
    const { store } = stored(random);
    const values = Array.from({ length: rows }, () =>
      Array.from({ length: outputs }, () => middle + spread * random.normal()),
    );
    const given = { problem_type: "regression", num_labels: outputs };
    return { ids: ["regression"], kinds: ["values"], output: store(values), context: given };
  },
  softmax: (random) => {
    const drawn = single(random);
    const given = context(random, drawn, singleType);
    const output = drawn.store(drawn.logits.map(softmaxOf));
    const isHard = output.flat().every((p) => p === 0 || p === 1);
    const coarse = isHard || (drawn.classes > 70 && /decimals|bfloat/.test(drawn.storage));
    return {
      ids: ["already-probabilities"],
      alsoTrue: [...ofProbabilities, "decisions"],
      kinds: ["probabilities", "unknown", "decisions"],
      mayBeUnknown: coarse,
      output,
      context: given,
    };
  },
  "softmax of a soft model": (random) => {
    const drawn = single(random, 1, 7);
    const temperature = random.between(4, 10);
    const soft = drawn.logits.map((row) => softmaxOf(row.map((z) => z / temperature)));
    return {
      ids: ["already-probabilities"],
      alsoTrue: ofProbabilities,
      kinds: ["probabilities", "unknown"],
      output: drawn.store(soft),
      context: context(random, drawn, singleType),
    };
  },
  "softmax twice": (random) => {
    const drawn = single(random, 3, 77);
    const once = drawn.logits.map(softmaxOf);
    const spans = once.map((row) => Math.max(...row) - Math.min(...row)).sort((a, b) => b - a);
    const coarse = /decimals|bfloat/.test(drawn.storage) && drawn.classes > 7;
    const soft = drawn.classes === 2 ? spans[1] < 0.95 : spans[0] < 0.6;
    return {
      ids: ["softmaxed-twice"],
      kinds: ["probabilities"],
      alsoTrue: soft ? ofProbabilities : ["saturated"],
      mayBeUnknown: soft || coarse,
      output: drawn.store(once.map(softmaxOf)),
      context: context(random, drawn, singleType),
    };
  },
  "log-softmax": (random) => {
    const drawn = single(random);
    const logs = drawn.logits.map((row) => {
      const top = Math.max(...row);
      const sum = row.reduce((a, z) => a + Math.exp(z - top), 0);
      return row.map((z) => z - top - Math.log(sum));
    });
    const coarse = drawn.classes > 70 && /decimals|float16/.test(drawn.storage);
    return {
      ids: ["log-probabilities"],
      kinds: ["log-probabilities", "logits"],
      alsoTrue: ["all-rows-equal"],
      mayBeUnknown: coarse,
      output: drawn.store(logs),
      context: context(random, drawn, singleType),
    };
  },
  "softmax along the texts": (random) => {
    const drawn = single(random, 2, 77);
    const wrong = turn(turn(drawn.logits).map(softmaxOf));
    const given = context(random, drawn, singleType);
    const isOpen = !("num_labels" in given) && !("label_ids" in given);
    const coarse = /decimals|bfloat/.test(drawn.storage) && drawn.rows >= 20;
    // A pair of texts and classes with sure answers sums to one both ways.
    const bothWays = drawn.rows === 2 && drawn.classes === 2 ? ofProbabilities : [];
    return {
      ids: ["softmax-over-wrong-axis", ...(isOpen ? ["transposed-batch"] : [])],
      kinds: ["wrong-axis probabilities", "unknown", ...(isOpen ? ["probabilities"] : [])],
      alsoTrue: bothWays,
      mayBeUnknown: coarse || bothWays.length > 0,
      output: drawn.store(wrong),
      context: given,
    };
  },
  "softmax over the whole batch": (random) => {
    const drawn = single(random, 2, 20, true);
    const all = softmaxOf(drawn.logits.flat());
    const output = drawn.logits.map((row, i) => row.map((_, c) => all[i * row.length + c]));
    return {
      ids: ["softmax-over-wrong-axis"],
      kinds: ["wrong-axis probabilities", "unknown"],
      mayBeUnknown: drawn.storage.includes("decimals") && drawn.rows > 5,
      output: drawn.store(output),
      context: context(random, drawn, singleType),
    };
  },
  sigmoid: (random) => {
    const drawn = multi(random);
    const few = drawn.rows * drawn.classes < 10;
    return {
      ids: ["already-independent-probabilities"],
      kinds: ["independent probabilities", "unknown"],
      alsoTrue: ["saturated", "decisions"],
      mayBeUnknown: few,
      output: drawn.store(drawn.logits.map(sigmoidOf)),
      context: context(random, drawn, multiType),
    };
  },
  "sigmoid on a single-label head": (random) => {
    const drawn = single(random, 2, 77);
    const given = context(random, drawn, singleType);
    const few = drawn.rows * drawn.classes < 10;
    const coarse = drawn.classes === 2 && !/float(16|32|64)$|4/.test(drawn.storage);
    const ids = isSaid(given)
      ? ["sigmoid-on-single-label"]
      : ["sigmoid-on-single-label", "already-independent-probabilities"];
    return {
      ids,
      kinds: ["independent probabilities", "unknown", "probabilities"],
      alsoTrue: ["saturated", "one-class-predicted", ...(coarse ? ["already-probabilities"] : [])],
      mayBeUnknown: few || coarse,
      output: drawn.store(drawn.logits.map(sigmoidOf)),
      context: given,
    };
  },
  "sigmoid twice": (random) => {
    const drawn = multi(random, 2);
    return {
      ids: ["sigmoid-twice"],
      kinds: ["independent probabilities", "unknown"],
      mayBeUnknown: drawn.rows * drawn.classes < 8,
      output: drawn.store(drawn.logits.map(sigmoidOf).map(sigmoidOf)),
      context: context(random, drawn, multiType),
    };
  },
  "sigmoid of softmax": (random) => {
    const drawn = single(random, 3, 20);
    return {
      ids: ["sigmoid-twice"],
      kinds: ["independent probabilities", "unknown"],
      mayBeUnknown:
        drawn.rows * drawn.classes < 8 ||
        drawn.logits.every((row) => Math.max(...softmaxOf(row)) < 0.7),
      output: drawn.store(drawn.logits.map(softmaxOf).map(sigmoidOf)),
      context: context(random, drawn, singleType),
    };
  },
  "softmax on a multi-label head": (random) => {
    const drawn = multi(random, 2);
    const given = {
      ...said(drawn.classes, multiType),
      ...(random.next() < 0.4 && { label_ids: drawn.label_ids }),
    };
    const coarse = /decimals|bfloat/.test(drawn.storage);
    return {
      ids: ["multi-label-normalised"],
      kinds: ["probabilities", "unknown"],
      alsoTrue: ["saturated", "decisions"],
      mayBeUnknown: coarse,
      output: drawn.store(drawn.logits.map(softmaxOf)),
      context: given,
    };
  },
  percent: (random) => {
    const drawn = single(random, 1, 20);
    const output = drawn.store(drawn.logits.map((row) => softmaxOf(row).map((p) => 100 * p)));
    return {
      ids: ["percent"],
      kinds: ["percentages"],
      alsoTrue: ["all-rows-equal", "one-class-predicted"],
      output,
      context: context(random, drawn, singleType),
    };
  },
  "percent of sigmoids": (random) => {
    const drawn = multi(random, 5);
    const output = drawn.store(drawn.logits.map((row) => sigmoidOf(row).map((p) => 100 * p)));
    return {
      ids: ["percent"],
      kinds: ["percentages"],
      alsoTrue: [],
      output,
      context: context(random, drawn, multiType),
    };
  },
  "one-hot decisions": (random) => {
    const drawn = single(random, 2, 20);
    const output = drawn.logits.map((row) => row.map((_, c) => (c === argmaxOf(row) ? 1 : 0)));
    return {
      ids: ["decisions"],
      kinds: ["decisions"],
      alsoTrue: ["one-class-predicted", "all-rows-equal"],
      output,
      context: context(random, drawn, singleType),
    };
  },
  "multi-hot decisions": (random) => {
    const drawn = multi(random, 2);
    const output = drawn.logits.map((row) =>
      row.map((z) => ((random.next() < 0.5 ? z > 0 : z > -0.5) ? 1 : 0)),
    );
    return {
      ids: ["decisions", "all-rows-equal"],
      kinds: ["decisions", "logits", "unknown"],
      alsoTrue: [],
      output,
      context: context(random, drawn, multiType),
    };
  },
  "class ids": (random) => {
    const drawn = single(random, 5, 77);
    const ids = drawn.logits.map(argmaxOf);
    const output = random.pick<unknown>([
      ids,
      Int32Array.from(ids),
      ids.map((id) => [id]),
      BigInt64Array.from(ids.map(BigInt)),
    ]);
    const given = drawn.rows === drawn.classes ? {} : context(random, drawn, singleType);
    return {
      ids: ["ids"],
      kinds: ["class ids"],
      alsoTrue: ["label-count-mismatch"],
      output,
      context: given,
      mayBeUnknown: new Set(ids).size < 2,
    };
  },
  bits: (random) => {
    const { logits, rows, classes } = single(random, 2, 77);
    const type = random.pick(["bfloat16", "float16"]);
    const data = Uint16Array.from(logits.flat(), (value) => bitsOf(value, type));
    const isTyped = random.next() < 0.5;
    const output = isTyped
      ? { type, data, dims: [rows, classes] }
      : random.pick<unknown>([
          { data, dims: [rows, classes] },
          Array.from({ length: rows }, (_, row) =>
            Array.from(data.slice(row * classes, (row + 1) * classes)),
          ),
        ]);
    return {
      ids: ["bits"],
      kinds: isTyped ? ["logits", "unknown"] : ["bits"],
      alsoTrue: [],
      mayBeUnknown: !isTyped && rows * classes < 8,
      output,
      context: random.pick([{}, said(classes, singleType)]),
    };
  },
  "list of batches": (random) => {
    const drawn = single(random, 5, 77);
    const rows = drawn.store(drawn.logits);
    const batch = random.pick([2, 3, 4]);
    const output = Array.from({ length: Math.ceil(rows.length / batch) }, (_, i) =>
      rows.slice(i * batch, (i + 1) * batch),
    );
    return {
      ids: ["list-of-batches"],
      kinds: ["logits", "unknown"],
      output,
      context: context(random, drawn, singleType),
    };
  },
  "an axis too many": (random) => {
    const drawn = single(random, 2, 77);
    const rows = drawn.store(drawn.logits);
    const output = random.pick<unknown>([
      rows.map((row) => [row]),
      [rows],
      { data: Float32Array.from(rows.flat()), dims: [drawn.rows, 1, drawn.classes] },
      rows.map((row) => row.map((z) => [z])),
    ]);
    const given = drawn.rows === drawn.classes ? {} : said(drawn.classes, singleType);
    return { ids: ["extra-axis"], kinds: ["logits", "unknown"], output, context: given };
  },
  "one array per label": (random) => {
    const drawn = multi(random, 5);
    const yes = turn(drawn.logits.map(sigmoidOf));
    const output = yes.map((label) => label.map((p) => random.pick([1]) && [1 - p, p]));
    return {
      ids: ["per-label"],
      kinds: ["independent probabilities", "unknown"],
      alsoTrue: ["already-independent-probabilities", "saturated"],
      mayBeUnknown: drawn.classes === 2,
      output,
      context: {
        ...said(drawn.classes, multiType),
        ...(random.next() < 0.5 && { label_ids: drawn.label_ids }),
      },
    };
  },
  "rows and columns swapped": (random) => {
    const drawn = single(random, 5, 77);
    const given = {
      ...said(drawn.classes, singleType),
      ...(random.next() < 0.5 && { label_ids: drawn.label_ids }),
    };
    return {
      ids: ["transposed-batch"],
      kinds: [],
      mayBeUnknown: drawn.rows === drawn.classes,
      output: drawn.store(turn(drawn.logits)),
      context: given,
    };
  },
  "one class whatever the text": (random) => {
    const drawn = single(random, 50, 20);
    const one = random.below(drawn.classes);
    const logits = drawn.logits.map((row) =>
      row.map((z, c) => (c === one ? Math.max(...row) + 1 + random.next() : z)),
    );
    return {
      ids: ["one-class-predicted"],
      kinds: ["logits"],
      output: drawn.store(logits),
      context: {
        ...random.pick([{}, said(drawn.classes, singleType)]),
        label_ids: drawn.label_ids,
      },
    };
  },
  "a head never trained": (random) => {
    const [rows, classes] = size(random, 20, 77);
    const bias = Array.from({ length: classes }, () => 0.06 * random.normal());
    const logits = Array.from({ length: rows }, () => bias.map((b) => b + 0.03 * random.normal()));
    const { store } = stored(random);
    return {
      ids: ["untrained-head"],
      kinds: ["logits", "unknown"],
      alsoTrue: ["one-class-predicted"],
      output: store(logits),
      context: random.pick([{}, said(classes, singleType)]),
    };
  },
  "labels in another order": (random) => {
    const drawn = single(random, 50, 20);
    const order = Array.from({ length: drawn.classes }, (_, i) => i);
    while (order.every((to, from) => to === from)) order.sort(() => random.next() - 0.5);
    const moved = order.filter((to, from) => to !== from).length / drawn.classes;
    const right =
      drawn.logits.filter((row, i) => argmaxOf(row) === drawn.label_ids[i]).length / drawn.rows;
    return {
      ids: ["label-order"],
      kinds: ["logits"],
      mayBeUnknown: right < 0.7 || drawn.rows < 5 * drawn.classes || moved * right < 0.1,
      output: drawn.store(drawn.logits),
      context: {
        ...random.pick([{}, said(drawn.classes, singleType)]),
        label_ids: drawn.label_ids.map((label) => order[label]),
      },
    };
  },
  "labels from 1": (random) => {
    const drawn = single(random, 50, 20);
    return {
      ids: ["label-range"],
      kinds: ["logits"],
      output: drawn.store(drawn.logits),
      context: {
        ...random.pick([{}, said(drawn.classes, singleType)]),
        label_ids: drawn.label_ids.map((label) => label + 1),
      },
    };
  },
  "labels of another task": (random) => {
    const drawn = single(random, 5, 7);
    const label_ids = drawn.label_ids.map((label, i) => (i === 0 ? drawn.classes + 3 : label));
    return {
      ids: ["label-range"],
      kinds: ["logits", "unknown"],
      output: drawn.store(drawn.logits),
      context: { ...said(drawn.classes, singleType), label_ids },
    };
  },
  "labels of another length": (random) => {
    const drawn = single(random, 5, 77);
    const label_ids = [
      ...drawn.label_ids.slice(random.below(3)),
      ...random.pick([[], [0, 1]]),
    ].slice(1);
    return {
      ids: label_ids.length === drawn.rows ? [] : ["label-length"],
      kinds: ["logits", "unknown"],
      alsoTrue: ["label-order"],
      output: drawn.store(drawn.logits),
      context: { ...said(drawn.classes, singleType), label_ids },
    };
  },
  "labels by name": (random) => {
    const drawn = single(random, 5, 9);
    const names = drawn.label_ids.map((label) => namesOf(9)[label]);
    return {
      ids: ["label-names"],
      kinds: ["logits", "unknown"],
      output: drawn.store(drawn.logits),
      context: { ...random.pick([{}, said(drawn.classes, singleType)]), label_ids: names },
    };
  },
  "labels that the model lacks": (random) => {
    const drawn = single(random, 5, 9);
    const names = drawn.label_ids.map((label) => `${namesOf(9)[label]}!`);
    return {
      ids: ["label-unknown"],
      kinds: ["logits", "unknown"],
      output: drawn.store(drawn.logits),
      context: { ...said(drawn.classes, singleType), label_ids: names },
    };
  },
  "a label map with wrong keys": (random) => {
    const drawn = single(random, 1, 20);
    const names = namesOf(drawn.classes);
    const id2label = random.pick([
      Object.fromEntries(names.map((name, i) => [i + 1, name])),
      Object.fromEntries(names.map((name, i) => [name, i])),
      Object.fromEntries(names.map((name, i) => [`class${i}`, name])),
    ]);
    return {
      ids: ["label-keys"],
      kinds: ["logits", "unknown"],
      output: drawn.store(drawn.logits),
      context: { id2label },
    };
  },
  "another model's config": (random) => {
    const drawn = single(random, 1, 77);
    return {
      ids: ["label-count-mismatch", "transposed-batch"],
      kinds: [],
      output: drawn.store(drawn.logits),
      context: said(drawn.classes + random.pick([1, 2, 5]), singleType),
    };
  },
  "indices of another run": (random) => {
    const drawn = single(random, 5, 77);
    const predicted_index = drawn.logits.map((row, i) =>
      i % 3 === 0 ? (argmaxOf(row) + 1) % drawn.classes : argmaxOf(row),
    );
    return {
      ids: ["predicted-disagree"],
      kinds: ["logits", "unknown"],
      output: drawn.store(drawn.logits),
      context: { ...said(drawn.classes, singleType), predicted_index },
    };
  },
  "argmax along the texts": (random) => {
    const drawn = single(random, 5, 77);
    const predicted_index = turn(drawn.store(drawn.logits)).map(argmaxOf);
    return {
      ids: ["argmax-over-wrong-axis", "predicted-disagree"],
      kinds: ["logits", "unknown"],
      output: drawn.store(drawn.logits),
      context: { ...said(drawn.classes, singleType), predicted_index },
    };
  },
  "the same row for every text": (random) => {
    const drawn = single(random, 5, 77);
    return {
      ids: ["all-rows-equal"],
      kinds: ["logits", "unknown"],
      output: drawn.store(drawn.logits.map(() => drawn.logits[0])),
      context: context(random, drawn, singleType),
    };
  },
  NaN: (random) => {
    const drawn = single(random, 1, 77);
    const output = drawn.store(drawn.logits);
    output[random.below(drawn.rows)][0] = random.pick([Number.NaN, Number.POSITIVE_INFINITY]);
    return {
      ids: ["non-finite"],
      kinds: ["unknown"],
      output,
      context: context(random, drawn, singleType),
    };
  },
  "logits beyond any probability": (random) => {
    const drawn = single(random, 3, 20);
    const output = drawn.store(drawn.logits.map((row) => row.map((z) => 500 * z)));
    return {
      ids: ["saturated"],
      kinds: ["logits"],
      output,
      context: context(random, drawn, singleType),
    };
  },
  "a tuple of arrays": (random) => {
    const drawn = single(random, 2, 77);
    const hidden = drawn.logits.map(() =>
      Array.from({ length: 4 }, () => [random.normal(), random.normal(), 1]),
    );
    return {
      ids: ["tuple-of-arrays"],
      kinds: ["logits", "unknown"],
      output: [drawn.store(drawn.logits), hidden],
      context: said(drawn.classes, singleType),
    };
  },
  "softmax of one logit": (random) => {
    const rows = random.pick([1, 5, 50]);
    return {
      ids: ["one-logit-scored-one"],
      kinds: ["probabilities"],
      output: Array.from({ length: rows }, () => [1]),
      context: random.pick([{}, { num_labels: 1 }]),
    };
  },
  "sound: a pipeline's best labels": (random) => {
    const drawn = single(random, 2, 77);
    const names = namesOf(drawn.classes);
    const best = drawn.logits.map((row) => ({
      label: names[argmaxOf(row)],
      score: storages[drawn.storage](Math.max(...softmaxOf(row))),
    }));
    return {
      ...sound,
      kinds: ["probabilities"],
      alsoTrue: ["already-probabilities"],
      output: best,
      context: { ...said(drawn.classes, singleType), label_ids: drawn.label_ids },
    };
  },
  "a pipeline's lists": (random) => {
    const drawn = single(random, 1, 20);
    const names = namesOf(drawn.classes);
    const output = drawn
      .store(drawn.logits.map(softmaxOf))
      .map((row) =>
        row.map((score, c) => ({ label: names[c], score })).sort((a, b) => b.score - a.score),
      );
    return {
      ids: ["already-probabilities", "decisions"],
      kinds: ["probabilities", "decisions", "unknown"],
      alsoTrue: ofProbabilities,
      output,
      context: random.pick([{}, said(drawn.classes, singleType)]),
    };
  },
  "a pipeline's lists of another model": (random) => {
    const drawn = single(random, 1, 7);
    const output = drawn.logits
      .map(softmaxOf)
      .map((row) => row.map((score, c) => ({ label: `LABEL_${c}`, score })));
    return {
      ids: ["label-unknown"],
      kinds: ["probabilities"],
      alsoTrue: ofProbabilities,
      output,
      context: said(drawn.classes, singleType),
    };
  },
};

function bitsOf(value: number, type: string): number {
  if (type === "bfloat16") {
    const rounded = Float32Array.of(roundTo(value, 8, -133));
    return new Uint32Array(rounded.buffer)[0] >>> 16;
  }
  const size = Math.abs(roundTo(value, 11, -24));
  const sign = value < 0 ? 0x8000 : 0;
  if (size < 2 ** -14) return sign | Math.round(size * 2 ** 24);
  const exponent = Math.floor(Math.log2(size));
  return sign | ((exponent + 15) << 10) | Math.round((size / 2 ** exponent - 1) * 1024);
}
