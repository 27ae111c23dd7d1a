import { describe, expect, it } from "vitest";
import { readConfig } from "../../src/model/readConfig.js";
import type { Row } from "../../src/trainer/ForwardModel.js";
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
    [
      [{ text: "a", label: 3 }],
      "predict needs class indices from 0 to 1, as there are 2 classes: labels, row 0 is 3",
    ],
    [
      [{ text: "a", label: 2 }],
      "row 0 is 2, which is either class 1 of labels that count from 1 to 2 (then subtract 1 from each), or beyond",
    ],
    [[{ text: "a", label: "POSITVE" }], 'did you mean "POSITIVE"?'],
    [[{ text: "a", label: 0 }, { text: "b" }], "row 0 has one, row 1 has none"],
    [[{ text: "a", label: [1, 1] }], "row 0 is [1, 1], which has 2 labels where one is needed"],
    [[{ text: "a", text_pair: 1, label: 0 }], "needs a text as text_pair: in row 0 it is 1"],
    [[{ text: "a", textPair: "b" }], 'under the name text_pair: row 0 has "textPair"'],
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
    const rows = [{ label: "POSITIVE" }, { label: "NEGATIVE" }];
    expect(checkLabelIds("predict", rows, config)).toEqual([1, 0]);
    expect(() => checkLabelIds("predict", [{ label: "POSITIVE" }, { label: 0 }], config)).toThrow(
      'predict needs labels that are stored in one way, all names or all numbers: row 1 has 0 beside the string "POSITIVE"',
    );
    const multi = { ...config, problem_type: "multi_label_classification" };
    const named = [{ labels: ["POSITIVE"] }, { labels: [] }];
    expect(checkLabelIds("predict", named, multi)).toEqual([
      [0, 1],
      [0, 0],
    ]);
    const flags = [{ labels: [1, 1] }, { labels: [0, 0.25] }];
    expect(checkLabelIds("predict", flags, multi)).toEqual([
      [1, 1],
      [0, 0.25],
    ]);
    expect(checkLabelIds("predict", [{ labels: [1] }], multi)).toEqual([[0, 1]]);
    expect(() => checkLabelIds("predict", [{ label: 1 }], multi)).toThrow(
      "predict needs a 0 or 1 for each label, or lists of labels, as labels: row 0 is 1",
    );
  });

  it("are matched with the model by name, whatever their numbers are", () => {
    const other = Object.assign([{ label: 0 }, { label: 1 }], {
      id2label: { 0: "POSITIVE", 1: "NEGATIVE" },
    });
    expect(checkLabelIds("predict", other, config, other)).toEqual([1, 0]);
    const rows = [
      { label: 0, label_name: "POSITIVE" },
      { label: -100, label_name: undefined },
    ];
    expect(checkLabelIds("predict", rows, config)).toEqual([1, -100]);
    const unnamed = readConfig({ num_labels: 2 });
    expect(checkLabelIds("predict", rows, unnamed)).toEqual([0, -100]);
    const apart = Object.assign([{ label: 1 }], { id2label: ["POSITIVE", "NEUTRAL"] });
    expect(() => checkLabelIds("predict", apart, config, apart)).toThrow(
      'predict matches labels with the classes by name, and row 0 is "NEUTRAL", which is none of them: the labels are 0 POSITIVE, 1 NEUTRAL; the classes are 0 NEGATIVE, 1 POSITIVE',
    );
  });

  it("may come in pairs of texts", () => {
    const rows = [
      { text: "a", text_pair: "b" },
      { text: "c", text_pair: null },
    ];
    expect(textsOf("predict", rows)).toEqual([{ text: "a", text_pair: "b" }, "c"]);
  });

  it("may hold any number where the model predicts one", () => {
    const one = { ...config, num_labels: 1, problem_type: "regression" };
    const rows = [{ label: 3.5 }, { label: -1 }];
    expect(checkLabelIds("predict", rows, one)).toEqual([3.5, -1]);
    const dataset = Object.assign([...rows], { id2label: {} });
    expect(checkLabelIds("predict", dataset, one, dataset)).toEqual([3.5, -1]);
  });

  it("keep -100, the label that a loss leaves out", () => {
    expect(checkLabelIds("predict", [{ label: -100 }, { label: 1 }], config)).toEqual([-100, 1]);
  });

  it.each<[object, boolean]>([
    [{ label: 0, labels: 1 }, false],
    [{ label: 0, label_ids: 1n }, false],
    [{ labels: 0, label_ids: 1 }, false],
    [{ label: "a", labels: "b" }, false],
    [{ label: 0, labels: [0, 1] }, false],
    [{ labels: [1, 0], label_ids: [0, 1] }, false],
    [{ label: 3, labels: [1, 2] }, false],
    [{ label: "joy", labels: ["fear"] }, false],
    [{ label: 1, labels: 1n }, true],
    [{ label: 1, labels: [0, 1] }, true],
    [{ label: 1, labels: [1, 1] }, true],
    [{ label: 3, labels: [1, 3] }, true],
    [{ label: "joy", labels: ["fear", "joy"] }, true],
    [{ label: 0, labels: [1] }, true],
    [{ label: -100, labels: [0, 0] }, true],
    [{ label: null, labels: 1 }, true],
  ])("have one truth: %o", (row, agrees) => {
    const read = () => labelColumn("predict", [{ label: 0 }, row as Row], null);
    if (agrees) expect(read).not.toThrow();
    else expect(read).toThrow(/^predict needs one truth for each row: row 1 has .* as label/);
  });

  it("have no labels where none has one, and take the column of several labels first where there may be several", () => {
    expect(checkLabelIds("predict", [{ text: "a" }], config)).toBeNull();
    expect(labelColumn("predict", [], null)).toBeNull();
    expect(labelColumn("predict", [{ label: 1n }, { label: [0n, 1n] }], null)).toEqual([1, [0, 1]]);
    const rows = [{ label: 1, labels: [0, 1] }];
    expect(labelColumn("predict", rows, "multi_label_classification")).toEqual([[0, 1]]);
    expect(labelColumn("predict", rows, null)).toEqual([1]);
  });
});
