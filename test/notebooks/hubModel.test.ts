import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished, vi } from "vitest";
import {
  type Cell,
  executeNotebook,
  type Notebook,
  writeNotebook,
} from "../../src/workshop/notebooks.js";
import { fakeHub, useHub } from "../model/fakeHub.js";
import { runJudged } from "./judgedNotebook.js";
import { cellText, codeCells, outputKinds } from "./readOutputs.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const model = "Xenova/some-model";
const answer = "Predicted Class: POSITIVE";

it("with READING_LOGITS_MODEL the same lesson downloads that model once, with progress, and then needs no hub", async () => {
  const cached = join(root, ".cache", "models", ...model.split("/"));
  const forget = () => rm(cached, { recursive: true, force: true });
  await forget();
  onTestFinished(forget);
  const hub = await fakeHub();
  useHub(hub.url);
  vi.stubEnv("READING_LOGITS_MODEL", model);

  const ran = await runJudged(root, "01-direct-model", "learner");
  const first = codeCells(ran);
  expect(hub.requests.some((request) => request.path.endsWith(".onnx"))).toBe(true);
  expect(first.flatMap(outputKinds)).not.toContain("stderr");
  const shown = first.map(cellText).join("\n");
  expect(shown).toContain("model_quantized.onnx");
  expect(shown).toContain(answer);

  await hub.stop();
  const asked = first.findIndex((cell) => cellText(cell).includes(answer));
  const second = codeCells(await runAgain(ran, first[asked]));
  expect(second.flatMap(outputKinds)).not.toContain("stderr");
  expect(second.map(cellText).join("\n")).toContain(answer);
});

/** Runs a lesson up to one of its cells, where a person would run it. */
async function runAgain(ran: Notebook, last: Cell): Promise<Notebook> {
  const folder = await mkdtemp(join(root, ".cache", "hub-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, "lesson.ipynb");
  const end = ran.cells.indexOf(last) + 1;
  await writeNotebook(path, { ...ran, cells: ran.cells.slice(0, end) });
  return executeNotebook(root, path, join(root, "notebooks"));
}
