import { expect, it } from "vitest";
import { readLabelCell } from "../../src/logits/labelCells.js";
import { indexed, isMark, shown, wantedOf } from "../../src/logits/labelColumn.js";

it("marks rows without a label by -100 and -1, as numbers or as text", () => {
  const marks = [-100, -1, -100n, "-1", "-100.0"].map((value) => isMark(readLabelCell(value)));
  expect(marks).toEqual([true, true, true, true, true]);
  expect([0, -2, "no", true].map((value) => isMark(readLabelCell(value)))).not.toContain(true);
});

it("shows a list by its items, shortened, and a list of names by ten of them", () => {
  expect(shown([0, "joy", [1]])).toBe('[0, "joy", […]]');
  expect(shown(Array(100).fill(0))).toMatch(/^\[0, 0, .*…$/);
  expect(shown("joy")).toBe('the string "joy"');
  expect(indexed(Array.from({ length: 12 }, (_, i) => `class-${i}`))).toMatch(
    /^0 class-0, .*, 9 class-9, … \(12 in all\)$/,
  );
});

it("says what each kind of task needs", () => {
  const base = { caller: "read", name: "labels" };
  expect(wantedOf(base)).toBe("class indices (0, 1, 2, …)");
  expect(wantedOf({ ...base, id2label: ["a"] })).toBe("class names or class indices");
  expect(wantedOf({ ...base, problem_type: "regression" })).toBe("finite numbers");
});
