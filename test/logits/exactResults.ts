import { describe, expect, it } from "vitest";

/** Expects exact results, including the sign of a zero: `["softmax", [7], [1]]`. */
export function exactResults<Name extends string>(
  functions: Record<Name, (logits: never) => unknown>,
  exact: readonly (readonly [name: Name, logits: unknown, expected: unknown])[],
): void {
  describe("exact results at the edges", () => {
    it.each(exact)("%s(%j)", (name, logits, expected) => {
      expect(functions[name](logits as never)).toStrictEqual(expected);
    });
  });
}
