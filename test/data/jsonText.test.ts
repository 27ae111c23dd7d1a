import { expect, it } from "vitest";
import { valueOfJson } from "../../src/data/jsonText.js";

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

it("says how a text came to be no JSON, where that can be seen", () => {
  const not = (text: string) => () => valueOfJson(text, false, at);
  expect(not("[{'label': 'joy', 'score': 0.5}]")).toThrow("save it with json.dump");
  expect(not('[{"label": None}]')).toThrow("save it with json.dump");
  expect(not("[[1, 2], [3, 4")).toThrow("it ends in the middle");
  expect(not("a,b\n1,2\n")).toThrow(/it is not JSON \([^)]*\)$/);
});
