import { describe, expect, it } from "vitest";
import { createCells } from "../../../src/site/kernel/createCells.js";

/** Cells that may import one module, `kit`, with a value and a type. */
function someCells() {
  return createCells(
    async () => ({ softmax: "the function", default: "the whole" }),
    (_, name) => name === "Logits",
  );
}

/** Runs cells one after the other and gives the value of the last. */
async function run(...sources: string[]): Promise<unknown> {
  const cells = someCells();
  let value: unknown;
  for (const source of sources) value = await cells.run(source);
  return value;
}

describe("cells share what they declare", () => {
  it.each<[title: string, sources: string[], value: unknown]>([
    ["a later cell sees a constant", ["const a = 2;", "a + 1"], 3],
    ["a name may be declared again", ["const a = 2;", "const a = 3;", "a"], 3],
    [
      "a function sees what its variables become",
      ["let n = 1; const f = () => n;", "n = 5;", "f()"],
      5,
    ],
    ["a class is a class", ["class A { n: number = 1 }", "new A().n"], 1],
    ["an arrow knows its name", ["const half = (n: number) => n / 2;", "half.name"], "half"],
    ["the short form of a property works", ["const text = 'a';", "({ text })"], { text: "a" }],
    ["a cell may wait", ["const a = await Promise.resolve(4);", "a"], 4],
    [
      "a loop's own variable stays inside",
      ["for (let i = 0; i < 2; i++) {}", "typeof i"],
      "undefined",
    ],
    [
      "an import reaches later cells",
      ['import { softmax } from "kit";', "softmax"],
      "the function",
    ],
    ["a default import", ['import kit from "kit";', "kit"], "the whole"],
    ["a whole module", ['import * as kit from "kit";', "kit.softmax"], "the function"],
    [
      "a type is no value to import",
      ['import { Logits, softmax } from "kit";', "typeof Logits"],
      "undefined",
    ],
    ["an enum has its members", ["enum Sign { Plus, Minus }", "Sign.Minus"], 1],
  ])("%s", async (_, sources, value) => {
    expect(await run(...sources)).toEqual(value);
  });
});

describe("a mistake", () => {
  it("in the name of an import names it, and the one that was meant", async () => {
    await expect(run('import { Softmax } from "kit";')).rejects.toThrow(
      "'\"kit\"' has no exported member named 'Softmax'. Did you mean 'softmax'?",
    );
    await expect(run('import { other } from "kit";')).rejects.toThrow(
      "Module '\"kit\"' has no exported member 'other'.",
    );
  });

  it("such as assigning to a name that nobody declared is one", async () => {
    await expect(run("unheardOf = 1;")).rejects.toThrow("unheardOf is not defined");
    expect("unheardOf" in globalThis).toBe(false);
  });

  it("leaves no half-declared name behind, and what was declared before as it was", async () => {
    const cells = someCells();
    await cells.run("const a = 1;");
    await expect(cells.run("const b = missing();\nconst a = 2;")).rejects.toThrow("missing");
    expect(await cells.run("a")).toBe(1);
    await expect(cells.run("b")).rejects.toThrow("b is not defined");
  });

  it("is found in the cell that made it, by the cell's name in the trace", async () => {
    const cells = someCells();
    await cells.run("const fail = () => null.x;");
    const error = (await cells.run("fail()").catch((thrown) => thrown)) as Error;
    expect(error.stack).toMatch(/cell-1:\d+/);
    expect(cells.ran.get("cell-2")?.source).toBe("fail()");
  });
});
