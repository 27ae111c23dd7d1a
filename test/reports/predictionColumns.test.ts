import { describe, expect, it } from "vitest";
import { type Predictions, type PredictionsOptions, parsePredictions } from "../../src/index.js";

function parse(
  text: string,
  name = "a.csv",
  options: PredictionsOptions = {},
): Promise<Predictions> {
  return parsePredictions(new TextEncoder().encode(text), name, options);
}

describe("somebody saved a column beside the classes", () => {
  it("the time that each text took, in seconds", async () => {
    const says =
      'column "time" may be a class or a column beside the classes; say which columns are classes with { id2label: ["time", "joy", "fear"] } or { id2label: ["joy", "fear"] }';
    await expect(parse("time,joy,fear\n0.012,4.5,-2.5\n0.013,0.5,1.5\n")).rejects.toThrow(says);
    const known = await parse("time,joy,fear\n0.012,4.5,-2.5\n0.013,0.5,1.5\n", "a.csv", {
      id2label: ["joy", "fear"],
    });
    expect(Array.from(known.data)).toEqual([4.5, -2.5, 0.5, 1.5]);
  });

  it("epochs, latencies, weights or ratings", async () => {
    for (const name of ["epoch", "latency_ms", "weight", "rating", "n_chars"]) {
      const text = `joy,fear,${name}\n4.5,-2.5,1.25\n0.5,1.5,1.5\n`;
      await expect(parse(text)).rejects.toThrow(`column "${name}" may be a class`);
    }
  });

  it("a number of their own making, beside probabilities that make 1 without it", async () => {
    const text =
      "joy,fear,calm,gap\n0.7,0.2,0.1,0.5\n0.3,0.6,0.1,0.3\n0.2,0.35,0.45,0.1\n0.15,0.35,0.5,0.15\n";
    await expect(parse(text)).rejects.toThrow(
      'without column "gap", the numbers of each row make 1, as the probabilities of all classes do, so it may be no class',
    );
  });

  it("the labels as real numbers, as np.c_[probabilities, labels] makes them", async () => {
    const text = "[[0.7,0.2,0.1,2.0],[0.3,0.6,0.1,0.0],[0.2,0.35,0.45,1.0]]".replaceAll(
      ".0]",
      "e0]",
    );
    await expect(parse(text, "a.json")).rejects.toThrow("column 3");
    const saved = "1.5e0 -0.5e0 2.0e0\n0.25e0 2.5e0 1.0e0\n-0.5e0 1.25e0 0.0e0\n";
    await expect(parse(saved, "a.txt")).rejects.toThrow(
      "column 2 holds whole numbers beside columns that don't",
    );
  });
});

describe("somebody saved sound numbers that look strange", () => {
  it("probabilities that reached 0 and 1, whose columns hold whole numbers", async () => {
    const text = "[[1, 0, 0], [0, 0.25, 0.75], [1, 0, 0], [0, 0.5, 0.5]]";
    expect((await parse(text, "a.json")).dims).toEqual([4, 3]);
  });

  it("logits rounded to whole numbers, of which only some are below 0", async () => {
    expect((await parse("joy,fear,calm\n3,-1,2\n1,-2,5\n")).dims).toEqual([2, 3]);
  });

  it("sigmoids of several labels that reached 1 together", async () => {
    const text = "joy,fear,calm\n1.0,0.25,1.0\n1.0,1.0,0.5\n";
    expect((await parse(text)).dims).toEqual([2, 3]);
  });

  it("probabilities of two classes whose first row is 0 and 1", async () => {
    expect((await parse("0.000,1.000\n0.250,0.750\n")).dims).toEqual([2, 2]);
  });
});

describe("somebody named the columns after what they hold", () => {
  it("behind the class: joy_prob, fear_prob", async () => {
    const read = await parse("joy_prob,fear_prob,label\n0.75,0.25,joy\n0.5,0.5,fear\n");
    expect([read.id2label, read.label_ids]).toEqual([{ 0: "joy", 1: "fear" }, [0, 1]]);
    expect(read.source.numbers).toBe("probabilities");
  });

  it("with logits and probabilities side by side, which made twice as many classes", async () => {
    const text =
      "joy_logit,fear_logit,joy_prob,fear_prob\n1.5,0.5,0.73,0.27\n0.25,1.25,0.27,0.73\n";
    const read = await parse(text);
    expect([read.dims, read.source.numbers]).toEqual([[2, 2], "logits"]);
  });

  it("-1 and 1, as scikit-learn's classes_ may be, which made one row too many", async () => {
    await expect(parse("-1,1\n0.25,0.75\n0.5,0.5\n")).rejects.toThrow(
      'its first line, "-1", "1", may be a header or a row of numbers',
    );
  });

  it("true for the truth", async () => {
    const read = await parse("joy,fear,true,pred\n1.5,0.5,joy,joy\n0.25,1.25,joy,fear\n");
    expect(read.label_ids).toEqual([0, 0]);
  });
});

describe("somebody saved the answers of another service", () => {
  // https://docs.aws.amazon.com/comprehend/latest/dg/how-class-run.html
  it("Comprehend's, with Name and Score, whose line numbers are no class ids", async () => {
    const text =
      '{"File": "a.txt", "Line": "0", "Classes": [{"Name": "joy", "Score": 0.75}, {"Name": "fear", "Score": 0.25}]}\n';
    const read = await parse(text, "a.jsonl");
    expect([read.id2label, Array.from(read.data)]).toEqual([{ 0: "fear", 1: "joy" }, [0.25, 0.75]]);
  });

  // https://spacy.io/api/doc#attributes
  it("spaCy's cats, beside their texts", async () => {
    const text = '{"text": "A", "cats": {"joy": 0.75, "fear": 0.25}}\n';
    const read = await parse(text, "a.jsonl");
    expect([read.texts, read.source.numbers]).toEqual([["A"], "probabilities"]);
    await expect(parse('{"cats": {"joy": 1.0, "fear": 0.0}}', "a.jsonl")).rejects.toThrow(
      'column "cats" has 0 or 1 for each label: these are true labels',
    );
  });

  it("names and numbers in two lists, in another order for each text", async () => {
    const text =
      '{"prediction": {"ids": ["7", "8"], "displayNames": ["joy", "fear"], "confidences": [0.75, 0.25]}}\n{"prediction": {"ids": ["8", "7"], "displayNames": ["fear", "joy"], "confidences": [0.5, 0.5]}}\n';
    expect(Array.from((await parse(text, "a.jsonl")).data)).toEqual([0.25, 0.75, 0.5, 0.5]);
    const fasttext = '{"label": ["joy", "fear"], "prob": [0.75, 0.25]}\n';
    expect((await parse(fasttext, "a.jsonl")).id2label).toEqual({ 0: "fear", 1: "joy" });
  });

  it("a zero-shot result with the truth beside its labels", async () => {
    const text =
      '{"sequence": "A", "labels": ["x", "y"], "scores": [0.7, 0.3], "label": "y"}\n{"sequence": "B", "labels": ["y", "x"], "scores": [0.6, 0.4], "label": "y"}\n';
    const read = await parse(text, "a.jsonl");
    expect([Array.from(read.data), read.label_ids]).toEqual([
      [0.7, 0.3, 0.4, 0.6],
      [1, 1],
    ]);
  });

  it("numbers about a text in one field, beside the classes, which stay the predictions", async () => {
    const text = '[{"joy": 0.7, "fear": 0.3, "seen": {"share": 0.5, "part": 0.25}}]';
    expect(Array.from((await parse(text, "a.json")).data)).toEqual([0.7, 0.3]);
  });
});
