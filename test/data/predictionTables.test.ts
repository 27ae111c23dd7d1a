import { describe, expect, it } from "vitest";
import { predictionsOfTable } from "../../src/data/predictionTables.js";

const at = { caller: "parsePredictions", file: "a.csv" };

function table(columns: Record<string, unknown[]>, options = {}) {
  const rows = Object.values(columns)[0].length;
  return predictionsOfTable(
    { rows, columns: new Map(Object.entries(columns)) },
    "csv",
    options,
    at,
  );
}

describe("a data frame", () => {
  it("has a class in every column of numbers that is no index, label, text or measure", () => {
    const read = table({
      "Unnamed: 0": ["0", "1"],
      text: ["A", "B"],
      joy: ["0.5", "1.5"],
      fear: ["2", "-3.25"],
      predicted_label: ["fear", "joy"],
      confidence: ["0.8", "0.9"],
      label: ["joy", "joy"],
    });
    expect(read.id2label).toEqual({ 0: "joy", 1: "fear" });
    expect(Array.from(read.data)).toEqual([0.5, 2, 1.5, -3.25]);
    expect(read.label_ids).toEqual([0, 0]);
    expect(read.texts).toEqual(["A", "B"]);
    expect(read.source.others).toEqual(['column "predicted_label"', 'column "confidence"']);
  });

  it("takes the columns that id2label names, and no other", () => {
    const columns = { length: ["5", "7"], joy: ["0.5", "1.5"], fear: ["2.5", "3.5"] };
    const read = table(columns, { id2label: ["fear", "joy"] });
    expect(Array.from(read.data)).toEqual([2.5, 0.5, 3.5, 1.5]);
  });

  it("refuses a column of counts among its numbers", () => {
    expect(() => table({ joy: ["0.5", "1.5"], fear: ["2.5", "3.5"], words: ["5", "7"] })).toThrow(
      'column "words" holds whole numbers beside columns that don\'t, so it may be no class; say which columns are with { id2label: ["joy", "fear"] }',
    );
  });

  it("refuses columns of truth values among its numbers", () => {
    const scores = { joy: ["0.3", "0.8"], fear: ["0.7", "0.2"] };
    expect(() => table({ ...scores, sentiment: ["1", "0"] })).toThrow('column "sentiment"');
    expect(() => table({ ...scores, is_joy: ["1", "0"], is_fear: ["0", "1"] })).toThrow(
      '{ id2label: ["joy", "fear"] }',
    );
  });

  it.each(["loss", "score", "length", "id", "index", "row", "text", "review"])(
    "refuses numbers like those of the classes in a column called %s, unless it is said what they are",
    (name) => {
      const columns = { profit: ["1.5"], [name]: ["9.5"], flat: ["3.5"] };
      expect(() => table(columns)).toThrow(
        `column "${name}" may be a class or a column beside the classes; say which columns are classes with { id2label: ["profit", "${name}", "flat"] } or { id2label: ["profit", "flat"] }`,
      );
      expect(table(columns, { id2label: ["profit", name, "flat"] }).dims).toEqual([1, 3]);
      expect(table(columns, { id2label: ["profit", "flat"] }).dims).toEqual([1, 2]);
    },
  );

  it("leaves whole numbers in a column called id or length out of the classes", () => {
    const read = table(
      { id: ["7", "8"], joy: ["0.5", "1.5"], fear: ["2", "1"], length: ["5", "7"] },
      { id2label: ["joy", "fear"] },
    );
    expect(read.dims).toEqual([2, 2]);
    expect(() => table({ joy: ["5"], loss: ["2"], fear: ["3"] })).toThrow('column "loss"');
    expect(table({ id: ["7"], joy: ["5"], fear: ["3"] }).dims).toEqual([1, 2]);
  });

  it.each([
    ["2,5", "write numbers with a decimal point"],
    ["12%", "save numbers alone"],
    ["", "is empty"],
    ["NA", "save numbers alone"],
  ])("refuses a class whose every cell is %j", (cell, advice) => {
    const columns = { joy: [cell, cell], fear: ["1.5", "2.5"], anger: ["0.5", "1.5"] };
    expect(() => table(columns)).toThrow('row 0, column "joy"');
    expect(() => table(columns)).toThrow(advice);
  });

  it("names the one bad cell, also in the first row of one of two classes", () => {
    expect(() => table({ joy: ["x", "1"], fear: ["2", "3"] })).toThrow('row 0, column "joy"');
  });

  it("leaves out a column of text", () => {
    const read = table({ joy: ["0.5", "1.5"], fear: ["2.5", "1.5"], note: ["", "good"] });
    expect(read.source.others).toEqual(['column "note"']);
  });

  it("refuses two columns of labels that differ, and prefers names to numbers", () => {
    const scores = { joy: ["0.5", "1.5"], fear: ["2.5", "0.5"] };
    const columns = { ...scores, label: ["joy", "joy"], gold: ["fear", "joy"] };
    expect(() => table(columns)).toThrow('{ label: "gold" }');
    expect(table(columns, { label: "gold" }).label_ids).toEqual([1, 0]);
    expect(table({ ...scores, label: ["0", "1"], label_name: ["fear", "joy"] }).label_ids).toEqual([
      1, 0,
    ]);
  });

  it("refuses numbers as labels where id2label has the columns in another order", () => {
    const columns = { b: ["3.5", "0.5"], a: ["-1.5", "1.5"], label: ["0", "1"] };
    expect(() => table(columns, { id2label: ["a", "b"] })).toThrow(
      "the file has its classes in another order than id2label",
    );
    expect(table(columns, { id2label: ["b", "a"] }).label_ids).toEqual([0, 1]);
    const numbered = table({ "0": ["3.5"], "1": ["1.5"] }, { id2label: ["1", "0"] });
    expect(Array.from(numbered.data)).toEqual([1.5, 3.5]);
  });

  it("may have its rows as lists in one column, of numbers or as text", () => {
    expect(
      Array.from(
        table({
          logits: [
            [1, 2],
            [3, 4],
          ],
        }).data,
      ),
    ).toEqual([1, 2, 3, 4]);
    expect(Array.from(table({ logits: ["[1.5, -2]", "tensor([3., 4e1])"] }).data)).toEqual([
      1.5, -2, 3, 40,
    ]);
    expect(() => table({ logits: ["[1, 2]", "[1]"] })).toThrow("row 1 has 1");
  });

  it("refuses two lists, unless one is called logits", () => {
    expect(() => table({ scores: [[1, 2]], predictions: [[3, 4]] })).toThrow("{ name: ");
    expect(table({ probs: [[0.1, 0.9]], logits: [[3, 4]] }).source.numbers).toBe("logits");
    expect(table({ probs: [[0.1, 0.9]], logits: [[3, 4]] }, { name: "probs" }).source.numbers).toBe(
      "probabilities",
    );
  });

  it.each(["confidence_score", "pred_score", "score_max", "x"])(
    "refuses a single column called %s, which is hardly all of its classes",
    (name) => {
      const columns = { text: ["A", "B"], [name]: ["0.5", "0.75"] };
      expect(() => table(columns)).toThrow(`{ id2label: [${JSON.stringify(name)}] }`);
      expect(table(columns, { id2label: [name] }).dims).toEqual([2, 1]);
    },
  );

  it.each(["logits", "prob", "logit_toxic", "0"])("reads a single column called %s", (name) => {
    expect(table({ [name]: ["0.5", "-1.75"] }).dims).toEqual([2, 1]);
  });

  it("doesn't take class_id or pred_label for numbers of a class", () => {
    const read = table({
      class_id: ["0", "1"],
      pred_label: ["1", "1"],
      class_0: ["0.5", "1"],
      class_1: ["2", "3.5"],
    });
    expect(Array.from(read.data)).toEqual([0.5, 2, 1, 3.5]);
  });

  it("reads lists of labels in a cell", () => {
    const read = table({
      joy: ["0.5", "1.5"],
      fear: ["2.5", "3.5"],
      labels: ["['joy', 'fear']", "[]"],
    });
    expect(read.label_ids).toEqual([
      [1, 1],
      [0, 0],
    ]);
  });
});
