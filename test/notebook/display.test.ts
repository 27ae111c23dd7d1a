import { expect, it } from "vitest";
import { wellFormed } from "../../src/notebook/display.js";

it("replaces lone halves of surrogate pairs, wherever they are", () => {
  expect(wellFormed({ "\uD800": ["a\uDC00b", { deep: "\uD83D" }] })).toEqual({
    "\uFFFD": ["a\uFFFDb", { deep: "\uFFFD" }],
  });
});

it("leaves everything else as it is: whole pairs, numbers, booleans, null, a key named __proto__", () => {
  const value = JSON.parse(
    '{"emoji": "😀", "n": -1.5e300, "yes": true, "none": null, "__proto__": 1}',
  );
  expect(JSON.stringify(wellFormed(value))).toBe(JSON.stringify(value));
});
