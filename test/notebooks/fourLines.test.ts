import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { readNotebook, textOf } from "../../src/workshop/notebooks.js";
import { judgedNotebook } from "./judgedNotebook.js";
import { cellText, codeCells } from "./readOutputs.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** PyTorch's numbers for the same weights and text. */
async function golden() {
  const file = new URL("../golden/model-sst2.json", import.meta.url);
  const { rows } = JSON.parse(await readFile(file, "utf8"));
  return rows.find(({ text }: { text: string }) => text === "This is a fantastic movie!");
}

const listAfter = (name: string, text: string): number[] =>
  JSON.parse(new RegExp(`^${name}: (\\[.*\\])$`, "m").exec(text)?.[1] ?? "[]");

it("lesson 01 prints the example's four lines, with PyTorch's numbers to 1e-4", async () => {
  const lesson = await readNotebook(await judgedNotebook(root, "01-direct-model", "learner"));
  const cell = codeCells(lesson).find(({ source }) => textOf(source).includes('"Logits:"'));
  const printed = cell ? cellText(cell) : "";
  const { logits, probabilities } = await golden();
  for (const [name, expected] of [
    ["Logits", logits],
    ["Probabilities", probabilities],
  ] as [string, number[]][]) {
    const values = listAfter(name, printed);
    expect(values).toHaveLength(2);
    for (const [i, value] of values.entries()) {
      expect(Math.abs(value - expected[i])).toBeLessThan(1e-4);
    }
  }
  expect(printed).toMatch(/^Predicted Class Index: 1$/m);
  expect(printed).toMatch(/^Predicted Class: POSITIVE$/m);
});
