import { shorten } from "../logits/text.js";
import { displayBundle } from "./display.js";
import { isOpen } from "./exercises.js";
import { box } from "./html.js";
import { remember } from "./memory.js";
import { vote } from "./poll.js";
import { lesson00 } from "./predictions/lesson00.js";
import { lesson01 } from "./predictions/lesson01.js";
import { lesson02 } from "./predictions/lesson02.js";
import { lesson03 } from "./predictions/lesson03.js";
import { lesson04 } from "./predictions/lesson04.js";
import { lesson05 } from "./predictions/lesson05.js";
import { lesson06 } from "./predictions/lesson06.js";
import { lesson07 } from "./predictions/lesson07.js";
import {
  definePrediction,
  findPrediction,
  formOf,
  judge,
  type Prediction,
  predictionIds,
  printGuess,
  readGuess,
} from "./predictions.js";

/**
 * Commits a prediction before the cell that it stands in is run, and shows beside what was said what came; a wrong one gets the
 * thought that is likely behind it and, where a room's answers are collected, what others said.
 *
 * `"?"` asks for a prediction first. Returns nothing and never throws, whatever was said.
 *
 * @param said a number or one of the words that the question offers, also as text
 * @param came what the cell itself has found; without it, what comes with the kit's own models
 *
 * @example
 * predict("01.a", "6") // prints: ✓ 01.a You said 6, and 6 is what came.
 * predict("01.a", 5)
 * // prints: ○ 01.a You said 5. What came: 6
 * // That counts the words; the exclamation mark is a piece of its own.
 */
export function predict(id: string, said: unknown, came?: number | string): void {
  const { isRight, lines } = lineUp(id, said, came);
  displayBundle(box(isRight ? "good" : "note", lines));
}

/** What is shown for a prediction, and whether it was right. */
function lineUp(id: string, said: unknown, came: unknown): { isRight: boolean; lines: string[] } {
  const prediction = findPrediction(id);
  if (!prediction) return { isRight: false, lines: [unknownId(id)] };
  const form = formOf(prediction);
  if (said === undefined || isOpen(said)) {
    const advice = `Write ${form} in place of ${said === undefined ? said : `"${said}"`}, then run this cell.`;
    return {
      isRight: false,
      lines: [`○ ${id} is waiting for your prediction`, `${prediction.question} ${advice}`],
    };
  }
  const read = readGuess(prediction, said);
  if ("problem" in read) {
    return { isRight: false, lines: [`○ ${id} takes ${read.problem}, in place of what you wrote`] };
  }
  return answer(prediction, read.guess, isOutcome(came) ? came : prediction.came);
}

function answer(prediction: Prediction, guess: number | string, came: number | string) {
  const { id, otherwise } = prediction;
  const { isRight, mistake } = judge(prediction, guess, came);
  const others = vote(prediction, guess, came);
  remember(id, { done: true, hints: 0 });
  const [said, whatCame] = [printGuess(guess), printGuess(came)];
  if (isRight) {
    return {
      isRight,
      lines: [`✓ ${id} You said ${said}, and ${whatCame} is what came.`, ...others],
    };
  }
  const thought = mistake?.because ?? otherwise;
  return {
    isRight,
    lines: [
      `○ ${id} You said ${said}. What came: ${whatCame}`,
      ...(thought ? [thought] : []),
      ...others,
    ],
  };
}

function isOutcome(came: unknown): came is number | string {
  return typeof came === "string" || (typeof came === "number" && Number.isFinite(came));
}

/** One sentence for an id that isn't in the registry, with the ids that the reader may have meant. */
function unknownId(id: unknown): string {
  const asked = typeof id === "string" ? JSON.stringify(shorten(id, 60)) : typeof id;
  const all = predictionIds();
  const near = all.filter((known) => typeof id === "string" && known.startsWith(id.slice(0, 3)));
  return `There is no prediction ${asked}: choose from ${(near.length > 0 ? near : all).join(", ")}`;
}

for (const prediction of [
  ...lesson00,
  ...lesson01,
  ...lesson02,
  ...lesson03,
  ...lesson04,
  ...lesson05,
  ...lesson06,
  ...lesson07,
]) {
  definePrediction(prediction);
}
