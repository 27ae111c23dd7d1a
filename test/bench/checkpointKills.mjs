// Kills training at random moments while it writes its checkpoints anew, and looks at what is left.
// usage, after `npm run build`: node test/bench/checkpointKills.mjs [KILLS]
import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const child = fileURLToPath(new URL("checkpointChild.mjs", import.meta.url));
const steps = 16;

/**
 * Each round starts training from the beginning in a folder that has all its checkpoints, kills it, lets the next start put
 * things right, compares every file with an undisturbed run's, and goes on from the last checkpoint that was announced.
 *
 * `inside` counts the kills that left something to put right.
 *
 * @param {number} kills
 */
export async function killTraining(kills) {
  const { recoverCheckpoints } = await import("../../dist/trainer/checkpoint.js");
  const scratch = mkdtempSync(path.join(tmpdir(), "kills é "));
  try {
    const whole = path.join(scratch, "whole");
    const expected = lastLine(run(whole, "beginning").stdout);
    const found = { kills: 0, inside: 0, lost: 0, halved: 0, stacks: 0, different: 0 };
    const folder = path.join(scratch, "killed");
    cpSync(whole, folder, { recursive: true });
    while (found.kills < kills) {
      const saved = await killOne(folder);
      found.kills += 1;
      if (left(folder).length > 0) found.inside += 1;
      await recoverCheckpoints(folder);
      found.lost += left(folder).length;
      count(whole, folder, found);
      const { status, stdout, stderr } = run(folder, path.join(folder, `checkpoint-${saved}`));
      if (status !== 0 || stderr !== "") found.stacks += 1;
      if (lastLine(stdout) !== expected) found.different += 1;
    }
    return found;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * @param {string} folder
 * @param {string} from
 */
function run(folder, from) {
  return spawnSync(process.execPath, [child, folder, from], { encoding: "utf8" });
}

/** @param {string} text */
const lastLine = (text) => text.trim().split("\n").at(-1);

/**
 * Kills a training and returns the last step whose checkpoint it announced.
 *
 * @param {string} folder
 * @returns {Promise<string | undefined>}
 */
function killOne(folder) {
  return new Promise((resolve) => {
    const training = spawn(process.execPath, [child, folder, "beginning", "again"]);
    let said = "";
    training.stdout.on("data", (piece) => {
      if (said === "") setTimeout(() => training.kill("SIGKILL"), 200 * Math.random());
      said += piece;
    });
    training.on("close", () => resolve([...said.matchAll(/saved (\d+)\n/g)].at(-1)?.[1]));
  });
}

/**
 * What is no checkpoint.
 *
 * @param {string} folder
 */
function left(folder) {
  return readdirSync(folder).filter((name) => !/^checkpoint-\d+$/.test(name));
}

/**
 * Every checkpoint is still there, and each of its files is what an undisturbed run writes, byte by byte.
 *
 * @param {string} whole
 * @param {string} folder
 * @param {{ lost: number, halved: number }} found
 */
function count(whole, folder, found) {
  for (let step = 1; step <= steps; step++) {
    const [good, killed] = [whole, folder].map((root) => path.join(root, `checkpoint-${step}`));
    const isWhole = () =>
      readdirSync(good).every((file) => isSame(path.join(good, file), path.join(killed, file)));
    if (!existsSync(killed)) found.lost += 1;
    else if (!isWhole()) found.halved += 1;
  }
}

/**
 * @param {string} good
 * @param {string} killed
 */
function isSame(good, killed) {
  /** @param {string} file */
  const text = (file) => readFileSync(file, "utf8").replaceAll(/"output_dir": .*/g, "");
  return existsSync(killed) && text(good) === text(killed);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = await killTraining(Number(process.argv[2] ?? 200));
  console.log(JSON.stringify(found));
  process.exitCode = found.lost + found.halved + found.stacks + found.different > 0 ? 1 : 0;
}
