import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatNumber,
  describe as say,
  scoreBar,
  textTable,
  wrapLine,
} from "../../src/logits/text.js";

describe("formatNumber", () => {
  describe("formatNumber", () => {
    it.each([
      [0, "0.0000"],
      [-0, "0.0000"],
      [1, "1.0000"],
      [-1, "-1.0000"],
      [0.62853, "0.6285"],
      [0.99994, "0.9999"],
      [0.99995, ">0.9999"],
      [1 - 2 ** -53, ">0.9999"],
      [-0.99996, "<-0.9999"],
      [0.00005, "0.0001"],
      [0.00004, "<0.0001"],
      [-1e-9, ">-0.0001"],
      [12.3, "12.3000"],
      [999999, "999999.0000"],
      [1e6, "1.000e+6"],
      [-1e300, "-1.000e+300"],
      [Number.POSITIVE_INFINITY, "Infinity"],
      [Number.NaN, "NaN"],
    ])("%d is %s", (value, expected) => {
      expect(formatNumber(value)).toBe(expected);
    });
  });

  describe("scoreBar", () => {
    it.each([
      [0, ""],
      [1, "█".repeat(20)],
      [0.5, "█".repeat(10)],
      [1 / 160, "▏"],
      [7 / 160, "▉"],
      [0.06, "█▎"],
      [-3, ""],
      [7, "█".repeat(20)],
      [Number.NaN, ""],
    ])("%d is %s", (score, expected) => {
      expect(scoreBar(score)).toBe(expected);
    });
  });

  describe("textTable", () => {
    it("sets words flush left and numbers flush right", () => {
      const lines = [
        ["a", "10", "x"],
        ["long", "2", ""],
      ];
      expect(textTable(["label", "n", ""], lines)).toBe("label   n\na      10  x\nlong    2");
    });

    it("keeps 60 characters whole", () => {
      expect(textTable([""], [["y".repeat(60)]])).toContain("y".repeat(60));
    });
  });

  describe("describe", () => {
    it.each([
      [null, "null"],
      [Number.NaN, "NaN"],
      ["a".repeat(99), `the string "${"a".repeat(59)}…"`],
      ["a".repeat(60), `the string "${"a".repeat(60)}"`],
      [10n ** 99n, `the bigint 1${"0".repeat(58)}…n`],
      [[1, 2], "an array of 2"],
      [Symbol("x"), "a symbol"],
      [{ data: 1, dims: [2, 3] }, "a tensor with dims [2, 3]"],
      [{ data: 1 }, "an object with data"],
      [{ dims: 1 }, "an object with dims"],
    ])("%s", (value, expected) => {
      expect(say(value)).toBe(expected);
    });
  });
});

describe("wrapLine", () => {
  it("leaves a line that fits as it is", () => {
    expect(wrapLine("  next: apply softmax once")).toBe("  next: apply softmax once");
  });

  it("breaks between words, and what follows stands deeper", () => {
    const lines = wrapLine(`  next: ${"word ".repeat(30).trim()}`).split("\n");
    expect(lines.map((line) => line.length <= 100)).toEqual([true, true]);
    expect(lines[1]).toMatch(/^ {4}word/);
  });

  it("keeps every word, and breaks only what is too long", () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,120}$/), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(words, (list) => {
        const wrapped = wrapLine(list.join(" "));
        expect(wrapped.split(/\s+/)).toEqual(list);
        for (const line of wrapped.split("\n")) {
          if (line.length > 100) expect(line.trim()).not.toContain(" ");
        }
      }),
    );
  });
});
