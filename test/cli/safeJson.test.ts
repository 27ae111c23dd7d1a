import fc from "fast-check";
import { expect, it } from "vitest";
import { safeJson } from "../../src/cli/safeJson.js";

it("gives every text back, and has no character in it that a terminal obeys or that hides text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const json = safeJson({ text });
      expect(JSON.parse(json)).toEqual({ text });
      expect(json).not.toMatch(/[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069]/u);
    }),
  );
});

it("names infinities, and writes null where there is no number", () => {
  const json = safeJson([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0]);
  expect(json).toBe('[null,"Infinity","-Infinity",0]');
});
