import { createRequire } from "node:module";
import { join } from "node:path";
import type TypeScript from "@tslab/typescript-for-tslab";
import { describe, expect, it } from "vitest";
import { project } from "./kernel.js";

/** tslab's own TypeScript, which checks the cells. */
const ts: typeof TypeScript = createRequire(import.meta.url)("@tslab/typescript-for-tslab");
const built = join(project, "dist").split("\\").join("/");

/** The built declarations, resolved as in a cell. */
function programOf(entry: string): TypeScript.Program {
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
  return (
    ts
      .getPreEmitDiagnostics(programOf(entry))
      .filter(({ file }) => !file || file.fileName.startsWith(built))
      // TypeScript 7 writes this in front of Node's types (`AbortSignal`); 5.0 remarks on it but loads them all the same, and
      // tslab never shows the remark.
      .filter(({ messageText }) => !String(messageText).startsWith("'resolution-mode' assertions"))
      .map(({ file, messageText }) => `${file?.fileName}: ${JSON.stringify(messageText)}`)
  );
}

/** The interfaces and classes of the kit that its values lead to but that no file exports, each with the way to it. */
function unnameable(): string[] {
  const program = programOf("dist/index.d.ts");
  const checker = program.getTypeChecker();
  const found = new Map<string, string>();
  const seen = new Set<TypeScript.Type>();
  const isBuilt = (node?: TypeScript.Node) =>
    node?.getSourceFile().fileName.startsWith(built) ?? false;

  function visit(type: TypeScript.Type, way: string): void {
    if (seen.has(type)) return;
    seen.add(type);
    const own = type.getSymbol()?.declarations?.find(isBuilt);
    if (own && (ts.isInterfaceDeclaration(own) || ts.isClassDeclaration(own))) {
      const module = checker.getSymbolAtLocation(own.getSourceFile());
      if (!module?.exports?.has(type.symbol.escapedName)) found.set(type.symbol.name, way);
    }
    const parts = type.isUnionOrIntersection() ? type.types : [];
    const named = type as TypeScript.TypeReference;
    const given = named.target ? checker.getTypeArguments(named) : [];
    for (const part of [...parts, ...given, ...(type.aliasTypeArguments ?? [])]) visit(part, way);
    if (!own) return;
    for (const property of checker.getPropertiesOfType(type)) {
      const at = property.declarations?.find(isBuilt);
      if (at) visit(checker.getTypeOfSymbolAtLocation(property, at), `${way}.${property.name}`);
    }
    for (const signature of [...type.getCallSignatures(), ...type.getConstructSignatures()]) {
      visit(checker.getReturnTypeOfSignature(signature), `${way}()`);
    }
  }

  const table = program.getSourceFile(`${built}/index.d.ts`) as TypeScript.SourceFile;
  const exported = checker.getExportsOfModule(
    checker.getSymbolAtLocation(table) as TypeScript.Symbol,
  );
  for (const symbol of exported) {
    const value = checker.getAliasedSymbol(symbol).valueDeclaration;
    if (value) visit(checker.getTypeAtLocation(value), symbol.name);
  }
  expect(seen.size).toBeGreaterThan(200);
  return Array.from(found, ([name, way]) => `${name}: ${way}`);
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

  it("export each type that a value has: TypeScript refuses a cell whose variable has another", () => {
    expect(unnameable()).toEqual([]);
  });

  it("would not pass if a file of theirs were missing", () => {
    expect(complaints("dist/no-such-file.d.ts")).not.toEqual([]);
  });
});
