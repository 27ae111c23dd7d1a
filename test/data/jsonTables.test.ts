import { expect, it } from "vitest";
import {
  asList,
  checkDepth,
  columnsOf,
  hasUnsortedKeys,
  recordsOf,
  splitTable,
} from "../../src/data/jsonTables.js";

const at = { caller: "parsePredictions", file: "a.json" };
const columns = new Map([
  ["a", [1, 2]],
  ["b", [3, 4]],
]);

it("a frame is the same by rows, by columns, by numbered rows, and split", () => {
  const frames = [
    recordsOf(
      [
        { a: 1, b: 3 },
        { a: 2, b: 4 },
      ],
      at,
    ),
    columnsOf({ a: { 0: 1, 1: 2 }, b: { 0: 3, 1: 4 } }, at),
    columnsOf({ a: [1, 2], b: [3, 4] }, at),
    columnsOf({ 0: { a: 1, b: 3 }, 1: { a: 2, b: 4 } }, at),
    splitTable(
      {
        columns: ["a", "b"],
        index: [0, 1],
        data: [
          [1, 3],
          [2, 4],
        ],
      },
      at,
    ),
  ];
  for (const frame of frames) expect(frame).toEqual({ rows: 2, columns });
});

it("a cell that a record lacks is empty", () => {
  expect(recordsOf([{ a: 1 }, { b: 2 }], at).columns.get("a")).toHaveLength(2);
});

it("columns may have any row numbers, if all have the same", () => {
  expect(columnsOf({ a: { 3: 1, 7: 2 }, b: { 3: 3, 7: 4 } }, at)).toEqual({ rows: 2, columns });
  expect(() => columnsOf({ a: { 3: 1, 7: 2 }, b: { 3: 3, 8: 4 } }, at)).toThrow("none is called");
  expect(() => columnsOf({ logits: { joy: 0.1, fear: 0.9 } }, at)).toThrow("none is called");
});

it("columns of different lengths are refused", () => {
  expect(() => columnsOf({ a: [1], b: [1, 2] }, at)).toThrow('"a", "b"');
  expect(() => splitTable({ columns: ["a"], data: [[1, 2]] }, at)).toThrow("don't fit together");
});

it("a typed array in JSON is a list", () => {
  expect(asList(JSON.parse(JSON.stringify(Float32Array.of(1.5, 2))))).toEqual([1.5, 2]);
  expect(asList({ 0: 1, 2: 3 })).toBeUndefined();
  expect(asList({})).toBeUndefined();
});

it("rows and columns that have numbers alone for names have two readings", () => {
  expect(() => columnsOf({ 0: { 0: 1, 1: 2 }, 1: { 0: 3, 1: 4 } }, at)).toThrow('orient="records"');
  expect(() => columnsOf({ 7: { 0: 1, 1: 2 }, 9: { 0: 3, 1: 4 } }, at)).toThrow('orient="records"');
});

it("numbers as keys are in order within each object, whatever stands in strings", () => {
  expect(hasUnsortedKeys('{"a": {"3": 1, "0": 2}}')).toBe(true);
  expect(hasUnsortedKeys('{"a": {"0": {"5": 1}, "3": 2}, "b": {"0": 1, "3": 2}}')).toBe(false);
  expect(hasUnsortedKeys('{"a": {"0": "{\\"5\\": 1}", "1": "5", "2": "1"}}')).toBe(false);
});

it("a cell that a row lacks is no hole", () => {
  const { columns } = recordsOf([{ a: 1, b: 2 }, { a: 3 }], at);
  expect(columns.get("b")?.map(String)).toEqual(["2", "undefined"]);
  expect(Object.keys(columns.get("b") ?? [])).toEqual(["0", "1"]);
});

it("lists that each make 1 are rows and no columns", () => {
  expect(() => columnsOf({ a: [0.9, 0.1], b: [0.8, 0.2] }, at)).toThrow("save a list of rows");
  expect(columnsOf({ joy: [0.9, 0.1], fear: [0.1, 0.9] }, at).rows).toBe(2);
});

it("what is nested without end is refused before anything looks inside", () => {
  const deep = JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`);
  expect(checkDepth([[1, 2]], at)).toEqual([[1, 2]]);
  for (const value of [deep, [[1, 2], deep], { predictions: [[1, 2]], label_ids: deep }]) {
    expect(() => checkDepth(value, at)).toThrow(
      "parsePredictions can't read a.json: its lists or objects are nested more than 50 deep; save [rows, classes]",
    );
  }
});
