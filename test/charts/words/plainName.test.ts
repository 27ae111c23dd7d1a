import { describe, expect, it } from "vitest";
import { plainName } from "../../../src/charts/words/plainName.js";

describe("plainName", () => {
  it("cuts what is read, never an entity", () => {
    expect(plainName("<<<<<", 3)).toBe("&#60;&#60;…");
  });

  it("encloses a label from right to left, and shows a mark that would turn the line", () => {
    expect(plainName("שמחה", 20)).toBe("\u2068שמחה\u2069");
    expect(plainName("a\u202Eb", 20)).toBe("a\uFFFDb");
  });
});
