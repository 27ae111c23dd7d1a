import type { Exercise } from "../../../src/notebook/exercises.js";

/** What an exercise says about an answer, in one line: `✓`, `✓ right, rounded`, `nearly: …` or `not yet: … Hint: …`. */
export function said(lesson: readonly Exercise[], id: string, answer: unknown): string {
  const reply = lesson.find((exercise) => exercise.id === id)?.check(answer);
  if (reply === true) return "✓";
  if (typeof reply !== "object") return `not yet: ${reply}`;
  const { verdict, remark, hint } = reply;
  if (verdict === "right") return `✓ ${remark}`;
  return `${verdict}: ${remark}${hint === undefined ? "" : ` Hint: ${hint}`}`;
}
