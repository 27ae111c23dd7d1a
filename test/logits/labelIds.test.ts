import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LogitsError } from "../../src/logits/errors.js";
import type { LabelReading, StoredLabels } from "../../src/logits/labelColumn.js";
import { isNamed, readStoredLabels } from "../../src/logits/labelIds.js";

const said: unknown[] = [];
beforeEach(() => {
  said.length = 0;
  vi.spyOn(console, "info").mockImplementation((text) => said.push(text));
});
afterEach(() => vi.restoreAllMocks());

const single = "single_label_classification";
const multi = "multi_label_classification";
type Known = Partial<LabelReading>;
const read = (stored: unknown, known: Known = {}) =>
  readStoredLabels(stored, { caller: "read", name: "labels", problem_type: single, ...known });

/** Class indices as a list, sets as rows. */
function plain(labels: StoredLabels): unknown {
  if (labels.kind === "classes") return Array.from(labels.ids);
  if (labels.kind === "values") return Array.from(labels.values);
  const { data, rows, columns } = labels;
  return Array.from({ length: rows }, (_, row) =>
    Array.from(data.subarray(row * columns, (row + 1) * columns)),
  );
}

const names = ["joy", "fear", "anger"];
const two = { num_labels: 2 };
const three = { num_labels: 3 };

describe("labels with one meaning are read", () => {
  it.each<[string, unknown, Known, unknown]>([
    ["numbers", [2, 0, 1], three, [2, 0, 1]],
    ["floats that are whole", Float32Array.of(1, 0), two, [1, 0]],
    ["int64", BigInt64Array.of(1n, 0n), two, [1, 0]],
    ["uint64", BigUint64Array.of(1n, 0n), two, [1, 0]],
    ["bigints in a list", [1n, 0n], two, [1, 0]],
    ["a CSV's text", ["1", "0.0"], two, [1, 0]],
    ["a tensor [n]", { data: BigInt64Array.of(1n, 0n), dims: [2] }, two, [1, 0]],
    ["a tensor [n, 1]", { data: [1, 0], dims: [2, 1] }, two, [1, 0]],
    ["a column [n, 1]", [[1], [0]], two, [1, 0]],
    ["a one-hot tensor", { data: [0, 1, 1, 0], dims: [2, 2] }, two, [1, 0]],
    ["names", ["fear", "joy"], { id2label: names }, [1, 0]],
    ["names in lists of one", [["fear"], ["joy"]], { id2label: names }, [1, 0]],
    ["placeholders", ["LABEL_10", "LABEL_2"], {}, [10, 2]],
    ["truth values", [true, false], two, [1, 0]],
    [
      "truth values of classes called so",
      ["TRUE", "FALSE"],
      { id2label: ["True", "False"] },
      [0, 1],
    ],
    ["a data frame's truth values", ["True", "False"], {}, [1, 0]],
    [
      "one-hot rows of two classes",
      [
        [0, 1],
        [1, 0],
      ],
      two,
      [1, 0],
    ],
    [
      "one-hot rows",
      [
        [0, 0, 1],
        [1, 0, 0],
      ],
      three,
      [2, 0],
    ],
    [
      "one-hot truth values",
      [
        [false, true],
        [true, false],
      ],
      two,
      [1, 0],
    ],
    ["-100", [-100, 1], two, [-100, 1]],
    ["-1 beside more classes than it could be one of", [-1, 0, 2], {}, [-100, 0, 2]],
    ["-1 beside 0 and 1 of two classes", [-1, 0, 1], two, [-100, 0, 1]],
    ["-1 of four classes", [-1, 1], { num_labels: 4 }, [-100, 1]],
    ["-1 and -100 beside names", ["fear", -1, -100], { id2label: names }, [1, -100, -100]],
    ["labels from 1 to k", [3, 1, 2, 1], three, [2, 0, 1, 0]],
    ["labels from 1 to k, with rows without one", [2, -100, 1], two, [1, -100, 0]],
    ["labels that never are 0", [1, 1], three, [1, 1]],
    ["numbers that are names", [1, 5, 3], { id2label: ["1", "2", "3", "4", "5"] }, [0, 4, 2]],
    ["text that is a name", ["1", "2"], { id2label: ["1", "2"] }, [0, 1]],
    [
      "another order of the same names",
      [0, 1],
      { id2label: names, stored_id2label: ["fear", "joy"] },
      [1, 0],
    ],
    [
      "sets",
      [
        [1, 1, 0],
        [0, 0, 0],
      ],
      { ...three, problem_type: multi },
      [
        [1, 1, 0],
        [0, 0, 0],
      ],
    ],
    ["sets of truth values", [[true, false]], { ...two, problem_type: multi }, [[1, 0]]],
    ["soft sets", [[0.2, 1]], { ...two, problem_type: multi }, [[0.2, 1]]],
    [
      "lists of indices",
      [[0, 2], [1], []],
      { ...three, problem_type: multi },
      [
        [1, 0, 1],
        [0, 1, 0],
        [0, 0, 0],
      ],
    ],
    [
      "lists of names",
      [["joy", "anger"], []],
      { id2label: names, problem_type: multi },
      [
        [1, 0, 1],
        [0, 0, 0],
      ],
    ],
    [
      "printed lists",
      ["['joy', 'anger']", "[]"],
      { id2label: names, problem_type: multi },
      [
        [1, 0, 1],
        [0, 0, 0],
      ],
    ],
    [
      "numpy's printed rows",
      ["[0 1]", "[1 1]"],
      { ...two, problem_type: multi },
      [
        [0, 1],
        [1, 1],
      ],
    ],
    ["one label to have or not", [1, 0], { num_labels: 1, problem_type: multi }, [[1], [0]]],
    ["values", [3.7, -1], { num_labels: 1, problem_type: "regression" }, [3.7, -1]],
    ["values in a column", [[3.7], ["2"]], { num_labels: 1, problem_type: "regression" }, [3.7, 2]],
    ["several values per row", [[1.5, -2]], { ...two, problem_type: "regression" }, [[1.5, -2]]],
  ])("%s", (_title, stored, known, expected) => {
    expect(plain(read(stored, known))).toEqual(expected);
  });

  it("sets are matched by name, column by column", () => {
    const known = {
      id2label: names,
      stored_id2label: ["anger", "joy", "fear"],
      problem_type: multi,
    };
    expect(plain(read([[1, 1, 0]], known))).toEqual([[1, 0, 1]]);
  });

  it("a data set brings its classes' names", () => {
    const rows = Object.assign([{ label: 0 }, { label: 1 }], { id2label: ["fear", "joy"] });
    expect(plain(read(rows, { id2label: names }))).toEqual([1, 0]);
  });

  it("finds the names where none are known", () => {
    expect(read(["b", "a", "b"])).toMatchObject({ names: ["a", "b"], unlabelled: 0 });
    expect(read(["b", -100])).toMatchObject({ names: ["b"], unlabelled: 1 });
  });

  it("says that labels count from 1", () => {
    read([1, 2], two);
    expect(said).toEqual(["Note: read: labels count from 1 to 2, so 1 is taken from each"]);
  });
});

describe("labels with two meanings are refused, with the row and both", () => {
  it.each<[string, unknown, Known, string]>([
    [
      "-1, 0 and 1 of nobody knows how many",
      [0, -1, 1],
      {},
      'row 1 is -1, which is either "no label" (then write -100), or one of the classes -1, 0 and 1 (then add 1 to each)',
    ],
    ["-1 and 1 of nobody knows how many", [1, -1], {}, 'row 1 is -1, which is either "no label"'],
    ["-1, 0 and 1 of three", [0, -1, 1], three, "one of the classes -1, 0 and 1"],
    ["-1 and 1 of two", [1, -1], two, "or one of the classes -1 and 1 (then write 0 and 1)"],
    [
      "k, but not all of 1 to k",
      [1, 3],
      three,
      "row 1 is 3, which is either class 2 of labels that count from 1 to 3 (then subtract 1 from each), or beyond the 3 classes, 0 to 2",
    ],
    [
      "years",
      [2023, 2024],
      {},
      "row 1 is 2024, which is either a class index (then say how many classes there are), or a year",
    ],
    [
      "numbers that are names and indices",
      [1, 2],
      { id2label: ["0", "2", "1"] },
      "row 0 is 1, which is either the class named 1 (then write it as text), or the index of class 2",
    ],
    [
      "two zeros and ones of three classes",
      [[0, 1]],
      { ...three, problem_type: multi },
      "row 0 is [0, 1], which is either zeros and ones for 2 labels, where there are 3, or a list of class indices",
    ],
    [
      "names that differ in case",
      ["joy", "Joy"],
      {},
      'row 0 is the string "joy", which is either the same class as "Joy" (then write both alike), or another one',
    ],
    ["names that differ by a space", ["joy", "joy "], {}, 'the same class as "joy"'],
  ])("%s", (_title, stored, known, message) => {
    expect(() => read(stored, known)).toThrow(LogitsError);
    expect(() => read(stored, known)).toThrow(/^read can read labels in two ways: /);
    expect(() => read(stored, known)).toThrow(message);
  });
});

describe("what is no label is refused, with the row", () => {
  it.each<[string, unknown, Known, string]>([
    [
      "a fraction",
      [1, 3.7],
      three,
      "read needs class indices (0, 1, 2, …) as labels: row 1 is 3.7",
    ],
    ["a fraction in a CSV", ["3.7"], three, 'row 0 is the string "3.7"'],
    ["infinity", [Number.POSITIVE_INFINITY], three, "row 0 is Infinity"],
    ["a negative number", [0, -2], three, "row 1 is -2"],
    [
      "an index beyond the classes",
      [0, 3],
      three,
      "needs class indices from 0 to 2, as there are 3 classes: labels, row 1 is 3",
    ],
    ["an index beyond the classes, int64", BigInt64Array.of(5n), three, "row 0 is the bigint 5n"],
    ["a token id", [1_000_000], {}, "row 0 is 1000000"],
    [
      "another case",
      ["Joy"],
      { id2label: names },
      'row 0 is the string "Joy", which is none of the classes; did you mean "joy"?',
    ],
    ["a space more", ["joy "], { id2label: names }, 'did you mean "joy"?'],
    [
      "an unknown name",
      ["schadenfreude"],
      { id2label: names },
      "none of the classes; the classes are 0 joy, 1 fear, 2 anger",
    ],
    [
      "a name where the data set has one more",
      [2],
      { id2label: names, stored_id2label: ["fear", "joy", "love"] },
      'row 0 is "love", which is none of them: the labels are 0 fear, 1 joy, 2 love; the classes are 0 joy, 1 fear, 2 anger',
    ],
    [
      "sets with other labels",
      [[1, 0, 0]],
      { id2label: names, stored_id2label: ["fear", "joy", "love"], problem_type: multi },
      'the label "love" is none of them',
    ],
    [
      "sets with fewer labels",
      [[1, 0]],
      { id2label: names, stored_id2label: ["fear", "joy"], problem_type: multi },
      'nothing says which texts have the label "anger"',
    ],
    [
      "names beside numbers",
      ["joy", 1],
      { id2label: names },
      'needs labels that are stored in one way, all names or all numbers: row 1 has 1 beside the string "joy"',
    ],
    ["lists beside numbers", [[0, 1], 1], two, "row 1 has 1 beside [0, 1]"],
    ["a list of both", [["joy", 1]], { id2label: names }, "row 0 has 1 beside the string"],
    [
      "truth values for three",
      [true, false],
      three,
      "row 0 is the boolean true, and there are 3 classes to choose from",
    ],
    [
      "too few truth values",
      [[true, false]],
      { ...three, problem_type: multi },
      "row 0 is [true, false], which has no truth value for each of the 3 labels",
    ],
    [
      "nothing",
      [1, null],
      two,
      "row 1 is null; leave such rows out, or mark them as rows without a label, -100",
    ],
    ["NaN", [1, Number.NaN], two, "row 1 is NaN"],
    ["an object", [{ a: 1 }], two, "row 0 is an object with a"],
    [
      "several labels for one class",
      [[0, 1, 1]],
      three,
      "row 0 is [0, 1, 1], which has 2 labels where one is needed",
    ],
    ["no label for one class", [[0, 0, 0]], three, "which has no label where one is needed"],
    [
      "probabilities",
      [[0.2, 0.8]],
      two,
      "row 0 is [0.2, 0.8]; for a batch of logits or probabilities, take argmax(batch) first",
    ],
    [
      "logits",
      [[-2.5, 3.1]],
      two,
      "row 0 is [-2.5, 3.1]; for a batch of logits or probabilities, take argmax(batch) first",
    ],
    [
      "zeros and ones of another length",
      [[0, 0, 1]],
      { ...two, problem_type: multi },
      "row 0 is [0, 0, 1], where there are 2 labels",
    ],
    [
      "an index twice",
      [[2, 2]],
      { ...three, problem_type: multi },
      "row 0 is [2, 2], which has a label twice",
    ],
    [
      "one class for sets",
      [1, 0],
      { ...two, problem_type: multi },
      "needs a 0 or 1 for each label, or lists of labels, as labels: row 0 is 1",
    ],
    [
      "a value that is none",
      [1, Number.NaN],
      { num_labels: 1, problem_type: "regression" },
      "needs finite numbers as labels: row 1 is NaN",
    ],
    [
      "a name that is no value",
      ["joy", "fear"],
      { num_labels: 1, problem_type: "regression" },
      'needs finite numbers as labels: row 0 is the string "joy"',
    ],
    ["a prediction of no class", [0, -1], { ...two, isPrediction: true }, "row 1 is -1"],
    ["a prediction that counts from 1", [1, 2], { ...two, isPrediction: true }, "row 1 is 2"],
    ["no list", 7, {}, "read needs a list of class indices as labels, got 7"],
    ["a PredictionOutput", { predictions: [], label_ids: [] }, {}, "pass its .label_ids"],
    ["dims that lie", { data: [1], dims: [2] }, {}, "got dims [2] with 1 numbers"],
  ])("%s", (_title, stored, known, message) => {
    expect(() => read(stored, known)).toThrow(LogitsError);
    expect(() => read(stored, known)).toThrow(message);
  });
});

it("names that say nothing are placeholders", () => {
  expect(isNamed(["LABEL_0", "LABEL_1"])).toBe(false);
  expect(isNamed(["joy", "LABEL_1"])).toBe(true);
  expect(isNamed(undefined)).toBe(false);
});

it("a gap is filled in the way that the task allows", () => {
  const multi = { caller: "read", name: "labels", problem_type: "multi_label_classification" };
  const id2label = ["joy", "fear"];
  expect(() => readStoredLabels(["", "joy|fear"], { ...multi, id2label })).toThrow(
    'row 0 is the string ""; write [] where a text has none of the labels, or leave the row out',
  );
  expect(() => readStoredLabels([["joy", "None"], ["fear"]], multi)).toThrow(
    'row 0 is ["joy", "None"], which is either nothing (then take it out of the list), or the class',
  );
  expect(() => readStoredLabels(["joy", "None"], multi)).toThrow('"no label" (then write [])');
});
