import { NotebookError } from "./NotebookError.js";

/** One exercise of a lesson, checked in the notebook with `check("01.1", answer)`. */
export interface Exercise {
  /** Lesson and number: `"01.1"`. */
  id: string;
  /** `true` for a right answer, else a pointed remark on this answer; it may throw, that counts as not yet. */
  check(answer: unknown): true | string;
  /** At least one, from a nudge to nearly the answer; each failed attempt shows the next. */
  hints: readonly string[];
}

/** What the kernel remembers of one exercise. */
export interface ExerciseState {
  readonly exercise: Exercise;
  /** How many hints were shown so far. */
  hintsShown: number;
}

const states = new Map<string, ExerciseState>();

/**
 * Adds an exercise to the registry; the kit's own are defined in `src/notebook/exercises/`, one file a lesson.
 *
 * An exercise of the same id is replaced, so that a cell which defines one can be run again. Throws `NotebookError` for an id
 * that isn't of the form `"01.1"` and for an exercise without hints.
 *
 * @example defineExercise({ id: "01.1", check: (n) => n === 2 || "Count the logits.", hints: ["One logit a class."] })
 */
export function defineExercise(exercise: Exercise): void {
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

/** The exercise of that id with its hint counter, or `undefined`. */
export function findExercise(id: string): ExerciseState | undefined {
  return states.get(id);
}

/** The ids of one lesson's exercises in order, or of all lessons'. */
export function exerciseIds(lesson = ""): string[] {
  return Array.from(states.keys())
    .filter((id) => id.startsWith(lesson))
    .sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
}
