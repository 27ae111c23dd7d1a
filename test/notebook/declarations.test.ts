import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { project } from "./kernel.js";

interface Diagnostic {
  file?: { fileName: string };
  messageText: unknown;
}

interface Program {
  getSourceFiles(): { fileName: string }[];
}

/** tslab's own TypeScript, which checks the cells. */
const ts = createRequire(import.meta.url)("@tslab/typescript-for-tslab") as {
  version: string;
  ModuleResolutionKind: { Node10: number };
  ModuleKind: { ESNext: number };
  ScriptTarget: { ES2022: number };
  createProgram(files: string[], options: Record<string, unknown>): Program;
  getPreEmitDiagnostics(program: unknown): Diagnostic[];
};

/** The built declarations, resolved as in a cell. */
function programOf(entry: string): Program {
  return ts.createProgram([join(project, entry)], {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts"],
    types: ["node"],
    typeRoots: [join(project, "node_modules", "@types")],
    strict: true,
    esModuleInterop: true,
    noEmit: true,
  });
}

/** What tslab's TypeScript finds wrong with them. */
function complaints(entry: string): string[] {
  const own = join(project, "dist").split("\\").join("/");
  return (
    ts
      .getPreEmitDiagnostics(programOf(entry))
      .filter(({ file }) => !file || file.fileName.startsWith(own))
      // TypeScript 7 writes this in front of Node's types (`AbortSignal`); 5.0 remarks on it but loads them all the same, and
      // tslab never shows the remark.
      .filter(({ messageText }) => !String(messageText).startsWith("'resolution-mode' assertions"))
      .map(({ file, messageText }) => `${file?.fileName}: ${JSON.stringify(messageText)}`)
  );
}

describe("the built declarations", () => {
  it("are read by the TypeScript 5.0 that checks notebook cells, with nothing missing", () => {
    expect(ts.version).toMatch(/^5\.0\./);
    expect(complaints("dist/index.d.ts")).toEqual([]);
  });

  it("bring the types of no package but Node's: a notebook reads them all with every cell", () => {
    const files = programOf("dist/index.d.ts").getSourceFiles();
    const packages = files.flatMap(({ fileName }) => {
      const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(fileName) ?? [];
      return name ? [name] : [];
    });
    expect(new Set(packages)).toEqual(
      new Set(["@tslab/typescript-for-tslab", "@types/node", "undici-types"]),
    );
  });

  it("would not pass if a file of theirs were missing", () => {
    expect(complaints("dist/no-such-file.d.ts")).not.toEqual([]);
  });
});
