// Predicts as many texts as it is told to and prints the process's peak memory in MB: each measurement has its own process.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { loadClassifier, Trainer } from "../../dist/index.js";

/** One text per line, so that this program holds each text once, as a person's program would. */
const rows = [];
for await (const text of createInterface({ input: process.stdin })) rows.push({ text });
const trainer = new Trainer({ model: await loadClassifier("sst2") });
const { predictions } = await trainer.predict(rows);
if (predictions.length !== rows.length) throw new Error("some texts were not predicted");

/** On Linux, `maxRSS` includes the process that started this one; its own peak is in `VmHWM`. */
function peakInKilobytes() {
  if (process.platform !== "linux") return process.resourceUsage().maxRSS;
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]);
}

console.log(peakInKilobytes() / 1024);
