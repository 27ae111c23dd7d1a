import { expect, it } from "vitest";
import { bytesInMemory } from "../../src/data/bytes.js";
import { labelsOf } from "../../src/data/labelsOf.js";

const labels = (text: string, file = "label_ids", label?: string) =>
  labelsOf(
    bytesInMemory(new TextEncoder().encode(text)),
    { caller: "readPredictions", file },
    label,
  );

it("a JSON list, or one label a line", async () => {
  expect(await labels("[0, 1]")).toEqual([0, 1]);
  expect(await labels("joy\r\nfear\r\n")).toEqual(["joy", "fear"]);
});

it("a column of a data frame, as pandas writes one", async () => {
  expect(await labels(",label\n0,joy\n1,fear\n", "a.csv")).toEqual(["joy", "fear"]);
  expect(await labels("text\tlabel\nA\tjoy\nB\tfear\n", "a.tsv")).toEqual(["joy", "fear"]);
  expect(await labels(",feeling\n0,joy\n1,fear\n", "a.csv")).toEqual(["joy", "fear"]);
  expect(await labels("a,b\njoy,1\nfear,2\n", "a.csv", "a")).toEqual(["joy", "fear"]);
});

it("one column, with or without a header", async () => {
  expect(await labels("label\njoy\nfear\njoy\n", "a.csv")).toEqual(["joy", "fear", "joy"]);
  expect(await labels("joy\nfear\njoy\n", "a.csv")).toEqual(["joy", "fear", "joy"]);
  expect(await labels("0\n1\n0\n", "a.csv")).toEqual(["0", "1", "0"]);
});

it("records, one a line or in a list, and an object of lists", async () => {
  const record = '{"text":"A","label":"joy"}';
  expect(await labels(`${record}\n${record}\n`, "a.jsonl")).toEqual(["joy", "joy"]);
  expect(await labels(`[${record}]`, "a.json")).toEqual(["joy"]);
  expect(await labels('{"predictions":[[1,2],[3,4]],"label_ids":[0,1]}', "a.json")).toEqual([0, 1]);
});

it("where nothing says which column it is, a choice is asked for", async () => {
  await expect(labels("a,b\n1,2\n", "a.csv")).rejects.toThrow(
    'readPredictions can\'t read a.csv: nothing says which column has the labels; it has "a", "b": choose one with { label: "a" }',
  );
  await expect(labels("a,b\n1,2\n", "a.csv", "c")).rejects.toThrow('it has no column "c"');
  await expect(labels("label,truth\n1,2\n", "a.csv")).rejects.toThrow("they differ");
});

it("any other file is refused", async () => {
  await expect(labels("PK\u0003\u0004\0")).rejects.toThrow("cut or damaged");
  await expect(labels("\0\u0001")).rejects.toThrow(".npy, .npz, .json");
  await expect(labels("")).rejects.toThrow("it is empty");
  const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  await expect(labels(deep)).rejects.toThrow("nested more than 50 deep");
});
