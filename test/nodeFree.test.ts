import { readFile } from "node:fs/promises";
import { builtinModules } from "node:module";
import path from "node:path/posix";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { files } from "./imports.js";

const src = fileURLToPath(new URL("../src", import.meta.url));

/** The rooms that run anywhere, except for the listed files, which need Node; rooms not named here may use Node freely. */
const needNode: Record<string, string[]> = {
  logits: [],
  evaluate: [],
  charts: [],
  data: ["index.ts", "loadDataset.ts", "readPredictions.ts"],
  model: [
    "checkOpens.ts",
    "downloadHubFile.ts",
    "hub.ts",
    "loadClassifier.ts",
    "loadTransformers.ts",
    "locateModel.ts",
    "manifest.ts",
    "prepareHubModel.ts",
    "prepareModel.ts",
    "readClassifierHead.ts",
    "sha256Of.ts",
  ],
};

/** Packages that run in a page as they do in Node. */
const anywhere = ["hyparquet", "hyparquet-compressors"];

const ofNode =
  /\b(process|Buffer|require|createRequire|setImmediate|clearImmediate|__dirname|__filename|import\.meta\.(url|dirname|filename))\b/;

function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "");
}

/** A file's code without its comments and without the contents of its strings. */
function bareCode(code: string): string {
  return withoutComments(code).replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, '""');
}

/** The modules that a file imports when it runs; those that only its types need are gone by then. */
function importsOf(code: string): string[] {
  const found = withoutComments(code).matchAll(
    /^(?:import|export)\s+(?:(type)\s+)?(?:([^"';=]*?)\bfrom\s+)?["']([^"']+)["']|\b(?:import|require)\s*\(\s*["']([^"']+)["']/gm,
  );
  return Array.from(found).flatMap(([, type, names = "", from, dynamic]) => {
    const named = /^\{([^}]*)\}\s*$/.exec(names.trim());
    const onlyTypes = named?.[1]
      .split(",")
      .filter((name) => name.trim() !== "")
      .every((name) => /^\s*type\s/.test(name));
    return type || onlyTypes ? [] : [from ?? dynamic];
  });
}

/** The reasons why a file can't run in a page, each the way from it to something that only Node has; none if it can. */
async function reasons(file: string, way: string[] = [], seen = new Set<string>()) {
  if (seen.has(file)) return [];
  seen.add(file);
  const code = await readFile(`${src}/${file}`, "utf8");
  const here = [...way, file];
  const found: string[] = [];
  const used = ofNode.exec(bareCode(code));
  if (used) found.push([...here, used[0]].join(" → "));
  for (const from of importsOf(code)) {
    if (from.startsWith(".")) {
      const next = path.join(path.dirname(file), from).replace(/\.js$/, ".ts");
      found.push(...(await reasons(next, here, seen)));
    } else if (builtinModules.includes(from.replace(/^node:/, "")) || !anywhere.includes(from)) {
      found.push([...here, from].join(" → "));
    }
  }
  return found;
}

function filesOf(room: string): string[] {
  const inRoom = files.filter((file) => file.startsWith(`${room}/`));
  return inRoom.map((file) => file.slice(room.length + 1));
}

describe.each(Object.keys(needNode))("the room %s", (room) => {
  it("reaches nothing that only Node has, except in the files that open files or load a library", async () => {
    const free = filesOf(room).filter((file) => !needNode[room].includes(file));
    expect(free.length).toBeGreaterThan(0);
    const found = await Promise.all(free.map((file) => reasons(`${room}/${file}`)));
    expect(found.flat()).toEqual([]);
  });

  it("lists no file as needing Node that doesn't", async () => {
    const found = await Promise.all(needNode[room].map((file) => reasons(`${room}/${file}`)));
    expect(needNode[room].filter((_, i) => found[i].length === 0)).toEqual([]);
  });
});

it("so a page can take a model's answer apart and read a person's data", async () => {
  const needed = ["model/Classifier.ts", "model/runTexts.ts"];
  for (const file of [...needed, "data/parseExamples.ts", "data/parse.ts"]) {
    expect(await reasons(file)).toEqual([]);
  }
});

describe("the search", () => {
  it("finds Node behind several imports, and names the way to it", async () => {
    expect(await reasons("trainer/PredictionOutput.ts")).toEqual([]);
    expect(await reasons("trainer/checkpoint.ts")).toContain(
      "trainer/checkpoint.ts → node:fs/promises",
    );
    expect(await reasons("model/readClassifierHead.ts")).toContain(
      "model/readClassifierHead.ts → model/prepareModel.ts → model/loadTransformers.ts → node:module",
    );
  });

  it("sees every kind of import but those of types", () => {
    const code = [
      'import type { A } from "a";',
      'import { type B, type C } from "b";',
      'export type { D } from "d";',
      'import "e";',
      'import f, { type G } from "f";',
      'export * from "g";',
      'export { h } from "h";',
      'const i = await import("i");',
      'const j = require("j");',
      "import {\n  type K,\n  k,\n} from 'k';",
    ];
    expect(importsOf(code.join("\n"))).toEqual(["e", "f", "g", "h", "i", "j", "k"]);
  });

  it("sees what is used, and not what is only said", () => {
    expect(bareCode('/** process */ const a = "Buffer"; // require\n')).not.toMatch(ofNode);
    expect(bareCode("const root = process.env.HOME;")).toMatch(ofNode);
  });
});
