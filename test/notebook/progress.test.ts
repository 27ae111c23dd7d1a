import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { check, hint } from "../../src/notebook/check.js";
import { displayBundle } from "../../src/notebook/display.js";
import { defineExercise, exerciseIds } from "../../src/notebook/exercises.js";
import { predict } from "../../src/notebook/predict.js";
import { predictionIds } from "../../src/notebook/predictions.js";
import { progress } from "../../src/notebook/progress.js";
import { scratchFolder, setEnv } from "../workshop/scratch.js";

vi.mock("../../src/notebook/display.js");

defineExercise({
  id: "98.1",
  check: (answer) => answer === 2 || "count the logits.",
  hints: ["One logit per class.", "NEGATIVE, POSITIVE.", "2"],
});
defineExercise({ id: "98.2", check: () => true, hints: ["h"] });
defineExercise({ id: "98.3", check: () => "no.", hints: ["h"] });

let file: string;

beforeEach(async () => {
  file = join(await scratchFolder(), "progress.jsonl");
  setEnv({ READING_LOGITS_PROGRESS: file });
});

function shown(): { text: string; html: string } {
  progress();
  const [bundle] = vi.mocked(displayBundle).mock.lastCall ?? [];
  return { text: String(bundle?.["text/plain"]), html: String(bundle?.["text/html"]) };
}

const lineOf = (lesson: string) =>
  shown()
    .text.split("\n")
    .find((line) => line.startsWith(`${lesson}  `));

describe("progress", () => {
  it("shows nothing done to somebody who begins, with every exercise and prediction there is", () => {
    const [first] = shown().text.split("\n");
    expect(first).toBe(
      `Your progress: 0 of ${exerciseIds().length} exercises; 0 of ${predictionIds().length} predictions`,
    );
    expect(lineOf("98")).toBe("98  · 98.1  · 98.2  · 98.3");
  });

  it("marks what is done and what was tried, with the hints that were used", () => {
    check("98.1", undefined);
    check("98.1", Promise.resolve(2));
    expect(lineOf("98")).toBe("98  · 98.1  · 98.2  · 98.3");
    check("98.1", 3);
    hint("98.1");
    expect(lineOf("98")).toBe("98  ○ 98.1 (2 hints)  · 98.2  · 98.3");
    check("98.1", 2);
    hint("98.1");
    check("98.1", 4);
    check("98.2", 0);
    check("98.3", 0);
    expect(lineOf("98")).toBe("98  ✓ 98.1 (2 hints)  ✓ 98.2  ○ 98.3 (1 hint)");
    expect(shown().text).toContain(`2 of ${exerciseIds().length} exercises, with 3 hints; `);
  });

  it("counts the predictions, right or wrong", () => {
    predict("00.a", undefined);
    expect(lineOf("00")).toMatch(/predictions: 0 of \d+$/);
    predict("00.a", "word");
    predict("00.a", "numbers");
    predict("00.a", "no such choice");
    expect(lineOf("00")).toMatch(/predictions: 1 of \d+$/);
  });

  it("ends in a line for a chat", () => {
    check("98.2", 0);
    expect(shown().text.split("\n").at(-1)).toMatch(
      /^To paste into a chat: Reading Logits: \d of \d+ exercises(, with \d hints)?; \d of \d+ predictions \(00 ··, .*, 98 [✓○·]✓[○·]\)$/,
    );
    expect(shown().html).toMatch(/<pre [^>]*>Reading Logits: \d of /);
  });

  it("says so where nothing can be kept", async () => {
    await mkdir(file);
    expect(shown().text).toContain(
      "It can't be kept, because it isn't a file: it is lost with this kernel.",
    );
  });
});
