import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { bytesInMemory } from "../../src/data/bytes.js";
import { PredictionsError } from "../../src/data/Predictions.js";
import { labelsOf, parsePredictions } from "../../src/data/parsePredictions.js";
import { bytesOf } from "./hostileFiles.js";

const rows = bytesOf("[[1, 2], [3, 4]]");

describe("parsePredictions", () => {
  it("takes bytes in any form, from any realm", async () => {
    const foreign = runInNewContext("new Uint8Array([91, 91, 49, 44, 50, 93, 93])");
    for (const bytes of [
      rows,
      rows.buffer as ArrayBuffer,
      Buffer.from(rows),
      foreign,
      foreign.buffer,
    ]) {
      expect((await parsePredictions(bytes, "a.json")).dims[1]).toBe(2);
    }
  });

  it.each<[unknown, unknown, string]>([
    ["a.npy", "a.npy", "needs the bytes of a file"],
    [[1, 2], "a.npy", "needs the bytes of a file"],
    [null, "a.npy", "needs the bytes of a file"],
    [rows, undefined, "needs the file's name"],
  ])("refuses %s and %s", async (bytes, name, says) => {
    const error = await parsePredictions(bytes as Uint8Array, name as string).catch((one) => one);
    expect(error).toBeInstanceOf(PredictionsError);
    expect(error.message).toContain(says);
  });

  it("refuses an option that it doesn't know", async () => {
    const options = { lable: "truth" } as object;
    await expect(parsePredictions(rows, "a.json", options)).rejects.toThrow(
      'did you mean "label"?',
    );
    await expect(
      parsePredictions(rows, "a.json", { allow_pickle: true } as object),
    ).rejects.toThrow("pickles can run code");
  });

  it("goes by the first bytes, and by the name only for text", async () => {
    const npy = readFileSync(new URL("../golden/predictions/float32-little.npy", import.meta.url));
    expect((await parsePredictions(npy, "predictions")).source).not.toHaveProperty("note");
    expect((await parsePredictions(npy, "a.json")).source.note).toBe(
      "the name ends in .json, and the contents are .npy",
    );
    expect((await parsePredictions(rows, "predictions")).source.format).toBe("json");
    expect((await parsePredictions(bytesOf("1.5,2\n3,4\n"), "predictions")).source.format).toBe(
      "csv",
    );
  });
});

describe("labels in a file of their own", () => {
  const at = { caller: "readPredictions", file: "label_ids" };
  const labels = (text: string) => labelsOf(bytesInMemory(bytesOf(text)), at);

  it("are a JSON list or one a line", async () => {
    expect(await labels("[0, 1]")).toEqual([0, 1]);
    expect(await labels("joy\r\nfear\r\n")).toEqual(["joy", "fear"]);
  });

  it("in any other file are refused", async () => {
    await expect(labels("PK\u0003\u0004\0")).rejects.toThrow(".npy, .json and .txt");
  });
});
