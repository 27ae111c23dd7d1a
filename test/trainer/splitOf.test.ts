import { describe, expect, it } from "vitest";
import { DatasetError } from "../../src/trainer/DatasetError.js";
import { splitOf } from "../../src/trainer/splitOf.js";

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
