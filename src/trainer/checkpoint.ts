import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { showPath } from "../project.js";
import type { TrainerHead } from "./head.js";
import { TrainerError } from "./TrainerError.js";
import type { TrainerState } from "./TrainerState.js";
import type { TrainingArgumentsValues } from "./TrainingArguments.js";

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
const files = {
  head: "classifier.json",
  best: "best_classifier.json",
  optimizer: "optimizer.json",
  sampler: "sampler.json",
  losses: "losses.json",
  state: "trainer_state.json",
} as const;

const folderName = /^checkpoint-(\d+)$/;

/** Writes `checkpoint-N` into `output_dir`, under another name first: an interrupted write must not look like a checkpoint. */
export async function writeCheckpoint(
  output_dir: string,
  checkpoint: Checkpoint,
  args: TrainingArgumentsValues,
): Promise<void> {
  const folder = checkpointFolder(output_dir, checkpoint.state.global_step);
  const unfinished = path.join(output_dir, `unfinished-${path.basename(folder)}`);
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  for (const [part, file] of Object.entries(files)) {
    const content = JSON.stringify(checkpoint[part as keyof Checkpoint], null, 1);
    await writeFile(path.join(unfinished, file), `${content}\n`);
  }
  const settings = JSON.stringify(args, null, 1);
  await writeFile(path.join(unfinished, "training_args.json"), `${settings}\n`);
  await rm(folder, { recursive: true, force: true });
  await rename(unfinished, folder);
}

/** @throws {TrainerError} when a file is missing or damaged */
async function readCheckpoint(folder: string): Promise<Checkpoint> {
  const read = async (file: string) => {
    try {
      return JSON.parse(await readFile(path.join(folder, file), "utf8"));
    } catch (cause) {
      throw new TrainerError(
        `train can't continue from ${showPath(folder)}: ${file} is missing or damaged; choose another checkpoint`,
        { cause },
      );
    }
  };
  const parts = Object.entries(files).map(async ([part, file]) => [part, await read(file)]);
  return Object.fromEntries(await Promise.all(parts));
}

/** The folder of a step's checkpoint. */
export function checkpointFolder(output_dir: string, step: number): string {
  return path.join(output_dir, `checkpoint-${step}`);
}

/** The checkpoints' folders, oldest first. */
async function listCheckpoints(output_dir: string): Promise<string[]> {
  const names = await readdir(output_dir).catch(() => []);
  const step = (name: string) => Number(folderName.exec(name)?.[1]);
  return names
    .filter((name) => folderName.test(name))
    .sort((a, b) => step(a) - step(b))
    .map((name) => path.join(output_dir, name));
}

/** Removes the oldest checkpoints until `limit` are left, but never the newest or the best. */
export async function limitCheckpoints(
  output_dir: string,
  limit: number,
  best: string | null,
): Promise<void> {
  const folders = await listCheckpoints(output_dir);
  const kept = new Set([folders.at(-1), best]);
  let left = folders.length;
  for (const folder of folders) {
    if (left <= limit) return;
    if (kept.has(folder)) continue;
    await rm(folder, { recursive: true, force: true });
    left -= 1;
  }
}

/**
 * Finds and reads the checkpoint that `resume_from_checkpoint` asks for: a folder, or `true` for the newest in `output_dir`.
 *
 * @throws {TrainerError} when there is none, or when its number of texts, seed or batch size is different
 */
export async function resumePoint(
  from: boolean | string,
  args: TrainingArgumentsValues,
  num_examples: number,
): Promise<Checkpoint | undefined> {
  if (from === false) return undefined;
  const folder = from === true ? (await listCheckpoints(args.output_dir ?? "")).at(-1) : from;
  if (folder === undefined || (from === true && args.output_dir === null)) {
    throw new TrainerError(
      `train found no checkpoint in ${args.output_dir === null ? "output_dir, which isn't set" : `"${args.output_dir}"`}; ` +
        "train without resume_from_checkpoint first",
    );
  }
  const checkpoint = await readCheckpoint(folder);
  const { sampler, state } = checkpoint;
  const seed = args.data_seed ?? args.seed;
  checkSame("number of texts in train_dataset", sampler.num_examples, num_examples);
  checkSame("seed", sampler.seed, seed);
  const { per_device_train_batch_size } = args;
  checkSame("per_device_train_batch_size", state.train_batch_size, per_device_train_batch_size);
  return checkpoint;
}

function checkSame(what: string, then: number, now: number): void {
  if (then === now) return;
  throw new TrainerError(
    `train can't continue with a different ${what}: the checkpoint has ${then}, got ${now}`,
  );
}
