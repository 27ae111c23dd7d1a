import { describe, expect, it } from "vitest";
import { DatasetError } from "../../src/trainer/DatasetError.js";
import { readJsonLines } from "../../src/trainer/readJsonLines.js";

describe("readJsonLines", () => {
  it("reads one object a line and remembers the line, empty lines and Windows line ends aside", () => {
    expect(readJsonLines('{"text": "A"}\r\n\r\n  \n{"text": "B", "label": 1}', "my.jsonl")).toEqual(
      [
        { place: "my.jsonl, line 1", columns: { text: "A" } },
        { place: "my.jsonl, line 4", columns: { text: "B", label: 1 } },
      ],
    );
    expect(readJsonLines("", "my.jsonl")).toEqual([]);
  });

  it("keeps line separators inside a text", () => {
    expect(readJsonLines('{"text": "a\u2028b\\nc"}', "x")[0].columns.text).toBe("a\u2028b\nc");
  });

  it.each([
    ['{"text": "secret", "label": tru}', "Unexpected token '}'"],
    ['{"text": "A"', "Expected ',' or '}' after property value in JSON at position 12"],
    ["text,label", "Unexpected token 'e'"],
  ])("names the line that is no JSON, and why, but doesn't quote it: %s", (line, reason) => {
    const read = () => readJsonLines(`{"text": "A"}\n${line}`, "my.jsonl");
    expect(read).toThrow(DatasetError);
    expect(read).toThrow(/^loadDataset needs one JSON object a line: my\.jsonl, line 2 is no JSON/);
    expect(read).toThrow(`(${reason}`);
    expect(read).not.toThrow("secret");
  });

  it.each([
    ["[1, 2]", "an array of 2"],
    ['"hello"', 'the string "hello"'],
    ["null", "null"],
    ["7", "7"],
  ])("wants objects: %s is %s", (line, got) => {
    expect(() => readJsonLines(line, "my.jsonl")).toThrow(`my.jsonl, line 1 is ${got}`);
  });
});
