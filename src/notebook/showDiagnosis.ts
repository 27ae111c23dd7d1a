import { join, relative, sep } from "node:path";
import { Diagnosis, type Topic } from "../logits/diagnose/Diagnosis.js";
import { projectRoot } from "../project.js";
import { codeBlock } from "./codeBlock.js";
import { displayBundle } from "./display.js";
import { NotebookError } from "./NotebookError.js";

/** Where a topic is taught: one of the kit's notebooks and the heading of a section in it. */
interface Lesson {
  notebook: string;
  section: string;
}

/** The section that teaches each topic. */
export const lessons: Record<Topic, Lesson> = {
  "double-softmax": { notebook: "06-bug-museum", section: "2 · Softmax twice" },
  "label-names": { notebook: "06-bug-museum", section: "1 · Names typed by hand" },
  "log-probabilities": {
    notebook: "03-multi-class",
    section: "The same number added to every logit",
  },
  "output-object": { notebook: "01-direct-model", section: "Step 3 · The output object" },
  overflow: { notebook: "01-direct-model", section: "3 · Overflow" },
  "rows-and-columns": { notebook: "02-trainer-batch", section: "Step 2 · Softmax, row by row" },
  "softmax-or-sigmoid": {
    notebook: "04-softmax-or-sigmoid",
    section: "Which function belongs to my model?",
  },
  training: { notebook: "02-trainer-batch", section: "Train a head, and watch logits move" },
};

/**
 * Shows under the cell what `diagnose` found and, below it, a link for each topic to the section of a lesson that teaches it.
 *
 * @throws {NotebookError} when it is given anything other than what `diagnose` returns
 *
 * @example showDiagnosis(diagnose([[0.731, 0.269], [0.27, 0.73], [0.5, 0.5]]))
 * // prints: …- double-softmax: notebooks/06-bug-museum.ipynb, "2 · Softmax twice"
 */
export function showDiagnosis(diagnosis: Diagnosis): void {
  if (!(diagnosis instanceof Diagnosis)) {
    throw new NotebookError(
      "showDiagnosis needs what diagnose returns: showDiagnosis(diagnose(logits))",
    );
  }
  const text = String(diagnosis);
  const topics = [...new Set(diagnosis.findings.map(({ topic }) => topic))];
  const links = topics.map((topic) => `- ${topic}: ${linkTo(lessons[topic])}`);
  const places = topics.map((topic) => `  - ${topic}: ${placeOf(lessons[topic])}`);
  displayBundle({
    "text/markdown": [codeBlock("text", text), links.join("\n")].join("\n\n").trim(),
    "text/plain": [text, ...(places.length > 0 ? ["lessons:", ...places] : [])].join("\n"),
  });
}

function placeOf({ notebook, section }: Lesson): string {
  return `notebooks/${notebook}.ipynb, "${section}"`;
}

/**
 * A link from the running notebook's folder, which is the kernel's working directory. It names the section, because JupyterLab
 * jumps to a heading only if that notebook is already open.
 */
function linkTo({ notebook, section }: Lesson): string {
  const file = join(projectRoot(), "notebooks", `${notebook}.ipynb`);
  const path = relative(process.cwd(), file).split(sep).join("/");
  const anchor = section.replaceAll(" ", "-");
  return `[${notebook}, ${section}](${encodeURI(`${path}#${anchor}`)})`;
}
