// Measures a million rows, and prints what the process needed for it beside Node and the data.
import { readFileSync } from "node:fs";
import { expectedCalibrationError, fitTemperature, rocAuc } from "../../dist/index.js";

const measures = { expectedCalibrationError, fitTemperature, rocAuc };
const [n, k] = [1_000_000, 7];
const megabyte = 1024 ** 2;
const before = process.memoryUsage.rss() / megabyte;
let state = 1;
const draw = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};
const data = new Float64Array(n * k);
for (let i = 0; i < n * k; i++) data[i] = 8 * draw() - 9;
const labels = new Int32Array(n);
for (let row = 0; row < n; row++) {
  labels[row] = Math.floor(k * draw());
  // Right more often than by chance.
  if (row % 2 === 0) data[row * k + labels[row]] = 0;
}

/** On Linux, `maxRSS` includes the process that started this one; its own peak is in `VmHWM`. */
function peakInKilobytes() {
  if (process.platform !== "linux") return process.resourceUsage().maxRSS;
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]);
}

const measure = /** @type {keyof typeof measures} */ (process.argv[2]);
measures[measure](labels, { data, dims: [n, k] });
const bytes = data.byteLength + labels.byteLength;
console.log(JSON.stringify({ megabytes: peakInKilobytes() / 1024 - before - bytes / megabyte }));
