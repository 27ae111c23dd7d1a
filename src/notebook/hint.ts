import "./exercises/index.js";
import { box } from "./box.js";
import { displayBundle } from "./displayBundle.js";
import { findExercise } from "./exercises.js";
import { nextHint, unknownId } from "./gradeAnswer.js";

/**
 * Shows the next hint of an exercise without an attempt; after the last one, that one again.
 *
 * @example hint("01.1") // 01.1 Hint 1 of 3: One logit a class.
 */
export function hint(id: string): void {
  const state = findExercise(id);
  displayBundle(box("note", [state ? `${id} ${nextHint(state)}` : unknownId(id)]));
}
