import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { seededLogits } from "./measure.js";
import { writeResults } from "./results.js";

const folder = mkdtempSync(join(tmpdir(), "predictions-"));
const [rows, columns] = [10_000_000, 25];
const script = fileURLToPath(new URL("predictionsMemory.mjs", import.meta.url));

afterAll(() => rmSync(folder, { recursive: true }));

/** A .npy file of float32 logits. */
function writeLarge(): string {
  const file = join(folder, "large.npy");
  const header = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${columns}), }\n`;
  const start = Buffer.from(
    `\x93NUMPY\x01\x00${String.fromCharCode(header.length, 0)}${header}`,
    "latin1",
  );
  const part = seededLogits(100_000 * columns);
  const open = openSync(file, "w");
  writeSync(open, start);
  for (let row = 0; row < rows; row += 100_000) writeSync(open, part);
  closeSync(open);
  return file;
}

describe("saved predictions", () => {
  it("a gigabyte of float32 logits is interpreted in at most 300 MB", () => {
    const run = spawnSync(process.execPath, [script, writeLarge()], { encoding: "utf8" });
    if (run.status !== 0) throw new Error(run.stderr);
    const { rows: read, seconds, megabytes } = JSON.parse(run.stdout);
    expect(read).toBe(rows);
    expect(megabytes).toBeLessThan(300);
    const text = `${rows.toLocaleString("en-US")} × ${columns} float32 in a .npy file (1.0 GB), opened by \`readPredictions\` and interpreted with \`batches()\` and \`interpretColumns\`: ${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB at its peak, Node itself included.`;
    console.log(text);
    const machine = `${cpus()[0].model.trim()}, ${cpus().length} cores, Node ${process.versions.node}`;
    writeResults(
      "predictions",
      `## Saved predictions\n\n${text}\n\n${machine}. Made by \`npm run bench -- predictions\`.`,
    );
  });
});
