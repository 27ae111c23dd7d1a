import { describe, expect, it } from "vitest";
import { readTexts } from "../../../src/charts/reading/readTexts.js";

describe("readTexts", () => {
  it("cuts each text to a line, and gives empty ones where there are none", () => {
    expect(readTexts("aChart", ["one\ntwo", "x".repeat(50)], 2, 10)).toEqual([
      "one two",
      `${"x".repeat(9)}…`,
    ]);
    expect(readTexts("aChart", undefined, 2, 10)).toEqual(["", ""]);
  });

  it("says how many texts are missing, and which is none", () => {
    expect(() => readTexts("aChart", ["a"], 2, 10)).toThrow(
      "aChart needs one text for each row: got 2 rows and 1 texts",
    );
    expect(() => readTexts("aChart", ["a", 3 as never], 2, 10)).toThrow(
      "aChart needs sentences as texts: texts[1] is a number",
    );
  });
});
