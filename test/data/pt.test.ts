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

it.each(["neg", "conj"])("a view that is stored with { %s: true } is refused", async (flag) => {
  const text = (value: string) => `X${String.fromCharCode(value.length)}\0\0\0${value}`;
  const storage = `(${text("storage")}ctorch\nFloatStorage\n${text("0")}${text("cpu")}K\u0002tQ`;
  const size = "K\u0002\u0085";
  const stride = "K\u0001\u0085";
  const metadata = `}${text(flag)}\u0088s`;
  const pickle = `\u0080\u0002ctorch._utils\n_rebuild_tensor_v2\n(${storage}K\0${size}${stride}\u0089ccollections\nOrderedDict\n)R${metadata}tR.`;
  const entry = (name: string, bytes: Uint8Array) => ({
    name,
    size: bytes.length,
    open: async () => bytesInMemory(bytes),
    head: async () => bytes,
    check: () => undefined,
  });
  const data = entry(
    "a/data.pkl",
    Uint8Array.from(pickle, (c) => c.charCodeAt(0)),
  );
  const entries = [data, entry("a/data/0", new Uint8Array(8))];
  await expect(readPt(entries, data, at)).rejects.toThrow(
    `stored negated or conjugated (${flag}); save it with .resolve_neg().resolve_conj()`,
  );
});
