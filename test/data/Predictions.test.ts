import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import {
  accuracy,
  argmax,
  diagnose,
  interpret,
  interpretColumns,
  Predictions,
  PredictionsError,
  sigmoid,
  softmax,
} from "../../src/index.js";

const data = Float32Array.of(-4, 4, 3, -3, -1, 1);

function predictions(more: object = {}): Predictions {
  return new Predictions({
    dims: [3, 2],
    id2label: { 0: "NEGATIVE", 1: "POSITIVE" },
    label_ids: [1, 0, 0],
    texts: ["A joy.", "A bore.", "So so."],
    source: { file: "a.npz", format: "npz", dtype: "float32", numbers: "logits" },
    read: (from, to) => data.subarray(from * 2, to * 2),
    ...more,
  });
}

describe("predictions", () => {
  it("go into every function as they are", () => {
    const read = predictions();
    expect(softmax(read)[0][1]).toBeCloseTo(0.99966, 5);
    expect(argmax(read)).toEqual([1, 0, 1]);
    const labelled = interpret(read).map((row) => row.predicted_label);
    expect(labelled).toEqual(["POSITIVE", "NEGATIVE", "POSITIVE"]);
    expect(interpret(read, { id2label: ["A", "B"] })[0].predicted_label).toBe("B");
    expect(interpretColumns(read).predicted_index).toEqual(Int32Array.of(1, 0, 1));
    expect(accuracy(read.label_ids ?? [], argmax(read))).toBeCloseTo(2 / 3, 12);
    expect(diagnose(read).findings.map(({ id }) => id)).not.toContain("unreadable");
  });

  it("are not turned into probabilities a second time", () => {
    const source = { file: "a.json", format: "json", dtype: "float64", numbers: "probabilities" };
    const read = predictions({ source, read: () => Float64Array.of(0.9, 0.1, 0.2, 0.8, 0.5, 0.5) });
    for (const ask of [softmax, sigmoid, interpret, interpretColumns]) {
      expect(() => ask(read)).toThrow(
        `${ask.name} needs logits, and a.json holds probabilities: use them as they are`,
      );
    }
    expect(argmax(read)).toEqual([0, 1, 0]);
    const [first] = interpret(read, { function_to_apply: "none" });
    expect([first.predicted_label, first.scores]).toEqual(["NEGATIVE", [0.9, 0.1]]);
  });

  it("come in parts that together are the whole, each with its labels and texts", async () => {
    const parts: Predictions[] = [];
    for await (const part of predictions().batches(2)) parts.push(part);
    expect(parts.map(({ dims }) => dims)).toEqual([
      [2, 2],
      [1, 2],
    ]);
    expect(parts.flatMap((part) => Array.from(part.data))).toEqual(Array.from(data));
    expect(parts.map(({ label_ids }) => label_ids)).toEqual([[1, 0], [0]]);
    expect(parts[1].texts).toEqual(["So so."]);
    expect(parts[1].id2label).toEqual({ 0: "NEGATIVE", 1: "POSITIVE" });
  });

  it("are read only when they are asked for, and once", () => {
    let reads = 0;
    const read = predictions({
      read: () => {
        reads++;
        return data;
      },
    });
    expect(reads).toBe(0);
    expect(read.data).toBe(read.data);
    expect(reads).toBe(1);
  });

  it.each([0, -1, 1.5, Number.NaN])("refuse batches of %s rows", async (rows) => {
    const next = predictions().batches(rows).next();
    await expect(next).rejects.toThrow(PredictionsError);
  });

  it("print where they come from, their classes, labels and first rows", () => {
    expect(inspect(predictions())).toBe(
      [
        "a.npz: 3 rows of 2 logits (float32)",
        "row  label_ids  NEGATIVE  POSITIVE  text",
        "  0          1   -4.0000    4.0000  A joy.",
        "  1          0    3.0000   -3.0000  A bore.",
        "  2          0   -1.0000    1.0000  So so.",
      ].join("\n"),
    );
  });

  it("say of probabilities that no softmax is left to do, and what wasn't read", () => {
    const text = predictions({
      source: {
        file: "a.csv",
        format: "csv",
        dtype: "text",
        numbers: "probabilities",
        others: ['column "id2"'],
        note: "odd",
      },
    }).toString();
    expect(text).toContain("3 rows of 2 probabilities (text): no softmax or sigmoid is left to do");
    expect(text).toContain('not read: column "id2"');
    expect(text).toContain("note: odd");
  });

  it("of a hundred classes print eight", () => {
    const wide = predictions({
      dims: [1, 100],
      read: () => new Float32Array(100),
      label_ids: undefined,
      texts: undefined,
      id2label: undefined,
    });
    expect(wide.toString().split("\n")[1]).toMatch(/^row {2}.* 7 {2}…$/);
  });

  it("become plain JSON", () => {
    expect(JSON.parse(JSON.stringify(predictions()))).toMatchObject({
      data: [-4, 4, 3, -3, -1, 1],
      dims: [3, 2],
      label_ids: [1, 0, 0],
    });
  });
});
