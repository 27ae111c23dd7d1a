import { inspect, types } from "node:util";
import { checkOptions, isRecord } from "../logits/checks.js";
import { shorten } from "../logits/text.js";
import { NotebookError } from "./NotebookError.js";

/** One exercise of a lesson, checked in the notebook with `check("01.1", answer)`. */
export interface Exercise {
  /** Lesson and number: `"01.1"`. */
  id: string;
  /**
   * `true` for a right answer, a remark on a wrong one, or a {@link Reply}, which can say more. An answer on which it throws counts as
   * not yet right.
   */
  check(answer: unknown): true | string | Reply;
  /** At least one, from a nudge to nearly the answer. A failed attempt shows the next, unless its reply has a hint of its own. */
  hints: readonly string[];
  /** Code that gives the answer; only `hint` shows it, when it is asked for once more after the last hint. */
  solution?: string;
}

/** What is said about one answer to an exercise. */
export interface Reply {
  /** `"right"` counts as solved, with something to add; `"nearly"` is right but for its form. */
  verdict: "right" | "nearly" | "not yet";
  /** What there is to add, or the mistake that was probably made. */
  remark: string;
  /** What to do about this mistake; shown in place of the exercise's next hint. */
  hint?: string;
}

/** What the kernel remembers about one exercise. */
interface ExerciseState {
  readonly exercise: Exercise;
  /** How many hints have been shown so far. */
  hintsShown: number;
}

const states = new Map<string, ExerciseState>();

/**
 * Adds an exercise to the registry; the kit's own are defined in `src/notebook/exercises/`, one file per lesson.
 *
 * It replaces an exercise with the same id, so that a cell that defines one can be run again.
 *
 * @throws {NotebookError} when the id isn't of the form `"01.1"`, the exercise has no check function or no hints, or it has anything
 *   else
 *
 * @example
 * defineExercise({ id: "99.1", check: (n) => n === 2 || "count the logits.", hints: ["One logit per class."] });
 * check("99.1", 2) // prints: ✓ 99.1 correct
 */
export function defineExercise(exercise: Exercise): void {
  checkOptions("defineExercise", exercise ?? null, {
    known: ["id", "check", "hints", "solution"],
    ErrorType: NotebookError,
  });
  const { id, hints, check } = exercise;
  if (!/^\d{2}\.\d+$/.test(id)) {
    throw new NotebookError(
      `defineExercise needs an id like "01.1" (lesson, number), got ${JSON.stringify(id)}`,
    );
  }
  if (!Array.isArray(hints) || hints.length === 0 || typeof check !== "function") {
    throw new NotebookError(
      `defineExercise needs a check function and at least one hint for ${id}`,
    );
  }
  states.set(id, { exercise, hintsShown: 0 });
}

/** The exercise with that id and its hint counter, or `undefined` if there is none. */
export function findExercise(id: string): ExerciseState | undefined {
  return states.get(id);
}

/** The ids of one lesson's exercises, or of all lessons', in order. */
export function exerciseIds(lesson = ""): string[] {
  return Array.from(states.keys())
    .filter((id) => id.startsWith(lesson))
    .sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
}

/** What is said about an answer: a verdict, which decides the colour, and the lines to show. */
interface Grade {
  verdict: "correct" | "not yet" | "unanswered" | "unknown";
  lines: string[];
}

/**
 * What stands in an exercise where the answer will stand. It can't be `undefined`: that is what a lookup beyond the end of a list
 * gives, and whoever gave that as an answer is not to be told that there is none.
 */
const openPlaces = ["?", "…", "..."];

/** Whether nothing has been written yet where an answer or a prediction is to stand. */
export function isOpen(answer: unknown): answer is string {
  return typeof answer === "string" && openPlaces.includes(answer.trim());
}

/**
 * Grades an answer and counts the hint that it gives; {@link check} shows the result under the cell.
 *
 * `"?"` means not answered yet and uses up no hint, nor does `undefined` or a Promise. Never throws, whatever the answer is or its check does.
 *
 * @example
 * defineExercise({ id: "99.1", check: (n) => n === 2 || "count the logits.", hints: ["One logit per class."] });
 * gradeAnswer("99.1", 3).lines[0] // "○ 99.1 not yet: count the logits."
 */
export function gradeAnswer(id: string, answer: unknown): Grade {
  const state = findExercise(id);
  if (!state) return { verdict: "unknown", lines: [unknownId(id)] };
  if (isOpen(answer)) {
    const advice = `put it in place of "${answer}", then run this cell again.`;
    return { verdict: "unanswered", lines: [`○ ${id} is waiting for your answer: ${advice}`] };
  }
  if (answer === undefined) {
    const why =
      "your answer is undefined. Something was looked up at a place that doesn't exist (places count from 0), or a function returned nothing.";
    return { verdict: "unanswered", lines: [`○ ${id} not yet: ${why}`] };
  }
  if (isPromise(answer)) {
    const advice = "your answer is a Promise, not its result; put `await` in front of it.";
    return { verdict: "unanswered", lines: [`○ ${id} not yet: ${advice}`] };
  }
  const reply = replyTo(state.exercise, answer);
  if (reply === true) return { verdict: "correct", lines: [`✓ ${id} correct`] };
  const { verdict, remark, hint } = reply;
  if (verdict === "right") return { verdict: "correct", lines: [`✓ ${id} correct: ${remark}`] };
  const lines = [`○ ${id} ${verdict}: ${remark}`, `Your answer: ${printed(answer)}`];
  if (verdict === "nearly") return { verdict: "not yet", lines };
  lines.push(hint === undefined ? nextHint(state) : `Hint: ${hint}`);
  return { verdict: "not yet", lines };
}

/** The next hint of an exercise, as one line; after the last hint, that one again, with the way to the solution. */
function nextHint(state: ExerciseState): string {
  const { id, hints, solution } = state.exercise;
  const isLast = state.hintsShown >= hints.length;
  state.hintsShown = Math.min(state.hintsShown + 1, hints.length);
  const line = `Hint ${state.hintsShown} of ${hints.length}: ${hints[state.hintsShown - 1]}`;
  return isLast && solution !== undefined ? `${line} hint("${id}") shows a solution.` : line;
}

/** What {@link hint} shows: the next hint, and after the last one the solution. */
export function hintOrSolution(state: ExerciseState): string {
  const { hints, solution } = state.exercise;
  const isAskedAgain = state.hintsShown >= hints.length;
  return isAskedAgain && solution !== undefined ? `Solution: ${solution}` : nextHint(state);
}

/** One sentence for an id that isn't in the registry, with the ids that the reader may have meant. */
export function unknownId(id: unknown): string {
  const asked = typeof id === "string" ? JSON.stringify(id) : printed(id);
  const lesson = typeof id === "string" ? (/^\d{2}\./.exec(id)?.[0] ?? "") : "";
  const ids = lesson && exerciseIds(lesson).length > 0 ? exerciseIds(lesson) : exerciseIds();
  const known = ids.length > 0 ? `choose from ${ids.join(", ")}` : "none is defined yet";
  return `There is no exercise ${asked}: ${known}`;
}

function replyTo(exercise: Exercise, answer: unknown): true | Reply {
  try {
    const reply: unknown = exercise.check(answer);
    if (reply === true) return true;
    if (isReply(reply)) return reply;
    const remark = typeof reply === "string" ? reply : "that is not the answer.";
    return { verdict: "not yet", remark };
  } catch {
    return {
      verdict: "not yet",
      remark: "this answer doesn't have the form that the exercise asks for.",
    };
  }
}

/** An exercise may come from a cell, where no type was checked. */
function isReply(reply: unknown): reply is Reply {
  if (!isRecord(reply) || typeof reply.remark !== "string") return false;
  return ["right", "nearly", "not yet"].includes(`${reply.verdict}`);
}

function isPromise(answer: unknown): boolean {
  if (!types.isPromise(answer)) return false;
  // A rejection that nobody awaits would be reported by the kernel in some later cell.
  answer.catch(() => {});
  return true;
}

/** An answer in at most 200 characters; even one that can't be printed does no harm. */
function printed(answer: unknown): string {
  try {
    const text = types.isNativeError(answer)
      ? `${answer.name}: ${answer.message}`
      : inspect(answer, { depth: 2, breakLength: Number.POSITIVE_INFINITY });
    return shorten(text, 200);
  } catch {
    return "a value that can't be printed";
  }
}
