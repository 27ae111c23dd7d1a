import { describe, expect, it } from "vitest";
import { shorten } from "../../../src/charts/words/shorten.js";

describe("shorten", () => {
  it("keeps short text and ends longer text in an ellipsis", () => {
    expect(shorten("This is a fantastic movie!", 30)).toBe("This is a fantastic movie!");
    expect(shorten("This is a fantastic movie!", 10)).toBe("This is a…");
  });

  it("makes one line of several", () => {
    expect(shorten(" one\n\ttwo\r\n", 20)).toBe("one two");
  });

  it("cuts no emoji in half", () => {
    expect(shorten("😀😀😀😀", 3)).toBe("😀😀…");
  });
});
