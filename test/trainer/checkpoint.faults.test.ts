import { spawnSync } from "node:child_process";
import { cp, mkdir, readdir, readFile, rename, rm, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { TrainerError } from "../../src/trainer/TrainerError.js";
import { killTraining } from "../bench/checkpointKills.mjs";
import { collectNotes } from "./notes.js";
import { checkpointsFolder, twoKindsTrainer as make } from "./twoKindsTrainer.js";

const notes = collectNotes();
const child = fileURLToPath(new URL("../bench/checkpointChild.mjs", import.meta.url));

/** A folder with the checkpoints 1 to 6. */
async function trained(): Promise<{ folder: string; resume: () => Promise<unknown> }> {
  const folder = await checkpointsFolder();
  const options = { output_dir: folder, save_steps: 1, num_train_epochs: 1 };
  await make(options).train();
  return { folder, resume: () => make(options).train({ resume_from_checkpoint: true }) };
}

const all = [1, 2, 3, 4, 5, 6].map((step) => `checkpoint-${step}`);

/** How a run ends on a disk that is full. */
function runOn(folder: string, limit = "") {
  const command = `${limit}"${process.execPath}" "${child}" "${folder}" beginning`;
  return spawnSync("sh", ["-c", command], { encoding: "utf8" });
}

describe("killed while it replaces its checkpoints", () => {
  it("loses and halves none, and resumes to the same numbers", async () => {
    expect(await killTraining(10)).toMatchObject({
      kills: 10,
      lost: 0,
      halved: 0,
      stacks: 0,
      different: 0,
    });
  });

  it.each([
    ["while the new one is written", ["checkpoint-6.tmp"], all],
    ["before the new one moves in", ["checkpoint-6.tmp", "checkpoint-6.old"], all.slice(0, -1)],
    ["before the old one goes", ["checkpoint-6.old"], all],
    ["while one over the limit is deleted", ["checkpoint-1.tmp"], all.slice(1)],
  ])("%s: puts right what is left", async (_, leftovers, kept) => {
    const { folder, resume } = await trained();
    for (const name of leftovers) {
      await cp(path.join(folder, "checkpoint-6"), path.join(folder, name), { recursive: true });
    }
    for (const name of leftovers.filter((name) => name.endsWith(".tmp"))) {
      await truncate(path.join(folder, name, "optimizer.json"), 20);
    }
    const gone = all.filter((name) => !kept.includes(name));
    for (const name of gone) await rm(path.join(folder, name), { recursive: true });
    await resume();
    const isBack = leftovers.length === 2;
    expect((await readdir(folder)).sort()).toEqual(isBack ? all : kept);
    expect(notes).toEqual(
      isBack
        ? [expect.stringMatching(/stopped while it replaced .*checkpoint-6; the earlier one is/)]
        : [],
    );
  });

  it("finds a checkpoint that was moved aside by its folder, too", async () => {
    const { folder } = await trained();
    const from = path.join(folder, "checkpoint-3");
    await rename(from, `${from}.old`);
    const trainer = make({ num_train_epochs: 1 });
    await trainer.train({ resume_from_checkpoint: from });
    expect(trainer.state.global_step).toBe(6);
  });
});

describe("a checkpoint that isn't whole", () => {
  it("is skipped with a note, and one before it is taken", async () => {
    const { folder, resume } = await trained();
    const at = (step: number, file: string) => path.join(folder, `checkpoint-${step}`, file);
    await rm(at(6, "losses.json"));
    await writeFile(at(5, "classifier.json"), "null");
    await resume();
    expect(notes).toEqual([
      `Note: train can't continue from ${folder}/checkpoint-6: losses.json is missing or damaged; it continues from checkpoint-4 instead`,
      `Note: train can't continue from ${folder}/checkpoint-5: classifier.json holds no head (it is null); it continues from checkpoint-4 instead`,
    ]);
  });

  it("is an error when there is no other, and training never begins anew in silence", async () => {
    const { folder, resume } = await trained();
    for (const name of all) await truncate(path.join(folder, name, "sampler.json"), 8);
    await expect(resume()).rejects.toThrow(TrainerError);
    await expect(resume()).rejects.toThrow(
      `train can't continue from ${folder}/checkpoint-6: sampler.json is missing or damaged, nor from 5 before it; train without resume_from_checkpoint to begin anew`,
    );
    const from = path.join(folder, "checkpoint-2");
    await expect(make().train({ resume_from_checkpoint: from })).rejects.toThrow(
      `train can't continue from ${from}: sampler.json is missing or damaged; choose another checkpoint`,
    );
  });

  it("is one of another task when its labels are others", async () => {
    const { folder } = await trained();
    const from = path.join(folder, "checkpoint-2");
    for (const file of ["classifier.json"]) {
      const head = JSON.parse(await readFile(path.join(from, file), "utf8"));
      head.id2label = { 0: "right", 1: "left" };
      await writeFile(path.join(from, file), JSON.stringify(head));
    }
    await expect(make().train({ resume_from_checkpoint: from })).rejects.toThrow(
      "train can't continue with a different list of labels: the checkpoint has right, left, got left, right",
    );
  });
});

describe("a full disk", () => {
  it.skipIf(process.platform === "win32")(
    "is one sentence with the path, and nothing is left half, where files may not grow",
    async () => {
      const folder = await checkpointsFolder();
      const { stderr, status } = runOn(folder, "ulimit -f 1; ");
      expect(status).toBe(1);
      expect(stderr).toMatch(
        /TrainerError: train can't write .*checkpoint-1 \(EFBIG\): free some space, or choose another output_dir; the earlier checkpoints are as they were\n/,
      );
      expect(await readdir(folder)).toEqual([]);
    },
  );

  it("leaves the checkpoints before it whole, on a real small disk", async ({ skip }) => {
    const disk = await checkpointsFolder();
    const size = mountSmall(disk);
    if (!size) return skip("only root can mount a small disk, on Linux");
    const folder = path.join(disk, "out");
    const { stderr } = runOn(folder);
    expect(stderr).toMatch(
      /TrainerError: train can't write .*checkpoint-\d+ \(ENOSPC\): free some space/,
    );
    const left = await readdir(folder);
    expect(left.length).toBeGreaterThan(0);
    expect(left.every((name) => /^checkpoint-\d+$/.test(name))).toBe(true);
    await mkdir(path.join(disk, "mine"));
    await rm(path.join(folder, left[0]), { recursive: true });
    const last = path.join(folder, left.at(-1) ?? "");
    expect((await readdir(last)).length).toBe(7);
    const again = runOn(folder);
    expect(again.stderr).toContain("ENOSPC");
    expect((await readdir(last)).length).toBe(7);
  });
});

function mountSmall(folder: string): boolean {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
  const root = (command: string) => spawnSync("sh", ["-c", command, "sh", folder]).status === 0;
  if (!root('mount -t tmpfs -o size=300k tmpfs "$1"')) return false;
  onTestFinished(() => void root('umount -l "$1"'));
  return true;
}
