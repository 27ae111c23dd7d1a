import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { build as esbuild } from "esbuild";
import { build as vite } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EmptyFolder, emptyFolder, folderWithKit, kit } from "./emptyFolder.js";

let folder: EmptyFolder & { said: string };

beforeAll(async () => {
  folder = await folderWithKit();
}, 120_000);

afterAll(() => folder?.remove());

const installed = () => join(folder.path, "node_modules", "reading-logits");

const filesBelow = (path: string) =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));

/** Every text in a value, however deep. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

describe("npm install in an empty folder, without a network", () => {
  it("brings this package and no other, and npm has nothing to warn of", () => {
    const names = readdirSync(join(folder.path, "node_modules")).filter((name) => name[0] !== ".");
    expect(names).toEqual(["reading-logits"]);
    expect(folder.said).toContain("added 1 package");
    expect(folder.said).not.toMatch(/warn/i);
  });

  it("takes less than 5 MB, without what only the kit needs", () => {
    const files = filesBelow(installed());
    const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
    expect(bytes).toBeLessThan(5e6);
    const folders = readdirSync(installed(), { withFileTypes: true }).filter((e) =>
      e.isDirectory(),
    );
    expect(folders.map(({ name }) => name).sort()).toEqual(["data", "dist"]);
    expect(existsSync(join(installed(), "dist", "workshop"))).toBe(false);
    expect(files.filter((file) => /\.(map|tsbuildinfo|onnx)$/.test(file))).toEqual([]);
  });

  it("has every file that its package.json names, and no other place for one", () => {
    const { exports, typesVersions, sideEffects, bin, main, types, ...rest } = JSON.parse(
      readFileSync(join(installed(), "package.json"), "utf8"),
    );
    const named = textsIn({ exports, typesVersions, sideEffects, bin, main, types });
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((file) => !existsSync(join(installed(), file)))).toEqual([]);
    // Such as `browser`, which bundlers follow: what is left names no file.
    const { files: _, ...others } = rest;
    expect(textsIn(others).filter((text) => /^\.\.?\/|\.[cm]?[jt]s$/.test(text))).toEqual([]);
  });

  it("can be repeated with npm ci", () => {
    rmSync(join(folder.path, "node_modules"), { recursive: true });
    expect(folder.npm("ci")).toContain("added 1 package");
    expect(existsSync(join(installed(), "dist", "index.js"))).toBe(true);
  });
});

/** What each door is used for, and what a program prints of it. */
const uses = [
  ["logits", "softmax", "softmax([0, 0])[1]", "0.5"],
  ["evaluate", "accuracy", "accuracy([1, 0, 1, 1], [1, 0, 0, 1])", "0.75"],
  [
    "data",
    "Dataset, parsePredictions",
    "typeof parsePredictions + typeof Dataset",
    "functionfunction",
  ],
  [
    "charts",
    "logitsBesideProbabilities",
    'logitsBesideProbabilities([1, 2], ["A", "B"]).table.rows.length',
    "2",
  ],
] as const;

const expected = [...uses.map(([, , , printed]) => printed), "872"].join(" ");
const shown = [...uses.map(([, , use]) => use), "predictions.dims[0]"].join(", ");

describe("a program in Node", () => {
  it("imports each door, and reads a file that comes along", () => {
    const imports = uses.map(
      ([door, names]) => `import { ${names} } from "reading-logits/${door}";`,
    );
    const program = `${imports.join("\n")}
import { readPredictions } from "reading-logits/data";
const predictions = await readPredictions("sst2-validation");
console.log(${shown});`;
    expect(folder.node(folder.write("program.mjs", program))).toBe(expected);
  });

  it("requires each door (CommonJS)", () => {
    const requires = uses.map(
      ([door, names]) => `const { ${names} } = require("reading-logits/${door}");`,
    );
    const program = `${requires.join("\n")}
const { readPredictions } = require("reading-logits/data");
readPredictions("sst2-validation").then((predictions) => console.log(${shown}));`;
    expect(folder.node(folder.write("program.cjs", program))).toBe(expected);
  });

  it("gets the very same functions by every way in", () => {
    const program = `
import { createRequire } from "node:module";
import * as all from "reading-logits";
const require = createRequire(import.meta.url);
for (const door of ${JSON.stringify(uses.map(([door]) => door))}) {
  const imported = await import("reading-logits/" + door);
  const required = require("reading-logits/" + door);
  for (const name of Object.keys(imported))
    if (all[name] !== imported[name] || required[name] !== imported[name]) console.log(door, name);
}`;
    expect(folder.node(folder.write("same.mjs", program))).toBe("");
  });
});

it("the five lines of README.md run, and print what stands below them", () => {
  const section = readme().split("## In a program of your own")[1];
  const [, program] = /```js\n(.*?)\n```/s.exec(section) ?? [];
  const [, printed] = /```text\n(.*?)\n```/s.exec(section) ?? [];
  expect(program.split("\n")).toHaveLength(5);
  expect(folder.node(folder.write("readme.mjs", program))).toBe(printed);
});

const readme = () => readFileSync(join(kit, "README.md"), "utf8");

describe("a program in TypeScript, which checks the declarations too", () => {
  const code = `${uses.map(([door, names]) => `import { ${names} } from "reading-logits/${door}";`).join("\n")}
import { type DatasetSplits, readPredictions } from "reading-logits/data";
import { type Chart } from "reading-logits/charts";
import { diagnose, type Logits } from "reading-logits/logits";
export const logits: Logits = [[1, 2]];
export const p: number = softmax([1, 2])[0];
export const share: number = accuracy([1, 0], [1, 1]);
export const chart: Chart = logitsBesideProbabilities([1, 2], ["A", "B"]);
export const found: number = diagnose(logits).findings.length;
export type Splits = DatasetSplits;
export const rows: Promise<number> = readPredictions("a.npy").then(({ dims }) => dims[0]);
export const parsed = parsePredictions(new Uint8Array(), "a.npy");
export const set: typeof Dataset = Dataset;
// @ts-expect-error: text is no logits, which a compiler that found no declarations would not know
softmax("0.3");
`;
  const compilers = {
    "5.0": join(kit, "node_modules", "@tslab", "typescript-for-tslab", "lib", "tsc.js"),
    "7.0": join(kit, "node_modules", "typescript", "bin", "tsc"),
  };

  it.each(["5.0", "7.0"] as const)(
    "%s, of the kit's own door, needs nothing but what a page has",
    (version) => {
      const whole = `import { type Classifier, loadClassifier } from "reading-logits";
export const opened: Promise<Classifier> = loadClassifier("sst2");
`;
      const file = folder.write("whole.mts", whole);
      const compilerOptions = { module: "node16", target: "es2022", types: [], strict: true };
      const options = { ...compilerOptions, lib: ["es2022", "dom"], noEmit: true };
      folder.write("tsconfig.json", JSON.stringify({ compilerOptions: options, files: [file] }));
      expect(folder.node(compilers[version])).toBe("");
    },
  );

  it.each([
    ["5.0", "node16", "node16"],
    ["5.0", "esnext", "bundler"],
    ["5.0", "esnext", "node10"],
    ["7.0", "node16", "node16"],
    ["7.0", "esnext", "bundler"],
  ] as const)("%s, module %s, resolution %s", (version, module, moduleResolution) => {
    const compilerOptions = {
      module,
      moduleResolution,
      target: "es2022",
      lib: ["es2022"],
      types: [],
      strict: true,
      skipLibCheck: false,
      noEmit: true,
    };
    const file = folder.write("typed.mts", code);
    folder.write("tsconfig.json", JSON.stringify({ compilerOptions, files: [file] }));
    expect(folder.node(compilers[version])).toBe("");
  });
});

describe("a page", () => {
  const program = `${uses.map(([door, names]) => `import { ${names} } from "reading-logits/${door}";`).join("\n")}
parsePredictions(new TextEncoder().encode("[[-3.48, 3.85]]"), "mine.json").then((predictions) =>
  print(${shown}));
`;
  const inPage = async (code: string) => {
    expect(code.includes("node:")).toBe(false);
    const { TextDecoder, TextEncoder } = globalThis;
    // One realm has one Uint8Array: TextEncoder's is this one's.
    const realm = { ArrayBuffer, Uint8Array };
    return new Promise((resolve) => {
      const print = (...said: unknown[]) => resolve(said.join(" "));
      runInNewContext(code, { ...realm, TextDecoder, TextEncoder, print });
    });
  };
  const printed = expected.replace(/872$/, "1");

  it("gets them from esbuild", async () => {
    const entry = folder.write("page.mjs", program);
    expect(await inPage(await bundled(entry))).toBe(printed);
  });

  it("gets them from Vite", async () => {
    const entry = folder.write("page.mjs", program);
    const lib = { entry, formats: ["iife" as const], name: "page" };
    const result = await vite({
      root: folder.path,
      configFile: false,
      logLevel: "silent",
      build: { write: false, lib },
    });
    const [{ output }] = result as { output: { code: string }[] }[];
    expect(output).toHaveLength(1);
    expect(await inPage(output[0].code)).toBe(printed);
  });

  it.each(uses.map(([door]) => door))(
    "pays for %s as README.md says, and only for what it uses",
    async (door) => {
      const row = readme()
        .split("\n")
        .find((line) => line.startsWith(`| \`reading-logits/${door}\``));
      const [, , , whole, single] = row?.split("|") ?? [];
      const [, name, size] = /`(\w+)` (.*) kB/.exec(single) ?? [];
      const sizeOf = async (program: string) =>
        gzipSync(await bundled(folder.write(`${door}.mjs`, program))).length / 1000;
      const one = await sizeOf(
        `import { ${name} } from "reading-logits/${door}";\nprint(${name});`,
      );
      const all = await sizeOf(`import * as room from "reading-logits/${door}";\nprint(room);`);
      for (const [measured, stated] of [
        [one, Number(size)],
        [all, Number.parseFloat(whole)],
      ]) {
        expect(measured).toBeLessThan(1.1 * stated);
        expect(measured).toBeGreaterThan(0.8 * stated);
      }
    },
  );

  it("gets the half of data that opens no files, and the bundler says so", async () => {
    const program =
      'import { readPredictions } from "reading-logits/data";\nprint(readPredictions);';
    await expect(bundled(folder.write("files.mjs", program))).rejects.toThrow(
      /No matching export in ".*dist\/data\/parse\.js" for import "readPredictions"/,
    );
  });
});

async function bundled(entry: string): Promise<string> {
  const { outputFiles } = await esbuild({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    platform: "browser",
    format: "iife",
    write: false,
    logLevel: "silent",
  });
  return outputFiles[0].text;
}

describe("npm install from git", () => {
  it("builds the package first: what npm packs of a fetched commit has the same files", () => {
    // npm fetches the commit, installs its packages and runs its script `prepare`; the packages here are the kit's.
    const fetched = emptyFolder();
    try {
      for (const each of [
        "src",
        "package.json",
        "tsconfig.json",
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        "data",
      ]) {
        const isModel = (path: string) => /models/.test(path.slice(kit.length));
        cpSync(join(kit, each), join(fetched.path, each), {
          recursive: true,
          filter: (path) => !isModel(path) || each === "src",
        });
      }
      symlinkSync(join(kit, "node_modules"), join(fetched.path, "node_modules"), "junction");
      const [{ files }] = JSON.parse(
        fetched
          .npm("pack", "--json")
          .replace(/^[^[]*/, "")
          .replace(/\][^\]]*$/, "]"),
      );
      const paths = (files as { path: string }[]).map(({ path }) => path);
      const own = filesBelow(installed()).map((file) =>
        file.slice(installed().length + 1).replaceAll("\\", "/"),
      );
      expect(paths.sort()).toEqual(own.sort());
    } finally {
      fetched.remove();
    }
  });
});

it("the kit and its models have one version, which the changelog knows", () => {
  const versionOf = (file: string) => JSON.parse(readFileSync(join(kit, file), "utf8")).version;
  expect(versionOf("data/models/package.json")).toBe(versionOf("package.json"));
  expect(readFileSync(join(kit, "CHANGELOG.md"), "utf8")).toContain(
    `\n## [${versionOf("package.json")}]`,
  );
});
