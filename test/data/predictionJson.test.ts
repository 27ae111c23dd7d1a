import { describe, expect, it } from "vitest";
import { predictionsOfJson } from "../../src/data/predictionJson.js";
import { interpret, interpretColumns, PredictionOutput } from "../../src/index.js";

const at = { caller: "parsePredictions", file: "a.json" };
const read = (value: unknown, options = {}) =>
  predictionsOfJson(typeof value === "string" ? value : JSON.stringify(value), false, options, at);

const logits = [
  [-4.2, 4.5],
  [3.5, -3.25],
];
const id2label = { 0: "NEGATIVE", 1: "POSITIVE" };

describe("what this kit's results become as JSON is read back", () => {
  it("a PredictionOutput", () => {
    const output = new PredictionOutput(logits, [1, 0], { test_loss: 0.5 });
    const again = read(output);
    expect(Array.from(again.data)).toEqual(logits.flat());
    expect(again.label_ids).toEqual([1, 0]);
  });

  it("an interpretation of a batch, a row and columns", () => {
    const batch = read(interpret(logits, { id2label }));
    const row = read(interpret(logits[0], { id2label }));
    const columns = read(
      interpretColumns({ data: Float64Array.from(logits.flat()), dims: [2, 2] }, { id2label }),
    );
    expect([batch.dims, row.dims, columns.dims]).toEqual([[2, 2], [2], [2, 2]]);
    for (const each of [batch, row, columns]) {
      expect(each.source.numbers).toBe("logits");
      expect(each.id2label).toEqual(id2label);
      expect(Array.from(each.data).slice(0, 2)).toEqual(logits[0]);
    }
  });

  it("an interpretation without all of its classes knows no class names", () => {
    expect(read(interpret(logits, { id2label, top_k: 1 })).id2label).toBeUndefined();
  });
});

describe("Python's NaN and Infinity", () => {
  it("are read as what they are, and words in texts stay words", () => {
    const value = read(
      '{"logits": [[NaN, -Infinity], [Infinity, 1]], "texts": ["NaN", "to Infinity"]}',
    );
    expect(Array.from(value.data)).toEqual([
      Number.NaN,
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      1,
    ]);
    expect(value.texts).toEqual(["NaN", "to Infinity"]);
  });
});

describe("two readings", () => {
  it("a list of { label, score } is one text's only if the labels differ and the scores sum to 1", () => {
    const one = [
      { label: "b", score: 0.75 },
      { label: "a", score: 0.25 },
    ];
    expect(read(one).dims).toEqual([2]);
    expect(Array.from(read(one).data)).toEqual([0.25, 0.75]);
    expect(() =>
      read([
        { label: "b", score: 0.75 },
        { label: "a", score: 0.9 },
      ]),
    ).toThrow("top_k=None");
    expect(() =>
      read([
        { label: "b", score: 0.5 },
        { label: "b", score: 0.5 },
      ]),
    ).toThrow("top_k=None");
  });

  it("numbers as labels beside a pipeline's scores need the model's order", () => {
    const scores = [{ b: 0.75, a: 0.25 }];
    expect(() => read({ scores, labels: [1] })).toThrow("id2label");
    const known = read({ scores, labels: [1] }, { id2label: ["b", "a"] });
    expect([known.label_ids, Array.from(known.data)]).toEqual([[1], [0.75, 0.25]]);
  });

  it("fields that could both be the predictions are refused", () => {
    expect(() => read({ predictions: logits, logits })).toThrow('{ name: "predictions" }');
    expect(read({ predictions: logits, logits }, { name: "logits" }).source.numbers).toBe("logits");
    expect(read({ predictions: [1, 0], logits }).source.array).toBe("logits");
  });

  it("a tuple of outputs is refused with the way to its first", () => {
    expect(() => read({ predictions: [logits, logits] })).toThrow("output.predictions[0]");
  });
});

it("rows without names may hold an index or labels", () => {
  const rows = [
    [3.5, -1.5, 1],
    [1.5, 2.5, 0],
  ];
  expect(() => read(rows)).toThrow("column 2 holds whole numbers");
  expect(read(rows, { id2label: ["a", "b", "c"] }).dims).toEqual([2, 3]);
});

it("an object may name its classes, and its labels are read by these names", () => {
  for (const name of ["classes", "class_names"]) {
    const again = read({ logits, [name]: [1, 2], labels: [2, 1] });
    expect([again.id2label, again.label_ids, again.source.others]).toEqual([
      { 0: "1", 1: "2" },
      [1, 0],
      undefined,
    ]);
  }
});

it("two lists of labels that differ are refused", () => {
  const two = { logits, label: [1, 1], y_true: [1, 0] };
  expect(() => read(two)).toThrow('{ label: "y_true" }');
  expect(read(two, { label: "y_true" }).label_ids).toEqual([1, 0]);
});

it("a row without its label or its text is refused", () => {
  const row = { logits: [3.5, -1.5] };
  expect(() => read([{ ...row, label: 1 }, row])).toThrow("the label of row 1 is null");
  expect(() => read([{ ...row, text: "a" }, row])).toThrow("the text of row 1 is missing");
});

describe("a zero-shot pipeline's labels, sorted by score for each text", () => {
  const [labels, scores] = [
    [
      ["x", "y"],
      ["y", "x"],
    ],
    [
      [0.7, 0.3],
      [0.6, 0.4],
    ],
  ];
  const rows = labels.map((each, row) => ({
    sequence: `text ${row}`,
    labels: each,
    scores: scores[row],
  }));

  it("are matched with the scores by name", () => {
    for (const value of [rows, { labels, scores }]) {
      const again = read(value);
      expect(again.id2label).toEqual({ 0: "x", 1: "y" });
      expect(Array.from(again.data)).toEqual([0.7, 0.3, 0.4, 0.6]);
      expect(again.label_ids).toBeUndefined();
      const other = read(value, { id2label: ["y", "x"] });
      expect(Array.from(other.data)).toEqual([0.3, 0.7, 0.6, 0.4]);
    }
    expect(read(rows).texts).toEqual(["text 0", "text 1"]);
  });

  it("are so for a single text", () => {
    expect(Array.from(read(rows[1]).data)).toEqual([0.4, 0.6]);
  });
});

it("a shuffled data frame by columns has lost the order of its rows", () => {
  expect(read('{"scores": [{"5": 0.75, "1": 0.25}]}').id2label).toEqual({ 0: "1", 1: "5" });
  expect(() => read('{"joy": {"3": 1.5, "0": 2.5}, "fear": {"3": 3.5, "0": 4.5}}')).toThrow(
    'save it with orient="records"',
  );
});

it("100,000 brackets anywhere in JSON are one sentence", () => {
  const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  const said =
    "parsePredictions can't read a.json: its lists or objects are nested more than 50 deep";
  for (const text of [
    deep,
    `[[1, 2], ${deep}]`,
    `{"predictions": [[1, 2]], "label_ids": ${deep}}`,
    `[{"label": "a", "score": ${deep}}]`,
    `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`,
  ]) {
    expect(() => read(text)).toThrow(said);
    expect(() => predictionsOfJson(`[1, 2]\n${text}`, true, {}, at)).toThrow(said);
  }
});
