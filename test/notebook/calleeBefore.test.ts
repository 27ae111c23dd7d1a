import fc from "fast-check";
import { expect, it } from "vitest";
import { calleeBefore } from "../../src/notebook/calleeBefore.js";

/** The code up to the place that was found; `|` marks the cursor. */
function found(marked: string): string | undefined {
  const cursor = marked.indexOf("|");
  const at = calleeBefore(marked.replace("|", ""), cursor);
  return at === undefined ? undefined : /[\w$]*$/.exec(marked.slice(0, at + 1))?.[0];
}

it.each([
  ["interpret(|", "interpret"],
  ["interpret(|)", "interpret"],
  ["const rows = interpret(softmax([1, 2]), |", "interpret"],
  ["interpret(softmax([1, |2]))", "softmax"],
  ["interpret(rows, { threshold: |", "interpret"],
  ["sst2.classify (|", "classify"],
  ["f(1); g|", undefined],
  ["f(1) + (2 * |", undefined],
  ["(|", undefined],
  ["[1, |2]", undefined],
  ["|", undefined],
])("%s is in the brackets of %s", (code, name) => {
  expect(found(code)).toBe(name);
});

it("never leaves the code, and always names a word", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."a1_ ([{)]},.") }), fc.nat(), (code, n) => {
      const at = calleeBefore(code, n % (code.length + 1));
      if (at !== undefined) expect(code[at]).toMatch(/[\w$]/);
    }),
  );
});
