// Predicts as many texts as it is told to and prints the process' peak memory in MB: a process of its own for each measurement.
import { readFileSync } from "node:fs";
import { loadClassifier, Trainer } from "../../dist/index.js";

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
/** @type {string[]} */
const texts = JSON.parse(Buffer.concat(chunks).toString());
const trainer = new Trainer({ model: await loadClassifier("sst2") });
const { predictions } = await trainer.predict(texts.map((text) => ({ text })));
if (predictions.length !== texts.length) throw new Error("some texts were not predicted");

/** Linux counts in `maxRSS` what the process was that started this one; its own peak stands in `VmHWM`. */
function peakInKilobytes() {
  if (process.platform !== "linux") return process.resourceUsage().maxRSS;
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]);
}

console.log(peakInKilobytes() / 1024);
