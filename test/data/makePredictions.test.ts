import { describe, expect, it } from "vitest";
import { endingOf, type Found, makePredictions, readerOf } from "../../src/data/makePredictions.js";

const at = { caller: "parsePredictions", file: "a.json" };
const found: Found = {
  dims: [2, 3],
  read: readerOf(Float64Array.of(1, 2, 3, 4, 5, 6), 3),
  dtype: "text",
  numbers: "logits",
};

function make(more: Partial<Found> = {}, options = {}) {
  return makePredictions({ ...found, ...more }, "json", options, at);
}

const names = ["a", "b", "c"];

describe("labels", () => {
  it.each<[string, unknown[], unknown]>([
    ["by name", ["c", "a"], [2, 0]],
    ["by index", [2, 0], [2, 0]],
    ["by index, as Python's int64", [2n, 0n], [2, 0]],
    ["by index, as text or with decimals", ["2", "0.0"], [2, 0]],
    ["that are missing, as Transformers marks them", [-100, -1], [-100, -1]],
    [
      "of several classes",
      [
        [1, 0, 1],
        [0, 0, 0],
      ],
      [
        [1, 0, 1],
        [0, 0, 0],
      ],
    ],
    [
      "of several classes, as booleans",
      [
        [true, false, true],
        [false, false, true],
      ],
      [
        [1, 0, 1],
        [0, 0, 1],
      ],
    ],
    [
      "of several classes, by name",
      [["a", "c"], []],
      [
        [1, 0, 1],
        [0, 0, 0],
      ],
    ],
  ])("are read %s", (_, labels, label_ids) => {
    expect(make({ classes: names, labels }).label_ids).toEqual(label_ids);
  });

  it("go by name where they are booleans and the classes are called so", () => {
    const found = { dims: [1, 2], read: readerOf(Float64Array.of(1, 2), 2) };
    for (const classes of [
      ["True", "False"],
      ["true", "false"],
    ]) {
      expect(make({ ...found, classes, labels: [true] }).label_ids).toEqual([0]);
    }
    expect(make({ ...found, classes: ["no", "yes"], labels: [true] }).label_ids).toEqual([1]);
  });

  it("are never indices where every class has a number as its name", () => {
    const classes = ["1", "2", "3"];
    expect(make({ classes, labels: [3, 1] }).label_ids).toEqual([2, 0]);
    expect(() => make({ classes, labels: [1, 0] })).toThrow("use the classes' names");
  });

  it("go by name where a class has a number as its name", () => {
    expect(make({ classes: ["1", "2", "3"], labels: [1, 3] }).label_ids).toEqual([0, 2]);
  });

  it.each<[string, unknown[], string]>([
    [
      "a name that is no class",
      ["a", "joy"],
      'the label of row 1 is the string "joy", and the classes are "a", "b", "c"',
    ],
    ["an index that counts from 1", [1, 3], "if they count from 1, subtract 1 in Python"],
    ["a fraction", [0, 3.7], "the label of row 1 is 3.7"],
    ["nothing", [0, null], "the label of row 1 is null"],
    ["a list among others", [0, [1, 0, 0]], "lists in some rows and not in others, first in row 1"],
    [
      "a list of another length",
      [
        [1, 0],
        [1, 0],
      ],
      "a 0 or 1 for each of the 3 classes",
    ],
    ["one too few", [0], "there is 1 label for 2 rows"],
  ])("are refused with the row: %s", (_, labels, says) => {
    expect(() => make({ classes: names, labels })).toThrow(says);
  });

  it("as numbers are refused where the file doesn't say which class has which index", () => {
    const scores = { classes: names, isUnordered: true, labels: [0, 1] };
    expect(() => make(scores)).toThrow("nothing in the file says which class has that index");
    expect(make(scores, { id2label: ["c", "b", "a"] }).label_ids).toEqual([0, 1]);
    expect(() => make({ classes: names, labels: [0, 1] }, { id2label: ["c", "b", "a"] })).toThrow(
      "the file has its classes in another order than id2label",
    );
  });

  it("may come with the options", () => {
    expect(make({}, { label_ids: Int8Array.of(2, 0) }).label_ids).toEqual([2, 0]);
    expect(() => make({}, { label_ids: "elsewhere.npy" })).toThrow("needs label_ids as a list");
  });

  it("of a head with one output are values", () => {
    const one = { dims: [2, 1], read: readerOf(Float64Array.of(1, 2), 1) };
    expect(make({ ...one, labels: [3.75, -2] }).label_ids).toEqual([3.75, -2]);
  });
});

describe("classes", () => {
  it("bring the columns into the model's order by name", () => {
    const read = make({ classes: names }, { id2label: { 0: "c", 1: "a", 2: "b" } });
    expect(read.id2label).toEqual({ 0: "c", 1: "a", 2: "b" });
    expect(Array.from(read.data)).toEqual([3, 1, 2, 6, 4, 5]);
  });

  it("with placeholders for names take those of the options", () => {
    const read = make({ classes: ["LABEL_0", "LABEL_1", "LABEL_2"] }, { id2label: names });
    expect(read.id2label).toEqual({ ...names });
    expect(Array.from(read.data)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it("that differ are refused with both lists", () => {
    expect(() => make({ classes: names }, { id2label: ["a", "b", "joy"] })).toThrow(
      'its classes are "a", "b", "c" and those of id2label "a", "b", "joy"',
    );
  });

  it("of another number than the columns are refused", () => {
    expect(() => make({ classes: ["a", "b"] })).toThrow("names 2 classes and has 3 numbers");
    expect(() => make({ classes: ["a", "b", "a"] })).toThrow('two of its classes are called "a"');
  });
});

it("a name's ending is told without its dot and in lower case", () => {
  expect(endingOf("a.b.NPY")).toBe("npy");
  expect(endingOf("predictions")).toBe("");
});

it("scores outside of 0 to 1 are no probabilities", () => {
  const numbers = "probabilities";
  const dims = [1, 2];
  const of = (...values: number[]) =>
    make({ dims, numbers, read: readerOf(Float64Array.from(values), 2) }).source.numbers;
  expect(of(0.25, 0.75)).toBe("probabilities");
  expect(of(0, 1.0000001)).toBe("probabilities");
  expect(of(3.5, -1.5)).toBe("unknown");
});

it("one whole number for each row is a class id, also as a real number", () => {
  const read = readerOf(Float64Array.of(1, 0, 2), 1);
  const numbers = "unknown";
  expect(() => make({ dims: [3], read: () => read(0, 3), numbers })).toThrow("class ids");
  expect(() => make({ dims: [3, 1], read, numbers })).toThrow("class ids");
  expect(make({ dims: [3, 1], read, numbers }, { id2label: ["stars"] }).dims).toEqual([3, 1]);
  expect(make({ dims: [3, 1], read, numbers: "logits" }).dims).toEqual([3, 1]);
  const halves = readerOf(Float64Array.of(1, 0.5, 2), 1);
  expect(make({ dims: [3, 1], read: halves, numbers }).dims).toEqual([3, 1]);
});

it("of numbers that aren't held in memory, first, middle and last rows say whether they are probabilities", () => {
  const rows = 5_000_000;
  const asked: number[] = [];
  const probabilities = (outside: number): ReturnType<typeof makePredictions> =>
    make({
      dims: [rows, 2],
      numbers: "probabilities",
      read: (from, to) => {
        asked.push(to - from);
        const isIn = from <= outside && outside < to;
        return new Float32Array((to - from) * 2).fill(isIn ? 2.5 : 0.5);
      },
    });
  expect(probabilities(-1).source.numbers).toBe("probabilities");
  for (const row of [0, rows / 2, rows - 1]) {
    expect(probabilities(row).source.numbers).toBe("unknown");
  }
  expect(Math.max(...asked)).toBeLessThan(100_000);
});
