import type { Cell, Notebook, Output } from "../../src/workshop/notebooks.js";

/** A stored notebook with one code cell for each list of outputs. */
export function notebookOf(cells: readonly Output[][]): Notebook {
  return {
    cells: cells.map(
      (outputs, i): Cell => ({
        cell_type: "code",
        id: `cell-${i}`,
        metadata: {},
        source: `// ${i}`,
        execution_count: i + 1,
        outputs,
      }),
    ),
    metadata: { kernelspec: { display_name: "TypeScript", language: "typescript", name: "tslab" } },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

/** An output in the given forms. */
export function displayOf(data: Record<string, unknown>, metadata: object = {}): Output {
  return { output_type: "display_data", data, metadata: { ...metadata } };
}

/** What a cell printed. */
export function streamOf(text: string): Output {
  return { output_type: "stream", name: "stdout", text };
}
