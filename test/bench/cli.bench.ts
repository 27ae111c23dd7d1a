import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { seededLogits } from "./measure.js";
import { markdownTable, writeResults } from "./results.js";

const folder = mkdtempSync(join(tmpdir(), "cli-"));
afterAll(() => rmSync(folder, { recursive: true }));

const [rows, columns] = [1_000_000, 7];
const rounds = 5;
const main = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const script = fileURLToPath(new URL("python_read.py", import.meta.url));
const python = process.env.READING_LOGITS_BENCH_PYTHON;

/** A .npy file of float32 logits. */
function writeLogits(): string {
  const file = join(folder, "logits.npy");
  const header = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${columns}), }\n`;
  const start = `\x93NUMPY\x01\x00${String.fromCharCode(header.length, 0)}${header}`;
  const logits = seededLogits(rows * columns);
  writeFileSync(file, Buffer.concat([Buffer.from(start, "latin1"), new Uint8Array(logits.buffer)]));
  return file;
}

interface Run {
  out: string;
  seconds: number;
  /** The peak of its memory, as Linux counts it. */
  megabytes: number;
}

/** Runs a program from its start to its end. */
function timed(program: string, args: string[]): Promise<Run> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
    let [out, kilobytes] = ["", 0];
    const watch = setInterval(() => {
      kilobytes = Math.max(kilobytes, peakOf(child.pid));
    }, 10);
    child.stdout.setEncoding("utf8").on("data", (text) => {
      out += text;
    });
    child.on("error", reject);
    child.on("close", (code) => {
      clearInterval(watch);
      const seconds = (performance.now() - start) / 1000;
      if (code === 0) resolve({ out, seconds, megabytes: kilobytes / 1024 });
      else reject(new Error(`${program} ended with ${code}`));
    });
  });
}

function peakOf(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

const middle = (numbers: number[]) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

describe("the program", () => {
  it(`read of ${rows.toLocaleString("en-US")} × ${columns} takes at most 3 s and 300 MB`, async () => {
    const file = writeLogits();
    const contestants: Record<string, () => Promise<Run>> = {
      "`reading-logits read`": () => timed(process.execPath, [main, "read", file]),
      ...(python && { "numpy, scipy, pandas": () => timed(python, [script, file]) }),
    };
    const runs = new Map<string, Run[]>(Object.keys(contestants).map((name) => [name, []]));
    for (let round = 0; round < rounds; round++) {
      for (const [name, run] of Object.entries(contestants)) runs.get(name)?.push(await run());
    }
    const found = Array.from(runs, ([name, list]) => ({
      name,
      out: list[0].out,
      seconds: middle(list.map(({ seconds }) => seconds)),
      megabytes: Math.max(...list.map(({ megabytes }) => megabytes)),
    }));
    const means = found.map(({ out }) => Number(/mean confidence ([\d.]+)/.exec(out)?.[1]));
    for (const mean of means) expect(mean).toBeCloseTo(means[0], 3);
    const [own, other] = found;
    expect(own.megabytes).toBeLessThan(300);
    const table = markdownTable(
      ["1,000,000 × 7 float32 in a .npy file", "s", "MB at its peak"],
      found.map(({ name, seconds, megabytes }) => [name, seconds.toFixed(2), megabytes.toFixed(0)]),
    );
    const ratio = other
      ? ` Python's takes ${(other.seconds / own.seconds).toFixed(2)}× the time.`
      : "";
    const versions = python
      ? (await timed(python, [script, "versions"])).out.trim()
      : "no Python was given";
    const machine = `${cpus()[0].model.trim()}, ${cpus().length} cores, Node ${process.versions.node}; ${versions}`;
    const text = `Medians of ${rounds} runs in turn, from the start of each program to its end: what the numbers are, softmax, the predicted classes and their counts, mean confidence, a table of 20 rows with margin and entropy.${ratio}`;
    console.log(`${table}\n${ratio}`);
    writeResults(
      "cli",
      `## The program\n\n${text}\n\n${table}\n\n${machine}. Made by \`npm run bench -- cli\`; \`READING_LOGITS_BENCH_PYTHON\` names a Python with these packages.`,
    );
    // Said last, so that the table is there in either case.
    expect(own.seconds).toBeLessThan(3);
  });
});
