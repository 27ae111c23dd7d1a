import { describe, expect, it } from "vitest";
import { DatasetError } from "../../src/data/Dataset.js";
import { type DatasetColumns, parseExamples, splitOf } from "../../src/data/parseExamples.js";
import { LogitsError } from "../../src/logits/errors.js";

/** Rows of one column of labels, or of more columns, each with a text. */
function examplesOf(cells: readonly unknown[], columns: DatasetColumns = {}) {
  const rows = cells.map((cell, i) => ({
    place: `my.csv, row ${i + 1}`,
    columns: {
      text: `text ${i}`,
      ...(typeof cell === "object" && cell !== null && !Array.isArray(cell)
        ? cell
        : { label: cell }),
    },
  }));
  const { splits, id2label } = parseExamples(rows, columns);
  return { examples: splits.test, id2label };
}

const labelsOf = (cells: readonly unknown[], columns?: DatasetColumns) =>
  examplesOf(cells, columns).examples.map(({ label }) => label);
const setsOf = (cells: readonly unknown[], columns?: DatasetColumns) =>
  examplesOf(cells, columns).examples.map(({ labels }) => labels);

describe("a column of labels", () => {
  const id2label = ["NEGATIVE", "POSITIVE", "NEUTRAL"];

  it.each([
    [
      ["POSITIVE", "NEUTRAL"],
      [1, 2],
    ],
    [
      [2, 0],
      [2, 0],
    ],
    [
      ["2", "0.0"],
      [2, 0],
    ],
    [
      ["1", "2", "3"],
      [0, 1, 2],
    ],
    [
      ["-100", "2", "0"],
      [-100, 2, 0],
    ],
    [
      ["POSITIVE", -100],
      [1, -100],
    ],
    [
      [
        [0, 1, 0],
        [0, 0, 1],
      ],
      [1, 2],
    ],
    [
      [["NEUTRAL", "NEGATIVE"], ["POSITIVE"]],
      [2, 1],
    ],
    [
      ["['NEUTRAL', 'NEGATIVE']", "['POSITIVE']"],
      [2, 1],
    ],
    [
      ["NEUTRAL|NEGATIVE", "['POSITIVE']"],
      [2, 1],
    ],
  ])("%j holds classes", (cells, labels) => {
    expect(labelsOf(cells, { id2label })).toEqual(labels);
  });

  it.each([
    ["positive", 'the string "positive", which is none of the classes; did you mean "POSITIVE"?'],
    ["", 'the string ""; leave such rows out'],
    ["3", 'the string "3", which is either class 2 of labels that count from 1 to 3'],
    [4, "4"],
    [-2, "-2"],
    [1.5, "1.5"],
    [null, "null; leave such rows out"],
    [true, "the boolean true, and there are 3 classes to choose from"],
    ["constructor", 'the string "constructor", which is none of the classes; the classes are 0 N'],
    [["NEGATIVE", "joy"], '"joy", which is none of the classes'],
    [["NEGATIVE", "NEGATIVE"], '["NEGATIVE", "NEGATIVE"], which has a label twice'],
    [[0, 1], "[0, 1], which is either zeros and ones for 2 labels, where there are 3, or"],
  ])("refuses %j, and says where", (cell, got) => {
    const call = () => labelsOf([cell], { id2label });
    expect(call).toThrow(DatasetError);
    expect(call).toThrow(/^loadDataset (needs|can read) /);
    expect(call).toThrow('my.csv, row 1, column "label" is ');
    expect(call).toThrow(got);
  });

  it("may be names that look like indices, and then none of them is one", () => {
    const stars = { id2label: ["5", "4", "1"] };
    expect(labelsOf(["1", "4"], stars)).toEqual([2, 1]);
    expect(() => labelsOf(["1", "0"], stars)).toThrow("all names or all numbers");
    expect(labelsOf([5, 4], stars)).toEqual([0, 1]);
    expect(() => labelsOf([1, 1], stars)).toThrow("in two ways");
  });

  it("gives the classes, in alphabetical order, lists included", () => {
    expect(examplesOf(["up", "down", "up"]).id2label).toEqual({ 0: "down", 1: "up" });
    expect(examplesOf([["b", "a"], ["c"]]).id2label).toEqual({ 0: "a", 1: "b", 2: "c" });
    expect(examplesOf([]).id2label).toEqual({});
    expect(() => examplesOf(["up", "Up"])).toThrow('the same class as "Up"');
  });

  it("gives classes that have only indices the names LABEL_i, as many as the highest asks for", () => {
    const { id2label: found, examples } = examplesOf(["0", "2", "LABEL_1"]);
    expect(found).toEqual({ 0: "LABEL_0", 1: "LABEL_1", 2: "LABEL_2" });
    expect(examples.map(({ label_name }) => label_name)).toEqual(["LABEL_0", "LABEL_2", "LABEL_1"]);
  });

  it("is read as sets where its cells are lists, also of zeros and ones", () => {
    expect(setsOf([["a", "b"], ["c"]])).toEqual([
      [1, 1, 0],
      [0, 0, 1],
    ]);
    expect(setsOf(["[0 1]", "[1 0]"])).toEqual([
      [0, 1],
      [1, 0],
    ]);
    const toxic = examplesOf([
      [0, 0],
      [1, 1],
    ]);
    expect(toxic.examples[0]).toEqual({ id: "1", text: "text 0", labels: [0, 0], tags: [] });
    expect(toxic.examples[1]).toMatchObject({ label: 0, labels: [1, 1] });
  });

  it("may be one column for each class, which are found by their names", () => {
    const rows = [
      { joy: "1", fear: "0" },
      { joy: "0.0", fear: "1.0" },
    ];
    expect(examplesOf(rows, { label: ["joy", "fear"] })).toMatchObject({
      id2label: { 0: "joy", 1: "fear" },
      examples: [
        { label: 0, label_name: "joy" },
        { label: 1, labels: [0, 1] },
      ],
    });
    const id2label = ["fear", "joy"];
    expect(labelsOf(rows, { id2label })).toEqual([1, 0]);
    expect(labelsOf(rows, { label: ["joy", "fear"], id2label })).toEqual([1, 0]);
    expect(() => labelsOf([{ joy: "2", fear: 0 }], { label: ["joy", "fear"] })).toThrow(
      'loadDataset needs 1 (has the label) or 0 (doesn\'t have it): my.csv, row 1, column "joy" is the string "2"',
    );
  });

  it("is no column of codes, nor no column at all", () => {
    expect(() => labelsOf([404, 500])).toThrow(
      'row 2, column "label" is 500, which is either a class index',
    );
    expect(
      labelsOf([404, 500], { id2label: Array.from({ length: 501 }, (_, i) => `c${i}`) }),
    ).toEqual([404, 500]);
    expect(() => labelsOf([1], { label: [] })).toThrow(
      "needs at least one column of zeros and ones",
    );
  });

  it("says what is wrong with id2label itself", () => {
    expect(() => labelsOf([], { id2label: { 0: "A", 2: "B" } })).toThrow(LogitsError);
    expect(() => labelsOf([], { id2label: { 0: "A", 2: "B" } })).toThrow(
      /^loadDataset needs a label for/,
    );
  });
});

describe("labels that are values", () => {
  const rows = [
    { place: "mine.csv, row 1", columns: { text: "A joy.", label: "3.7" } },
    { place: "mine.csv, row 2", columns: { text: "A bore.", label: "-1" } },
  ];

  it("are read where that is said, -1 as any other", () => {
    const { splits, id2label } = parseExamples(rows, { problem_type: "regression" });
    expect(splits.test.map(({ label }) => label)).toEqual([3.7, -1]);
    expect(splits.test[0]).not.toHaveProperty("label_name");
    expect(id2label).toEqual({});
  });

  it("have no classes and one column, and every other kind of problem is in the labels", () => {
    const read = (columns: object) => () =>
      parseExamples(rows, { problem_type: "regression", ...columns });
    expect(read({ id2label: ["a"] })).toThrow("which has no classes: leave id2label out");
    expect(read({ label: ["label"] })).toThrow("name one column as label");
    expect(read({ problem_type: "multi_label_classification" })).toThrow(
      'needs problem_type only as "regression", got the string "multi_label_classification"',
    );
  });
});

describe("a second text", () => {
  it("is the column text_pair, another one, or none", () => {
    const rows = [{ text_pair: "b", answer: "c", label: 0 }];
    expect(examplesOf(rows).examples[0].text_pair).toBe("b");
    expect(examplesOf(rows, { text_pair: "answer" }).examples[0].text_pair).toBe("c");
    expect(examplesOf(rows, { text_pair: null }).examples[0]).not.toHaveProperty("text_pair");
    expect(() => examplesOf([{ text_pair: "", label: 0 }])).toThrow('column "text_pair" is empty');
  });
});

describe("splitOf", () => {
  it("takes the words that Python's datasets takes, in any case", () => {
    const of = (word: string) => splitOf(word, "my.csv, row 1", "split");
    expect(["train", "Training"].map(of)).toEqual(["train", "train"]);
    expect(["validation", "valid", "val", " DEV "].map(of)).toEqual(Array(4).fill("validation"));
    expect(["test", "testing", "eval", "evaluation"].map(of)).toEqual(Array(4).fill("test"));
  });

  it.each([
    ["holdout", 'the string "holdout"'],
    ["", 'the string ""'],
    [null, "null"],
    [1, "1"],
  ])("refuses %j and names row and column", (value, got) => {
    expect(() => splitOf(value, "my.csv, row 4", "part")).toThrow(
      new DatasetError(
        `loadDataset needs train, validation or test as split: my.csv, row 4, column "part" is ${got}`,
      ),
    );
  });
});
