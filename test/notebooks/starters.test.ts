import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { lessonNames } from "../../src/workshop/notebooks.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const lessons = await Promise.all(
  (await lessonNames(root)).map(async (name) => {
    const text = await readFile(join(root, "notebooks", "source", `${name}.md`), "utf8");
    return { name, text };
  }),
);

/** The cells of a lesson's text with that tag. */
function cellsOf(text: string, tag: "starter" | "solution"): string[] {
  const cell = new RegExp(`^\`\`\`typescript tags=\\["${tag}"\\]\\n([^]*?)^\`\`\``, "gm");
  return Array.from(text.matchAll(cell), ([, code]) => code);
}

const starters = lessons.flatMap(({ name, text }) =>
  cellsOf(text, "starter").map((code) => ({ name, code, id: /check\("([^"]+)"/.exec(code)?.[1] })),
);

it("the lessons have exercises", () => {
  expect(starters.length).toBeGreaterThan(15);
});

describe.each(starters)("the starter of $id", ({ code }) => {
  it("leaves one place open, of no type that the kernel could object to before check does", () => {
    const open = Array.from(code.matchAll(/^const (\w+) = "\?";/gm), ([, variable]) => variable);
    expect(open).toHaveLength(1);
    expect(code).toMatch(new RegExp(`^check\\("[^"]+", ${open[0]}\\);$`, "m"));
  });

  it("has no undefined, which is an answer and no open place", () => {
    expect(code).not.toContain("undefined");
  });
});

describe.each(lessons)("lesson $name", ({ text }) => {
  it("solves each of its exercises, in the starter's words", () => {
    const given = (code: string) => code.replace(/^const \w+ = "\?";.*\n/m, "").split("\n");
    const solutions = cellsOf(text, "solution");
    for (const [i, starter] of cellsOf(text, "starter").entries()) {
      for (const line of given(starter)) expect(solutions[i]).toContain(line);
    }
  });

  it("imports hint wherever it imports check", () => {
    const imports = text.match(/^import .* from "reading-logits";$/gm) ?? [];
    for (const line of imports.filter((each) => /\bcheck\b/.test(each))) {
      expect(line).toMatch(/\bhint\b/);
    }
  });
});
