import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { bytesInMemory } from "../../src/data/bytes.js";
import { pickleOf, readPt } from "../../src/data/pt.js";
import { readZip } from "../../src/data/zip.js";

const at = { caller: "parsePredictions", file: "a.pt" };

async function arraysOf(name: string) {
  const file = new URL(`../golden/predictions/${name}`, import.meta.url);
  const entries = readZip(bytesInMemory(readFileSync(file)), at);
  const pickle = pickleOf(entries);
  if (!pickle) throw new Error(`${name} has no pickle`);
  return readPt(entries, pickle, at);
}

it("a dict of tensors gives each under its name, and says what is none", async () => {
  const arrays = await arraysOf("dict.pt");
  const facts = arrays.map(({ name, dtype, dims }) => [name, dtype, dims]);
  expect(facts).toEqual([
    ["logits", "float32", [5, 3]],
    ["label_ids", "int64", [5]],
    ["epoch", "unreadable", []],
  ]);
});

it("a transposed tensor gives any of its rows, along its strides", async () => {
  const [plain] = await arraysOf("tensor.pt");
  const [transposed] = await arraysOf("transposed.pt");
  const [read, expected] = [await transposed.open(), await plain.open()];
  for (const [from, to] of [
    [0, 5],
    [1, 2],
    [3, 5],
  ]) {
    expect(read(from, to)).toEqual(expected(from, to));
  }
});
