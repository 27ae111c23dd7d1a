import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished, vi } from "vitest";
import {
  type Cell,
  executeNotebook,
  readNotebook,
  writeNotebook,
} from "../../src/workshop/notebooks.js";
import { writeKernelspec } from "../../src/workshop/python.js";
import { supportedNode, supportedNodes } from "../../src/workshop/test.js";
import { expectSameOutputs } from "./expectSameOutputs.js";
import { judgedNotebook } from "./judgedNotebook.js";
import { cellText, codeCells } from "./readOutputs.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

const noNode = `npm test could not download Node ${supportedNodes.join(" and ")}, or there is no package of them for this system`;

/** Tells what the kernel really runs on. */
const versionCell: Cell = {
  cell_type: "code",
  id: "node-version",
  metadata: {},
  source: "console.log(process.version)",
  execution_count: null,
  outputs: [],
};

/** A folder for one test, inside the project, where cells find `reading-logits`. */
async function folderInProject(): Promise<string> {
  await mkdir(join(root, ".cache"), { recursive: true });
  const folder = await mkdtemp(join(root, ".cache", "node-versions-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

// Lesson 02, because it trains a head: V8's Math.exp differs in the last digit from Node 24 on, and 84 steps build on it.
it.for(supportedNodes)("lesson 02 shows on Node %i what is stored", async (major, { skip }) => {
  const node = supportedNode(root, major);
  if (!node) return skip(noNode);
  const folder = await folderInProject();
  await writeKernelspec(root, folder, node);
  vi.stubEnv("JUPYTER_PATH", folder); // goes before every other place where Jupyter looks for kernels
  onTestFinished(() => void vi.unstubAllEnvs());

  const stored = await readNotebook(await judgedNotebook(root, "02-trainer-batch", "learner"));
  const path = join(folder, "lesson.ipynb");
  await writeNotebook(path, { ...stored, cells: [...stored.cells, versionCell] });
  const fresh = await executeNotebook(root, path);

  expect(cellText(codeCells(fresh).at(-1) as Cell)).toMatch(new RegExp(`^v${major}\\.`));
  expectSameOutputs(fresh, stored);
});
