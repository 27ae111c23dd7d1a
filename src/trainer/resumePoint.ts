import { type Checkpoint, listCheckpoints, readCheckpoint } from "./checkpoint.js";
import { TrainerError } from "./TrainerError.js";
import type { TrainingArgumentsValues } from "./TrainingArguments.js";

/**
 * Finds and reads the checkpoint that `resume_from_checkpoint` means: a folder, or `true` for the newest of `output_dir`.
 *
 * @throws {TrainerError} when there is none, or when it belongs to other texts, another seed or another batch size
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
    `train can't go on with another ${what} than the checkpoint's: ${then} there, ${now} now`,
  );
}
