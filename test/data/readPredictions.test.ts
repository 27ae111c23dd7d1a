import { appendFile, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { readPredictions } from "../../src/data/readPredictions.js";
import { interpretColumns, PredictionsError } from "../../src/index.js";
import { projectRoot } from "../../src/project.js";
import { bytesOf, header, npy } from "./hostileFiles.js";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "predictions é "));
});

afterAll(() => rm(folder, { recursive: true }));

/** A .npy file of so many rows of 25 numbers, the numbers of the rows. */
async function largeFile(name: string, rows: number): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, npy(header(`(${rows}, 25)`), new Uint8Array()));
  const step = 10_000;
  for (let row = 0; row < rows; row += step) {
    const part = Float32Array.from({ length: step * 25 }, (_, i) => (i % 25 === row % 25 ? 2 : 1));
    await appendFile(file, new Uint8Array(part.buffer));
  }
  return file;
}

describe("readPredictions", () => {
  it("says of a file that isn't there where it looked", async () => {
    await expect(readPredictions("nowhere.npy")).rejects.toThrow(
      "nowhere.npy: there is no such file; check the path, which is relative to",
    );
    await mkdir(path.join(folder, "a.npy"));
    await expect(readPredictions(path.join(folder, "a.npy"))).rejects.toThrow("a folder");
    await expect(readPredictions(3 as never)).rejects.toThrow("needs the path of a file");
  });

  it("interprets 120 MB in batches with a tenth of that in buffers", async () => {
    const predictions = await readPredictions(await largeFile("large.npy", 1_200_000));
    let rows = 0;
    let most = 0;
    const before = process.memoryUsage().arrayBuffers;
    for await (const part of predictions.batches(10_000)) {
      rows += interpretColumns(part).rows;
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    }
    expect(rows).toBe(1_200_000);
    expect(most).toBeLessThan(100 * 2 ** 20);
  });

  it("refuses a large file that has changed since it was opened", async () => {
    const file = await largeFile("changed.npy", 700_000);
    const predictions = await readPredictions(file);
    expect(predictions.toString()).toContain("700000 rows");
    await writeFile(file, bytesOf("gone"));
    expect(() => predictions.data).toThrow(PredictionsError);
    expect(() => predictions.data).toThrow("changed since it was opened");
  });

  it("finds the kit's own recorded logits by name, from any folder, and the name of no other file", async () => {
    const folderOf = vi.spyOn(process, "cwd").mockReturnValue(folder);
    const files = await readdir(path.join(projectRoot(), "data", "recorded"));
    const rows: Record<string, number> = {};
    for (const file of files) {
      const { name } = path.parse(file);
      rows[name] = (await readPredictions(name)).dims[0];
    }
    expect(rows).toEqual({
      "emotions-multilabel-test": 5427,
      "emotions-multilabel-validation": 5426,
      "emotions-test": 4968,
      "emotions-validation": 4946,
      "one-text": 7,
      "sst2-validation": 872,
    });
    await expect(readPredictions("sst2-test")).rejects.toThrow("sst2-test: there is no such file");
    folderOf.mockRestore();
  });

  it("reads labels from a file of their own", async () => {
    const [file, labels] = ["a.json", "labels.txt"].map((name) => path.join(folder, name));
    await writeFile(file, '{"logits": [[1, 2], [3, 4]], "id2label": ["joy", "fear"]}');
    await writeFile(labels, "fear\njoy\n");
    expect((await readPredictions(file, { label_ids: labels })).label_ids).toEqual([1, 0]);
    await expect(readPredictions(file, { label_ids: `${labels}.not` })).rejects.toThrow(
      "labels.txt.not",
    );
  });
});
