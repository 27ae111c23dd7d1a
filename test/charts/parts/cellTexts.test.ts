import { describe, expect, it } from "vitest";
import {
  cellParameters,
  checkCounted,
  chosenCell,
  textsOfTheCell,
} from "../../../src/charts/parts/cellTexts.js";

const counts = [
  [2, 0],
  [1, 1],
];
const names = ["A", "B"];
const lists = { texts: ["a", "b", "c", "d"], label_ids: [0, 0, 1, 1], predicted_ids: [0, 0, 0, 1] };

describe("checkCounted", () => {
  it("gives each text its cell, and its place among those of that cell", () => {
    expect(checkCounted("chart", lists, counts, names)).toEqual([
      { cell: 0, place: 0, text: "a" },
      { cell: 0, place: 1, text: "b" },
      { cell: 2, place: 0, text: "c" },
      { cell: 3, place: 0, text: "d" },
    ]);
    expect(checkCounted("chart", {}, counts, names)).toBeUndefined();
  });

  it("matches names with the chart's labels", () => {
    const named = {
      ...lists,
      label_ids: ["A", "A", "B", "B"],
      predicted_ids: ["A", "A", "A", "B"],
    };
    expect(checkCounted("chart", named, counts, names)).toEqual(
      checkCounted("chart", lists, counts, names),
    );
  });
});

describe("cellParameters", () => {
  it("starts at the most frequent mistake, or at the largest cell where there is none", () => {
    const startOf = (matrix: number[][]) => cellParameters(matrix, names)[1].value;
    expect(startOf(counts)).toBe(2);
    expect(
      startOf([
        [2, 0],
        [0, 5],
      ]),
    ).toBe(3);
  });

  it("draws a matrix of zeros, too", () => {
    expect(() =>
      cellParameters(
        [
          [0, 0],
          [0, 0],
        ],
        names,
      ),
    ).not.toThrow();
  });
});

it("the frame and the list are those of the parameter `cell`", () => {
  expect(JSON.stringify(chosenCell(2))).toContain("datum.truth * 2 + datum.predicted === cell");
  const [, list] = textsOfTheCell([{ cell: 2, place: 0, text: "c" }], 2, { left: 0, width: 580 })
    .layer as {
    data: object;
  }[];
  expect(list.data).toEqual({ name: "texts", values: [{ cell: 2, place: 0, text: "c" }] });
});
