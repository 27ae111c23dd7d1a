import fc from "fast-check";
import { expect, it } from "vitest";
import { type Case, caseOf, hashOf, models } from "../../../src/site/playground/caseOf.js";

it("a case is the same after it was an address", () => {
  const cases = fc.record({
    model: fc.constantFrom(...(Object.keys(models) as Case["model"][])),
    text: fc.string({ unit: "grapheme" }),
    other: fc.string({ unit: "grapheme" }),
    temperature: fc.double({ min: 0.1, max: 10, noNaN: true }),
    threshold: fc.option(fc.double({ min: 0.01, max: 0.99, noNaN: true })),
    words: fc.option(fc.string()),
  });
  fc.assert(
    fc.property(cases, (each) => {
      expect(caseOf(hashOf(each))).toEqual(each);
    }),
  );
});

it("what an address can't mean is as usual", () => {
  const usual = caseOf("");
  const wrong = "#model=__proto__&temperature=0&threshold=1&temperature=1e9&more=1";
  expect(caseOf(wrong)).toEqual(usual);
  expect(caseOf("#temperature=&threshold=")).toEqual(usual);
  expect(caseOf("#%E0%A4%A&&=").text).toBe(usual.text);
  expect(caseOf(`#text=${"a".repeat(1e5)}`).text.length).toBe(5000);
});

it("an address has only what isn't as usual", () => {
  expect(hashOf(caseOf(""))).toBe("#");
  expect(hashOf(caseOf("#threshold=0.7&text=a+b"))).toBe("#text=a+b&threshold=0.7");
});
