import fc from "fast-check";
import { expect, it } from "vitest";
import { wrapLine } from "../../../src/logits/diagnose/wrapLine.js";

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
