import { describe, expect, it } from "vitest";
import { confusionMatrixChart } from "../../src/charts/confusionMatrixChart.js";
import { draw, marks, texts } from "./draw.js";

const labels = ["NEGATIVE", "POSITIVE"];
const matrix = [
  [40, 10],
  [5, 45],
];

describe("confusionMatrixChart", () => {
  it("writes every count, and colours by the share of the true class", async () => {
    const view = await draw(confusionMatrixChart(matrix, labels));
    expect(texts(view)).toEqual(expect.arrayContaining(["40", "10", "5", "45", ...labels]));
    const cells = marks(view, "rect")
      .map(({ datum }) => datum as unknown as Record<string, number>)
      .filter((datum) => datum?.share !== undefined);
    expect(cells.map(({ truth, predicted, share }) => [truth, predicted, share])).toEqual([
      [0, 0, 0.8],
      [0, 1, 0.2],
      [1, 0, 0.1],
      [1, 1, 0.9],
    ]);
  });

  it("says in its title how many lie on the diagonal", () => {
    expect(confusionMatrixChart(matrix, labels).title).toBe(
      "85 of 100 on the diagonal, where prediction and truth agree",
    );
  });

  it("draws 28 classes, also one that never occurs", async () => {
    const zeros = Array.from({ length: 28 }, () => new Array<number>(28).fill(0));
    zeros[3][4] = 7;
    const view = await draw(
      confusionMatrixChart(
        zeros,
        zeros.map((_, i) => `c${i}`),
      ),
    );
    expect(texts(view)).toContain("c27");
  });

  it("refuses what is no matrix of counts", () => {
    expect(() => confusionMatrixChart([[1]], ["A"])).toThrow("at least two classes, got 1 rows");
    expect(() => confusionMatrixChart([[1, 2], [3]], labels)).toThrow(
      "row 1 has 1 columns, there are 2 rows",
    );
    expect(() =>
      confusionMatrixChart(
        [
          [1, 0.5],
          [0, 1],
        ],
        labels,
      ),
    ).toThrow("confusionMatrixChart needs counts: row 0, column 1 is 0.5");
    expect(() => confusionMatrixChart(matrix, ["A"])).toThrow("one label for each logit");
  });
});
