import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readPredictions } from "../../src/data/readPredictions.js";
import { aboveThreshold } from "../../src/evaluate/aboveThreshold.js";
import { accuracy } from "../../src/evaluate/accuracy.js";
import { multiLabelPrecisionRecallF1 } from "../../src/evaluate/precisionRecallF1.js";
import { argmax } from "../../src/logits/argmax.js";
import { sigmoid } from "../../src/logits/sigmoid.js";

const read = (name: string) => readPredictions(`data/recorded/${name}.npz`);

describe("the recorded logits", () => {
  it.each([
    ["sst2-validation", 872, 2, "0.9025"],
    ["emotions-validation", 4946, 7, "0.7169"],
    ["emotions-test", 4968, 7, "0.7122"],
  ])("%s", async (name, rows, columns, expected) => {
    const predictions = await read(name);
    expect(predictions.dims).toEqual([rows, columns]);
    const { label_ids } = predictions;
    expect(accuracy(label_ids as never, argmax(predictions)).toFixed(4)).toBe(expected);
  });

  it.each([
    ["emotions-multilabel-validation", 5426, "0.6932"],
    ["emotions-multilabel-test", 5427, "0.6954"],
  ])("%s", async (name, rows, expected) => {
    const predictions = await read(name);
    expect(predictions.dims).toEqual([rows, 7]);
    const decided = aboveThreshold(sigmoid(predictions));
    const { micro } = multiLabelPrecisionRecallF1(predictions.label_ids as never, decided);
    expect(micro.f1.toFixed(4)).toBe(expected);
  });

  it("of one sentence differ by rounding in half precision, and by its neighbours where int8 is dynamic", async () => {
    const { data, dims, texts = [] } = await read("one-text");
    expect(dims).toEqual([7, 7]);
    const row = (name: string) => data.slice(7 * texts.indexOf(name), 7 * texts.indexOf(name) + 7);
    const apart = (one: string, other: string) =>
      Math.max(...Array.from(row(one), (z, i) => Math.abs(Number(z) - Number(row(other)[i]))));
    expect(apart("float32, alone", "float32, beside a long text")).toBeLessThan(1e-5);
    expect(apart("float32, alone", "float16, alone")).toBeCloseTo(0.0022, 4);
    expect(apart("dynamic int8, alone", "dynamic int8, beside a long text")).toBeCloseTo(0.3124, 4);
  });

  it("are listed in the data's README", () => {
    const readme = readFileSync("data/README.md", "utf8");
    expect(readme.match(/^\| `[\w-]+\.npz` \| [\d,]+ \| `\[/gm)).toHaveLength(6);
  });
});
