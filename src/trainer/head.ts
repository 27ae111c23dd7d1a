import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { isList } from "../logits/checkLogits.js";
import { checkOptions, isRecord } from "../logits/checks.js";
import { type Id2Label, readLabels } from "../logits/labels.js";
import { mersenneTwister } from "../logits/random.js";
import { describe } from "../logits/text.js";
import type { ClassifierHead } from "../model/readClassifierHead.js";
import { showPath } from "../project.js";
import { diskError, writeDurably } from "./durableFiles.js";
import { checkProblemType } from "./loss.js";
import { TrainerError } from "./TrainerError.js";

/** A last layer and what its outputs mean: `logits = W·h + b`, with `h` the encoder's pooled vector. */
export interface TrainerHead extends ClassifierHead {
  /** Class index → class label. */
  id2label: Record<number, string>;
  /** Default: `"single_label_classification"`. */
  problem_type?: string | null;
}

/** Options for {@link newHead}. */
export interface NewHeadOptions {
  /** Class labels, by index: `["NEGATIVE", "POSITIVE"]` or `{ 0: "NEGATIVE", 1: "POSITIVE" }`. */
  id2label: Id2Label;
  /** Decides the random weights. Default: 42. */
  seed?: number;
  /** Length of the encoder's pooled vector. Default: 384, that of the embedded models. */
  hidden_size?: number;
  /** Default: `"single_label_classification"`. */
  problem_type?: string;
}

/**
 * An untrained last layer for a task of your own: small random weights (normal, standard deviation 0.02, as in BERT), bias 0.
 *
 * @throws {TrainerError} for an unknown option, and for a seed, size or problem type that can't be
 *
 * @example
 * const head = newHead({ id2label: ["NEGATIVE", "POSITIVE"] });
 * head.b // [0, 0]
 * const trainer = new Trainer({ model: await loadClassifier("emotions"), head });
 */
export function newHead(options: NewHeadOptions): TrainerHead {
  checkOptions("newHead", options ?? {}, headOptions);
  const { id2label, seed = 42, hidden_size = 384 } = options ?? {};
  if (id2label === undefined || id2label === null) {
    throw new TrainerError(
      'newHead needs class labels: newHead({ id2label: ["NEGATIVE", "POSITIVE"] })',
    );
  }
  checkNatural("hidden_size", hidden_size, 1, 1e6);
  checkNatural("seed", seed, 0, 2 ** 32 - 1);
  const problem_type = checkProblemType(
    "newHead",
    options.problem_type ?? "single_label_classification",
  );
  const labels = readLabels(id2label, undefined, "newHead");
  if (labels.length === 0)
    throw new TrainerError("newHead needs at least one class label, got none");
  const random = mersenneTwister(seed);
  const uniform = () => (random() + 0.5) / 2 ** 32;
  // Box and Muller 1958: a normal number from two uniform ones.
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  const W = Array.from({ length: labels.length }, () =>
    Array.from({ length: hidden_size }, () => 0.02 * normal()),
  );
  return { W, b: labels.map(() => 0), id2label: { ...labels }, problem_type };
}

const headOptions = {
  known: ["id2label", "seed", "hidden_size", "problem_type"],
  instead: {
    num_labels: "the labels of id2label are counted; give each a name",
    label2id: "write id2label: id2labelOf(label2id)",
    labels: "write id2label",
    bias: "a new head's bias is 0",
  },
  ErrorType: TrainerError,
};

function checkNatural(name: string, value: unknown, least: number, most: number): void {
  const isWhole =
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
  if (isWhole) return;
  throw new TrainerError(
    `newHead needs ${name} to be a whole number from ${least} to ${most}, got ${describe(value)}`,
  );
}

const file = "classifier.json";

/**
 * A trained head from a folder: one that `save_model` wrote, or a checkpoint.
 *
 * @throws {TrainerError} when the folder holds none, or its parts don't fit together
 *
 * @example
 * const model = await loadClassifier("sst2");
 * const trainer = new Trainer({ model, head: newHead({ id2label: ["NEGATIVE", "POSITIVE"] }) });
 * await trainer.save_model("./results");
 * (await readHead("./results")).id2label // { 0: "NEGATIVE", 1: "POSITIVE" }
 */
export async function readHead(folder: string): Promise<TrainerHead> {
  const place = showPath(path.resolve(folder, file));
  const text = await readFile(path.join(folder, file), "utf8").catch((cause) => {
    throw noHead(`${place} is missing or holds no head`, cause);
  });
  try {
    return parseHead(JSON.parse(text));
  } catch (cause) {
    throw noHead(`${place} holds no head (${(cause as Error).message})`, cause);
  }
}

function noHead(problem: string, cause: unknown): TrainerError {
  return new TrainerError(
    `readHead needs a folder written by trainer.save_model, or a checkpoint: ${problem}`,
    { cause },
  );
}

/**
 * A head out of a file, once it is known that its numbers and labels fit together.
 *
 * @throws {Error} which says what doesn't
 */
export function parseHead(value: unknown): TrainerHead {
  if (!isRecord(value)) throw new Error(`it is ${describe(value)}`);
  const { W, b, id2label, problem_type } = value;
  if (!Array.isArray(W) || W.length === 0) throw new Error(`W is ${describe(W)}`);
  for (const [row, weights] of W.entries()) {
    checkNumbers(`row ${row} of W`, weights, W[0]?.length);
  }
  checkNumbers("b", b, W.length);
  if (!isRecord(id2label)) throw new Error(`id2label is ${describe(id2label)}`);
  readLabels(id2label as Id2Label, W.length, "readHead");
  if (problem_type !== null && problem_type !== undefined) {
    checkProblemType("readHead", problem_type as string);
  }
  return value as unknown as TrainerHead;
}

function checkNumbers(what: string, list: unknown, length: number): void {
  if (!Array.isArray(list) || list.length !== length || length === 0) {
    throw new Error(`${what} is ${describe(list)} where a list of ${length} is expected`);
  }
  const wrong = list.findIndex((value) => !Number.isFinite(value));
  if (wrong === -1) return;
  throw new Error(`number ${wrong} of ${what} is ${describe(list[wrong])}`);
}

/**
 * Writes a head into a folder, for {@link readHead}.
 *
 * @throws {TrainerError} when the disk is full or can't be written; an earlier head is then still there
 */
export async function writeHead(folder: string, head: TrainerHead): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await writeDurably(path.join(folder, file), `${JSON.stringify(head, null, 1)}\n`);
  } catch (error) {
    throw diskError(error, "save_model", path.join(folder, file), "nothing was changed");
  }
}

/**
 * The last layer by hand: `W·h + b`, in log-odds, one logit per label.
 *
 * @throws {TrainerError} when W, b and h don't fit together
 *
 * @example
 * const classifier = await loadClassifier("sst2");
 * const { pooler_output } = await classifier.outputs(["This is a fantastic movie!"], { pooler_output: true });
 * applyHead(await readClassifierHead("sst2"), pooler_output![0]) // [-3.4843, 3.8506]: what the model itself says
 */
export function applyHead(head: ClassifierHead, h: ArrayLike<number>): number[] {
  if (!isList(head?.W) || !isList(head.b)) {
    throw new TrainerError(`applyHead needs a head { W, b }, got ${describe(head)}`);
  }
  if (!isList(h)) {
    const advice = isList((h as { data?: unknown } | null)?.data)
      ? ": take one row of its data"
      : "";
    throw new TrainerError(`applyHead needs one vector h, got ${describe(h)}${advice}`);
  }
  if (typeof h[0] === "object") {
    throw new TrainerError("applyHead needs one vector h, got a batch: call it for each row");
  }
  if (head.W.length !== head.b.length) {
    throw new TrainerError(
      `applyHead needs as many rows of W as numbers in b, got ${head.W.length} and ${head.b.length}`,
    );
  }
  const label = head.W.findIndex((weights) => weights.length !== h.length);
  if (label === -1) return headLogits(head, h);
  throw new TrainerError(
    `applyHead needs a vector of ${head.W[label].length} numbers for row ${label} of W, got ${h.length}`,
  );
}

/** {@link applyHead} of what is known to fit. */
export function headLogits({ W, b }: ClassifierHead, h: ArrayLike<number>): number[] {
  return W.map((weights, label) => {
    let logit = b[label];
    for (let i = 0; i < weights.length; i++) logit += weights[i] * h[i];
    return logit;
  });
}

/** A head's numbers in one list, as the optimiser takes them: W row after row, then b. */
export function headParameters({ W, b }: ClassifierHead): Float64Array {
  return Float64Array.from([...W.flat(), ...b]);
}

/** Turns that list back into a head. */
export function parametersHead(parameters: Float64Array, labels: number): ClassifierHead {
  const size = parameters.length / labels - 1;
  const W = Array.from({ length: labels }, (_, label) =>
    Array.from(parameters.subarray(label * size, (label + 1) * size)),
  );
  return { W, b: Array.from(parameters.subarray(labels * size)) };
}

/** How the loss changes with each parameter of the head, W row after row, then b: the logits' gradient times the vectors. */
export function headGradient(
  logitGradient: readonly number[][],
  vectors: readonly ArrayLike<number>[],
): Float64Array {
  const labels = logitGradient[0].length;
  const size = vectors[0].length;
  const gradient = new Float64Array(labels * (size + 1));
  logitGradient.forEach((row, text) => {
    const vector = vectors[text];
    row.forEach((slope, label) => {
      for (let i = 0; i < size; i++) gradient[label * size + i] += slope * vector[i];
      gradient[labels * size + label] += slope;
    });
  });
  return gradient;
}

/** @throws {TrainerError} for a head that doesn't fit its labels or the encoder's vectors */
export function checkHead({ W, b }: ClassifierHead, labels: number, size: number): void {
  if (W.length === labels && b.length === labels && W.every((row) => row.length === size)) return;
  throw new TrainerError(
    `Trainer needs a head with W [${labels}, ${size}] and b [${labels}] for these labels and this encoder, ` +
      `got W [${W.length}, ${W[0]?.length ?? 0}] and b [${b.length}]`,
  );
}
