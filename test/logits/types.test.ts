import { fileURLToPath } from "node:url";
import ts from "@tslab/typescript-for-tslab";
import { describe, expect, it } from "vitest";

const cell = fileURLToPath(new URL("../../cell.ts", import.meta.url));

/** The complaints of a notebook's own TypeScript, 5.0 with Node10 resolution, about a cell. */
function complaints(code: string, strict: boolean): string[] {
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
    esModuleInterop: true,
    skipLibCheck: true,
    noEmit: true,
    types: ["node"],
    strict,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (file) => file === cell || fileExists(file);
  host.getSourceFile = (file, ...rest) =>
    file === cell
      ? ts.createSourceFile(file, code, ts.ScriptTarget.ES2022)
      : getSourceFile(file, ...rest);
  const program = ts.createProgram([cell], options, host);
  const found = ts.getPreEmitDiagnostics(program, program.getSourceFile(cell));
  return found.map((one) => ts.flattenDiagnosticMessageText(one.messageText, "\n"));
}

const cells: Record<string, string> = {
  "a row gives a row, a batch a batch": `
    import { softmax, argmax, topK, interpret, logSumExp } from "reading-logits";
    const p: number = softmax([1, 2])[0];
    const q: number = softmax([[1, 2]])[0][1];
    const r: number[] = softmax(Float32Array.of(1, 2));
    const s: number[][] = softmax([Float32Array.of(1, 2)]);
    const i: number = argmax([1, 2]);
    const j: number[] = argmax([[1, 2]]);
    const l: number = logSumExp([1, 2]);
    const k: number = topK([1, 2], 1)[0].index;
    const label: string | null = interpret([1, 2]).predicted_label;
    const labels: (string | null)[] = interpret([[1, 2]]).map((row) => row.predicted_label);
    const second: string = interpret([[1, 2], [3, 4]])[1].ranking[0].label;`,
  "a transformers.js Tensor goes in as it is": `
    import { softmax, argmax, interpret, diagnose, postprocess } from "reading-logits";
    import { Tensor } from "@huggingface/transformers";
    const tensor = new Tensor("float32", Float32Array.of(1, 2), [1, 2]);
    const p: number = softmax(tensor)[0][1];
    const i: number = argmax(tensor)[0];
    const label: string | null = interpret(tensor)[0].predicted_label;
    diagnose(tensor).findings.length;
    postprocess(tensor, {}).length;`,
  "an untyped model output is read as a batch": `
    import { softmax, interpret, argmax } from "reading-logits";
    declare const output: any;
    const p: number = softmax(output.logits)[0][1];
    const i: number = argmax(output.logits)[0];
    const label: string | null = interpret(output.logits)[0].predicted_label;`,
  "a config's label map goes in as it is": `
    import { interpret } from "reading-logits";
    const config: { id2label: Record<string, string>; problem_type?: string | null } = { id2label: { "0": "a", "1": "b" } };
    interpret([1, 2], config);
    interpret([1, 2], { id2label: { 0: "a", 1: "b" }, top_k: 1 });
    interpret([1, 2], { id2label: ["a", "b"] });`,
  "the room alone has the same types": `
    import { softmax, interpret, diagnose, type Logits, LogitsError } from "reading-logits/logits";
    const logits: Logits = [[1, 2]];
    const p: number[] | number[][] = softmax(logits);
    interpret([1, 2]).margin.toFixed(2);
    new LogitsError("x").message;`,
};

describe.each([
  ["as tslab checks it", false],
  ["strictly", true],
])("a notebook cell, checked by TypeScript 5.0 %s", (_how, strict) => {
  it.each(Object.entries(cells))("%s", (_title, code) => {
    expect(complaints(code, strict)).toEqual([]);
  });

  it("with text for logits is complained about", () => {
    const code = 'import { softmax } from "reading-logits";\nsoftmax("0.3");\nsoftmax(["0.3"]);';
    expect(complaints(code, strict)).toHaveLength(2);
  });
});
