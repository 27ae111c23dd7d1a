import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import {
  confusionMatrix,
  expectedCalibrationError,
  fitTemperature,
  fitVectorScaling,
  rocAuc,
  softmaxInto,
} from "../../dist/index.js";
import { medians, seededLogits } from "./measure.js";
import { markdownTable, writeResults } from "./results.js";

const k = 7;
const folder = mkdtempSync(join(tmpdir(), "calibration-"));
const peers = await startPython();
/** A folder in which ml-confusion-matrix is installed. */
const npm = process.env.READING_LOGITS_BENCH_NPM;
const rows: string[][] = [];
const parts: string[] = [];
const ms = (time: number) => (time < 100 ? time.toFixed(2) : time.toFixed(0));

afterAll(() => {
  peers?.end();
  rmSync(folder, { recursive: true });
});

/** Python in a process that keeps running, so that it takes turns with the kit. Both say how much processor
 * time they took, which other work on the machine doesn't change. */
async function startPython() {
  const python = process.env.READING_LOGITS_BENCH_PYTHON;
  if (!python) return undefined;
  const script = fileURLToPath(new URL("python_calibration.py", import.meta.url));
  const child = spawn(python, [script], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error("Python ended before its time");
    return value as string;
  };
  return {
    versions: await answer(),
    async run(work: string, n: number): Promise<{ ms: number; value: number }> {
      child.stdin.write(`${JSON.stringify({ work, n, k, folder })}\n`);
      return JSON.parse(await answer());
    },
    end: () => child.stdin.end(),
  };
}

/** Logits twice as sure as they should be, their probabilities and true classes, here and in files for Python. */
function dataOf(n: number) {
  const z = Float64Array.from(seededLogits(n * k));
  const p = new Float64Array(n * k);
  softmaxInto(z, n, k, p, 2);
  const draws = seededLogits(2 * n, 0, 1);
  const labels = Int32Array.from({ length: n }, (_, row) => {
    let left = draws[2 * row + 1];
    let label = 0;
    while (label < k - 1 && left > p[row * k + label]) left -= p[row * k + label++];
    return label;
  });
  softmaxInto(z, n, k, p);
  writeFileSync(join(folder, `logits-${n}.bin`), z);
  writeFileSync(join(folder, `probabilities-${n}.bin`), p);
  writeFileSync(join(folder, `labels-${n}.bin`), labels);
  return { labels, logits: { data: z, dims: [n, k] }, probabilities: { data: p, dims: [n, k] } };
}

/** The kit and its peers in turn; the median of each, in ms. */
async function inTurn(n: number, ours: () => number, works: string[]) {
  const times: number[][] = [[], ...works.map(() => [])];
  const values: number[] = [];
  // Node compiles what it has seen several times; a million rows are done in seconds where exponentials aren't fitted to them.
  const [warmUp, rounds] = n <= 100_000 || works[0]?.startsWith("ece") ? [5, 15] : [1, 3];
  for (let round = -warmUp; round < rounds; round++) {
    const start = process.cpuUsage();
    values[0] = ours();
    const { user, system } = process.cpuUsage(start);
    const took = [(user + system) / 1000];
    for (const [i, work] of works.entries()) {
      const answer = await peers?.run(work, n);
      took.push(answer?.ms ?? Number.NaN);
      values[i + 1] = answer?.value ?? Number.NaN;
    }
    if (round < 0) continue;
    for (const [i, time] of took.entries()) times[i].push(time);
  }
  return { values, times: times.map((all) => all.sort((a, b) => a - b)[all.length >> 1]) };
}

describe("measures of confidence", () => {
  it.each([10_000, 1_000_000])("%i × 7", async (n) => {
    const { labels, logits, probabilities } = dataOf(n);
    const contests: [string, () => number, string[]][] = [
      [
        "ECE of probabilities",
        () => expectedCalibrationError(labels, probabilities),
        ["ece torchmetrics", "ece netcal"],
      ],
      [
        "ECE of logits",
        () => expectedCalibrationError(labels, logits),
        ["ece of logits torchmetrics"],
      ],
      [
        "best temperature",
        () => fitTemperature(labels, logits).temperature ?? Number.NaN,
        ["temperature scikit-learn", "temperature netcal"],
      ],
      [
        "ROC AUC, each class against all",
        () => rocAuc(labels, probabilities),
        ["auc scikit-learn", "auc torchmetrics"],
      ],
    ];
    for (const [what, ours, works] of contests) {
      const { values, times } = await inTurn(n, ours, peers ? works : []);
      const others = (peers ? works : []).map((work, i) => {
        // Their single precision and search leave a few digits.
        expect(Math.abs(values[i + 1] - values[0])).toBeLessThan(1e-3);
        const ratio = (times[i + 1] / times[0]).toFixed(1);
        return `${work.split(" ").at(-1)} ${ms(times[i + 1])} (${ratio}×)`;
      });
      rows.push([`${what}, ${n.toLocaleString("en")} × ${k}`, ms(times[0]), others.join(", ")]);
      console.log(rows.at(-1)?.join(" | "));
    }
    const fit = fitTemperature(labels, logits);
    expect(fit.converged).toBe(true);
    expect(fit.iterations).toBeLessThanOrEqual(12);
    expect(Math.abs(Number(fit.gradient))).toBeLessThanOrEqual(1e-10);
    if (n > 10_000) return;
    const { temperature, vector } = await medians(
      {
        temperature: () => fitTemperature(labels, logits),
        vector: () => fitVectorScaling(labels, logits),
      },
      5,
    );
    expect(temperature).toBeLessThan(50);
    rows.push([`vector scaling, 10,000 × ${k}`, ms(vector), ""]);
  });

  it("counts a confusion matrix of 100,000 labels", async () => {
    const labels = Array.from(seededLogits(100_000, 0, 7), Math.floor);
    const other = Array.from(seededLogits(200_000, 0, 7), Math.floor).slice(100_000);
    const predicted = labels.map((label, i) => (i % 3 === 0 ? other[i] : label));
    const peer = npm && createRequire(join(npm, "package.json"))("ml-confusion-matrix");
    const time = await medians({
      kit: () => confusionMatrix(labels, predicted),
      peer: () => (peer ? peer.ConfusionMatrix.fromLabels(labels, predicted) : 0),
    });
    const beside = peer
      ? `ml-confusion-matrix ${ms(time.peer)} (${(time.peer / time.kit).toFixed(1)}×)`
      : "";
    rows.push(["confusion matrix, 100,000 labels of 7 classes", ms(time.kit), beside]);
    console.log(rows.at(-1)?.join(" | "));
  });

  it.each(["expectedCalibrationError", "fitTemperature", "rocAuc"])(
    "%s of 1,000,000 × 7 needs at most 300 MB beside the data",
    (name) => {
      const script = fileURLToPath(new URL("calibrationMemory.mjs", import.meta.url));
      const run = spawnSync(process.execPath, [script, name], { encoding: "utf8" });
      if (run.status !== 0) throw new Error(run.stderr);
      const { megabytes } = JSON.parse(run.stdout);
      parts.push(`\`${name}\` ${megabytes.toFixed(0)} MB`);
      console.log(parts.at(-1));
      expect(megabytes).toBeLessThanOrEqual(300);
    },
  );

  it("is written down", () => {
    const machine = `${cpus()[0].model.trim()}, ${cpus().length} cores, Node ${process.versions.node}${peers ? `; ${peers.versions}` : ""}`;
    const how =
      "Processor time of all threads, medians of 15 rounds after 5 that don't count (of 3 after 1 where a million rows take seconds), the kit and one Python process in turn; in brackets how many times as much as the kit it takes. All get the same float64 numbers in memory; the kit checks them, and torchmetrics adds them up in single precision, which moves its third or fourth digit at a million rows.";
    writeResults(
      "calibration",
      `## Confidence and ranking\n\n${how} ${machine}.\n\n${markdownTable(["what", "the kit, ms", "others, ms"], rows)}\n\nPeak memory at 1,000,000 × ${k}, beside Node and the data: ${parts.join(", ")}.\n\nMade by \`npm run bench -- calibration\`; \`READING_LOGITS_BENCH_PYTHON\` names a Python with these packages, \`READING_LOGITS_BENCH_NPM\` a folder with ml-confusion-matrix.`,
    );
  });
});
