import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const inCommandMode = ".jp-Notebook.jp-mod-commandMode:not(.jp-mod-readWrite) :focus";

/** The arrow keys move from cell to cell, but not when a chart's slider has the focus: then they move the slider. */
const arrowKeys = Object.entries({
  ArrowUp: "notebook:move-cursor-up",
  ArrowDown: "notebook:move-cursor-down",
  ArrowLeft: "notebook:move-cursor-heading-above-or-collapse",
  ArrowRight: "notebook:move-cursor-heading-below-or-expand",
}).flatMap(([key, command]) => [
  { command, keys: [key], selector: inCommandMode, disabled: true },
  { command, keys: [key], selector: `${inCommandMode}:not(input):not(select)` },
]);

/** Defaults of the `.venv`'s JupyterLab only; a person's own settings still win. */
const settings = {
  // No pop-up that asks for permission to fetch news, and nothing fetched.
  "@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false },
  // Cells stay in the page when they are scrolled away, so a chart keeps the place where its slider was left.
  "@jupyterlab/notebook-extension:tracker": { windowingMode: "none" },
  "@jupyterlab/shortcuts-extension:shortcuts": { shortcuts: arrowKeys },
};

/** Writes JupyterLab's defaults for this kit (`overrides.json`), unless they are there. */
export async function writeLabSettings(root: string): Promise<void> {
  const folder = join(root, ".venv", "share", "jupyter", "lab", "settings");
  const path = join(folder, "overrides.json");
  const text = `${JSON.stringify(settings, null, 2)}\n`;
  if ((await readFile(path, "utf8").catch(() => "")) === text) return;
  await mkdir(folder, { recursive: true });
  await writeFile(path, text);
}
