import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import * as kit from "../../src/index.js";
import { findPrediction, predictionIds } from "../../src/notebook/predictions.js";
import { lessonNames } from "../../src/workshop/notebooks.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The ids that a lesson's text asks for, in order, each with the paragraph and the cell in which it does. */
async function asked(name: string): Promise<[id: string, place: string][]> {
  const text = await readFile(join(root, "notebooks", "source", `${name}.md`), "utf8");
  const calls = Array.from(text.matchAll(/^predict\("([^"]+)", "\?"(, .+)?\);$/gm));
  return calls.map((call) => [call[1], text.slice(Math.max(0, call.index - 1500), call.index)]);
}

const names = await lessonNames(root);
const all = (await Promise.all(names.map(asked))).flat();

it("every prediction is asked for once, in its lesson's order", () => {
  expect(kit.predict).toBeTypeOf("function");
  expect(all.map(([id]) => id)).toEqual(predictionIds());
});

it.each(all)(
  "the question of %s says so before the cell, with the words to choose from",
  (id, place) => {
    const question = place.slice(place.lastIndexOf("*Predict before you"));
    expect(question).toMatch(/^\*Predict before you /);
    const choices = findPrediction(id)?.choices ?? [];
    const isNames = choices.includes("joy");
    if (!isNames) for (const choice of choices) expect(question).toContain(`\`"${choice}"\``);
  },
);
