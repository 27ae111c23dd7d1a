import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished, vi } from "vitest";
import {
  type Cell,
  executeNotebook,
  type Notebook,
  readNotebook,
  textOf,
  writeNotebook,
} from "../../src/workshop/notebooks.js";
import { fakeHub, useHub } from "../model/fakeHub.js";
import { judgedNotebook, runJudged } from "./judgedNotebook.js";
import { cellText, codeCells, outputKinds } from "./readOutputs.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const model = "Xenova/some-model";
const lesson = "01-direct-model";

/** Runs the lesson up to the first cell that has these words. */
async function runUpTo(words: string): Promise<Notebook> {
  const notebook = await readNotebook(await judgedNotebook(root, lesson, "learner"));
  const last = notebook.cells.findIndex(
    (cell) => isCode(cell) && textOf(cell.source).includes(words),
  );
  const folder = await mkdtemp(join(root, ".cache", "up-to-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, `${lesson}.ipynb`);
  await writeNotebook(path, { ...notebook, cells: notebook.cells.slice(0, last + 1) });
  return executeNotebook(root, path);
}

const isCode = ({ cell_type }: Cell) => cell_type === "code";

it("with READING_LOGITS_MODEL the same lesson downloads that model once, with progress, and then needs no hub", async () => {
  const cached = join(root, ".cache", "models", ...model.split("/"));
  const forget = () => rm(cached, { recursive: true, force: true });
  await forget();
  onTestFinished(forget);
  const hub = await fakeHub();
  useHub(hub.url);
  vi.stubEnv("READING_LOGITS_MODEL", model);

  const first = codeCells(await runJudged(root, lesson, "learner"));
  expect(hub.requests.some((request) => request.path.endsWith(".onnx"))).toBe(true);
  const shown = first.map(cellText).join("\n");
  expect(shown).toContain("model_quantized.onnx");
  expect(shown).toContain("Predicted Class: POSITIVE");

  await hub.stop();
  const second = codeCells(await runUpTo("Predicted Class:"));
  expect(second.flatMap(outputKinds)).not.toContain("stderr");
  expect(second.map(cellText).join("\n")).toContain("Predicted Class: POSITIVE");
});
