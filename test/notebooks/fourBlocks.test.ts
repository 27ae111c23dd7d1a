import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readNotebook, textOf } from "../../src/workshop/notebooks.js";
import { thirdExample } from "../logits/goldenThirdExample.js";
import { judgedNotebook } from "./judgedNotebook.js";
import { cellText, codeCells } from "./readOutputs.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const lesson = await readNotebook(await judgedNotebook(root, "03-multi-class", "learner"));

/** The four printed lists, by the name in front of each: `Logits`, `Probabilities`, … */
function printedBlocks(): Record<string, (number | string | number[])[]> {
  const cell = codeCells(lesson).find(({ source }) => textOf(source).includes('"Logits:"'));
  const text = (cell ? cellText(cell) : "").replaceAll("'", '"');
  const blocks = text.split(/^(?=[A-Z][A-Za-z ]*: \[)/m).filter((block) => block.trim() !== "");
  return Object.fromEntries(
    blocks.map((block) => {
      const [name] = block.split(": ", 1);
      return [name, JSON.parse(block.slice(name.length + 2))];
    }),
  );
}

describe("lesson 03 prints the third example's four blocks", () => {
  const blocks = printedBlocks();

  it("under the example's own names, in its order", () => {
    expect(Object.keys(blocks)).toEqual([
      "Logits",
      "Probabilities",
      "Predicted Class Indices",
      "Predicted Class Labels",
    ]);
  });

  it("with mpmath's probabilities to 1e-15", () => {
    expect(blocks.Logits).toEqual(thirdExample.logits);
    const printed = blocks.Probabilities as number[][];
    expect(printed.map((row) => row.length)).toEqual([3, 3, 3]);
    for (const [r, row] of printed.entries()) {
      for (const [c, p] of row.entries()) {
        expect(Math.abs(p - thirdExample.probabilities[r][c])).toBeLessThanOrEqual(1e-15);
      }
    }
  });

  it("with numpy's indices and labels", () => {
    expect(blocks["Predicted Class Indices"]).toEqual(thirdExample.indices);
    expect(blocks["Predicted Class Labels"]).toEqual(thirdExample.labels_by_array);
  });
});

it("lesson 03 quotes the error that Python really raises", () => {
  const { type, message } = thirdExample.list_indexed_with_array.error ?? {};
  const prose = lesson.cells.filter(({ cell_type }) => cell_type === "markdown");
  expect(prose.map(({ source }) => textOf(source)).join("\n")).toContain(`${type}: ${message}`);
});
