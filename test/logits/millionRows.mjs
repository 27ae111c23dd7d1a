// Interprets a million rows of three logits through the typed-array path, and prints the process's peak memory.
import { interpretColumns } from "../../dist/logits/index.js";

const rows = 1_000_000;
const data = new Float32Array(rows * 3);
let state = 1;
for (let i = 0; i < data.length; i++) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  data[i] = state / 2 ** 29 - 4;
}
const start = performance.now();
const read = interpretColumns({ data, dims: [rows, 3] }, { id2label: ["A", "B", "C"] });
const seconds = (performance.now() - start) / 1000;
const last = read.row(rows - 1);
const megabytes = process.resourceUsage().maxRSS / 1024;
const checks = {
  rows: read.rows,
  label: last.predicted_label,
  scores: last.scores,
  logits: last.logits,
};
console.log(JSON.stringify({ megabytes, seconds, ...checks }));
