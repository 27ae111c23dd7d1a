import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { bytesInMemory } from "../../src/data/bytes.js";
import { arraysOfNpz } from "../../src/data/npz.js";
import { readZip } from "../../src/data/zip.js";

const at = { caller: "readPredictions", file: "a.npz" };

it("gives each array's name, shape and type, and its numbers when they are wanted", async () => {
  const bytes = readFileSync(new URL("../../data/examples/predictions.npz", import.meta.url));
  const arrays = await arraysOfNpz(readZip(bytesInMemory(bytes), at), at);
  expect(arrays.map(({ name, dims, dtype }) => [name, dims, dtype])).toEqual([
    ["predictions", [4, 2], "float32"],
    ["label_ids", [4], "int64"],
  ]);
  expect((await arrays[1].open())(0, 4)).toEqual(BigInt64Array.of(1n, 0n, 0n, 0n));
});

it("refuses an archive without arrays", async () => {
  await expect(arraysOfNpz([], at)).rejects.toThrow("it is empty");
});
