import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { loadDataset } from "../../src/data/loadDataset.js";
import type { DatasetColumns } from "../../src/data/parseExamples.js";
import { accuracy, hammingLoss, subsetAccuracy } from "../../src/evaluate/accuracy.js";
import { classificationReport } from "../../src/evaluate/EvaluationReport.js";
import { precisionRecallF1 } from "../../src/evaluate/precisionRecallF1.js";

let folder = "";
beforeAll(async () => {
  vi.spyOn(console, "info").mockImplementation(() => {});
  folder = await mkdtemp(path.join(tmpdir(), "cells-"));
});
afterAll(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

/** The test part of a CSV with these labels. */
async function load(labels: readonly string[], columns: DatasetColumns = {}) {
  const file = path.join(folder, "mine.csv");
  const lines = labels.map((label, row) => `text ${row},"${label}"`);
  await writeFile(file, `text,label\n${lines.join("\n")}\n`);
  return (await loadDataset(file, columns)).test;
}

/** Labels as nobody's types allow them, but as they arrive. */
const loose = (labels: unknown) => labels as never;

// https://github.com/pandas-dev/pandas/issues/24681 (n/a is missing to pandas, and was a word to its owner)
describe("someone's label column says that there is no label:", () => {
  it.each(["None", "NA", "null", "N/A"])("%s, in a data set", async (word) => {
    await expect(load(["joy", word, "fear"])).rejects.toThrow(
      `row 2, column "label" is the string "${word}", which is either "no label" (then write -100), or the class of that name (then list the classes as id2label)`,
    );
  });

  it("None, in a metric", () => {
    expect(() => accuracy(["joy", "None"], ["joy", "joy"])).toThrow(
      'row 1 is the string "None", which is either "no label" (then write -100), or the class of that name',
    );
    expect(() => accuracy(["joy", "fear"], ["joy", "NA"])).toThrow(
      'predicted_ids in two ways: row 1 is the string "NA", which is either nothing (then leave the row out), or the class of that name',
    );
  });

  it("None, where the classes' names are known and it is none of them", async () => {
    const refused = load(["joy", "None"], { id2label: ["joy", "fear"] });
    await expect(refused).rejects.toThrow(
      'row 2, column "label" is the string "None"; leave such rows out, or mark them as rows without a label, -100',
    );
  });

  it("-100 or nothing before the first name", () => {
    expect(accuracy(loose([-100, "joy", "fear"]), ["joy", "joy", "fear"])).toBe(1);
  });
});

describe("someone's cell holds several labels:", () => {
  // https://github.com/doccano/doccano/issues/1821 (label1#label2 comes back as one label)
  it.each(["joy, fear", "joy|fear", "joy;fear", "joy#fear"])("%s", async (cell) => {
    await expect(load(["joy", cell])).rejects.toThrow(
      `row 2, column "label" is the string "${cell}", which is either several labels of one text (then write a list of them, or list the classes as id2label), or one class of that name (then list it in id2label)`,
    );
    expect(() => accuracy(["joy", cell], ["joy", cell])).toThrow("several labels of one text");
  });

  it("joy/fear, beside joy and fear", async () => {
    await expect(load(["joy", "fear", "joy/fear"])).rejects.toThrow("several labels of one text");
  });

  it("some rows one label and some several, of known classes", async () => {
    const rows = await load(["joy", "joy|fear"], { id2label: ["joy", "fear"] });
    expect(rows.map(({ labels }) => labels)).toEqual([
      [1, 0],
      [1, 1],
    ]);
  });

  // https://github.com/ThilinaRajapakse/simpletransformers/issues/785 (the label column holds text, the predictions zeros and ones)
  it("as Python prints a list, in a metric of label sets", () => {
    const predicted = [
      [1, 0],
      [1, 1],
    ];
    const names = ["a", "b"];
    expect(subsetAccuracy(loose(["['a']", "['a', 'b']"]), predicted, names)).toBe(1);
    expect(hammingLoss(loose(["a", "a|b"]), predicted, names)).toBe(0);
    expect(hammingLoss(loose(["[1, 0]", "[0 1]"]), predicted)).toBe(0.25);
  });

  it("zeros and ones of unequal length", () => {
    expect(() =>
      subsetAccuracy(
        [
          [1, 0, 0],
          [0, 1],
        ],
        [
          [1, 0, 0],
          [0, 1, 0],
        ],
      ),
    ).toThrow("row 1 is [0, 1], zeros and ones for 2 labels where there are 3 labels");
    expect(() =>
      accuracy(
        loose([
          [1, 0, 0],
          [0, 1],
        ]),
        [0, 1],
      ),
    ).toThrow("row 1 is [0, 1], zeros and ones for 2 labels where row 0 has 3");
  });
});

describe("someone saves what Python prints:", () => {
  it.each(["tensor(1)", "np.int64(1)", "torch.tensor([0,1])", "[np.int64(1)]", "b'joy'"])(
    "%s",
    async (cell) => {
      const advice =
        "; this is how Python prints an object: save label.item(), or labels.tolist() for several, or of bytes label.decode()";
      await expect(load([cell, cell])).rejects.toThrow(`"${cell}"${advice}`);
      expect(() => accuracy([cell], [cell])).toThrow(advice);
    },
  );
});

describe("someone brings bytes as labels:", () => {
  it("a file that was read, but not parsed", () => {
    expect(() => accuracy(Buffer.from([1, 0]), [1, 0])).toThrow(
      "accuracy needs a list of class indices as label_ids, got a Buffer of 2 bytes; this is a file: use readPredictions(path)",
    );
    expect(() => accuracy(loose(new ArrayBuffer(2)), [1, 0])).toThrow("this is a file");
  });

  it("half-precision bits, as a tensor has them", () => {
    const half = { type: "float16", data: Uint16Array.of(0x3c00, 0, 0x4000), dims: [3] };
    expect(accuracy(loose(half), [1, 0, 2])).toBe(1);
    const brain = { type: "bfloat16", data: Uint16Array.of(0x3f80, 0), dims: [2] };
    expect(classificationReport(loose(brain), [1, 0]).accuracy).toBe(1);
    const single = { type: "float32", data: Uint32Array.of(0x3f800000, 0), dims: [2] };
    expect(() => accuracy(loose(single), [1, 0])).toThrow(
      'got its bits in Uint32Array of type "float32": turn them into a Float32Array',
    );
  });
});

describe("someone's labels are values and no classes:", () => {
  it("a score from 0 to 5, as in STS-B", async () => {
    await expect(load(["3.7", "0.5"])).rejects.toThrow(
      'row 1, column "label" is the string "3.7"; if the labels are values and no classes, write { problem_type: "regression" }',
    );
    const rows = await load(["3.7", "0.5"], { problem_type: "regression" });
    expect(rows.labels).toEqual([3.7, 0.5]);
    expect(() => accuracy(rows, [3, 0])).toThrow("row 0 is 3.7");
  });
});

describe("someone's classes count from 1 on both sides:", () => {
  it("which leaves class 0 without a text", () => {
    const said = vi.spyOn(console, "info");
    precisionRecallF1([1, 2, 3], [1, 2, 3]);
    expect(said).toHaveBeenCalledWith(
      "Note: precisionRecallF1 takes these for 4 classes, of which class 0 never occurs: if both lists count from 1, subtract 1 from each label and each prediction",
    );
  });

  it("and the number of classes is known", () => {
    expect(() => accuracy([1, 2, 3], [1, 2, 1], 3)).toThrow(
      "accuracy can read predicted_ids in two ways: label_ids count from 1, and no prediction is 0, so that predicted_ids either count from 1 as well (then subtract 1 from each of both), or never name class 0",
    );
    expect(() => accuracy([1, 2, 3], [1, 2, 3], 3)).toThrow(
      "predicted_ids, row 2 is 3; if they count from 1, subtract 1 from each",
    );
  });
});

it("a class of one letter is not suggested for another", async () => {
  await expect(load(["z"], { id2label: ["a", "b"] })).rejects.toThrow(
    "which is none of the classes; the classes are 0 a, 1 b",
  );
  await expect(load(["怒"], { id2label: ["喜", "哀"] })).rejects.toThrow(
    "the classes are 0 喜, 1 哀",
  );
});
