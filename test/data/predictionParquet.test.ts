import { readFileSync } from "node:fs";
import { afterEach, expect, it, vi } from "vitest";
import { bytesInMemory } from "../../src/data/bytes.js";
import { predictionsOfParquet } from "../../src/data/predictionParquet.js";

const at = { caller: "parsePredictions", file: "a.parquet" };
const file = new URL("../golden/predictions/zstd.parquet", import.meta.url);
const source = bytesInMemory(readFileSync(file));

afterEach(() => {
  vi.doUnmock("hyparquet");
  vi.resetModules();
});

it("a Parquet file is read by hyparquet", async () => {
  expect((await predictionsOfParquet(source, {}, at)).source.dtype).toBe("float32");
});

it("without hyparquet, the error says how to install it", async () => {
  vi.resetModules();
  vi.doMock("hyparquet", () => {
    throw new Error("Cannot find package 'hyparquet'");
  });
  const { predictionsOfParquet: read } = await import("../../src/data/predictionParquet.js");
  await expect(read(source, {}, at)).rejects.toThrow(
    "reading Parquet needs two packages that are not installed; run npm install hyparquet@1 hyparquet-compressors@1",
  );
});
