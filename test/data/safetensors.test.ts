import { expect, it } from "vitest";
import { bytesInMemory } from "../../src/data/bytes.js";
import { readSafetensors, safetensorsHeader } from "../../src/data/safetensors.js";
import { floats, safetensors } from "./hostileFiles.js";

const at = { caller: "parsePredictions", file: "a.safetensors" };

it("a .safetensors file gives its tensors by name, and the classes of its metadata", async () => {
  const bytes = safetensors({
    __metadata__: { id2label: '["a", "b"]' },
    two: { dtype: "F32", shape: [1, 2], data_offsets: [8, 16] },
    one: { dtype: "F32", shape: [2, 1], data_offsets: [0, 8] },
  });
  const length = safetensorsHeader(bytes, bytes.length) ?? 0;
  const { arrays, classes } = readSafetensors(bytesInMemory(bytes), length, at);
  expect(classes).toEqual(["a", "b"]);
  expect(arrays.map(({ name }) => name)).toEqual(["two", "one"]);
  const read = await arrays[0].open();
  expect(read(0, 1)).toEqual(Float32Array.of(3, 4));
});

it("a file is one only if its header fits into it", () => {
  const bytes = safetensors({}, floats());
  expect(safetensorsHeader(bytes, bytes.length)).toBe(2);
  expect(safetensorsHeader(bytes, 9)).toBeUndefined();
  expect(safetensorsHeader(Uint8Array.of(1), 1)).toBeUndefined();
});
