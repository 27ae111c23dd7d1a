import "./exercises/index.js";
import { box } from "./box.js";
import { displayBundle } from "./displayBundle.js";
import { gradeAnswer } from "./gradeAnswer.js";

/**
 * Checks an exercise's answer and says under the cell whether it is right; a wrong answer gets a remark and the next hint.
 *
 * `check("01.1", undefined)` asks to answer first and uses no hint. Nothing is returned and nothing thrown, whatever comes.
 *
 * @example check("01.1", 2) // ✓ 01.1 correct
 * @example check("01.1", 3) // ○ 01.1 not yet: Count the logits. … Hint 1 of 3: One logit a class.
 */
export function check(id: string, answer: unknown): void {
  const { verdict, lines } = gradeAnswer(id, answer);
  displayBundle(box(verdict === "correct" ? "good" : "note", lines));
}
