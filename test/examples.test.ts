import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as kit from "../src/index.js";
import { type DocExample, examplesOf, readSource, sourceFiles } from "./docExamples.js";
import { runExample } from "./runExample.js";

const examples = sourceFiles.flatMap((file) => examplesOf(file));

/** Examples that can't run here, and why. */
const excused: Record<string, string> = {
  showSource: "finds a function by its built code, and here it is the source that runs",
};

const home = process.cwd();
let folder: string;

/** The folder where the examples run: they may write files there, and the kit's data sets and models are there too. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "examples-"));
  await symlink(resolve(import.meta.dirname, "../data"), join(folder, "data"), "junction");
  process.chdir(folder);
});

afterAll(async () => {
  process.chdir(home);
  await rm(folder, { recursive: true });
});

describe("the examples in the doc comments", () => {
  for (const example of examples) {
    const excuse = excused[example.name];
    it(excuse ? `${title(example)} (can't run: ${excuse})` : title(example), async () => {
      const run = runExample(example);
      await (excuse ? expect(run).rejects.toThrow() : run);
    });
  }
});

function title({ name, statements }: DocExample): string {
  const telling = statements.find(({ says }) => says) ?? statements[0];
  return `${name}: ${telling.code}`;
}

describe("the search for examples", () => {
  it(`finds all ${examples.length} of the sources`, () => {
    const written = sourceFiles.flatMap((file) => readSource(file).match(/\* @example/g) ?? []);
    expect(examples).toHaveLength(written.length);
  });

  it("finds one that says what comes out for every public function", () => {
    const telling = examples.filter(({ statements }) => statements.some(({ says }) => says));
    const names = new Set(telling.map(({ name }) => name));
    const functions = Object.keys(kit).filter((name) => /^[a-z]/.test(name));
    expect(functions.length).toBeGreaterThan(50);
    expect(functions.filter((name) => !names.has(name))).toEqual([]);
  });

  it("excuses only examples that exist", () => {
    const names = new Set(examples.map(({ name }) => name));
    expect(Object.keys(excused).filter((name) => !names.has(name))).toEqual([]);
  });
});

/** Runs an example as if it documented a function of `runExample.ts`. */
async function run(code: string, owner = "runExample"): Promise<void> {
  const comment = `/** @example\n * ${code.replaceAll("\n", "\n * ")}\n */`;
  const [example] = examplesOf("test/runExample.ts", `${comment}\nconst ${owner} = 0;`);
  await runExample(example);
}

describe("an example", () => {
  it.each([
    "0.62853 // 0.6285",
    "0.30000000000000004 // 0.3: no more than the noise of floating point",
    "4.248354255291589e-18 // 4.2484e-18",
    '[{ a: Float32Array.of(1, 2), b: "…" }] // [{ a: [1, 2], b: "…" }]',
    "({ a: 1, b: 2 }) // { a: 1, … }",
    "const [a] = [1];\na // 1",
    "const a = 2; // 2",
    'console.log("one\\ntwo") // prints: one\n// two',
    'console.log("one, two, three") // prints: one…three',
    "new Map([[1, 2]]) // prints: Map(1) { 1 => 2 }",
    'import { softmax as f } from "reading-logits/logits";\nf([0, 0]) // [0.5, 0.5]',
    "const softmax: number = 1;\nsoftmax // 1",
    "await Promise.resolve(-1) // -1",
  ])("passes: %s", (code) => run(code));

  it.each([
    ["0.62853 // 0.6286", "to deeply equal"],
    ["0.5001 // 0.5", "to deeply equal"],
    ["1.001 // 1", "to deeply equal"],
    ["4.248354255291589e-18 // 4.2485e-18", "to deeply equal"],
    ["[1, 2] // [1]", "to deeply equal"],
    ["({ a: 1, b: 2 }) // { a: 1 }", "to deeply equal"],
    ["({ a: 1, b: 2 }) // { a: 2, … }", "to deeply equal"],
    ['"one" // "two"', "to deeply equal"],
    ['console.log("one") // prints: two', "to be 'two'"],
    ['console.log("one, two") // prints: one…three', "to be 'one…three'"],
    ["Promise.resolve(1) // 1", "await it"],
    ["missing // 1", "missing is not defined"],
    ["1 // one", "a comment reads"],
    ["1 // 1 or so", "a comment reads"],
    ["[1, 2] // [1, …]", "a comment reads"],
  ])("fails: %s", async (code, why) => {
    await expect(run(code)).rejects.toThrow(why);
  });

  it("may use what it documents, exported or not", async () => {
    await run('trimmed("a \\nb") // "a\\nb"', "trimmed");
  });
});
