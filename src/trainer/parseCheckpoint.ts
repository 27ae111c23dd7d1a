import { isRecord } from "../logits/checks.js";
import { describe } from "../logits/text.js";
import { parseHead, type TrainerHead } from "./head.js";
import type { Metrics } from "./PredictionOutput.js";
import type { TrainerState } from "./TrainerState.js";

/** Everything that training needs to continue as if it had never stopped. */
export interface Checkpoint {
  head: TrainerHead;
  /** The head of the best evaluation so far. */
  best: TrainerHead | null;
  optimizer: { steps: number; mean: number[]; meanSquare: number[] };
  /** Where training is in the order of the texts; the order itself follows from seed and epoch. */
  sampler: { seed: number; epoch: number; step_in_epoch: number; num_examples: number };
  /** The losses that aren't in the log yet. */
  losses: { sinceLog: number; lastLoggedStep: number; total: number };
  state: TrainerState;
}

/** Which part is in which file; numbers come back from JSON bit for bit. */
export const checkpointFiles = {
  head: "classifier.json",
  best: "best_classifier.json",
  optimizer: "optimizer.json",
  sampler: "sampler.json",
  losses: "losses.json",
  state: "trainer_state.json",
} as const;

/** What the files of a checkpoint hold, whatever it is. */
export type CheckpointParts = Readonly<Record<keyof Checkpoint, unknown>>;

/**
 * The parts of a checkpoint, once it is known that they are whole, that their numbers can be, and that they belong together.
 *
 * @throws {Error} which names the file and says what is wrong in it
 */
export function parseCheckpoint(parts: CheckpointParts): Checkpoint {
  const head = headIn("head", parts);
  const best = parts.best === null ? null : headIn("best", parts);
  const state = stateIn(parts);
  const sampler = samplerIn(parts);
  checkPlace(state, sampler);
  const optimizer = optimizerIn(parts, head);
  same("optimizer", "steps", optimizer.steps, state.global_step);
  const losses = lossesIn(parts, state);
  if (best && best.W.length !== head.W.length) {
    throw damage("best", `has ${best.W.length} labels where classifier.json has ${head.W.length}`);
  }
  return { head, best, optimizer, sampler, losses, state };
}

function damage(part: keyof Checkpoint, problem: string): Error {
  return new Error(`${checkpointFiles[part]} ${problem}`);
}

function headIn(part: "head" | "best", parts: CheckpointParts): TrainerHead {
  try {
    return parseHead(parts[part]);
  } catch (cause) {
    throw new Error(`${checkpointFiles[part]} holds no head (${(cause as Error).message})`, {
      cause,
    });
  }
}

/** The fields of a part, by name. */
function fieldsOf(
  part: keyof Checkpoint,
  parts: CheckpointParts,
): Readonly<Record<string, unknown>> {
  const value = parts[part];
  if (isRecord(value)) return value;
  throw damage(part, `holds ${describe(value)} where an object is expected`);
}

/** A whole number that is `least` or more. */
function whole(part: keyof Checkpoint, parts: CheckpointParts, name: string, least = 0): number {
  const value = fieldsOf(part, parts)[name];
  if (Number.isSafeInteger(value) && (value as number) >= least) return value as number;
  throw damage(
    part,
    `has ${describe(value)} as ${name} where a whole number from ${least} is expected`,
  );
}

function finite(part: keyof Checkpoint, parts: CheckpointParts, name: string): number {
  const value = fieldsOf(part, parts)[name];
  if (Number.isFinite(value)) return value as number;
  throw damage(part, `has ${describe(value)} as ${name} where a finite number is expected`);
}

function same(part: keyof Checkpoint, name: string, value: number, expected: number): void {
  if (value === expected) return;
  throw damage(part, `has ${value} as ${name} where its other numbers and files need ${expected}`);
}

function stateIn(parts: CheckpointParts): TrainerState {
  const [part, fields] = ["state", fieldsOf("state", parts)] as const;
  const best_global_step =
    fields.best_global_step === null ? null : whole(part, parts, "best_global_step");
  const best_metric = fields.best_metric === null ? null : finite(part, parts, "best_metric");
  const { best_model_checkpoint: best } = fields;
  if (best !== null && typeof best !== "string") {
    throw damage(part, `has ${describe(best)} as best_model_checkpoint where a path is expected`);
  }
  return {
    global_step: whole(part, parts, "global_step"),
    epoch: finite(part, parts, "epoch"),
    max_steps: whole(part, parts, "max_steps", 1),
    num_train_epochs: whole(part, parts, "num_train_epochs", 1),
    train_batch_size: whole(part, parts, "train_batch_size", 1),
    best_metric,
    best_global_step,
    best_model_checkpoint: best,
    log_history: logIn(fields.log_history),
  };
}

function logIn(log: unknown): Metrics[] {
  if (!Array.isArray(log)) {
    throw damage("state", `has ${describe(log)} as log_history where a list is expected`);
  }
  return log.map((entry, index) => {
    if (!isRecord(entry)) {
      throw damage("state", `has ${describe(entry)} as entry ${index} of log_history`);
    }
    const metrics = Object.entries(entry).map(([name, value]) => {
      // A metric may be NaN, which JSON writes as null.
      if (value === null) return [name, Number.NaN];
      if (typeof value === "number") return [name, value];
      throw damage("state", `has ${describe(value)} as ${name} in entry ${index} of log_history`);
    });
    return Object.fromEntries(metrics);
  });
}

function samplerIn(parts: CheckpointParts): Checkpoint["sampler"] {
  return {
    seed: whole("sampler", parts, "seed"),
    epoch: whole("sampler", parts, "epoch"),
    step_in_epoch: whole("sampler", parts, "step_in_epoch"),
    num_examples: whole("sampler", parts, "num_examples", 1),
  };
}

/** Step and epoch are said twice, and both must say the same; the last epoch may have been cut short by `max_steps`. */
function checkPlace(state: TrainerState, sampler: Checkpoint["sampler"]): void {
  const { epoch, step_in_epoch, num_examples } = sampler;
  const steps_per_epoch = Math.ceil(num_examples / state.train_batch_size);
  const step = Math.min(epoch * steps_per_epoch + step_in_epoch, state.max_steps);
  same("state", "global_step", state.global_step, step);
  const share = (step % steps_per_epoch) / steps_per_epoch;
  same("state", "epoch", state.epoch, Math.floor(step / steps_per_epoch) + share);
}

function optimizerIn(parts: CheckpointParts, head: TrainerHead): Checkpoint["optimizer"] {
  const parameters = head.b.length * (head.W[0].length + 1);
  const numbers = (name: "mean" | "meanSquare", least: number): number[] => {
    const list = fieldsOf("optimizer", parts)[name];
    if (!Array.isArray(list) || list.length !== parameters) {
      throw damage(
        "optimizer",
        `has ${describe(list)} as ${name} where a list of ${parameters} is expected`,
      );
    }
    const wrong = list.findIndex((value) => !(Number.isFinite(value) && value >= least));
    if (wrong === -1) return list;
    throw damage("optimizer", `has ${describe(list[wrong])} in place ${wrong} of ${name}`);
  };
  return {
    steps: whole("optimizer", parts, "steps"),
    mean: numbers("mean", Number.NEGATIVE_INFINITY),
    meanSquare: numbers("meanSquare", 0),
  };
}

function lossesIn(parts: CheckpointParts, { global_step }: TrainerState): Checkpoint["losses"] {
  const lastLoggedStep = whole("losses", parts, "lastLoggedStep");
  if (lastLoggedStep > global_step) {
    throw damage("losses", `has ${lastLoggedStep} as lastLoggedStep, after step ${global_step}`);
  }
  const [sinceLog, total] = ["sinceLog", "total"].map((name) => finite("losses", parts, name));
  return { sinceLog, lastLoggedStep, total };
}
