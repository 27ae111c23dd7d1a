import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  accuracy,
  argmax,
  type Predictions,
  type PredictionsOptions,
  parsePredictions,
} from "../../src/index.js";

/** A file that Python wrote (test/golden/make_prediction_files.py). */
function read(name: string, options: PredictionsOptions = {}): Promise<Predictions> {
  const file = new URL(`../golden/predictions/${name}`, import.meta.url);
  return parsePredictions(readFileSync(file), name, options);
}

function parse(text: string, name: string, options: PredictionsOptions = {}): Promise<Predictions> {
  return parsePredictions(new TextEncoder().encode(text), name, options);
}

describe("somebody saved with numpy", () => {
  // https://github.com/haochengxia/vscode-numpy-viewer/issues/1, https://github.com/eddelbuettel/rcppcnpy/issues/12
  it("a transposed array, which is stored column by column", async () => {
    const [plain, transposed] = [await read("float32-little.npy"), await read("transposed.npy")];
    expect(transposed.dims).toEqual([5, 3]);
    expect(transposed.data).toEqual(plain.data);
  });

  // https://github.com/aplbrain/npyjs/issues/44
  it("float16 numbers, which most readers refuse or hand on as bits", async () => {
    expect((await read("float16-little.npy")).data[2]).toBe(65504);
  });

  // https://github.com/visgl/loaders.gl/pull/986 (the other byte order is read with a warning)
  it("on a machine of the other byte order", async () => {
    const [little, big] = [await read("float64-little.npy"), await read("float64-big.npy")];
    expect(big.data).toEqual(little.data);
  });

  // https://github.com/jax-ml/ml_dtypes/issues/41
  it("bfloat16 numbers, whose type numpy forgets", async () => {
    await expect(read("bfloat16.npy")).rejects.toThrow(
      'parsePredictions can\'t read bfloat16.npy: it has two bytes per number and no name for their type ("V2", as numpy writes bfloat16); save it with .astype("float32")',
    );
  });

  // https://github.com/automl/auto-sklearn/issues/673
  it("the whole PredictionOutput, which makes it a pickle", async () => {
    await expect(read("prediction-output.npy")).rejects.toThrow(
      'save it in Python with np.savez("predictions.npz", predictions=output.predictions, label_ids=output.label_ids)',
    );
  });

  it("labels of 64 bits beside the predictions", async () => {
    const { label_ids } = await read("savez.npz");
    expect(label_ids).toEqual([2, 0, 1, 1, 0]);
  });

  it("the result of argmax instead of the predictions", async () => {
    await expect(read("ids.npy")).rejects.toThrow(
      "these are class ids (labels, or the result of argmax)",
    );
  });
});

describe("somebody saved with PyTorch", () => {
  // https://github.com/pytorch/pytorch/pull/87443
  it("tensors, which are read without executing the pickle around them", async () => {
    expect((await read("dict.pt")).label_ids).toEqual([2, 0, 1, 1, 0]);
  });

  it("a transposed tensor, whose numbers stay where they were", async () => {
    expect((await read("transposed.pt")).data).toEqual((await read("tensor.pt")).data);
  });

  // https://github.com/google/gemma_pytorch/issues/1
  it("something else than tensors, whose pickle would have to be executed", async () => {
    await expect(read("numpy-inside.pt")).rejects.toThrow("a pickle can run code");
  });
});

describe("somebody saved as JSON", () => {
  // https://github.com/apify/apify-client-python/pull/87, https://github.com/PaulJuliusMartinez/jless/issues/51
  it("NaN and Infinity, which Python writes and JSON doesn't have", async () => {
    const { data } = await parse("[[NaN, 1], [-Infinity, 2]]", "a.json");
    expect(Array.from(data)).toEqual([Number.NaN, 1, Number.NEGATIVE_INFINITY, 2]);
  });

  // https://github.com/huggingface/transformers/issues/43901
  it("a pipeline's best labels, which are not predictions for every class", async () => {
    const best = '[{"label": "POSITIVE", "score": 0.99}, {"label": "NEGATIVE", "score": 0.98}]';
    await expect(parse(best, "a.json")).rejects.toThrow("call the pipeline with top_k=None");
  });

  // https://github.com/huggingface/transformers.js/issues/506
  it("a pipeline's scores, sorted by score: the first column is a class and not the best", async () => {
    const sorted =
      '[[{"label": "POSITIVE", "score": 0.9}, {"label": "NEGATIVE", "score": 0.1}], [{"label": "NEGATIVE", "score": 0.8}, {"label": "POSITIVE", "score": 0.2}]]';
    const predictions = await parse(sorted, "a.json");
    expect(predictions.id2label).toEqual({ 0: "NEGATIVE", 1: "POSITIVE" });
    expect(argmax(predictions)).toEqual([1, 0]);
    expect(predictions.source.numbers).toBe("probabilities");
  });

  it("a zero-shot pipeline's result, whose labels are in another order for each text", async () => {
    const text =
      '[{"sequence": "A", "labels": ["x", "y"], "scores": [0.7, 0.3]}, {"sequence": "B", "labels": ["y", "x"], "scores": [0.6, 0.4]}]';
    const predictions = await parse(text, "a.json");
    expect(Array.from(predictions.data)).toEqual([0.7, 0.3, 0.4, 0.6]);
    expect(argmax(predictions)).toEqual([0, 1]);
  });

  it("a shuffled data frame, whose rows JavaScript sorts", async () => {
    const text = '{"joy": {"3": 1.5, "0": 2.5}, "fear": {"3": 3.5, "0": 4.5}}';
    await expect(parse(text, "a.json")).rejects.toThrow('save it with orient="records"');
  });

  it("numbers as labels beside such scores, which mean nothing without the model's order", async () => {
    const text = '{"scores": [{"joy": 0.9, "fear": 0.1}], "labels": [0]}';
    await expect(parse(text, "a.json")).rejects.toThrow("nothing in the file says which class");
    const known = await parse(text, "a.json", { id2label: ["joy", "fear"] });
    expect(accuracy(known.label_ids ?? [], argmax(known))).toBe(1);
  });
});

describe("somebody saved one row after the other", () => {
  it("and forgot a label", async () => {
    const text = '{"logits": [3.5, -1.5], "label": 1}\n{"logits": [0.5, 1.5]}\n';
    await expect(parse(text, "a.jsonl")).rejects.toThrow("the label of row 1 is null");
  });

  it("with clf.classes_ of scikit-learn, which are numbers from 1", async () => {
    const text =
      '{"scores": [[0.5, 0.25, 0.25], [0.25, 0.5, 0.25]], "classes": [1, 2, 3], "labels": [1, 2]}';
    expect((await parse(text, "a.json")).label_ids).toEqual([0, 1]);
  });
});

describe("somebody saved a data frame", () => {
  // https://github.com/huggingface/datasets/pull/8583, https://github.com/pandas-dev/pandas/issues/61474
  it("with long arrays in its cells, which numpy shortens", async () => {
    await expect(read("shortened.csv")).rejects.toThrow(
      'row 0, column "logits" was shortened by numpy',
    );
  });

  it("whose columns are in another order than the model's classes", async () => {
    const text = "joy,fear,label\n4.5,-4,joy\n-1,2,fear\n";
    const predictions = await parse(text, "a.csv", { id2label: ["fear", "joy"] });
    expect(Array.from(predictions.data)).toEqual([-4, 4.5, 2, -1]);
    expect(predictions.label_ids).toEqual([1, 0]);
  });

  it("with a column that isn't a class", async () => {
    await expect(read("lengths.csv")).rejects.toThrow('column "n_tokens" holds whole numbers');
  });

  it("with the truth as 0 and 1 in a column beside the scores", async () => {
    const text = "negative,positive,sentiment\n0.3,0.7,1\n0.8,0.2,0\n";
    await expect(parse(text, "a.csv")).rejects.toThrow(
      'column "sentiment" holds whole numbers beside columns that don\'t',
    );
    const known = await parse(text, "a.csv", {
      id2label: ["negative", "positive"],
      label: "sentiment",
    });
    expect(known.label_ids).toEqual([1, 0]);
  });

  it("with a class called loss, which isn't the model's loss", async () => {
    await expect(parse("profit,loss,flat\n1.5,9.5,3.5\n", "a.csv")).rejects.toThrow(
      'column "loss" may be a class',
    );
  });

  it("where a class has decimal commas", async () => {
    const text = 'joy,fear,anger\n"2,5",1.5,0.5\n"1,5",2.5,0.5\n';
    await expect(parse(text, "a.csv")).rejects.toThrow(
      'row 0, column "joy" is the string "2,5"; write numbers with a decimal point',
    );
  });

  it("without its header", async () => {
    await expect(parse("3.1,-1.2,0.5,joy\n-2.3,4.1,0.25,fear\n", "a.csv")).rejects.toThrow(
      "its first line has the number 3.1 where the name of a column should be",
    );
  });

  it("with the predicted label beside the true one", async () => {
    const text = "joy,fear,label,gold\n4.5,-4.5,joy,fear\n-1.5,2.5,fear,fear\n";
    await expect(parse(text, "a.csv")).rejects.toThrow('{ label: "gold" }');
  });

  it("whose classes are called True and False, with truth values as labels", async () => {
    const text =
      '[{"True": 3.5, "False": -1.5, "label": true}, {"True": 0.5, "False": 1.5, "label": false}]';
    expect((await parse(text, "a.json")).label_ids).toEqual([0, 1]);
  });

  it("with labels that count from 1", async () => {
    const text = "joy,fear,label\n4.5,-4,1\n-1,2,2\n";
    await expect(parse(text, "a.csv")).rejects.toThrow(
      "if they count from 1, subtract 1 in Python",
    );
  });

  // https://github.com/ThilinaRajapakse/simpletransformers/issues/5
  it("with the predicted labels alone, as run_glue.py does", async () => {
    await expect(parse("index\tprediction\n0\tjoy\n", "a.txt")).rejects.toThrow("no logits");
  });
});

describe("somebody saved columns that are no classes", () => {
  it("without names: an index from 1, or the truth, beside one column of two", async () => {
    const problem = /holds whole numbers beside columns that don't, as an index or labels do/;
    await expect(parse("1,0.5\n2,0.7\n3,0.2\n", "a.csv")).rejects.toThrow(problem);
    await expect(parse("[[0.5,1],[0.7,0],[0.2,1]]", "a.json")).rejects.toThrow(problem);
  });

  it("without a header, so that a first row of whole numbers and a label looks like one", async () => {
    await expect(parse("3,1,joy\n0.5,2.5,fear\n1.5,0.5,joy\n", "a.csv")).rejects.toThrow(
      "parsePredictions can't read a.csv: its first line has the number 3 where the name of a column should be; save it with a header (pandas: without header=False)",
    );
  });

  it("under 1, 2, 3 or 0.0, 1.0, as a frame of predict_proba is called by classes_", async () => {
    const problem = "may be a header or a row of numbers; name the columns";
    await expect(parse("1,2,3\n0.7,0.2,0.1\n0.2,0.5,0.3\n", "a.csv")).rejects.toThrow(problem);
    await expect(parse("0.0,1.0\n0.7,0.3\n0.2,0.8\n", "a.csv")).rejects.toThrow(problem);
  });

  it("the truth under the prefix of the logits", async () => {
    const read = await parse("logit_0,logit_1,logit_label\n0.5,1.5,1\n2.5,0.5,0\n", "a.csv");
    expect([read.dims, Array.from(read.data)]).toEqual([
      [2, 2],
      [0.5, 1.5, 2.5, 0.5],
    ]);
    await expect(
      parse("logit_joy,logit_fear,logit_label\n0.5,1.5,1\n2.5,0.5,0\n", "a.csv"),
    ).rejects.toThrow(
      'column "logit_label" may be a class or a column beside the classes of "logit"; say which columns are classes with { id2label: ["logit_joy", "logit_fear"] } or { id2label: ["logit_joy", "logit_fear", "logit_label"] }',
    );
  });

  it("the largest probability beside all of them", async () => {
    await expect(parse("joy,fear,max_prob\n0.6,0.4,0.6\n0.2,0.8,0.8\n", "a.csv")).rejects.toThrow(
      'column "max_prob" is the largest of the others in every row',
    );
  });

  it("one class a line, which is the long form of a table", async () => {
    await expect(
      parse("id,class,prob\n0,joy,0.4\n0,fear,0.6\n1,joy,0.3\n1,fear,0.7\n", "a.csv"),
    ).rejects.toThrow('save df.pivot(index="id", columns="class", values="prob")');
  });

  it("the number of a row under a name of its own", async () => {
    const read = await parse("test_id,joy,fear\n10,0.75,0.25\n20,0.5,0.5\n", "a.csv");
    expect(Array.from(read.data)).toEqual([0.75, 0.25, 0.5, 0.5]);
  });

  it("the probabilities of each text under its id, which a table by columns would turn round", async () => {
    await expect(parse('{"id1":[0.9,0.1],"id2":[0.8,0.2]}', "a.json")).rejects.toThrow(
      'the numbers under "id1" and each other name make 1, as one text\'s probabilities do',
    );
  });
});
