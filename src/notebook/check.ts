import { displayBundle } from "./display.js";
import { lesson00 } from "./exercises/lesson00.js";
import { lesson01 } from "./exercises/lesson01.js";
import { lesson02 } from "./exercises/lesson02.js";
import { lesson03 } from "./exercises/lesson03.js";
import { lesson04 } from "./exercises/lesson04.js";
import { lesson05 } from "./exercises/lesson05.js";
import { lesson06 } from "./exercises/lesson06.js";
import { lesson07 } from "./exercises/lesson07.js";
import {
  defineExercise,
  findExercise,
  gradeAnswer,
  hintOrSolution,
  unknownId,
} from "./exercises.js";
import { box } from "./html.js";
import { remember } from "./memory.js";

/**
 * Checks the answer to an exercise and says under the cell whether it is right; a wrong answer gets a remark and the next hint.
 *
 * `check("01.1", "?")` asks for an answer first and uses up no hint, and so do several answers. Returns nothing and never throws,
 * whatever the answer.
 *
 * @example
 * defineExercise({ id: "99.1", check: (n) => n === 2 || "count the logits.", hints: ["One logit per class."] });
 * check("99.1", 2) // prints: ✓ 99.1 correct
 * check("99.1", 3)
 * // prints: ○ 99.1 not yet: count the logits.
 * // Your answer: 3
 * // Hint 1 of 1: One logit per class.
 */
export function check(id: string, answer: unknown): void;
export function check(id: string, answer: unknown, ...more: unknown[]): void {
  if (more.length > 0) {
    const advice = "put several answers into one list, check(id, [a, b])";
    displayBundle(box("note", [`○ ${id} takes one answer: ${advice}.`]));
  } else {
    const { verdict, lines } = gradeAnswer(id, answer);
    if (verdict === "correct" || verdict === "not yet") keepTrack(id, verdict === "correct");
    displayBundle(box(verdict === "correct" ? "good" : "note", lines));
  }
}

/**
 * Shows the next hint of an exercise without an attempt, and after the last hint the solution, where there is one.
 *
 * @example
 * defineExercise({ id: "99.1", check: (n) => n === 2 || "count the logits.", hints: ["One logit per class."] });
 * hint("99.1") // prints: 99.1 Hint 1 of 1: One logit per class.
 */
export function hint(id: string): void {
  const state = findExercise(id);
  displayBundle(box("note", [state ? `${id} ${hintOrSolution(state)}` : unknownId(id)]));
  keepTrack(id, false);
}

/** Remembers an attempt, or a hint, for `progress()`. */
function keepTrack(id: string, done: boolean): void {
  const state = findExercise(id);
  if (state) remember(id, { done, hints: state.hintsShown });
}

for (const exercise of [
  ...lesson00,
  ...lesson01,
  ...lesson02,
  ...lesson03,
  ...lesson04,
  ...lesson05,
  ...lesson06,
  ...lesson07,
]) {
  defineExercise(exercise);
}
