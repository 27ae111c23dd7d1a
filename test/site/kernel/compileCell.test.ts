import { describe, expect, it } from "vitest";
import { compileCell } from "../../../src/site/kernel/compileCell.js";

const codeOf = (source: string) => compileCell(source).code;

describe("what a cell declares at its top level becomes an assignment that outlives it", () => {
  it.each([
    ["const n: number = 2;", "(n = 2);", ["n"]],
    ["let later: string;", "(later = undefined);", ["later"]],
    ["const [a, , b = 1, ...rest] = list;", "([a, , b = 1, ...rest] = list);", ["a", "b", "rest"]],
    [
      "const { x, y: { z }, ...others } = point;",
      "({ x, y: { z }, ...others } = point);",
      ["x", "z", "others"],
    ],
    ["class Box<T> {}", "Box = class Box {};", ["Box"]],
    ["export const shared = 1;", "(shared = 1);", ["shared"]],
  ])("%s", (source, code, names) => {
    expect(compileCell(source)).toEqual({ code, names });
  });

  it("a function can be called above its declaration", () => {
    expect(codeOf("twice(2);\nfunction twice(n: number): number { return 2 * n; }")).toMatch(
      /^twice = function twice.*\ntwice\(2\);$/s,
    );
  });
});

describe("imports", () => {
  it("become calls, before everything else, and stay although nothing in the cell uses them", () => {
    const code = codeOf('n;\nimport m, { a, b as c } from "mathjs";\nimport * as all from "x";');
    expect(code.split("\n")).toEqual([
      'await __import("mathjs", [["m","default"],["a","a"],["c","b"]]);',
      'await __import("x", [["all","*"]]);',
      "n;",
    ]);
  });

  it("of types are gone", () => {
    expect(
      compileCell('import type { A } from "x";\nimport { type B, c } from "x";').names,
    ).toEqual(["c"]);
  });
});

describe("the last expression", () => {
  it("is returned, with a comment behind it or an await in it", () => {
    expect(codeOf("const a = 1;\na + 1 // two")).toBe("(a = 1);\nreturn (a + 1\n);");
    expect(codeOf("await load();")).toBe("return (await load()\n);");
  });

  it("is the last statement or none: a declaration has no value", () => {
    expect(codeOf("a;\nconst b = 1;")).not.toContain("return");
  });
});

it("types, interfaces and assertions leave nothing behind", () => {
  expect(codeOf("interface A { a: number }\ntype B = A;\nconst c = <A>d as B satisfies A;")).toBe(
    "(c = d);",
  );
});

it("what can't be read says where, and what", () => {
  const attempt = () => compileCell("const a = 1;\nconst = 2;");
  expect(attempt).toThrow(SyntaxError);
  expect(attempt).toThrow(expect.objectContaining({ loc: expect.objectContaining({ line: 2 }) }));
});
