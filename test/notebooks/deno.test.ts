import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { beforeEach, expect, it, onTestFinished } from "vitest";
import {
  type Output as CellOutput,
  lessonNames,
  type Notebook,
  notebookPath,
  readNotebook,
  textOf,
  variantsOf,
} from "../../src/workshop/notebooks.js";
import { Kernel, type Output, project } from "../notebook/kernel.js";
import { differencesOf } from "../site/differences.js";
import { judgedNotebook } from "./judgedNotebook.js";
import { codeCells } from "./readOutputs.js";

const deno = process.env.DENO_PATH || "deno";
const hasDeno = spawnSync(deno, ["--version"]).status === 0;
const noDeno = "no Deno found (set DENO_PATH, or install deno where programs are looked for)";

/** Two lessons, or all with READING_LOGITS_DENO=all. */
const usual = process.env.READING_LOGITS_DENO === "all" ? /./ : /^(01|03)-/;
const chosen = (await lessonNames(project)).filter((name) => usual.test(name));

beforeEach(({ skip }) => skip(!hasDeno, noDeno));

it.each(chosen)("%s shows on Deno's kernel what it shows in tslab", async (name) => {
  const [variant] = variantsOf(name).slice(-1);
  const stored = await readNotebook(await judgedNotebook(project, name, variant));
  const fresh = await runOnDeno(stored, dirname(notebookPath(project, name, variant)));
  expect(differencesOf(withoutQuotes(fresh), withoutQuotes(stored))).toEqual([]);
});

async function runOnDeno(notebook: Notebook, folder: string): Promise<Notebook> {
  const kernel = await Kernel.start(folder, [deno, "jupyter", "--kernel", "--conn"]);
  onTestFinished(() => kernel.stop());
  const sent: Output[][] = [];
  for (const { source } of codeCells(notebook)) {
    sent.push((await kernel.run(textOf(source))).outputs);
    // Deno may say that it is idle before it has sent all that a cell printed.
    await pause(100);
  }
  const outputs = sent.map(storedOutputs);
  const cells = codeCells(notebook).map((cell, i) => ({ ...cell, outputs: outputs[i] }));
  return { ...notebook, cells };
}

/** A cell's messages as a notebook stores them; the value of its last expression as in tslab: printed, without colours. */
function storedOutputs(sent: Output[]): CellOutput[] {
  const displays = new Map<string | undefined, CellOutput>();
  return sent.flatMap(({ type, content }): CellOutput[] => {
    const { data, transient } = content;
    if (type === "stream" || type === "error") {
      return [{ output_type: type, ...content } as CellOutput];
    }
    if (type === "execute_result") {
      const value = stripVTControlCharacters(String(data?.["text/plain"]));
      return [{ output_type: "stream", name: "stdout", text: `${value}\n` }];
    }
    const shown = displays.get(transient?.display_id);
    if (type === "update_display_data" && shown) {
      shown.data = data;
      return [];
    }
    const display: CellOutput = { output_type: "display_data", data };
    if (transient?.display_id !== undefined) displays.set(transient.display_id, display);
    return [display];
  });
}

/** tslab puts strings that it prints in single quotes, and one alone in none; Deno puts all in double quotes. */
function withoutQuotes(notebook: Notebook): Notebook {
  const mend = (output: CellOutput) =>
    output.text ? { ...output, text: textOf(output.text).replace(/["']/g, "") } : output;
  const cells = notebook.cells.map((cell) => ({ ...cell, outputs: cell.outputs?.map(mend) }));
  return { ...notebook, cells } as Notebook;
}
