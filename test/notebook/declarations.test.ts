import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { project } from "./kernel.js";

interface Diagnostic {
  file?: { fileName: string };
  messageText: unknown;
}

/** tslab's own TypeScript, which checks the cells. */
const ts = createRequire(import.meta.url)("@tslab/typescript-for-tslab") as {
  version: string;
  ModuleResolutionKind: { Node10: number };
  ModuleKind: { ESNext: number };
  ScriptTarget: { ES2022: number };
  createProgram(files: string[], options: Record<string, unknown>): { getSourceFiles(): unknown[] };
  getPreEmitDiagnostics(program: unknown): Diagnostic[];
};

/** What tslab's TypeScript finds wrong with the built declarations, resolved as in a cell. */
function complaints(entry: string): string[] {
  const program = ts.createProgram([join(project, entry)], {
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
  const own = join(project, "dist").split("\\").join("/");
  return (
    ts
      .getPreEmitDiagnostics(program)
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

  it("would not pass if a file of theirs were missing", () => {
    expect(complaints("dist/no-such-file.d.ts")).not.toEqual([]);
  });
});
