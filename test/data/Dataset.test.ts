import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { Dataset, DatasetError, type Example } from "../../src/data/Dataset.js";

const id2label = { 0: "NEGATIVE", 1: "POSITIVE" };
const examples: Example[] = ["Good.", "Bad.", "Fine.", "Poor.", "Great.", "Awful.", "Nice."].map(
  (text, i) => ({
    id: `r${i + 1}`,
    text,
    label: 1 - (i % 2),
    label_name: i % 2 ? "NEGATIVE" : "POSITIVE",
    tags: i < 2 ? ["short", "plain"] : ["short"],
  }),
);
const dataset = new Dataset(examples, "mine/test", id2label);

describe("Dataset", () => {
  it("is an array of its examples", () => {
    expect(Array.isArray(dataset)).toBe(true);
    expect(dataset).toHaveLength(7);
    expect([...dataset]).toEqual(examples);
    expect(dataset[1]).toBe(examples[1]);
    expect(dataset.at(-1)?.text).toBe("Nice.");
    expect(JSON.parse(JSON.stringify(dataset))).toEqual(examples);
  });

  it("gives texts and class indices in order, and what Python's data sets call size and columns", () => {
    expect(dataset.texts.slice(0, 2)).toEqual(["Good.", "Bad."]);
    expect(dataset.labels).toEqual([1, 0, 1, 0, 1, 0, 1]);
    expect(dataset.num_rows).toBe(7);
    expect(dataset.column_names).toEqual(["id", "text", "label", "label_name", "tags"]);
    expect(dataset.id2label).toEqual(id2label);
  });

  it("stays a data set when filtered and sliced, and becomes a plain array when mapped", () => {
    const plain = dataset.filter(({ tags }) => tags.includes("plain"));
    expect(plain).toBeInstanceOf(Dataset);
    expect(plain.texts).toEqual(["Good.", "Bad."]);
    expect(plain.id2label).toBe(id2label);
    expect(dataset.slice(-2).labels).toEqual([0, 1]);
    expect(dataset.slice().name).toBe("mine/test");
    const lengths = dataset.map(({ text }) => text.length);
    expect(lengths).toEqual([5, 4, 5, 5, 6, 6, 5]);
    expect(lengths).not.toBeInstanceOf(Dataset);
    expect(dataset).toHaveLength(7);
  });

  it("holds one example, or none, without taking it for a length", () => {
    expect(dataset.slice(0, 1).texts).toEqual(["Good."]);
    const none = dataset.slice(0, 0);
    expect([none.length, none.texts, none.labels, none.column_names]).toEqual([0, [], [], []]);
    expect(String(none)).toBe("mine/test: 0 rows");
  });

  it("refuses to give texts without their pairs, or one label where a text has none", () => {
    const pair = { id: "p1", text: "A?", text_pair: "B.", labels: [0, 0], tags: [] };
    const pairs = new Dataset([pair], "pairs/test", id2label);
    expect(() => pairs.texts).toThrow(
      new DatasetError(
        "pairs/test has pairs of texts (example p1), which texts would lose: give the data set itself, classifier.logits(dataset)",
      ),
    );
    expect(() => pairs.labels).toThrow(
      "pairs/test has no one label for every text (example p1): read the labels of each example",
    );
    expect(String(pairs)).toBe("pairs/test: 1 row (id, text, text_pair, labels, tags)\np1  A?  B.");
  });

  it("prints its name, size, columns and first five examples", () => {
    expect(inspect(dataset)).toBe(
      [
        "mine/test: 7 rows (id, text, label, label_name, tags)",
        "r1  POSITIVE  Good.",
        "r2  NEGATIVE  Bad.",
        "r3  POSITIVE  Fine.",
        "r4  NEGATIVE  Poor.",
        "r5  POSITIVE  Great.",
        "… and 2 more rows",
      ].join("\n"),
    );
    expect(inspect(dataset.slice(0, 1)).split("\n")[0]).toMatch(/^mine\/test: 1 row \(/);
  });

  it("prints hostile and long texts as harmless lines of their own", () => {
    const text = `\u001b[2J\n${"long ".repeat(50)}`;
    const printed = inspect(new Dataset([{ id: "1", text, tags: [] }], "x", {}));
    expect(printed).toBe(
      `x: 1 row (id, text, tags)\n1  \uFFFD[2J\uFFFD${"long ".repeat(50).slice(0, 66)}…`,
    );
  });

  it("lines up texts beside labels of any script", () => {
    const examples = ["良い", "👩‍👧", "bad"].map((label_name, row) => ({
      id: String(row + 1),
      label_name,
      text: "x",
      tags: [],
    }));
    expect(
      inspect(new Dataset(examples, "x", {}))
        .split("\n")
        .slice(1),
    ).toEqual(["1  良い  x", "2  👩‍👧    x", "3  bad   x"]);
  });

  it("says how to name the label column when there are no labels", () => {
    const unlabelled = new Dataset([{ id: "7", text: "A", tags: [] }], "mine/test", {});
    expect(() => unlabelled.labels).toThrow(
      new DatasetError(
        "mine/test has no labels (example 7): name their column in loadDataset(path, { label })",
      ),
    );
  });
});
