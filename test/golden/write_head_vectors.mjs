// Writes head_training_vectors.json: pooled vectors of 45 sentences by the embedded emotions model, for make_head_training.py.
import { writeFileSync } from "node:fs";
import { loadClassifier } from "../../dist/index.js";

const good = ["warm", "clever", "moving", "funny", "brave", "tender", "bright", "gripping"];
const bad = ["dull", "clumsy", "hollow", "noisy", "stale", "cold", "lazy", "muddled"];
const things = ["film", "plot", "ending", "cast", "script", "score"];

/** Which sentence is good or bad follows no pattern that the order of the rows would give away. */
const rows = Array.from({ length: 45 }, (_, i) => {
  const label = Number((i * 7) % 11 < 5);
  const words = label === 1 ? good : bad;
  const thing = things[i % things.length];
  return { label, text: `The ${thing} was ${words[i % 8]} and, I thought, ${words[(i * 3 + 1 + Math.floor(i / 24)) % 8]}.` };
});

const classifier = await loadClassifier("emotions");
const { pooler_output = [] } = await classifier.outputs(
  rows.map(({ text }) => text),
  { pooler_output: true },
);
const bytes = Buffer.concat(pooler_output.map((row) => Buffer.from(row.buffer)));
const content = {
  shape: [rows.length, pooler_output[0].length],
  labels: rows.map(({ label }) => label),
  vectors: bytes.toString("base64"),
};
writeFileSync(new URL("head_training_vectors.json", import.meta.url), `${JSON.stringify(content)}\n`);
await classifier.dispose();
