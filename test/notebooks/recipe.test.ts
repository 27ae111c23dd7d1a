import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { readPredictions } from "../../src/data/readPredictions.js";
import { crossEntropy } from "../../src/evaluate/logLoss.js";
import { applyTemperature } from "../../src/evaluate/temperature.js";
import { readLesson } from "../../src/workshop/lessons.js";
import { textOf } from "../../src/workshop/notebooks.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const golden = new URL("../golden/lbfgs_recipe.json", import.meta.url);
const { cases } = JSON.parse(readFileSync(golden, "utf8")) as {
  cases: { recorded: string; rows: number; start: number; steps: number; temperature: number }[];
};
const lesson = await readLesson(root, "05-calibration");

type OfNumbers = (...numbers: number[]) => number;

/** What the lesson defines under this name, without its types, as a function of the one other function that it calls. */
function defined(name: string, calls: string): (called: OfNumbers) => OfNumbers {
  const cells = lesson.cells.map((cell) => textOf(cell.source));
  const cell = cells.find((text) => text.includes(`const ${name} = `)) ?? "";
  const [definition] = cell.split("\nconsole.log");
  return new Function(calls, `${definition.replaceAll(": number", "")}\nreturn ${name};`) as never;
}

it.each(cases)(
  "lesson 05's recipe ends where torch's does: from $start, $steps steps",
  async ({ recorded, rows, start, steps, temperature }) => {
    const { data, dims, label_ids = [] } = await readPredictions(recorded);
    const logits = { data: data.slice(0, rows * dims[1]), dims: [rows, dims[1]] };
    const truth = label_ids.slice(0, rows) as number[];
    const nllAt = (T: number) => crossEntropy(truth, applyTemperature(T, logits));
    const recipe = defined("recipe", "slope")(defined("slope", "nllAt")(nllAt));
    // Torch's first step depends on the slope, the lesson's is 0.01.
    expect(Math.abs(recipe(start, steps) - temperature)).toBeLessThan(0.01);
  },
);
