import { describe, expect, it } from "vitest";
import { Predictions } from "../../src/data/Predictions.js";
import { parsePredictions } from "../../src/data/parsePredictions.js";
import { readPredictions } from "../../src/data/readPredictions.js";
import { readingOf } from "../../src/report/readingOf.js";
import { rowsOf } from "../../src/report/rowsOf.js";
import { readFrom } from "./readFrom.js";

describe("what is applied to numbers", () => {
  it.each([
    ["2,-3\n-1,4\n", {}, "softmax", /^softmax of each row, taking it that the numbers are logits/],
    [
      "2,-3\n-1,4\n",
      { problem_type: "single_label_classification" },
      "softmax",
      /^softmax of each row, as the numbers are logits/,
    ],
    [
      "2,-3\n-1,4\n",
      { problem_type: "multi_label_classification" },
      "sigmoid",
      /decided one by one/,
    ],
    ["0.9,0.1\n0.25,0.75\n", {}, "softmax", /own probabilities: nothing was applied/],
    [
      "0.9,0.1\n0.25,0.75\n",
      { function_to_apply: "softmax" },
      "softmax",
      /^softmax of each row, as was asked/,
    ],
    ["90.5,9.5\n25,75\n", {}, "softmax", /own percentages, as hundredths/],
    [
      "0.9,0.8\n0.05,0.7\n",
      { problem_type: "multi_label_classification" },
      "sigmoid",
      /own probabilities/,
    ],
    ["1,0\n0,1\n1,0\n", {}, null, /^no scores: the numbers are decisions/],
    ["0.9,0.2\n0.06,0.7\n0.04,0.1\n", {}, null, /softmax went along the texts/],
  ])("%j with %j", async (rows, options, applied, how) => {
    const read = await readFrom(`a,b\n${rows}`, options);
    expect(read.function_to_apply).toBe(applied);
    expect(read.how).toMatch(how);
    expect(read.summary === null).toBe(applied === null);
  });

  it("what only ranks is said to", async () => {
    const read = await readFrom("a,b\n0.731,0.269\n0.27,0.73\n0.5,0.5\n");
    expect(read.how).toMatch(/only their order within a row means anything$/);
  });
});

it("label sets say that labels are decided one by one, unless the config says something else", async () => {
  const predictions = await readPredictions("emotions-multilabel-test");
  expect((await readingOf(predictions)).function_to_apply).toBe("sigmoid");
  const config = { problem_type: "single_label_classification" };
  expect((await readingOf(predictions, config)).function_to_apply).toBe("softmax");
});

it("a file's probabilities come out as they are, to the last bit", async () => {
  const read = await readFrom("a,b,c\n0.7,0.2,0.1\n0.1,0.8,0.1\n");
  const scores: number[][] = [];
  for await (const { interpreted } of rowsOf(read)) scores.push(interpreted.scores);
  expect(scores).toEqual([
    [0.7, 0.2, 0.1],
    [0.1, 0.8, 0.1],
  ]);
});

it("a score that is exactly the threshold keeps its label where they are the file's own", async () => {
  const csv = "a,b,c\n0.7,0.2,0.1\n0.1,0.8,0.1\n";
  const answers: (string | null)[] = [];
  for await (const { answer } of rowsOf(await readFrom(csv, { threshold: 0.7 })))
    answers.push(answer);
  for await (const { answer } of rowsOf(await readFrom(csv, { threshold: 0.75 })))
    answers.push(answer);
  expect(answers).toEqual(["a", "b", null, "b"]);
});

it("a model's whole config fits, and an unknown option is refused", async () => {
  const config = { model_type: "bert", hidden_size: 8, problem_type: null, num_labels: 2 };
  expect((await readFrom("a,b\n2,-3\n", config as never)).labels).toEqual(["a", "b"]);
  await expect(readFrom("a,b\n2,-3\n", { topk: 1 } as never)).rejects.toThrow(
    'readingOf has no option "topk"; did you mean "top_k"?',
  );
  await expect(readFrom("a,b\n2,-3\n", { label_ids: [0] } as never)).rejects.toThrow(
    /come with the predictions/,
  );
});

it("a number that isn't finite is a finding, and no score", async () => {
  const read = await readFrom("a,b\n2,-3\nNaN,1\n");
  expect(read.function_to_apply).toBe(null);
  expect(read.how).toMatch(/^no scores: .*row 1/);
});

describe("a file of more numbers than are diagnosed at once", () => {
  const rows = 2 ** 23 + 10;

  /** Two columns, made when they are asked for. */
  function large(at: (row: number) => number) {
    const read = (from: number, to: number) => {
      const numbers = new Float32Array(2 * (to - from)).fill(0.5);
      for (let row = from; row < to; row++) numbers[2 * (row - from)] = at(row);
      return numbers;
    };
    const source = {
      file: "large.npy",
      format: "npy",
      dtype: "float32",
      numbers: "unknown",
    } as const;
    return new Predictions({ dims: [rows, 2], source, read });
  }

  it("is diagnosed by evenly spaced rows, counted in all, and tells how far it is", async () => {
    const seen: number[] = [];
    const onProgress = (done: number) => void seen.push(done);
    const read = await readingOf(
      large((row) => (row % 3) - 2),
      { onProgress },
    );
    expect([read.diagnosed, read.rows]).toEqual([rows / 2, rows]);
    expect(read.summary?.predicted).toEqual([0, rows]);
    expect(seen.at(-1)).toBe(rows);
    expect(seen.length).toBeGreaterThan(4);
  });

  it("names the row of a number that no diagnosis saw", async () => {
    const bad = 2 ** 22 + 1;
    const wrong = readingOf(large((row) => (row === bad ? Number.NaN : (row % 3) - 2)));
    await expect(wrong).rejects.toThrow(
      `readingOf needs finite logits: row ${bad}, column 0 is NaN`,
    );
  });
});

it("a single row is a batch of one", async () => {
  const bytes = new TextEncoder().encode("[2, -3, 0.5]");
  const read = await readingOf(await parsePredictions(bytes, "a.json"));
  expect([read.rows, read.columns, read.summary?.predicted]).toEqual([1, 3, [1, 0, 0]]);
});
