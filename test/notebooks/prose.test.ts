import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import {
  type Cell,
  lessonNames,
  notebookPath,
  readNotebook,
  textOf,
} from "../../src/workshop/notebooks.js";
import { lessonTimes, marks, sectionTimes, statedTimes } from "../../src/workshop/times.js";
import { cellText } from "./readOutputs.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const names = (await lessonNames(root)).filter((name) => /^\d/.test(name));
const read = (name: string) => readNotebook(notebookPath(root, name, "learner"));

describe.each(names)("lesson %s", (name) => {
  it("takes the time that it says, rounded up to at most five minutes more", async () => {
    const lesson = await read(name);
    const [takes, says] = [lessonTimes(lesson), statedTimes(lesson)];
    for (const mark of marks) {
      expect({ mark, says: says[mark] >= takes[mark] - 0.5 }).toEqual({ mark, says: true });
      expect({ mark, tooMuch: says[mark] > takes[mark] + 5 }).toEqual({ mark, tooMuch: false });
    }
    if (name.startsWith("00")) expect(takes.core).toBeLessThanOrEqual(10);
    else expect(takes.core + takes["if time"]).toBeLessThanOrEqual(30);
  });

  it("marks each of its sections", async () => {
    const { cells } = await read(name);
    const text = cells.filter(isText).map(prose).join("\n");
    const headings = text.match(/^## .+\n\n\*(?:core|if time|at home)\*$/gm) ?? [];
    // The first section is the lesson's own title, which needs no mark.
    expect(headings).toHaveLength(sectionTimes(await read(name)).length - 1);
  });

  it("has no cell of more than eight lines", async () => {
    const { cells } = await read(name);
    const lines = (cell: Cell) =>
      textOf(cell.source)
        .split("\n")
        .filter((line) => line.trim());
    const long = cells.filter((cell) => cell.cell_type === "code" && lines(cell).length > 8);
    expect(long.map(({ source }) => textOf(source))).toEqual([]);
  });

  it("says no number in its prose that no cell shows", async () => {
    const { cells } = await read(name);
    const shown = cells.filter((cell) => cell.cell_type === "code").flatMap(numbersShown);
    const said = cells.filter(isText).flatMap((cell) => numbersSaid(prose(cell)));
    expect(said.filter((text) => !shown.some((number) => agrees(text, number)))).toEqual([]);
  });
});

it("the core of lessons 00 to 03 takes an hour and a quarter at most", async () => {
  const first = names.filter((name) => /^0[0-3]-/.test(name));
  const lessons = await Promise.all(first.map(read));
  const minutes = lessons.reduce((sum, lesson) => sum + lessonTimes(lesson).core, 0);
  expect(minutes).toBeLessThanOrEqual(75);
});

const isText = ({ cell_type }: Cell) => cell_type === "markdown";

/** A cell's text without code, tables, links and what says how long the lesson takes. */
function prose({ source }: Cell): string {
  return textOf(source)
    .replace(/```.*?```/gs, "")
    .replace(/<table>.*?<\/table>/gs, "")
    .replace(/`[^`]*`|\]\([^)]*\)|\$[^$]*\$/g, "")
    .replace(/^\*\*(?:Time|Exercise)\*?\*?.*$|^\|.*$|^#.*$(?!\n\n\*)/gm, (line) =>
      line.startsWith("## ") ? line : "",
    );
}

/** Numbers in words of a text, but for small whole ones, which count what everybody sees. */
function numbersSaid(text: string): string[] {
  const plain = text
    .replace(/^#.*$/gm, "")
    .replace(/\b(?:lessons?|Cell|row|rows|class|Node) \d+\b|\b\d+[- ]bits?\b/gi, "");
  const found = plain.match(/(?<![\w.[])[−-]?\d[\d,]*(?:\.\d+)?(?![\w\]])/g) ?? [];
  return found.filter((number) => number.includes(".") || Number(number.replace(/[−-]/, "")) > 12);
}

/** Numbers that a cell or its outputs show. */
function numbersShown(cell: Cell): number[] {
  const text = `${textOf(cell.source)}\n${cellText(cell)}`.replaceAll("−", "-");
  const found = text.match(/-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/g) ?? [];
  return found.flatMap((each) => [Number(each), Number(each) * 100, Math.abs(Number(each))]);
}

/** Whether a number, rounded as it is in the text, is the one in the text. */
function agrees(said: string, shown: number): boolean {
  const number = said.replace("−", "-").replaceAll(",", "");
  const decimals = number.split(".")[1]?.length ?? 0;
  return shown.toFixed(decimals) === Number(number).toFixed(decimals);
}
