import { beforeEach, describe, expect, it, vi } from "vitest";
import { check, hint } from "../../src/notebook/check.js";
import { displayBundle } from "../../src/notebook/display.js";
import { lesson00 } from "../../src/notebook/exercises/lesson00.js";
import { lesson01 } from "../../src/notebook/exercises/lesson01.js";
import { lesson02 } from "../../src/notebook/exercises/lesson02.js";
import { lesson03 } from "../../src/notebook/exercises/lesson03.js";
import { lesson04 } from "../../src/notebook/exercises/lesson04.js";
import { lesson05 } from "../../src/notebook/exercises/lesson05.js";
import { lesson06 } from "../../src/notebook/exercises/lesson06.js";
import { lesson07 } from "../../src/notebook/exercises/lesson07.js";
import { defineExercise, exerciseIds } from "../../src/notebook/exercises.js";

vi.mock("../../src/notebook/display.js");

beforeEach(() => {
  vi.mocked(displayBundle).mockReset();
  defineExercise({
    id: "98.1",
    check: (answer) => answer === 2 || "count the logits.",
    hints: ["One logit per class.", "NEGATIVE, POSITIVE."],
  });
});

/** The only output shown since the last call. */
function shown(): Record<string, unknown> {
  const { calls } = vi.mocked(displayBundle).mock;
  expect(calls).toHaveLength(1);
  const [[bundle]] = calls.splice(0);
  return bundle;
}

describe("check", () => {
  it("takes one answer, and asks for a list where there are several", () => {
    (check as (...args: unknown[]) => void)("98.1", 2, 3);
    expect(shown()["text/plain"]).toBe(
      "○ 98.1 takes one answer: put several answers into one list, check(id, [a, b]).",
    );
  });

  it("shows a right answer in the box of good news, and any other in that of notes", () => {
    check("98.1", 2);
    const right = shown();
    expect(right["text/plain"]).toBe("✓ 98.1 correct");
    check("98.1", 3);
    const wrong = shown();
    expect(wrong["text/plain"]).toMatch(/^○ 98\.1 not yet: count the logits\.\nYour answer: 3\n/);
    const colour = ({ "text/html": html }: Record<string, unknown>) =>
      /border-left: 4px solid (#\w+)/.exec(String(html))?.[1];
    expect(colour(right)).not.toBe(colour(wrong));
  });

  it("shows an answer as text, whatever it says", () => {
    check("98.1", "<img src=x onerror=alert(1)>");
    expect(shown()["text/html"]).not.toContain("<img");
  });
});

describe("hint", () => {
  it("shows the hints one after the other, which check then goes on with", () => {
    hint("98.1");
    expect(shown()["text/plain"]).toBe("98.1 Hint 1 of 2: One logit per class.");
    check("98.1", 3);
    expect(shown()["text/plain"]).toMatch(/Hint 2 of 2: NEGATIVE, POSITIVE\.$/);
  });

  it("names the exercises of the lesson for an id that is not there", () => {
    hint("98.7");
    expect(shown()["text/plain"]).toBe('There is no exercise "98.7": choose from 98.1');
  });
});

describe("every exercise", () => {
  const exercises = [
    ...lesson00,
    ...lesson01,
    ...lesson02,
    ...lesson03,
    ...lesson04,
    ...lesson05,
    ...lesson06,
    ...lesson07,
  ];

  it("can be checked under its id", () => {
    expect(exerciseIds("0")).toEqual(exercises.map(({ id }) => id));
  });

  it.each(exercises)("$id takes no answer of another kind for right", ({ check }) => {
    for (const answer of [null, "", "x", [], {}, Number.NaN, Infinity, true, [Number.NaN]]) {
      const reply = check(answer);
      expect(typeof reply === "object" ? reply.verdict : reply).not.toMatch(
        /^(true|right|nearly)$/,
      );
    }
  });

  it.each(exercises)("$id speaks in whole sentences, also to a mistake", ({ check }) => {
    for (const answer of [0, 1, 2, -1, 0.5, 99, "x", [], [1, 2], [0.5, 0.3, 0.2], ["joy"], null]) {
      const reply = check(answer);
      const { remark, hint = "So." } = typeof reply === "object" ? reply : { remark: `${reply}` };
      expect(remark).toMatch(/^(true|[^A-Z].*([.?]|, rounded))$/);
      expect(hint).toMatch(/^([A-Z]|argmax|logSoftmax).*[.?]$/);
    }
  });

  it.each(exercises)("$id has at least two hints, none of which is the solution", (exercise) => {
    const { hints, solution = "" } = exercise;
    expect(hints.length).toBeGreaterThanOrEqual(2);
    for (const hint of hints) expect(hint).toMatch(/[.?)\]]$/);
    expect(hints.join()).not.toContain(solution);
  });

  it.each(exercises)(
    "$id shows its solution only when asked again after the last hint",
    (exercise) => {
      const { id, hints, solution } = exercise;
      defineExercise(exercise);
      for (const [i, words] of hints.entries()) {
        hint(id);
        expect(shown()["text/plain"]).toBe(`${id} Hint ${i + 1} of ${hints.length}: ${words}`);
      }
      hint(id);
      expect(shown()["text/plain"]).toBe(`${id} Solution: ${solution}`);
      check(id, "no answer");
      expect(shown()["text/plain"]).not.toContain(solution);
    },
  );
});
