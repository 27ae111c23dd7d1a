import { escapeText } from "../logits/text.js";
import { displayBundle } from "./display.js";
import { exerciseIds } from "./exercises.js";
import { noFormulas } from "./html.js";
import { type Remembered, remembered } from "./memory.js";
import { predictionIds } from "./predictions.js";

/**
 * Shows under the cell which exercises are done, with the hints that they took, and how many predictions have been made; then
 * the same in one line, to be pasted into a chat.
 *
 * It is what `check`, `hint` and `predict` have remembered in this copy of the kit, whichever kernel they ran in.
 *
 * @example
 * defineExercise({ id: "97.1", check: (n) => n === 2 || "count the logits.", hints: ["One logit per class."] });
 * check("97.1", 3)
 * check("97.1", 2)
 * progress() // prints: …97  ✓ 97.1 (1 hint)…
 */
export function progress(): void {
  const { of, trouble } = remembered();
  const lessons = lessonsNow(of);
  const all = countsOf(lessons);
  const head = `Your progress: ${exercisesDone(all)}${predictionsMade(all)}`;
  const rows = lessons.map((lesson) => [
    lesson.name,
    lesson.exercises.map((exercise) => asText(exercise)).join("  "),
    lesson.predictions.length > 0
      ? `${doneOf(lesson.predictions)} of ${lesson.predictions.length}`
      : "",
  ]);
  const chat = chatLine(lessons);
  const notes = trouble
    ? [`It can't be kept, because ${trouble}: it is lost with this kernel.`]
    : [];
  displayBundle({
    "text/html": asHtml(head, rows, chat, notes),
    "text/plain": [
      head,
      ...rows.map(([name, exercises, predictions]) =>
        `${name}  ${exercises}${predictions ? `  predictions: ${predictions}` : ""}`.trimEnd(),
      ),
      legend,
      ...notes,
      `To paste into a chat: ${chat}`,
    ].join("\n"),
  });
}

const legend = "✓ done   ○ tried   · not yet";

/** An exercise or a prediction, and what is remembered of it. */
interface Item {
  id: string;
  seen: Remembered | undefined;
}

interface Lesson {
  name: string;
  exercises: Item[];
  predictions: Item[];
}

function lessonsNow(of: (id: string) => Remembered | undefined): Lesson[] {
  const items = (ids: string[]) => ids.map((id) => ({ id, seen: of(id) }));
  const [exercises, predictions] = [items(exerciseIds()), items(predictionIds())];
  const lessonOf = ({ id }: Item) => id.split(".")[0];
  const names = new Set([...exercises, ...predictions].map(lessonOf).sort());
  return Array.from(names, (name) => ({
    name,
    exercises: exercises.filter((item) => lessonOf(item) === name),
    predictions: predictions.filter((item) => lessonOf(item) === name),
  }));
}

const doneOf = (items: Item[]) => items.filter(({ seen }) => seen?.done).length;

function countsOf(lessons: Lesson[]) {
  const exercises = lessons.flatMap((lesson) => lesson.exercises);
  const predictions = lessons.flatMap((lesson) => lesson.predictions);
  const hints = exercises.reduce((sum, { seen }) => sum + (seen?.hints ?? 0), 0);
  return { exercises, predictions, hints };
}

type Counts = ReturnType<typeof countsOf>;

function exercisesDone({ exercises, hints }: Counts): string {
  const share = `${doneOf(exercises)} of ${exercises.length} exercises`;
  return hints === 0 ? share : `${share}, with ${count(hints, "hint")}`;
}

function predictionsMade({ predictions }: Counts): string {
  if (predictions.length === 0) return "";
  return `; ${doneOf(predictions)} of ${predictions.length} predictions`;
}

/** `Reading Logits: 3 of 18 exercises, with 1 hint; 2 of 9 predictions (00 ✓✓, 01 ✓○···, 02 ·····, 03 ······)` */
function chatLine(lessons: Lesson[]): string {
  const marks = lessons
    .filter(({ exercises }) => exercises.length > 0)
    .map(({ name, exercises }) => `${name} ${exercises.map(mark).join("")}`);
  const all = countsOf(lessons);
  return `Reading Logits: ${exercisesDone(all)}${predictionsMade(all)} (${marks.join(", ")})`;
}

function asText({ id, seen }: Item): string {
  const hints = seen?.hints ? ` (${count(seen.hints, "hint")})` : "";
  return `${mark({ id, seen })} ${id}${hints}`;
}

function mark({ seen }: Item): string {
  if (!seen) return "·";
  return seen.done ? "✓" : "○";
}

const count = (n: number, what: string) => `${n} ${what}${n === 1 ? "" : "s"}`;

function asHtml(head: string, rows: string[][], chat: string, notes: string[]): string {
  const cell = (tag: string) => (text: string) =>
    `<${tag} style="text-align: left; vertical-align: top; white-space: pre-wrap;">${escapeText(text)}</${tag}>`;
  const titles = ["lesson", "exercises", "predictions"].map(cell("th")).join("");
  const lines = rows.map((row) => `<tr>${row.map(cell("td")).join("")}</tr>`).join("");
  const below = [legend, ...notes, "To paste into a chat:"].map(
    (line) => `<div style="white-space: pre-wrap;">${escapeText(line)}</div>`,
  );
  return (
    `<div ${noFormulas}><b>${escapeText(head)}</b><table><thead><tr>${titles}</tr></thead><tbody>${lines}</tbody></table>` +
    `${below.join("")}<pre style="white-space: pre-wrap;">${escapeText(chat)}</pre></div>`
  );
}
