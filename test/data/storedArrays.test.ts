import { describe, expect, it } from "vitest";
import {
  labelsOfArray,
  predictionsOfArrays,
  type StoredArray,
} from "../../src/data/storedArrays.js";

const at = { caller: "parsePredictions", file: "a.npz" };

function array(name: string, dims: number[], dtype: StoredArray["dtype"] = "float32"): StoredArray {
  const count = dims.reduce((product, size) => product * size, 1);
  const values = Float32Array.from({ length: count }, (_, i) => i);
  const columns = count / (dims[0] ?? 1);
  const open = async () => (from: number, to: number) =>
    values.subarray(from * columns, to * columns);
  return { name, dims, dtype, open };
}

const choose = (arrays: StoredArray[], options = {}) =>
  predictionsOfArrays(arrays, "npz", options, at);

describe("among several arrays", () => {
  it("the predictions are those with a usual name, or the only real numbers", async () => {
    const hidden = array("hidden_states", [2, 768]);
    const ids = array("ids", [2], "int64");
    expect((await choose([hidden, array("predictions", [2, 3])])).dims).toEqual([2, 3]);
    expect((await choose([ids, array("whatever", [2, 3])])).dims).toEqual([2, 3]);
  });

  it("what isn't used is listed", async () => {
    const read = await choose([array("logits", [2, 3]), array("arr_1", [2], "int64")]);
    expect(read.source.others).toEqual(['"arr_1" (int64 [2])']);
  });

  it("two that could be meant are refused, with the list and the way to choose", async () => {
    const two = [array("predictions", [2, 3]), array("logits", [2, 3])];
    await expect(choose(two)).rejects.toThrow(
      'choose one with { name: "predictions" }; it holds "predictions" (float32 [2, 3]), "logits" (float32 [2, 3])',
    );
    expect((await choose(two, { name: "logits" })).source.array).toBe('array "logits"');
    await expect(choose(two, { name: "logit" })).rejects.toThrow('no array "logit"');
    await expect(choose(two, { name: "logits", label: "truth" })).rejects.toThrow('"truth"');
  });

  it("one number per text is a column, not one text's row", async () => {
    const pair = [array("logits", [3]), array("label_ids", [3])];
    expect((await choose(pair)).dims).toEqual([3, 1]);
    expect((await choose([array("logits", [3])])).dims).toEqual([3]);
  });
});

it("labels alone are a list or rows", async () => {
  expect(await labelsOfArray(array("", [3]), at)).toEqual([0, 1, 2]);
  expect(await labelsOfArray(array("", [2, 2]), at)).toEqual([
    [0, 1],
    [2, 3],
  ]);
  await expect(labelsOfArray(array("", [1, 1, 1]), at)).rejects.toThrow("isn't that of labels");
});

describe("classes that are stored as numbers or truth values", () => {
  it("are names", async () => {
    const logits = array("logits", [2, 2]);
    const classes = { ...array("classes", [2], "int64"), open: async () => () => [1, 2] as never };
    const labels = { ...array("labels", [2], "int64"), open: async () => () => [2, 1] as never };
    const read = await choose([logits, classes, labels]);
    expect([read.id2label, read.label_ids]).toEqual([{ 0: "1", 1: "2" }, [1, 0]]);
  });

  it("as Python prints them", async () => {
    const classes = { ...array("classes", [2], "bool"), open: async () => () => [1, 0] as never };
    const labels = { ...array("labels", [2], "bool"), open: async () => () => [1, 0] as never };
    const read = await choose([array("logits", [2, 2]), classes, labels]);
    expect([read.id2label, read.label_ids]).toEqual([{ 0: "True", 1: "False" }, [0, 1]]);
  });
});

it("two arrays of labels that differ are refused", async () => {
  const other = { ...array("y_true", [2], "int64"), open: async () => () => [1, 1] as never };
  const arrays = [array("logits", [2, 2]), array("labels", [2], "int64"), other];
  await expect(choose(arrays)).rejects.toThrow('{ label: "y_true" }');
  expect((await choose(arrays, { label: "y_true" })).label_ids).toEqual([1, 1]);
});
