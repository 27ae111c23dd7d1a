import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { lessonNames, type Notebook } from "../../src/workshop/notebooks.js";
import { filesBelow, writeContents } from "../../src/workshop/siteContents.js";
import { scratchFolder } from "./scratch.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

it("a learner's files lie as in the project, and their texts are strings", async () => {
  const folder = await scratchFolder();
  await writeContents(root, folder);
  const files = await filesBelow(folder);
  const lessons = (await lessonNames(root)).map((name) => `notebooks/${name}.ipynb`);
  expect(files).toEqual(
    expect.arrayContaining([
      ...lessons,
      "notebooks/solutions/01-direct-model.ipynb",
      "data/models/manifest.json",
      "data/models/sst2/onnx/model_quantized.onnx",
      "data/recorded/sst2-validation.npz",
      "data/reviews.jsonl",
      "src/logits/softmax.ts",
      "src/sources.json",
    ]),
  );
  expect(files.filter((file) => /making|workshop|site\//.test(file))).toEqual([]);
  for (const file of files.filter((each) => each.endsWith(".ipynb"))) {
    const { cells } = JSON.parse(await readFile(join(folder, file), "utf8")) as Notebook;
    const texts = cells.flatMap(({ source, outputs = [] }) => [
      source,
      ...outputs.flatMap(({ text, data = {} }) => [
        text ?? "",
        data["text/markdown"] ?? "",
        data["text/plain"] ?? "",
      ]),
    ]);
    expect(texts.filter((text) => typeof text !== "string")).toEqual([]);
  }
});
