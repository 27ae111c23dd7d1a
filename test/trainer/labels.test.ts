import { expect, it } from "vitest";
import { readConfig } from "../../src/model/readConfig.js";
import { classifierLabels, rawLabels } from "../../src/trainer/labels.js";
import { collectNotes } from "./notes.js";

const said = collectNotes();

const config = readConfig({
  id2label: { 0: "a", 1: "b", 2: "c" },
  problem_type: "single_label_classification",
});

it("reads the column that label_names names, and only that", () => {
  const rows = [
    { text: "x", label: 0, mine: 2 },
    { text: "y", label: 0, mine: 1 },
  ];
  expect(classifierLabels("predict", rows, config)).toEqual([0, 0]);
  expect(classifierLabels("predict", rows, config, { label_names: ["mine"] })).toEqual([2, 1]);
  expect(classifierLabels("predict", rows, config, { label_names: [] })).toBeNull();
  expect(() =>
    classifierLabels("predict", rows, config, { label_names: ["label", "mine"] }),
  ).toThrow("reads one label per text, but label_names has 2 (label, mine)");
});

it("refuses label_names that no row has where another column seems to be meant, and says so elsewhere", () => {
  const read =
    (row: object, ...label_names: string[]) =>
    () => [
      classifierLabels("predict", [{ text: "x", ...row }], config, { label_names }),
      rawLabels([{ text: "x", ...row }], label_names),
    ];
  expect(read({ label: 0 }, "lable")).toThrow(
    'predict: no row has the column "lable" of label_names; did you mean "label"?',
  );
  expect(read({ emotions: 0 }, "emotion")).toThrow('did you mean "emotions"?');
  expect(read({ label: 0 }, "other")).toThrow('did you mean "label"?');
  expect(() => rawLabels([{ label: 0 }], ["lable"])).toThrow('did you mean "label"?');
  said.length = 0;
  expect(read({}, "actions")()).toEqual([null, null]);
  expect(said[0]).toBe(
    'Note: predict: no row has the column "actions" of label_names, so there is no loss',
  );
  expect(classifierLabels("predict", [], config, { label_names: ["lable"] })).toBeNull();
});

it.each(["Label", "LABELS", "labelId", "label_id", "labelIds"])(
  "refuses a column %s beside no label, and reads it where it is named",
  (name) => {
    const rows = [{ text: "x", [name]: 2 }];
    const message = `reads labels from a column label, labels or label_ids, but the rows have "${name}"`;
    expect(() => classifierLabels("predict", rows, config)).toThrow(message);
    expect(() => rawLabels(rows, null)).toThrow(message);
    expect(classifierLabels("predict", rows, config, { label_names: [name] })).toEqual([2]);
    expect(classifierLabels("predict", rows, config, { label_names: [] })).toBeNull();
    expect(classifierLabels("predict", [{ ...rows[0], label: 1 }], config)).toEqual([1]);
  },
);

it("refuses soft labels that another label of the row contradicts", () => {
  const rows = [{ label: [0.2, 0.7, 0.1], labels: 0 }];
  expect(() => classifierLabels("train", rows, config)).toThrow(
    "row 0 has [0.2, 0.7, 0.1] as label and 0 as labels",
  );
});

it("takes lists with numbers between 0 and 1 for the probability of each class", () => {
  const soft = [{ label: [0.2, 0.7, 0.1] }, { label: [0, 1, 0] }];
  expect(classifierLabels("train", soft, config)).toEqual(soft.map(({ label }) => label));
  const read =
    (...labels: unknown[]) =>
    () =>
      classifierLabels(
        "train",
        labels.map((label) => ({ label })),
        config,
      );
  expect(read([0.2, 0.7, 0.1], 1)).toThrow("row 0 has probabilities, row 1 has 1");
  expect(read([0.2, 0.7, 0.4])).toThrow("train: row 0 has soft labels that sum to 1.3, not 1");
  expect(read([0.2, 0.8])).toThrow("a list of 3 probabilities");
  const several = { ...config, problem_type: "multi_label_classification" };
  const rows = [{ labels: [0.2, 0.7, 0.4] }];
  expect(classifierLabels("train", rows, several)).toEqual([[0.2, 0.7, 0.4]]);
});

it("gives a model of one's own its labels as they are, several columns as a tuple", () => {
  const rows = [
    { y: "one", z: [1, 2] },
    { y: "two", z: [3] },
  ];
  expect(rawLabels(rows, ["y"])).toEqual(["one", "two"]);
  expect(rawLabels(rows, ["y", "z"])).toEqual([
    ["one", "two"],
    [[1, 2], [3]],
  ]);
  expect(rawLabels(rows, ["y", "missing"])).toBeNull();
  expect(rawLabels(rows, null)).toBeNull();
});

it("puts soft labels into the model's order where both sides know the names of the classes", () => {
  const soft = [{ label: [0.2, 0.7, 0.1] }];
  const dataset = { id2label: ["c", "a", "b"] };
  expect(classifierLabels("train", soft, config, { dataset })).toEqual([[0.7, 0.1, 0.2]]);
  const other = { dataset: { id2label: ["c", "a", "x"] } };
  expect(() => classifierLabels("train", soft, config, other)).toThrow(
    "the data set has c, a, x, the model a, b, c",
  );
  const mine = [{ label: 0, label_name: "c", y: 0 }];
  expect(classifierLabels("train", mine, config, { label_names: ["y"], dataset })).toEqual([0]);
  expect(classifierLabels("train", mine, config, { label_names: ["label"], dataset })).toEqual([2]);
});
