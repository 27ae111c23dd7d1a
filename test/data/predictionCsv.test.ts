import { expect, it } from "vitest";
import { predictionsOfCsv } from "../../src/data/predictionCsv.js";

const at = { caller: "parsePredictions", file: "a.csv" };
const read = (text: string) => predictionsOfCsv(text, {}, at);

it("bare numbers need no header, whatever is between them", () => {
  for (const text of [
    "1.5,2\n3,4\n",
    "1.5;2\n3;4\n",
    "1.5\t2\n3\t4\n",
    "1.5 2\n3 4\n",
    "1.5,2\r\n3,4",
  ]) {
    expect(Array.from(read(text).data)).toEqual([1.5, 2, 3, 4]);
  }
});

it("a first line of column numbers is a header, as pandas writes it", () => {
  expect(read("0,1\n1.5,2.5\n").dims).toEqual([1, 2]);
  expect(read(",0,1\n0,1.5,2.5\n").dims).toEqual([1, 2]);
});

it("one column of class ids is refused, with or without a header", () => {
  for (const text of ["1\n0\n1\n", "0\n1\n1\n", ",0\n0,1\n1,1\n"]) {
    expect(() => read(text)).toThrow("class ids");
  }
});

it("a line that is too short is named as an editor counts it", () => {
  expect(() => read("joy,fear\n1,2\n3\n")).toThrow("line 3 has 1");
});

it("a first row of numbers and a label is no header", () => {
  expect(() => read("3.1,-1.2,0.5,joy\n-2.3,4.1,0.25,fear\n")).toThrow(
    "its first line has the number 3.1 where the name of a column should be",
  );
  expect(() => read("3,-1,joy\n-2,4,fear\n")).toThrow("the number -1");
  expect(read("1,2,label\n1.5,2.5,2\n").label_ids).toEqual([1]);
});

it("rows without a header may hold an index, unless every column is said to be a class", () => {
  const text = "0,3.1,-1.2\n1,-2.3,4.1\n";
  expect(() => read(text)).toThrow("column 0 holds whole numbers");
  expect(predictionsOfCsv(text, { id2label: ["a", "b", "c"] }, at).dims).toEqual([2, 3]);
});
