import { describe } from "../logits/text.js";
import { TrainerError } from "./TrainerError.js";

/** Old spelling → new one. */
const oldNames: Record<string, string> = {
  evaluation_strategy: "eval_strategy",
  per_gpu_train_batch_size: "per_device_train_batch_size",
  per_gpu_eval_batch_size: "per_device_eval_batch_size",
  warmup_ratio: "warmup_steps",
};

/** Names from Transformers that mean nothing here. */
const meaningless = [
  "report_to",
  "logging_dir",
  "overwrite_output_dir",
  "push_to_hub",
  "fp16",
  "bf16",
  "use_cpu",
  "no_cuda",
  "log_level",
  "dataloader_num_workers",
  "dataloader_pin_memory",
  "remove_unused_columns",
  "optim",
];

/**
 * The given arguments under their current names, and the notes that they led to.
 *
 * @throws {TrainerError} for an unknown name, with the one that may have been meant
 */
export function renameOldArguments(
  given: object,
  known: readonly string[],
): { renamed: Record<string, unknown>; notes: string[] } {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw new TrainerError(
      `TrainingArguments needs an object of named arguments, got ${describe(given)}`,
    );
  }
  const renamed: Record<string, unknown> = {};
  const notes: string[] = [];
  for (const [name, value] of Object.entries(given)) {
    const newName = Object.hasOwn(oldNames, name) ? oldNames[name] : name;
    if (value === undefined) continue;
    if (meaningless.includes(name)) {
      notes.push(`TrainingArguments: ${name} has no meaning here and is left out`);
    } else if (!known.includes(newName)) {
      const all = [...known, ...Object.keys(oldNames)];
      throw new TrainerError(`TrainingArguments has no argument "${name}"${suggestion(name, all)}`);
    } else if (newName === name) {
      renamed[name] = value;
    } else {
      notes.push(`TrainingArguments: ${name} is now called ${newName}`);
      if (given[newName as keyof typeof given] === undefined) renamed[newName] = value;
    }
  }
  return { renamed, notes };
}

/** `; did you mean "seed"?`, or, where no name is close, all of them. */
export function suggestion(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  return nearest === undefined ? `; it knows ${known.join(", ")}` : `; did you mean "${nearest}"?`;
}

/** The known name that is closest to an unknown one, if any is close enough to have been meant. */
function nearestName(name: string, known: readonly string[]): string | undefined {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  const containing = known.find((candidate) => plain(candidate).includes(plain(name)));
  if (containing !== undefined && plain(name).length > 3) return containing;
  const distances = known.map((candidate) => editDistance(plain(name), plain(candidate)));
  const least = Math.min(...distances);
  return least <= Math.max(2, name.length / 3) ? known[distances.indexOf(least)] : undefined;
}

/** How many letters must be added, removed or changed to turn one word into the other (Levenshtein 1966). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[b.length];
}
