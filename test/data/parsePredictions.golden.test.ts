import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { Predictions, PredictionsError } from "../../src/data/Predictions.js";
import { parsePredictions } from "../../src/data/parsePredictions.js";
import { readPredictions } from "../../src/data/readPredictions.js";

/** What test/golden/make_prediction_files.py wrote, and what is in it. */
interface Case {
  file: string;
  refused?: string;
  dims: number[];
  /** The numbers as float64, as base64. */
  float64: string;
  options?: object;
  numbers: string;
  dtype?: string;
  array?: string;
  note?: string;
  id2label?: Record<string, string>;
  label_ids?: number[] | number[][];
  texts?: string[];
}

const golden = fileURLToPath(new URL("../golden/", import.meta.url));
const { cases } = JSON.parse(readFileSync(path.join(golden, "predictions.json"), "utf8")) as {
  cases: Case[];
};
const folder = path.join(golden, "predictions");

function bitsOf(numbers: ArrayLike<number>): string[] {
  const wide = Float64Array.from(numbers);
  return Array.from(new BigUint64Array(wide.buffer), (bits) => bits.toString(16));
}

function expected(float64: string): Float64Array {
  return new Float64Array(Uint8Array.from(Buffer.from(float64, "base64")).buffer);
}

/** JSON has no negative zero that JavaScript writes: `JSON.stringify(-0)` is `"0"`. */
const withoutNegativeZero = (numbers: ArrayLike<number>) => Array.from(numbers, (one) => one + 0);

function check(
  read: Predictions,
  wanted: Case,
  seen = (numbers: ArrayLike<number>) => Array.from(numbers),
): void {
  expect(read).toBeInstanceOf(Predictions);
  expect(read.dims).toEqual(wanted.dims);
  expect(bitsOf(seen(read.data))).toEqual(bitsOf(seen(expected(wanted.float64))));
  expect(read.source.numbers).toBe(wanted.numbers);
  if (wanted.dtype) expect(read.source.dtype).toBe(wanted.dtype);
  if (wanted.array) expect(read.source.array).toBe(wanted.array);
  expect(read.source.note).toBe(wanted.note);
  if (wanted.id2label) expect(read.id2label).toEqual(wanted.id2label);
  expect(read.label_ids).toEqual(wanted.label_ids);
  expect(read.texts).toEqual(wanted.texts);
}

describe("a file that Python wrote is read back to the last bit", () => {
  const readable = cases.filter(({ refused }) => refused === undefined);
  it.each(readable)("$file", async (wanted) => {
    const options = { ...wanted.options } as { label_ids?: string };
    if (options.label_ids) options.label_ids = path.join(folder, options.label_ids);
    const read = await readPredictions(path.join(folder, wanted.file), options);
    check(read, wanted);
    if (options.label_ids) return;
    const bytes = readFileSync(path.join(folder, wanted.file));
    check(await parsePredictions(bytes, wanted.file, options), wanted);
    const parts: number[] = [];
    for await (const part of read.batches(2)) parts.push(...part.data);
    expect(bitsOf(parts)).toEqual(bitsOf(read.data));
    if (wanted.file.startsWith("special")) return;
    const again = new TextEncoder().encode(JSON.stringify(read));
    const same = { ...wanted, dtype: "text", array: undefined, note: undefined };
    check(await parsePredictions(again, "again.json"), same, withoutNegativeZero);
  });
});

describe("a file without predictions is refused, with what to do", () => {
  const refused = cases.filter((each) => each.refused !== undefined);
  it.each(refused)("$file: $refused", async ({ file, refused }) => {
    const error = await readPredictions(path.join(folder, file)).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(PredictionsError);
    expect(error.message).toContain(refused);
    expect(error.message).toContain(`readPredictions can't read test/golden/predictions/${file}: `);
    expect(error.message).not.toMatch(/\n|undefined|\.$/);
  });
});
