import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { exportHtml } from "../../src/workshop/html.js";
import { lessonNames } from "../../src/workshop/notebooks.js";
import { judgedNotebook } from "../notebooks/judgedNotebook.js";
import { root } from "./jupyterLab.js";

/** Exports all lessons, as learners have them, to `<name>.html` in a folder of the test's own, which the test removes. */
export async function exportLessons(): Promise<string> {
  const folder = await mkdtemp(join(root, ".cache", "pages-"));
  const jobs = (await lessonNames(root)).map(async (name) => ({
    notebook: await judgedNotebook(root, name, "learner"),
    page: join(folder, `${name}.html`),
  }));
  await exportHtml(root, await Promise.all(jobs));
  return folder;
}
