import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { readLabels } from "../logits/readLabels.js";
import { showPath } from "../model/showPath.js";
import { checkHead } from "./headParameters.js";
import { TrainerError } from "./TrainerError.js";
import type { TrainerHead } from "./TrainerHead.js";

const file = "classifier.json";

/**
 * A trained head from a folder: one that `save_model` wrote, or a checkpoint.
 *
 * @throws {TrainerError} when there is none, or its parts don't fit together
 *
 * @example
 * const trainer = new Trainer({ model, head: await readHead("./results/checkpoint-84") });
 */
export async function readHead(folder: string): Promise<TrainerHead> {
  const place = showPath(path.resolve(folder, file));
  let head: TrainerHead;
  try {
    head = JSON.parse(await readFile(path.join(folder, file), "utf8"));
    const labels = readLabels(head.id2label, undefined, "readHead");
    checkHead(head, labels.length, head.W[0].length);
  } catch (cause) {
    throw new TrainerError(
      `readHead needs a folder of trainer.save_model or a checkpoint: ${place} is missing or holds no head`,
      { cause },
    );
  }
  return head;
}

/** Writes a head into a folder, for {@link readHead}. */
export async function writeHead(folder: string, head: TrainerHead): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, file), `${JSON.stringify(head, null, 1)}\n`);
}
