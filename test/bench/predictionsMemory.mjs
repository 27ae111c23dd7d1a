// Interprets a file of predictions batch by batch, and prints what the process needed for it.
import { readFileSync } from "node:fs";
import { interpretColumns, readPredictions } from "../../dist/index.js";

const start = performance.now();
const predictions = await readPredictions(process.argv[2]);
let rows = 0;
let sum = 0;
for await (const part of predictions.batches()) {
  const read = interpretColumns(part);
  rows += read.rows;
  for (const index of read.predicted_index) sum += index;
}
const seconds = (performance.now() - start) / 1000;

/** On Linux, `maxRSS` includes the process that started this one; its own peak is in `VmHWM`. */
function peakInKilobytes() {
  if (process.platform !== "linux") return process.resourceUsage().maxRSS;
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]);
}

console.log(JSON.stringify({ rows, sum, seconds, megabytes: peakInKilobytes() / 1024 }));
