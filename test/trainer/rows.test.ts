import { describe, expect, it } from "vitest";
import { readConfig } from "../../src/model/readConfig.js";
import { checkLabelIds, checkRows, labelColumn, textsOf } from "../../src/trainer/rows.js";
import { Trainer } from "../../src/trainer/Trainer.js";
import { TrainingArguments } from "../../src/trainer/TrainingArguments.js";
import { vectorClassifier } from "./vectorClassifier.js";

const config = readConfig({
  id2label: ["NEGATIVE", "POSITIVE"],
  problem_type: "single_label_classification",
});
const classifier = { ...vectorClassifier([]), config };

describe("Trainer's errors name the place and what to do", () => {
  const predict = (dataset: unknown) =>
    new Trainer({ model: classifier, args: new TrainingArguments({ disable_tqdm: true }) }).predict(
      dataset as object[],
    );

  it.each([
    [[{ txt: "a" }], 'in row 0 "text" is undefined (it has txt)'],
    [[{ text: "a" }, "b"], 'row 1 is the string "b"'],
    [{ train: [], test: [] }, "choose one of its parts, for example dataset.test"],
    ["text", 'needs a data set, a list of rows { text, label }, got the string "text"'],
    [[{ text: "a", label: 2 }], "row 0 has label 2, but the model has 2 labels, 0 to 1"],
    [[{ text: "a", label: "POSITVE" }], 'did you mean "POSITIVE"?'],
    [[{ text: "a", label: 0 }, { text: "b" }], "row 0 has one, row 1 has none"],
    [[{ text: "a", label: [0, 1] }], "needs one label, a number or a name, got an array of 2"],
  ])("%j", async (dataset, message) => {
    await expect(predict(dataset)).rejects.toThrow(message);
    await expect(predict(dataset)).rejects.toMatchObject({ name: "TrainerError" });
  });
});

describe("the rows of a data set", () => {
  it("are a list, from whatever can be gone through", () => {
    const rows = [{ text: "a" }, { text: "b" }];
    expect(checkRows("predict", new Set(rows))).toEqual(rows);
    expect(checkRows("predict", rows.values())).toEqual(rows);
    expect(textsOf("predict", rows)).toEqual(["a", "b"]);
  });

  it("have class indices where the labels are names, or 0 and 1 for each where there may be several", () => {
    const rows = [{ label: "POSITIVE" }, { label: 0 }];
    expect(checkLabelIds("predict", rows, config)).toEqual([1, 0]);
    const multi = { ...config, problem_type: "multi_label_classification" };
    const several = [{ labels: ["POSITIVE"] }, { labels: [] }, { labels: [1, 1] }];
    expect(checkLabelIds("predict", several, multi)).toEqual([
      [0, 1],
      [0, 0],
      [1, 1],
    ]);
    expect(() => checkLabelIds("predict", [{ labels: [1] }], multi)).toThrow(
      "predict: row 0 needs 0 or 1 for each of the 2 labels, or a list of names, got an array of 1",
    );
  });

  it("may hold any number where the model predicts one", () => {
    const one = { ...config, num_labels: 1, problem_type: "regression" };
    expect(checkLabelIds("predict", [{ label: 3.5 }, { label: -1 }], one)).toEqual([3.5, -1]);
  });

  it("keep -100, the label that a loss leaves out", () => {
    expect(checkLabelIds("predict", [{ label: -100 }, { label: 1 }], config)).toEqual([-100, 1]);
  });

  it("have no labels where none has one, and take the column of several labels first where there may be several", () => {
    expect(checkLabelIds("predict", [{ text: "a" }], config)).toBeNull();
    expect(labelColumn("predict", [], null)).toBeNull();
    const rows = [{ label: 1, labels: [0, 1] }];
    expect(labelColumn("predict", rows, "multi_label_classification")).toEqual([[0, 1]]);
    expect(labelColumn("predict", rows, null)).toEqual([1]);
  });
});
