// Predicts as many texts as it is told to and prints the process' peak memory in MB: a process of its own for each measurement.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { loadClassifier, Trainer } from "../../dist/index.js";

/** One text a line, so that this program holds each text once, as a person's program does. */
const rows = [];
for await (const text of createInterface({ input: process.stdin })) rows.push({ text });
const trainer = new Trainer({ model: await loadClassifier("sst2") });
const { predictions } = await trainer.predict(rows);
if (predictions.length !== rows.length) throw new Error("some texts were not predicted");

/** Linux counts in `maxRSS` what the process was that started this one; its own peak stands in `VmHWM`. */
function peakInKilobytes() {
  if (process.platform !== "linux") return process.resourceUsage().maxRSS;
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]);
}

console.log(peakInKilobytes() / 1024);
