import { expect, it } from "vitest";
import { listOfJson, valueOfJson } from "../../src/data/jsonText.js";

const at = { caller: "parsePredictions", file: "a.json" };

it("one value, or one value per line, also under the name .json", () => {
  expect(valueOfJson("[1]", false, at)).toEqual({ value: [1], format: "json" });
  const lines = { value: [[1], [2]], format: "jsonl" };
  expect(valueOfJson("[1]\n\n[2]\n", false, at)).toEqual(lines);
  expect(valueOfJson("[1]\r\n[2]", true, at)).toEqual(lines);
});

it("Python's NaN outside of texts", () => {
  expect(valueOfJson('[NaN, -Infinity, "a NaN"]', false, at).value).toEqual([
    "NaN",
    "-Infinity",
    "a NaN",
  ]);
});

it("a line that is no JSON is named", () => {
  expect(() => valueOfJson("[1]\n[2", true, at)).toThrow(
    "parsePredictions can't read a.json: line 2 is not JSON",
  );
});

it("a list that stands alone", () => {
  expect(listOfJson("[1, 0]", at)).toEqual([1, 0]);
  expect(() => listOfJson("{}", at)).toThrow("it is no list; save one");
  expect(() => listOfJson("[1", at)).toThrow("not JSON");
});
