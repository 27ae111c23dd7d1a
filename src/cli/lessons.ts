import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { CliError } from "./CliError.mjs";
import { executeNotebook } from "./executeNotebook.js";
import { lessonVariant, variants } from "./lessonVariant.js";
import { writeNotebook } from "./notebookFile.js";
import { readLesson } from "./readLesson.js";
import { step } from "./step.mjs";

/** The names of the lessons, in order, for example `00-start-here`: one for each text in `notebooks/source`. */
export async function lessonNames(root: string): Promise<string[]> {
  const files = await readdir(join(root, "notebooks", "source"));
  return files
    .filter((file) => file.endsWith(".md"))
    .map((file) => file.replace(/\.md$/, ""))
    .sort();
}

/** A lesson, whose name has a number, has a learner's and a solutions notebook; a gallery has nothing to solve. */
export function variantsOf(name: string): readonly (typeof variants)[number][] {
  return /^\d/.test(name) ? variants : ["learner"];
}

/** Where a lesson's notebook is stored: the learner's in `notebooks/`, the solutions in `notebooks/solutions/`. */
export function notebookPath(root: string, name: string, variant: (typeof variants)[number]) {
  const folder = variant === "solutions" ? ["notebooks", "solutions"] : ["notebooks"];
  return join(root, ...folder, `${name}.ipynb`);
}

/** Makes the learner's and the solutions notebook of each lesson (or of those named) from its text, and runs them. */
export async function lessons(root: string, wanted: string[]): Promise<number> {
  const all = await lessonNames(root);
  const names = all.filter((name) => wanted.length === 0 || wanted.some((w) => name.includes(w)));
  if (names.length === 0) {
    throw new CliError(`No lesson is called ${wanted.join(", ")}: there are ${all.join(", ")}.`);
  }
  for (const name of names) {
    const lesson = await readLesson(root, name);
    for (const variant of variantsOf(name)) {
      await step(`${name.split("-")[0]} ${variant}`, async () => {
        const path = notebookPath(root, name, variant);
        await writeNotebook(path, lessonVariant(lesson, variant));
        await writeNotebook(path, await executeNotebook(root, path));
        return { outcome: "written and run", value: undefined };
      });
    }
  }
  return 0;
}
