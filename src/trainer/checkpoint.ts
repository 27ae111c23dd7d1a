import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { readLabels } from "../logits/labels.js";
import { note } from "../logits/note.js";
import { showPath } from "../project.js";
import { diskError, syncFolder, writeDurably } from "./durableFiles.js";
import {
  type Checkpoint,
  type CheckpointParts,
  checkpointFiles,
  parseCheckpoint,
} from "./parseCheckpoint.js";
import { TrainerError } from "./TrainerError.js";
import type { TrainingArgumentsValues } from "./TrainingArguments.js";

const folderName = /^checkpoint-(\d+)$/;

/** What a stopped run may leave: a folder on its way in or out, and the one that it was about to replace. */
const leftoverName = /^(checkpoint-\d+)\.(tmp|old)$/;

/**
 * Writes `checkpoint-N` into `output_dir`, so that a kill, a power cut or a full disk at any moment leaves the old one or the
 * new one: all files go into a folder of another name first; an old checkpoint is moved aside, not deleted, before that
 * folder takes its place.
 *
 * @throws {TrainerError} when the disk is full or can't be written
 */
export async function writeCheckpoint(
  output_dir: string,
  checkpoint: Checkpoint,
  args: TrainingArgumentsValues,
): Promise<void> {
  const folder = checkpointFolder(output_dir, checkpoint.state.global_step);
  const [unfinished, old] = [`${folder}.tmp`, `${folder}.old`];
  try {
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { recursive: true });
    for (const [part, file] of Object.entries(checkpointFiles)) {
      await writeJson(path.join(unfinished, file), checkpoint[part as keyof Checkpoint]);
    }
    await writeJson(path.join(unfinished, "training_args.json"), args);
    if (existsSync(folder)) {
      await rm(old, { recursive: true, force: true });
      await rename(folder, old);
    }
    await rename(unfinished, folder);
    await syncFolder(output_dir);
    await rm(old, { recursive: true, force: true });
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true }).catch(() => {});
    await restore(folder).catch(() => {});
    throw diskError(error, "train", folder, "the earlier checkpoints are as they were");
  }
}

function writeJson(file: string, value: unknown): Promise<void> {
  return writeDurably(file, `${JSON.stringify(value, null, 1)}\n`);
}

/** Puts back a checkpoint that was moved aside and not replaced; true if there was one. */
async function restore(folder: string): Promise<boolean> {
  if (existsSync(folder) || !existsSync(`${folder}.old`)) return false;
  await rename(`${folder}.old`, folder);
  return true;
}

/**
 * Puts right what a run that was killed has left in `output_dir`: a checkpoint that was moved aside comes back, the rest goes.
 *
 * @throws {TrainerError} when the folder can't be written
 */
export async function recoverCheckpoints(output_dir: string): Promise<void> {
  const names = await readdir(output_dir).catch(() => []);
  try {
    for (const name of names.filter((name) => leftoverName.test(name))) {
      const leftover = path.join(output_dir, name);
      const folder = leftover.replace(/\.(tmp|old)$/, "");
      if (name.endsWith(".old") && (await restore(folder))) {
        note(`train was stopped while it replaced ${showPath(folder)}; the earlier one is back`);
      } else {
        await rm(leftover, { recursive: true, force: true });
      }
    }
  } catch (error) {
    throw diskError(error, "train", output_dir, "the checkpoints are as they were");
  }
}

/** @throws {TrainerError} when a file is missing or damaged, or the files don't belong together */
async function readCheckpoint(folder: string): Promise<Checkpoint> {
  try {
    const parts = Object.entries(checkpointFiles).map(
      async ([part, file]) => [part, await readJson(path.join(folder, file))] as const,
    );
    return parseCheckpoint(Object.fromEntries(await Promise.all(parts)) as CheckpointParts);
  } catch (cause) {
    throw new TrainerError(
      `train can't continue from ${showPath(path.resolve(folder))}: ${(cause as Error).message}; choose another checkpoint`,
      { cause },
    );
  }
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (cause) {
    throw new Error(`${path.basename(file)} is missing or damaged`, { cause });
  }
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
    try {
      // Under another name first: a folder that is half deleted must not look like a checkpoint.
      await rename(folder, `${folder}.tmp`);
      await rm(`${folder}.tmp`, { recursive: true, force: true });
    } catch (error) {
      throw diskError(error, "train", folder, "the newer checkpoints are as they were");
    }
    left -= 1;
  }
}

/** What a checkpoint must share with the training that continues from it. */
interface Continued {
  num_examples: number;
  id2label: Readonly<Record<number, string>>;
}

/**
 * Finds and reads the checkpoint that `resume_from_checkpoint` asks for: a folder, or `true` for the newest in `output_dir`
 * that is whole; those that aren't are named in a note.
 *
 * @throws {TrainerError} when there is none, or when its number of texts, labels, seed or batch size is different
 */
export async function resumePoint(
  from: boolean | string,
  args: TrainingArgumentsValues,
  { num_examples, id2label }: Continued,
): Promise<Checkpoint | undefined> {
  if (from === false) return undefined;
  if (from !== true) await restore(path.resolve(from));
  const checkpoint =
    from === true ? await newestCheckpoint(args.output_dir) : await readCheckpoint(from);
  const { head, sampler, state } = checkpoint;
  const seed = args.data_seed ?? args.seed;
  checkSame("number of texts in train_dataset", sampler.num_examples, num_examples);
  checkSame("seed", sampler.seed, seed);
  const { per_device_train_batch_size } = args;
  checkSame("per_device_train_batch_size", state.train_batch_size, per_device_train_batch_size);
  const [then, now] = [head.id2label, id2label].map((labels) => readLabels(labels).join(", "));
  checkSame("list of labels", then, now);
  return checkpoint;
}

async function newestCheckpoint(output_dir: string | null): Promise<Checkpoint> {
  const folders = output_dir === null ? [] : await listCheckpoints(output_dir);
  const problems: string[] = [];
  for (const folder of folders.reverse()) {
    try {
      const checkpoint = await readCheckpoint(folder);
      for (const problem of problems) {
        note(`${problem}; it continues from ${path.basename(folder)} instead`);
      }
      return checkpoint;
    } catch (error) {
      problems.push((error as Error).message.replace(/; choose another checkpoint$/, ""));
    }
  }
  const where = output_dir === null ? "output_dir, which isn't set" : `"${output_dir}"`;
  if (problems.length === 0) {
    throw new TrainerError(
      `train found no checkpoint in ${where}; train without resume_from_checkpoint first`,
    );
  }
  const rest = problems.length > 1 ? `, nor from ${problems.length - 1} before it` : "";
  throw new TrainerError(
    `${problems[0]}${rest}; train without resume_from_checkpoint to begin anew`,
  );
}

function checkSame<T extends string | number>(what: string, then: T, now: T): void {
  if (then === now) return;
  throw new TrainerError(
    `train can't continue with a different ${what}: the checkpoint has ${then}, got ${now}`,
  );
}
