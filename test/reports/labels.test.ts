import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { loadDataset } from "../../src/data/loadDataset.js";
import { aboveThreshold } from "../../src/evaluate/aboveThreshold.js";
import { accuracy, subsetAccuracy, topKAccuracy } from "../../src/evaluate/accuracy.js";
import { confusionMatrix } from "../../src/evaluate/confusionMatrix.js";
import { classificationReport } from "../../src/evaluate/EvaluationReport.js";
import { precisionRecallF1 } from "../../src/evaluate/precisionRecallF1.js";
import { argmax } from "../../src/logits/argmax.js";
import type { Classifier } from "../../src/model/Classifier.js";
import { loadClassifier } from "../../src/model/loadClassifier.js";
import { makeManifest } from "../../src/model/manifest.js";
import type { EvalPrediction } from "../../src/trainer/PredictionOutput.js";
import { Trainer } from "../../src/trainer/Trainer.js";
import { TrainingArguments } from "../../src/trainer/TrainingArguments.js";

const said: unknown[] = [];
const models: Record<string, Classifier> = {};
let folder = "";
beforeAll(async () => {
  vi.spyOn(console, "info").mockImplementation((text) => said.push(text));
  folder = await mkdtemp(path.join(tmpdir(), "labels-"));
  for (const name of ["sst2", "emotions", "emotions-multilabel"]) {
    models[name] = await loadClassifier(name);
  }
});
afterAll(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
  for (const model of Object.values(models)) await model.dispose();
});

type Columns = Parameters<typeof loadDataset>[1];

/** The test part of a file with this content. */
async function load(content: string, columns: object = {}, ending = "csv") {
  const file = path.join(folder, `mine.${ending}`);
  await writeFile(file, content);
  return (await loadDataset(file, columns as Columns)).test;
}

const args = new TrainingArguments({ disable_tqdm: true });
const share = ([logits, labels]: EvalPrediction) => ({
  accuracy: accuracy(labels, argmax(logits)),
});

/** Accuracy and loss of a model on rows, as the Trainer measures them. */
async function measure(name: string, rows: Iterable<object>) {
  const trainer = new Trainer({ model: models[name], args, compute_metrics: share });
  const { metrics, label_ids } = await trainer.predict(rows);
  return { accuracy: metrics.test_accuracy, loss: metrics.test_loss, label_ids };
}

const happy = "I laughed all evening, what a wonderful day!";
const scared = "I heard a noise in the dark and could not move for fear.";

// https://github.com/huggingface/transformers/issues/10386 (MNLI evaluation on pretrained models: 7 % accuracy)
// https://github.com/QData/TextAttack/issues/684 (wrong label mapping of a released model)
// https://github.com/huggingface/optimum/pull/197 (dataset label ids against model.config.label2id)
describe("someone's data set numbers the classes differently from the model:", () => {
  it("a CSV with labels by name, for a model of seven emotions", async () => {
    const rows = await load(`text,label\n"${happy}",joy\n"${scared}",fear\n`);
    const { accuracy, loss, label_ids } = await measure("emotions", rows);
    expect(accuracy).toBe(1);
    expect(loss).toBeLessThan(0.2);
    expect(label_ids).toEqual([3, 2]);
  });

  it("an id2label in another order", async () => {
    const id2label = ["POSITIVE", "NEGATIVE"];
    const rows = await load("text,label\nA joy.,POSITIVE\nA bore.,NEGATIVE\n", { id2label });
    expect(await measure("sst2", rows)).toMatchObject({ accuracy: 1, label_ids: [1, 0] });
  });

  it("copies of its rows, which only know their label's name", async () => {
    const rows = await load("text,label\nA bore.,NEGATIVE\nA joy.,POSITIVE\n", {
      id2label: ["POSITIVE", "NEGATIVE"],
    });
    expect(
      await measure(
        "sst2",
        rows.map((row) => ({ ...row })),
      ),
    ).toMatchObject({ accuracy: 1 });
  });

  it("names that the model doesn't have", async () => {
    const rows = await load("text,label\nA joy.,pos\nA bore.,neg\n");
    await expect(measure("sst2", rows)).rejects.toThrow(
      'predict matches labels with the classes by name, and row 0 is "pos", which is none of them: the labels are 0 neg, 1 pos; the classes are 0 NEGATIVE, 1 POSITIVE',
    );
  });

  it("sets of labels, column by column", async () => {
    const emotions = await loadDataset("emotions", {
      id2label: ["surprise", "sadness", "neutral", "joy", "fear", "disgust", "anger"],
    });
    const ours = await loadDataset("emotions");
    const model = models["emotions-multilabel"];
    const trainer = new Trainer<number[][]>({ model, args });
    const [turned, straight] = [emotions.test.slice(0, 6), ours.test.slice(0, 6)];
    const { label_ids } = await trainer.predict(turned);
    expect(label_ids).toEqual((await trainer.predict(straight)).label_ids);
  });

  it("a metric that is given names on both sides, or the names of both sides", () => {
    expect(accuracy(["joy", "fear"], ["joy", "joy"])).toBe(0.5);
    const sides = { label_ids: ["joy", "fear"], predicted_ids: ["fear", "joy"] };
    expect(accuracy([0, 1], [1, 0], sides)).toBe(1);
    expect(classificationReport([0, 1], [1, 0], sides).accuracy).toBe(1);
  });

  it("a metric that is given the data set and scores that know their columns", async () => {
    const rows = await load("text,label\na,joy\nb,fear\n");
    const scores = { data: [0.1, 0.9, 0.8, 0.2], dims: [2, 2], id2label: ["joy", "fear"] };
    expect(topKAccuracy(rows, scores, 1)).toBe(0);
    const turned = { ...scores, id2label: ["fear", "joy"] };
    expect(topKAccuracy(rows, turned, 1)).toBe(1);
  });
});

// https://github.com/fastai/fastai/issues/1487 (one-hot labels taken for the first and second class)
// https://github.com/IndicoDataSolutions/finetune/issues/684 (one-hot labels taken for a list of labels)
describe("someone stores one-hot labels:", () => {
  it("lists, of two classes too", async () => {
    const lines = '{"text":"A joy.","label":[0,1]}\n{"text":"A bore.","label":[1,0]}\n';
    const rows = await load(lines, {}, "jsonl");
    expect(rows.map(({ label }) => label)).toEqual([1, 0]);
    expect(await measure("sst2", rows)).toMatchObject({ accuracy: 1 });
    expect(
      accuracy(
        [
          [0, 1],
          [1, 0],
        ],
        [1, 0],
      ),
    ).toBe(1);
  });

  // https://github.com/amaiya/ktrain/issues/346 (a column for each class)
  it("one column for each class", async () => {
    const csv = "text,NEGATIVE,POSITIVE\nA joy.,0,1\nA bore.,1,0\n";
    const rows = await load(csv, { label: ["NEGATIVE", "POSITIVE"] });
    expect(await measure("sst2", rows)).toMatchObject({ accuracy: 1 });
    const found = await load(csv, { id2label: ["NEGATIVE", "POSITIVE"] });
    expect(found.labels).toEqual([1, 0]);
  });

  it("as pandas and numpy print them", async () => {
    expect((await load('text,label\na,"[0 1]"\nb,"[1 0]"\n')).labels).toEqual([1, 0]);
    const named = await load(`text,label\na,"['joy', 'fear']"\nb,"['fear']"\n`);
    expect(named.map(({ labels }) => labels)).toEqual([
      [1, 1],
      [1, 0],
    ]);
  });

  it("in rows without any label, as most comments are not toxic", async () => {
    const csv = "text,toxic,insult\na,0,0\nb,1,1\n";
    const rows = await load(csv, { label: ["toxic", "insult"] });
    expect(rows.map(({ labels }) => labels)).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });
});

describe("someone's file writes labels in its own way:", () => {
  it("floats, as pandas does where one was missing", async () => {
    expect((await load("text,label\na,10.0\nb,2.0\n")).labels).toEqual([10, 2]);
  });

  it("True and False", async () => {
    const rows = await load("text,label\nA joy.,True\nA bore.,False\n");
    expect(await measure("sst2", rows)).toMatchObject({ accuracy: 1 });
    expect(accuracy([true, false], [1, 0])).toBe(1);
  });

  it("LABEL_10, which comes before LABEL_2 in the alphabet", async () => {
    expect((await load("text,label\na,LABEL_10\nb,LABEL_2\n")).labels).toEqual([10, 2]);
  });

  it("int64, in rows", async () => {
    const rows = [
      { text: "A joy.", label: 1n },
      { text: "A bore.", label: 0n },
    ];
    expect(await measure("sst2", rows)).toMatchObject({ accuracy: 1, label_ids: [1, 0] });
  });

  it("a column [n, 1]", async () => {
    expect(accuracy({ data: [1, 0], dims: [2, 1] }, [1, 0])).toBe(1);
    const rows = [
      { text: "A joy.", label: [1] },
      { text: "A bore.", label: [0] },
    ];
    expect(await measure("sst2", rows)).toMatchObject({ accuracy: 1 });
  });

  it("3.7 in a numeric column, which is no class", async () => {
    await expect(load("text,label\na,1.0\nb,3.7\n")).rejects.toThrow(
      'row 2, column "label" is the string "3.7"',
    );
  });

  it("names in two cases", async () => {
    await expect(load("text,label\na,joy\nb,Joy\n")).rejects.toThrow("in two ways");
  });

  it("years, which would make 2025 classes", async () => {
    await expect(load("text,label\na,2023\nb,2024\n")).rejects.toThrow(
      "is 2024, which is either a class index (then say how many classes there are), or a year",
    );
    expect(() => precisionRecallF1([2023, 2024], [2023, 2023])).toThrow("in two ways");
  });
});

// https://github.com/remicres/otbtf/issues/11 ("label value of 3 which is outside the valid range of [0, 3)")
describe("someone counts classes from 1:", () => {
  it("all of 1 to k are read, with a note", async () => {
    said.length = 0;
    const rows = [
      { text: "A joy.", label: 2 },
      { text: "A bore.", label: 1 },
    ];
    expect(await measure("sst2", rows)).toMatchObject({ accuracy: 1, label_ids: [1, 0] });
    expect(said).toContain("Note: predict: labels count from 1 to 2, so 1 is taken from each");
  });

  it("only some of 1 to k have two readings", () => {
    expect(() =>
      topKAccuracy(
        [3, 1],
        [
          [1, 2, 3],
          [3, 2, 1],
        ],
        1,
      ),
    ).toThrow(
      "row 0 is 3, which is either class 2 of labels that count from 1 to 3 (then subtract 1 from each), or beyond the 3 classes, 0 to 2",
    );
  });
});

// https://github.com/EricFillion/happy-transformer/issues/248 ("Target -1 is out of bounds")
describe("someone marks rows without a label:", () => {
  it("-100 is left out, with a note and in the report", () => {
    said.length = 0;
    expect(accuracy([1, 0, -100], [1, 0, 0])).toBe(1);
    expect(said).toEqual(["Note: accuracy leaves out 1 of 3 rows, which have no label"]);
    expect(String(classificationReport([1, 0, -100], [1, 0, 0]))).toContain(
      "n = 2, 1 without a label left out",
    );
  });

  it("-1 is one of the marks where the classes leave no doubt", async () => {
    expect(confusionMatrix([1, -1, 0], [1, 0, 0], 2)).toEqual([
      [1, 0],
      [0, 1],
    ]);
    const rows = [
      { text: "A joy.", label: 1 },
      { text: "A film.", label: -1 },
      { text: "A bore.", label: 0 },
    ];
    expect(await measure("sst2", rows)).toMatchObject({ accuracy: 1, label_ids: [1, -100, 0] });
  });

  it("-1 and 1 may be two classes", () => {
    expect(() => accuracy([1, -1], [1, 0], 2)).toThrow(
      'accuracy can read label_ids in two ways: row 1 is -1, which is either "no label" (then write -100), or one of the classes -1 and 1 (then write 0 and 1)',
    );
    expect(() => accuracy([1, -1, 0], [1, 0, 1])).toThrow("one of the classes -1, 0 and 1");
  });
});

describe("someone writes an option that would be ignored:", () => {
  const loose = (options: object) => options as never;
  it.each<[string, () => unknown, string]>([
    [
      "topK",
      () => models.sst2.classify("Good.", loose({ topK: 2 })),
      'classify has no option "topK"; did you mean "top_k"?',
    ],
    [
      "dtype",
      () => loadClassifier("sst2", loose({ dtype: "fp32" })),
      'loadClassifier has no option "dtype": the kit opens int8 weights',
    ],
    [
      "lable",
      () => load("text,lable\na,1\n", { lable: "lable" }),
      'loadDataset has no option "lable"; did you mean "label"?',
    ],
    [
      "split as in Python",
      () => loadDataset("reviews", { split: "train" }),
      "(await loadDataset(path)).train",
    ],
    [
      "a folder that isn't there",
      () => makeManifest("no/such/folder"),
      "makeManifest needs a folder that it can read",
    ],
    [
      "normalise",
      async () => confusionMatrix([0], [0], 1, loose({ normalise: "true" })),
      'did you mean "normalize"?',
    ],
    [
      "sample_weight",
      async () => topKAccuracy([0], [[1, 2]], 1, loose({ sample_weight: [1] })),
      "every text counts the same",
    ],
  ])("%s", async (_title, call, message) => {
    await expect((async () => call())()).rejects.toThrow(message);
  });
});

describe("someone decides labels:", () => {
  it("from logits instead of probabilities", () => {
    expect(() => aboveThreshold([[2.5, 0.1]])).toThrow(
      "aboveThreshold needs probabilities from 0 to 1: row 0, column 0 is 2.5; if these are logits, take sigmoid(logits) first",
    );
  });

  it("with a threshold for each label", () => {
    expect(aboveThreshold([[0.6, 0.6]], [0.5, 0.7])).toEqual([[1, 0]]);
    const id2label = ["joy", "fear"];
    expect(aboveThreshold([[0.6, 0.6]], { fear: 0.7, joy: 0.5 }, { id2label })).toEqual([[1, 0]]);
  });

  it("and compares them with lists of names", () => {
    const truth = [["joy"], ["joy", "fear"]];
    expect(
      subsetAccuracy(
        truth,
        [
          [1, 0],
          [1, 1],
        ],
        ["joy", "fear"],
      ),
    ).toBe(1);
  });
});
