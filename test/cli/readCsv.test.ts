import { dsvFormat } from "d3-dsv";
import fc from "fast-check";
import { expect, it } from "vitest";
import { readCsv, wordCell } from "../../src/cli/readCsv.js";
import { parsePredictions } from "../../src/data/parsePredictions.js";
import { readingOf } from "../../src/report/readingOf.js";
import { kept } from "./written.js";

async function csvOf(text: string, options = {}, id2label?: string[]): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  const predictions = await parsePredictions(bytes, "a.csv", id2label && { id2label });
  const output = kept();
  await readCsv(output, await readingOf(predictions, options), () => {});
  return output.text();
}

it("has what was predicted, its measures, the truth, the text and the score of each class", async () => {
  const csv = await csvOf("text,label,joy,fear\nGood.,joy,2,0\nBad.,fear,0,0\n");
  expect(csv.split("\n")).toEqual([
    "row,text,true_label,predicted_label,score,margin,entropy,score_joy,score_fear",
    expect.stringMatching(/^0,Good\.,joy,joy,0\.8807970779\d+,2,0\.365\d+,0\.88\d+,0\.119\d+$/),
    expect.stringMatching(/^1,Bad\.,fear,joy,0\.5,0,0\.69314718\d+,0\.5,0\.5$/),
    "",
  ]);
});

it("has the values of a regression as they are, and no empty measures", async () => {
  const csv = await csvOf("stars\n-1.5\n4.25\n", { problem_type: "regression" }, ["stars"]);
  expect(csv).toBe("row,value_stars\n0,-1.5\n1,4.25\n");
});

it("no spreadsheet takes a label or a text for a formula", () => {
  for (const text of ["=1+1", "+1", "-1", "@A1", "\t=1", " =1", "＝1", "\r=1"]) {
    expect(wordCell(text), text).toMatch(/^"'/);
  }
  expect(wordCell("a=1")).toBe("a=1");
  expect(wordCell('say "no", twice')).toBe('"say ""no"", twice"');
  expect(wordCell("\u001b[2J")).toBe("\uFFFD[2J");
});

it("any reader of CSV gives each cell back, a formula with its apostrophe", () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 2 }), (texts) => {
      const [row] = dsvFormat(",").parseRows(`${texts.map(wordCell).join(",")}\n`);
      const plain = texts.map((text) => text.replace(/(?![\t\n\r])\p{Cc}/gu, "\uFFFD"));
      const safe = plain.map((text) => (/^\s*[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text));
      expect(row).toEqual(safe);
    }),
  );
});
