import { expect, it } from "vitest";
import { readLabelCell } from "../../src/logits/labelCells.js";
import { setsOf } from "../../src/logits/labelSets.js";

const column = { caller: "read", name: "labels", names: undefined, k: undefined };
const cells = (rows: readonly unknown[]) => rows.map((row) => readLabelCell(row));

it("keeps the order in which each row lists its labels", () => {
  const read = setsOf(cells([["b", "a"], ["c"]]), column);
  expect(read).toMatchObject({ kind: "sets", names: ["a", "b", "c"], lists: [[1, 0], [2]] });
  expect(setsOf(cells([[2, 0], [1]]), column)).toMatchObject({ columns: 3, lists: [[2, 0], [1]] });
});

it("has no such order for zeros and ones", () => {
  expect(
    setsOf(
      cells([
        [0, 1],
        [1, 1],
      ]),
      column,
    ),
  ).not.toHaveProperty("lists");
});
