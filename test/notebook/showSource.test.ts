import { createRequire } from "node:module";
import { describe, expect, it, vi } from "vitest";
import { declarationIn } from "../../src/notebook/showSource.js";

type Shown = (...args: never[]) => unknown;

/** The kit as built: its functions have the build's text, which the test runner would rewrite. */
const kit = createRequire(import.meta.url)("reading-logits") as Record<string, Shown>;

/** What the built `showSource` prints without a kernel: the file's name, a blank line, the code. */
function shown(fn: unknown): { file: string; code: string } {
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  try {
    kit.showSource(fn as never);
    const [file, ...code] = String(log.mock.calls[0][0]).split("\n\n");
    return { file, code: code.join("\n\n") };
  } finally {
    log.mockRestore();
  }
}

const names = Object.keys(kit);

describe("showSource", () => {
  it.each(names)("shows %s, from its comment to its last brace and nothing else", (name) => {
    const { file, code } = shown(kit[name]);
    expect(file).toMatch(/^src\/[\w/]+\.ts$/);
    expect(code).toMatch(/^\/\*\*/);
    expect(code).toMatch(new RegExp(`^export (async |abstract )*(function|class) ${name}\\b`, "m"));
    expect(code).toMatch(/\n\}$/);
    const others = code.match(/^(export )?(async )?(function|class|const|interface|type) \w+/gm);
    expect(new Set(others?.map((line) => line.split(" ").at(-1)))).toEqual(new Set([name]));
  });

  it("has all that index.ts exports to show", () => {
    expect(names.length).toBeGreaterThan(90);
    expect(names).toEqual(expect.arrayContaining(["softmax", "makeConfig", "defineExercise"]));
  });

  it("shows every signature of a function that has several", () => {
    expect(shown(kit.softmax).code.match(/^export function softmax\(/gm)).toHaveLength(5);
  });

  it.each<[string, unknown]>([
    [
      "softmax",
      function softmax(x: number) {
        return x;
      },
    ],
    ["LogitsError", class LogitsError extends Error {}],
    [
      "(no name)",
      (
        () => (x: number) =>
          x
      )(),
    ],
    ["parseInt", Number.parseInt],
    ["predict", kit.Trainer.prototype.predict],
  ])("refuses a function of somebody else's, %s", (name, fn) => {
    expect(() => shown(fn)).toThrow(
      `showSource shows functions that reading-logits exports; \`${name}\` is not one of them`,
    );
  });

  it("refuses a function of a cell whose few words stand somewhere in the kit's own of that name", () => {
    const part = () => 0;
    Object.defineProperty(part, "name", { value: "Trainer" });
    part.toString = () => String(kit.Trainer.prototype.predict);
    expect(() => shown(part)).toThrow("`Trainer` is not one of them");
  });

  it("refuses what is no function", () => {
    expect(() => shown("softmax")).toThrow("showSource needs a function of the kit, got string");
  });
});

describe("declarationIn cuts out", () => {
  const code = `
import { a } from "./a.js";

/** What the file is about. */

/** One: \`}\` in a comment. */
// biome-ignore lint: said here
export function one<T extends { a: string }>(x: T): T;
export function one(x: unknown): unknown {
  const braces = \`} \${[1].map(() => { return "}"; })} {\`;
  return /[}"'\`]/.test(braces) ? "{" : x;
}

function two() {}

/** Three. */
@sealed
abstract class Three<T = {}> extends Two {
  "}" = 3;
}
/** Four. */
export const four = (x: number): { y: number } => ({ y: x }); // the end
function inner() {
  function hidden() {}
}
`;

  it("a function with its comments and signatures, whatever braces stand in its text", () => {
    const one = declarationIn(code, "one") ?? "";
    expect(one.split("\n")).toHaveLength(7);
    expect(one).toMatch(/^\/\*\* One/);
    expect(one).toMatch(/: x;\n\}$/);
  });

  it("a class with its decorators", () => {
    expect(declarationIn(code, "Three")).toBe(
      '/** Three. */\n@sealed\nabstract class Three<T = {}> extends Two {\n  "}" = 3;\n}',
    );
  });

  it("a function that is a constant", () => {
    expect(declarationIn(code, "four")).toBe(
      "/** Four. */\nexport const four = (x: number): { y: number } => ({ y: x });",
    );
  });

  it("a function without a comment", () => {
    expect(declarationIn(code, "two")).toBe("function two() {}");
  });

  it("nothing of that name inside another function, or imported", () => {
    expect(declarationIn(code, "hidden")).toBeUndefined();
    expect(declarationIn(code, "a")).toBeUndefined();
  });
});
