import { describe, expect, it } from "vitest";
import { DatasetError } from "../../src/data/Dataset.js";
import { labelParser, splitOf } from "../../src/data/parseExamples.js";
import { LogitsError } from "../../src/logits/errors.js";

describe("labelParser", () => {
  const where = 'my.csv, row 3, column "label"';

  describe("labelParser", () => {
    const { parse } = labelParser(["NEGATIVE", "POSITIVE", "NEUTRAL"], []);

    it.each([
      ["POSITIVE", [1]],
      [2, [2]],
      ["2", [2]],
      [
        ["NEUTRAL", "NEGATIVE"],
        [2, 0],
      ],
      [
        [1, 0],
        [1, 0],
      ],
    ])("reads %j as class indices", (cell, indices) => {
      expect(parse(cell, where)).toEqual(indices);
    });

    it.each([
      ["positive", 'the string "positive"'],
      ["", 'the string ""'],
      ["3", 'the string "3"'],
      [3, "3"],
      [-1, "-1"],
      ["01", 'the string "01"'],
      [1.5, "1.5"],
      [null, "null"],
      [true, "the boolean true"],
      ["constructor", 'the string "constructor"'],
      [["NEGATIVE", "joy"], 'the string "joy"'],
      [{ label: 1 }, "an object with label"],
    ])("refuses %j, which is neither label nor index", (cell, got) => {
      expect(() => parse(cell, where)).toThrow(
        new DatasetError(
          `loadDataset needs a class label or a class index: ${where} is ${got}, the labels are 0 NEGATIVE, 1 POSITIVE, 2 NEUTRAL`,
        ),
      );
    });

    it("refuses an empty list and one label twice, as a row of zeros and ones would be", () => {
      expect(() => parse([], where)).toThrow("at least one label per row and none twice");
      expect(() => parse([0, 0, 1], where)).toThrow(
        `${where} is [0,0,1]; a list holds class labels or class indices, not zeros and ones`,
      );
    });

    it("takes a label that looks like an index as a label", () => {
      const stars = labelParser(["5", "4", "1"], []);
      expect(stars.parse("1", where)).toEqual([2]);
      expect(stars.parse("0", where)).toEqual([0]);
    });

    it("knows the classes from the cells, in alphabetical order, lists included", () => {
      expect(labelParser(undefined, ["up", "down", "up"]).id2label).toEqual({ 0: "down", 1: "up" });
      expect(labelParser(undefined, [["b", "a"], ["c"]]).id2label).toEqual({
        0: "a",
        1: "b",
        2: "c",
      });
      expect(labelParser(undefined, []).id2label).toEqual({});
    });

    it("calls classes that have only indices LABEL_i, as many as the highest asks for", () => {
      const { id2label, parse: parseIndex } = labelParser(undefined, ["0", 2, "2"]);
      expect(id2label).toEqual({ 0: "LABEL_0", 1: "LABEL_1", 2: "LABEL_2" });
      expect(parseIndex("2", where)).toEqual([2]);
    });

    it("doesn't make an empty cell a class of its own", () => {
      const found = labelParser(undefined, ["up", "", null]);
      expect(found.id2label).toEqual({ 0: "up" });
      expect(() => found.parse("", where)).toThrow(DatasetError);
      expect(() => found.parse(null, where)).toThrow(DatasetError);
    });

    it("shows ten of many labels", () => {
      const many = labelParser(
        Array.from({ length: 28 }, (_, i) => `class-${i}`),
        [],
      );
      expect(() => many.parse("x", where)).toThrow(/9 class-9, … \(28 in all\)$/);
    });

    it("says what is wrong with id2label itself", () => {
      expect(() => labelParser({ 0: "A", 2: "B" }, [])).toThrow(LogitsError);
      expect(() => labelParser({ 0: "A", 2: "B" }, [])).toThrow(/^loadDataset needs a label for/);
    });
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
