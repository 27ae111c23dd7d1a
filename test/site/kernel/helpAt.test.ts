import { describe, expect, it } from "vitest";
import { completionsAt, helpAt } from "../../../src/site/kernel/helpAt.js";

const code = [
  "/**",
  " * Adds one.",
  " *",
  " * @throws {Error} when it can't",
  " *",
  " * @example next(1) // 2",
  " */",
  "export function next(n: number): number {",
  "  return n + 1;",
  "}",
].join("\n");
const sourceOf = (name: string) => (name === "next" ? { code } : undefined);

describe("help", () => {
  it("is there at a name, wherever the cursor stands in it, and inside the brackets of its call", () => {
    for (const cursor of [10, 12, 14, 15]) {
      expect(helpAt("const a = next(1);", cursor, sourceOf)?.text).toContain("Adds one.");
    }
    expect(helpAt("const a = next(1);", 3, sourceOf)).toBeUndefined();
  });

  it("has the signature, the words and the example, and not the body", () => {
    const { markdown } = helpAt("next", 4, sourceOf) ?? { markdown: "" };
    expect(markdown).toContain("```typescript\nexport function next(n: number): number\n```");
    expect(markdown).toContain("*throws* {Error} when it can't");
    expect(markdown).toContain("```typescript\nnext(1) // 2\n```");
    expect(markdown).not.toContain("return");
  });
});

describe("completions", () => {
  const values = { row: [1], config: { id2label: { 0: "A" }, problem_type: null } };
  const modules = new Map([["reading-logits", { softmax: 1, sigmoid: 2 }]]);
  const matches = (text: string) => completionsAt(text, text.length, { values, modules }).matches;

  it("are the names of the cells and of the kit", () => {
    expect(matches("s")).toEqual(["sigmoid", "softmax"]);
    expect(matches("const a = r")).toEqual(["row"]);
  });

  it("after a dot are what the value has", () => {
    expect(matches("config.")).toEqual(["id2label", "problem_type"]);
    expect(matches("row.ma")).toEqual(["map"]);
    expect(matches("nothing.")).toEqual([]);
  });

  it("replace what was begun, and call no getter", () => {
    expect(completionsAt("a; config.id", 12, { values, modules })).toEqual({
      matches: ["id2label"],
      start: 10,
      end: 12,
    });
    const trap = {
      get boom(): never {
        throw new Error("called");
      },
    };
    const known = { values: { trap }, modules };
    expect(completionsAt("trap.boom.", 10, known).matches).toEqual([]);
  });
});
