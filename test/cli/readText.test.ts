import { expect, it } from "vitest";
import { headline, readText } from "../../src/cli/readText.js";
import { parsePredictions } from "../../src/data/parsePredictions.js";
import { readPredictions } from "../../src/data/readPredictions.js";
import { evaluationOf } from "../../src/report/evaluationOf.js";
import { type ReadingOptions, readingOf } from "../../src/report/readingOf.js";
import { kept } from "./written.js";

async function textOf(csv: string, options: ReadingOptions = {}, rows = 20, isBrief = false) {
  const one = csv.startsWith("stars") ? { id2label: ["stars"] } : {};
  const predictions = await parsePredictions(new TextEncoder().encode(csv), "a.csv", one);
  const read = await readingOf(predictions, options);
  const output = kept();
  const paint = (style: string, text: string) => (style === "yellow" ? `*${text}*` : text);
  await readText(output, "a.csv", read, await evaluationOf(read), { rows, paint, isBrief });
  return output.text();
}

const csv = "joy,fear,label\n2,0,joy\n0,3,joy\n1,-1,joy\n";

it("marks the rows that are wrong, and says how many more there are", async () => {
  const text = await textOf(csv, {}, 2);
  expect(text).toMatch(/^\* {2}1 {2}joy {3}fear .*\*$/m);
  expect(text).toContain("… and 1 more row: --rows N shows more, --csv has all");
  expect(await textOf(csv, {}, 0)).not.toContain("margin ");
});

it("in brief has neither rows nor conclusions", async () => {
  const text = await textOf(csv, {}, 20, true);
  expect(text).toContain("accuracy 0.6667");
  expect(text).not.toMatch(/entropy|concluded/);
});

it("shows the values of a regression, and no table of what is no score", async () => {
  expect(await textOf("stars\n4.5\n-1\n", { problem_type: "regression" })).toMatch(
    /^ {2}0 +4\.5000$/m,
  );
  expect(await textOf("joy,fear\n1,0\n0,1\n1,0\n")).toMatch(/no scores: the numbers are decisions/);
});

it("names the file, the columns and the type", async () => {
  const predictions = await parsePredictions(new TextEncoder().encode(csv), "a.csv");
  expect(headline("x.csv", await readingOf(predictions))).toBe(
    'x.csv, columns "joy" to "fear": 3 rows of 2 numbers (text)',
  );
});

it("says why true labels aren't compared, and what could be labels", async () => {
  expect(await textOf("joy,fear,label\n2,0,-100\n0,3,-100\n")).toContain(
    "the true labels are not compared with these predictions: no row has one",
  );
  const file = new URL("../../data/examples/predictions.npz", import.meta.url).pathname;
  const predictions = await readPredictions(file, { label: null });
  const output = kept();
  const options = { rows: 0, paint: (_: string, text: string) => text, isBrief: false };
  await readText(output, "a.npz", await readingOf(predictions), undefined, options);
  expect(output.text()).toContain('true labels: --truth-column "label_ids"');
});

it("a text of several lines is one line of the table", async () => {
  expect(await textOf('text,a,b\n"One\nTwo\tThree",2,0\n')).toMatch(/ One Two Three$/m);
});

it("fits a narrow terminal: no bars, shorter texts, lines broken between words", async () => {
  const text = `text,a,b\n${"many words ".repeat(20)},0.9,0.1\nShort.,0.2,0.8\n`;
  const predictions = await parsePredictions(new TextEncoder().encode(text), "a.csv");
  for (const width of [60, 80]) {
    const output = kept();
    const options = { rows: 5, paint: (_: string, line: string) => line, isBrief: false, width };
    await readText(output, "a.csv", await readingOf(predictions), undefined, options);
    const lines = output.text().split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
    expect(lines.some((line) => line.includes("…"))).toBe(true);
    expect(output.text()).not.toContain("█");
  }
});
