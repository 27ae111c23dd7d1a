import { expect, it } from "vitest";
import type { Cell, Notebook } from "../../src/workshop/notebooks.js";
import { lessonTimes, sectionTimes, statedTimes } from "../../src/workshop/times.js";

const cell = (cell_type: Cell["cell_type"], source: string, tags?: string[]): Cell => ({
  cell_type,
  id: "cell",
  metadata: tags ? { tags } : {},
  source,
});
const notebook = (...cells: Cell[]): Notebook => ({
  cells,
  metadata: {},
  nbformat: 4,
  nbformat_minor: 5,
});
const words = (count: number) => Array.from({ length: count }, () => "word").join(" ");
/** A section of so many words, its heading included. */
const section = (heading: string, count: number, mark = "") =>
  `## ${heading}\n${mark}\n\n${words(count - 1)}\n`;

it("a section takes its words at 180 a minute, and 15 s for each cell", () => {
  const lesson = notebook(cell("markdown", section("A", 180)), cell("code", "softmax(z)"));
  expect(sectionTimes(lesson)).toEqual([{ heading: "A", mark: "core", minutes: 1.25 }]);
});

it("a chart takes two minutes more, and an exercise three and a half", () => {
  const lesson = notebook(
    cell("markdown", section("A", 180)),
    cell("code", "await show(chart);"),
    cell("code", "check(undefined)", ["starter"]),
  );
  expect(lessonTimes(lesson).core).toBe(1 + 0.25 + 2 + 3.5);
});

it("examples in a table, which are looked at and not read, count nothing", () => {
  const example = `<table><tr><td>\n\n\`\`\`python\n${words(900)}\n\`\`\`\n\n</td></tr></table>`;
  expect(lessonTimes(notebook(cell("markdown", section("A", 180) + example))).core).toBe(1);
});

it("a section counts as what it is marked, up to the next heading", () => {
  const lesson = notebook(
    cell("markdown", section("A", 180) + section("B", 360, "*If time*")),
    cell("markdown", section("C", 540, "*at home*") + section("D", 180)),
  );
  expect(lessonTimes(lesson)).toEqual({ core: 2, "if time": 2, "at home": 3 });
});

it("reads what a lesson says of its time", () => {
  const said = "**Time** 20 minutes, 10 more if there is time, and 15 at home. **Needs** nothing.";
  expect(statedTimes(notebook(cell("markdown", `# A\n\n${said}`)))).toEqual({
    core: 20,
    "if time": 10,
    "at home": 15,
  });
});
