import { expect, it } from "vitest";
import { type FileRead, readJson } from "../../src/cli/readJson.js";
import { parsePredictions } from "../../src/data/parsePredictions.js";
import { evaluationOf } from "../../src/report/evaluationOf.js";
import { type ReadingOptions, readingOf } from "../../src/report/readingOf.js";
import { kept } from "./written.js";

async function documentOf(text: string, options: ReadingOptions = {}) {
  const predictions = await parsePredictions(new TextEncoder().encode(text), "a.csv");
  const read = await readingOf(predictions, options);
  const file: FileRead = {
    name: "a.csv",
    reading: read,
    evaluation: await evaluationOf(read),
    passport: async () => ({ passport: 1 }) as never,
  };
  const output = kept();
  await readJson(output, [file, file], [{ agree: true }], () => {});
  return JSON.parse(output.text());
}

it("has each file and how they compare", async () => {
  const { files, comparisons } = await documentOf("joy,fear\n2,0\n0,3\n");
  expect(files).toHaveLength(2);
  expect(files[0]).toMatchObject({ file: "a.csv", dims: [2, 2], evaluation: null });
  expect(comparisons).toEqual([{ agree: true }]);
});

it("has labels where each is decided on its own, and the numbers as they are", async () => {
  const options = { problem_type: "multi_label_classification" };
  const { files } = await documentOf("joy,fear\n2,-1\n-0.5,-3\n", options);
  const [first, second] = files[0].rows;
  expect(first).toMatchObject({ predicted_labels: ["joy"], numbers: [2, -1] });
  expect(first).not.toHaveProperty("predicted_label");
  expect(second.predicted_labels).toEqual([]);
});

it("of numbers that are no scores it has the diagnosis and no rows", async () => {
  const { files } = await documentOf("joy,fear\n1,0\n0,1\n1,0\n");
  expect(files[0]).toMatchObject({ function_to_apply: null, summary: null, rows: [] });
  expect(files[0].how).toMatch(/^no scores: /);
});
