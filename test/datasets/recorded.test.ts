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

  it("are listed in the data's README", () => {
    const readme = readFileSync("data/README.md", "utf8");
    expect(readme.match(/^\| `[\w-]+\.npz` \| [\d,]+ \| `\[/gm)).toHaveLength(5);
  });
});
