import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { PredictionsError } from "../../src/data/Predictions.js";
import { parsePredictions } from "../../src/data/parsePredictions.js";
import { hostileFiles } from "./hostileFiles.js";

const megabyte = 2 ** 20;

/** The memory of this process, and what its buffers hold. */
function memory(): number {
  const { rss, arrayBuffers } = process.memoryUsage();
  return Math.max(rss, arrayBuffers);
}

async function thrownBy(bytes: Uint8Array, name: string): Promise<unknown> {
  return parsePredictions(bytes, name).then(
    () => undefined,
    (error) => error,
  );
}

/** One sentence that names the function and the file. */
function expectOneSentence(error: unknown, name: string): void {
  expect(error).toBeInstanceOf(PredictionsError);
  const { message } = error as Error;
  expect(message).toContain(`parsePredictions can't read ${name}: `);
  expect(message).not.toMatch(/\n|\.$|undefined|\[object/);
  expect(message.length).toBeLessThan(500);
}

describe(`each of ${Object.keys(hostileFiles).length} damaged or hostile files gives one clear error, and takes little memory`, () => {
  // What is loaded on first use is no file's fault.
  beforeAll(() =>
    thrownBy(hostileFiles["a Parquet file that is only its magic"].bytes, "a.parquet"),
  );

  it.each(Object.entries(hostileFiles))("%s", async (_, { name, bytes, says }) => {
    const before = memory();
    const error = await thrownBy(bytes, name);
    expect(memory() - before).toBeLessThan(50 * megabyte);
    expectOneSentence(error, name);
    expect((error as Error).message).toContain(says);
  });
});

const golden = fileURLToPath(new URL("../golden/predictions/", import.meta.url));

const wholeFiles = [
  "float32-little.npy",
  "savez.npz",
  "compressed.npz",
  "float32.safetensors",
  "dict.pt",
  "zstd.parquet",
  "lists.parquet",
  "rows.json",
  "prediction-output.json",
];

describe("a file that was cut", () => {
  it.each(wholeFiles)("gives one clear error wherever it was cut: %s", async (name) => {
    const bytes = readFileSync(golden + name);
    for (let length = 0; length < bytes.length; length++) {
      expectOneSentence(await thrownBy(bytes.subarray(0, length), name), name);
    }
  });
});

describe("a file with a wrong byte", () => {
  it.each(wholeFiles)("gives a clear error or is read, wherever the byte is: %s", async (name) => {
    const bytes = new Uint8Array(readFileSync(golden + name));
    for (let place = 0; place < bytes.length; place++) {
      for (const bits of [0x01, 0x80, 0xff]) {
        bytes[place] ^= bits;
        const error = await thrownBy(bytes, name);
        bytes[place] ^= bits;
        if (error !== undefined) expectOneSentence(error, name);
      }
    }
  });
});
