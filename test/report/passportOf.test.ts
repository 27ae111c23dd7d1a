import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { readPredictions } from "../../src/data/readPredictions.js";
import { kitVersion } from "../../src/project.js";
import { bytesPrint, filePrint, passportOf } from "../../src/report/passportOf.js";
import { readingOf } from "../../src/report/readingOf.js";
import { readFrom } from "./readFrom.js";

const npz = "data/examples/predictions.npz";

it("says where numbers come from: files, shape, hash, function, versions, date", async () => {
  const read = await readingOf(await readPredictions(npz));
  const date = new Date("2026-11-28T12:00:00Z");
  const passport = await passportOf(read, { files: [await filePrint(npz)], date });
  expect(passport).toMatchObject({
    passport: 1,
    format: "npz",
    array: 'array "predictions"',
    dtype: "float32",
    shape: [4, 2],
    labels: ["LABEL_0", "LABEL_1"],
    kind: "logits",
    function_to_apply: "softmax",
    model: null,
    truncation: null,
    versions: { "reading-logits": kitVersion(), node: process.versions.node },
    date: "2026-11-28T12:00:00.000Z",
  });
  const bytes = readFileSync(npz);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  expect(passport.files).toEqual([{ file: "predictions.npz", bytes: bytes.length, sha256 }]);
  expect(bytesPrint("predictions.npz", bytes)).toEqual(passport.files[0]);
});

it("the hash of the numbers is that of their float32, whatever kind of file they are in", async () => {
  const hashes = await Promise.all(
    [npz, "data/examples/predictions.npy"].map(async (file) => {
      const read = await readingOf(await readPredictions(file));
      return (await passportOf(read, { files: [] })).logits_sha256;
    }),
  );
  const numbers = Float32Array.of(-4.2, 4.5, 3.5, -3.25, -0.75, 1.5, 2, -1.5);
  const wanted = createHash("sha256").update(new Uint8Array(numbers.buffer)).digest("hex");
  expect(hashes).toEqual([wanted, wanted]);
  const csv = await readFrom("LABEL_0,LABEL_1\n-4.2,4.5\n3.5,-3.25\n-0.75,1.5\n2,-1.5\n");
  expect((await passportOf(csv, { files: [] })).logits_sha256).toBe(wanted);
});
