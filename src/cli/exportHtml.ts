import { join } from "node:path";
import { CliError } from "./CliError.mjs";
import { run } from "./run.mjs";
import { venvPython } from "./venvPython.js";

/** A notebook and the page that it becomes, as absolute paths. */
export interface HtmlJob {
  notebook: string;
  page: string;
}

/** Writes the pages of stored notebooks, all in one go, since starting nbconvert takes longer than any page. */
export async function exportHtml(root: string, jobs: readonly HtmlJob[]): Promise<void> {
  const program = join(root, "src", "cli", "export_html.py");
  const paths = jobs.flatMap(({ notebook, page }) => [notebook, page]);
  const { code, errors } = await run(venvPython(root), [program, root, ...paths]);
  // Python says last what went wrong, after where.
  const reason = errors.trim().split("\n").at(-1);
  if (code !== 0) throw new CliError(`The pages could not be written: ${reason}`);
}
