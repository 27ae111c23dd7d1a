import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { PredictionsError } from "../../src/data/Predictions.js";
import { parsePredictions } from "../../src/data/parsePredictions.js";
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

describe("what stands in for a file", () => {
  const refused = async (text: string, name: string, says: string) =>
    expect(parsePredictions(bytesOf(text), name), name).rejects.toThrow(says);

  it("is named: a web page, Git LFS's pointer, text in another encoding", async () => {
    await refused("<!DOCTYPE html><html></html>", "a.json", "it is a web page");
    await refused("\n<html>Not found</html>", "a.npy", "download it again");
    const pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 9\n";
    await refused(pointer, "a.npz", "git lfs pull");
    const latin = Uint8Array.from([...bytesOf("text,a,b\ncaf"), 0xe9, ...bytesOf(",1,2\n")]);
    await expect(parsePredictions(latin, "a.csv")).rejects.toThrow('"CSV UTF-8"');
  });
});
