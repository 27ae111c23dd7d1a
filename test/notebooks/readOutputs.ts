import { type Cell, type Notebook, type Output, textOf } from "../../src/workshop/notebooks.js";

/** The code cells of a notebook. */
export function codeCells(notebook: Notebook): Cell[] {
  return notebook.cells.filter((cell) => cell.cell_type === "code");
}

/** What a person reads in an output: a stream's text or a display's plain text. */
function outputText(output: Output): string {
  if (output.output_type === "stream") return textOf(output.text);
  return textOf(output.data?.["text/plain"] as string | string[] | undefined);
}

/** Everything that a cell shows, as text. */
export function cellText(cell: Cell): string {
  return (cell.outputs ?? []).map(outputText).join("\n");
}

/** How many Plotly figures a notebook holds, and how many charts in all. */
export function chartsIn(notebook: Notebook): { figures: number; all: number } {
  const kinds = codeCells(notebook).flatMap(outputKinds);
  const figures = kinds.filter((kind) => kind.includes("plotly")).length;
  return { figures, all: figures + kinds.filter((kind) => kind.includes("vegalite")).length };
}

/** The kind of each output of a cell: `stdout`, `stderr`, `error` or its MIME types, sorted as they are in a file. */
export function outputKinds(cell: Cell): string[] {
  return (cell.outputs ?? []).map((output) => {
    if (output.output_type === "error") return "error";
    return (
      output.name ??
      Object.keys(output.data ?? {})
        .sort()
        .join(" + ")
    );
  });
}
