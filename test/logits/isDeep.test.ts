import { expect, it } from "vitest";
import { deepest, isDeep } from "../../src/logits/isDeep.js";

const nested = (levels: number, [open, close] = ["[", "]"]) =>
  JSON.parse(`${open.repeat(levels)}1${close.repeat(levels)}`);

it("takes what files hold, and refuses what would exhaust the stack", () => {
  for (const value of [1, "[[[", null, undefined, [], {}, [[1], { a: [2] }], new Float64Array(9)]) {
    expect(isDeep(value)).toBe(false);
  }
  const lists: [string, string] = ["[", "]"];
  const objects: [string, string] = ['{"a":', "}"];
  for (const brackets of [lists, objects]) {
    expect(isDeep(nested(deepest, brackets))).toBe(false);
    expect(isDeep(nested(deepest + 1, brackets))).toBe(true);
    expect(isDeep(nested(100_000, brackets))).toBe(true);
    expect(isDeep([1, { b: nested(100_000, brackets) }])).toBe(true);
  }
});
