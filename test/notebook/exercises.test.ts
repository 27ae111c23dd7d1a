import { beforeEach, describe, expect, it } from "vitest";
import { defineExercise, exerciseIds, gradeAnswer } from "../../src/notebook/exercises.js";
import { NotebookError } from "../../src/notebook/NotebookError.js";

beforeEach(() => {
  defineExercise({
    id: "98.1",
    check: (answer) => (answer as number) === 2 || "Count the logits.",
    hints: ["One logit per class.", "NEGATIVE, POSITIVE."],
  });
});

describe("gradeAnswer", () => {
  it("says correct, and nothing more", () => {
    expect(gradeAnswer("98.1", 2)).toEqual({ verdict: "correct", lines: ["✓ 98.1 correct"] });
  });

  it("shows the next hint at each failed attempt, and the last one again", () => {
    const hints = [3, 4, 5].map((answer) => gradeAnswer("98.1", answer).lines[2]);
    expect(hints).toEqual([
      "Hint 1 of 2: One logit per class.",
      "Hint 2 of 2: NEGATIVE, POSITIVE.",
      "Hint 2 of 2: NEGATIVE, POSITIVE.",
    ]);
  });

  it.each(["?", " ? ", "…", "..."])(
    "asks for an answer where %j stands, and uses no hint",
    (open) => {
      expect(gradeAnswer("98.1", open)).toEqual({
        verdict: "unanswered",
        lines: [
          `○ 98.1 is waiting for your answer: put it in place of "${open}", then run this cell again.`,
        ],
      });
      expect(gradeAnswer("98.1", 3).lines[2]).toMatch(/^Hint 1/);
    },
  );

  it("says where an undefined may come from, and uses no hint", () => {
    expect(gradeAnswer("98.1", [1][2])).toEqual({
      verdict: "unanswered",
      lines: [
        "○ 98.1 not yet: your answer is undefined. Something was looked up at a place that doesn't exist (places count from 0), or a function returned nothing.",
      ],
    });
    expect(gradeAnswer("98.1", 3).lines[2]).toMatch(/^Hint 1/);
  });

  it("answers with a reply's own hint, and keeps the exercise's hints for later", () => {
    defineExercise({
      id: "96.3",
      check: (answer) => ({
        verdict: answer === 1 ? "right" : answer === 2 ? "nearly" : "not yet",
        remark: "a remark.",
        ...(answer !== 4 && { hint: "Its own." }),
      }),
      hints: ["First."],
    });
    const said = (answer: unknown) => gradeAnswer("96.3", answer);
    expect(said(1)).toEqual({ verdict: "correct", lines: ["✓ 96.3 correct: a remark."] });
    expect(said(2)).toEqual({
      verdict: "not yet",
      lines: ["○ 96.3 nearly: a remark.", "Your answer: 2"],
    });
    const wrong = ["○ 96.3 not yet: a remark.", "Your answer: 3", "Hint: Its own."];
    expect(said(3)).toEqual({ verdict: "not yet", lines: wrong });
    expect(said(4).lines[2]).toBe("Hint 1 of 1: First.");
  });

  it("never shows the solution, but says how to get it", () => {
    defineExercise({ id: "96.4", check: () => "no.", hints: ["First."], solution: "1 + 1" });
    const third = [3, 4, 5].map((answer) => gradeAnswer("96.4", answer).lines[2]);
    expect(third).toEqual([
      "Hint 1 of 1: First.",
      'Hint 1 of 1: First. hint("96.4") shows a solution.',
      'Hint 1 of 1: First. hint("96.4") shows a solution.',
    ]);
  });

  it("takes a reply of any other form for a wrong answer", () => {
    for (const reply of [{ verdict: "fine", remark: "x" }, { verdict: "right" }, 1, null]) {
      defineExercise({ id: "96.5", check: () => reply as never, hints: ["h"] });
      expect(gradeAnswer("96.5", 1).lines[0]).toBe("○ 96.5 not yet: that is not the answer.");
    }
  });

  it("asks for `await` where a Promise came, also a rejected one", async () => {
    const { lines } = gradeAnswer("98.1", Promise.reject(new Error("x")));
    expect(lines).toEqual([
      "○ 98.1 not yet: your answer is a Promise, not its result; put `await` in front of it.",
    ]);
    // An unhandled rejection would fail this run.
    await new Promise((done) => setTimeout(done, 10));
  });

  it("never throws, whatever the answer is or the check does", () => {
    const mean = () => {
      throw new Error("mean");
    };
    const everyTrap = new Proxy(
      {},
      { get: mean, has: mean, ownKeys: mean, getPrototypeOf: mean, getOwnPropertyDescriptor: mean },
    );
    const printsBadly = { [Symbol.for("nodejs.util.inspect.custom")]: mean };
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    defineExercise({
      id: "98.2",
      check: (x: unknown) => (x as string[]).map(String).length > 0,
      hints: ["h"],
    } as never);
    const answers = [null, Number.NaN, Symbol("s"), 10n, everyTrap, printsBadly, revoked.proxy];
    for (const answer of [...answers, mean, new Error("e"), "x".repeat(1e6), Object.create(null)]) {
      for (const id of ["98.1", "98.2"]) {
        const { verdict, lines } = gradeAnswer(id, answer);
        expect(verdict).toBe("not yet");
        expect(lines.join("").length).toBeLessThan(500);
      }
    }
  });

  it("shows an error given as answer without its stack", () => {
    expect(gradeAnswer("98.1", new TypeError("t")).lines[1]).toBe("Your answer: TypeError: t");
  });

  it("names the lesson's ids for an unknown one, whatever was asked for", () => {
    expect(gradeAnswer("98.9", 1).lines).toEqual([
      'There is no exercise "98.9": choose from 98.1, 98.2',
    ]);
    expect(gradeAnswer(Symbol("id") as never, 1).verdict).toBe("unknown");
  });
});

describe("defineExercise", () => {
  it("replaces an exercise of the same id and starts its hints again", () => {
    gradeAnswer("98.1", 3);
    defineExercise({ id: "98.1", check: () => "No.", hints: ["new"] });
    expect(gradeAnswer("98.1", 3).lines[2]).toBe("Hint 1 of 1: new");
  });

  it("refuses an id of another form and an exercise without hints", () => {
    const define = (id: string, hints: string[]) => () =>
      defineExercise({ id, hints, check: () => true });
    expect(define("1", ["h"])).toThrow(NotebookError);
    expect(define("1", ["h"])).toThrow(
      'defineExercise needs an id like "01.1" (lesson, number), got "1"',
    );
    expect(define("98.3", [])).toThrow("at least one hint for 98.3");
  });

  it("sorts ids by number", () => {
    for (const n of [10, 9]) defineExercise({ id: `97.${n}`, check: () => true, hints: ["h"] });
    expect(exerciseIds("97.")).toEqual(["97.9", "97.10"]);
  });
});
