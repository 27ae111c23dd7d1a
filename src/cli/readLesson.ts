import { join } from "node:path";
import { CliError } from "./CliError.mjs";
import type { Notebook } from "./Notebook.js";
import { run } from "./run.mjs";
import { venvPython } from "./venvPython.js";

/** Reads a lesson's text (`notebooks/source/<name>.md`, jupytext's Markdown) as a notebook without outputs. */
export async function readLesson(root: string, name: string): Promise<Notebook> {
  const source = join(root, "notebooks", "source", `${name}.md`);
  const jupytext = ["-m", "jupytext", "--quiet", "--to", "ipynb", "--output", "-", source];
  const { code, output, errors } = await run(venvPython(root), jupytext);
  if (code !== 0) throw new CliError(`jupytext can't read ${source}:\n${errors}`);
  const notebook = JSON.parse(output) as Notebook;
  const kernelspec = { display_name: "TypeScript", language: "typescript", name: "tslab" };
  return { ...notebook, metadata: { kernelspec } };
}
