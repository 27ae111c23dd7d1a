import type { View } from "vega";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/charts/Chart.js";
import { confusionMatrixChart } from "../../src/charts/confusionMatrixChart.js";
import { confusionMatrix } from "../../src/evaluate/confusionMatrix.js";
import { precisionRecallF1 } from "../../src/evaluate/precisionRecallF1.js";
import { draw, marks, texts } from "./draw.js";

const labels = ["NEGATIVE", "POSITIVE"];
const matrix = [
  [40, 10],
  [5, 45],
];

type Cell = Record<"truth" | "predicted" | "count" | "share" | "shade", number> & {
  spoken: string;
};

/** The cells as they are drawn, without the frames on the diagonal. */
function cells(view: View, count = 4): Cell[] {
  const drawn = marks(view, "rect").map(({ datum }) => datum as unknown as Cell);
  return drawn.filter((datum) => datum?.share !== undefined).slice(0, count);
}

async function shadeBy(view: View, choice: number) {
  view.signal("shade_by", choice);
  await view.runAsync();
}

describe("confusionMatrixChart", () => {
  it("writes every count, and colours by the share of the true class", async () => {
    const view = await draw(confusionMatrixChart(matrix, labels));
    expect(texts(view)).toEqual(expect.arrayContaining(["40", "10", "5", "45", ...labels]));
    expect(cells(view).map(({ truth, predicted, share }) => [truth, predicted, share])).toEqual([
      [0, 0, 0.8],
      [0, 1, 0.2],
      [1, 0, 0.1],
      [1, 1, 0.9],
    ]);
    expect(texts(view)).toEqual(expect.arrayContaining(["80.0%", "20.0%", "10.0%", "90.0%"]));
    expect(cells(view)[1].spoken).toBe(
      "truth NEGATIVE, predicted POSITIVE: 10, 20.0% of the true class, 18.2% of the predicted class",
    );
  });

  it("can shade by the share of the predicted class, or by count", async () => {
    const view = await draw(confusionMatrixChart(matrix, labels));
    await shadeBy(view, 1);
    expect(cells(view).map(({ share }) => share)).toEqual([40 / 45, 10 / 55, 5 / 45, 45 / 55]);
    expect(texts(view).join()).toContain("precision is on the diagonal");
    await shadeBy(view, 2);
    expect(cells(view).map(({ shade }) => shade)).toEqual([40 / 45, 10 / 45, 5 / 45, 1]);
    expect(texts(view)).toEqual(expect.arrayContaining(["40.0%", "10.0%", "5.0%", "45.0%"]));
  });

  it("has the recall and the precision of the metrics on its diagonal", async () => {
    const [truth, predicted] = [
      [0, 0, 0, 1, 1, 2, 2, 2, 2],
      [0, 0, 1, 1, 2, 2, 2, 0, 1],
    ];
    const counts = confusionMatrix(truth, predicted);
    const view = await draw(confusionMatrixChart(counts, ["a", "b", "c"]));
    for (const [choice, metric] of (["recall", "precision"] as const).entries()) {
      await shadeBy(view, choice);
      const diagonal = cells(view, 9).filter((cell) => cell.truth === cell.predicted);
      for (const { truth: id, share } of diagonal) {
        const { per_class } = precisionRecallF1(truth, predicted);
        expect(share).toBeCloseTo(per_class[metric][id], 12);
      }
    }
  });

  it("writes that a class without texts has no share, and no class of 0 is dark", async () => {
    const view = await draw(
      confusionMatrixChart(
        [
          [3, 0],
          [0, 0],
        ],
        labels,
      ),
    );
    expect(texts(view).filter((text) => text === "none")).toHaveLength(2);
    expect(cells(view).map(({ shade }) => shade)).toEqual([1, 0, 0, 0]);
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

describe("the texts of a cell", () => {
  const label_ids = [0, 0, 0, 1, 1, 1, 1];
  const predicted_ids = [0, 1, 1, 1, 1, 1, 0];
  const sentences = label_ids.map((_, i) => `text ${i}`);
  const counts = confusionMatrix(label_ids, predicted_ids);
  const options = { texts: sentences, label_ids, predicted_ids };
  const listed = (view: View) => texts(view).filter((text) => /^text \d/.test(text));

  it("are at first those of the most frequent mistake, then those of the chosen cell", async () => {
    const view = await draw(confusionMatrixChart(counts, labels, options));
    expect(listed(view)).toEqual(["text 1", "text 2"]);
    expect(texts(view)).toContain("truth NEGATIVE, predicted POSITIVE: 2 texts:");
    await view.signal("cell", 2).runAsync();
    expect(listed(view)).toEqual(["text 6"]);
    expect(texts(view)).toContain("truth POSITIVE, predicted NEGATIVE: 1 text:");
    await view.signal("cell", 3).runAsync();
    expect(listed(view)).toEqual(["text 3", "text 4", "text 5"]);
  });

  it("can be chosen by the keyboard: every cell that has texts is in a list", () => {
    const params = confusionMatrixChart(counts, labels, options).toSpec().params as JsonObject[];
    expect(params.find(({ name }) => name === "cell")?.bind).toMatchObject({
      options: [0, 1, 2, 3],
      labels: [
        "truth NEGATIVE, predicted NEGATIVE (1)",
        "truth NEGATIVE, predicted POSITIVE (2)",
        "truth POSITIVE, predicted NEGATIVE (1)",
        "truth POSITIVE, predicted POSITIVE (3)",
      ],
    });
  });

  it("are at most 12 a cell, and it says so", async () => {
    const ids = new Array(40).fill(0);
    const many = { texts: ids.map((_, i) => `text ${i}`), label_ids: ids, predicted_ids: ids };
    const view = await draw(
      confusionMatrixChart(
        [
          [40, 0],
          [0, 0],
        ],
        labels,
        many,
      ),
    );
    expect(listed(view)).toHaveLength(12);
    expect(texts(view).join()).toContain("40 texts, the first 12:");
  });

  it("must be those that the matrix counts, with both lists of classes", () => {
    const chart = (more: object) => () =>
      confusionMatrixChart(counts, labels, { ...options, ...more } as never);
    expect(chart({ texts: undefined })).toThrow(
      "confusionMatrixChart needs texts, label_ids and predicted_ids to list a cell's texts: texts is missing",
    );
    expect(chart({ predicted_ids: label_ids })).toThrow(
      "confusionMatrixChart needs the texts that its matrix counts: row 0, column 0 is 1, the lists give 3",
    );
    expect(chart({ label_ids: [0] })).toThrow("got 7 rows and 1 label ids");
    expect(chart({ text: sentences })).toThrow("did you mean");
  });

  it("are data, never part of an expression", () => {
    const hostile = `'] + alert(1) + ["{{x}}</script>`;
    const spec = confusionMatrixChart(counts, [hostile, "B"], {
      ...options,
      texts: sentences.map(() => hostile),
    }).toSpec();
    const found = new Set<string>();
    const walk = (value: unknown, path: string) => {
      if (typeof value === "string" && value.includes("alert(1)")) found.add(path);
      else if (value && typeof value === "object") {
        for (const [key, child] of Object.entries(value)) {
          walk(child, /^\d+$/.test(key) ? path : `${path}.${key}`);
        }
      }
    };
    walk(spec, "");
    expect([...found].sort()).toEqual([
      ".params.bind.labels",
      ".params.value",
      ".vconcat.layer.data.values.text",
    ]);
  });
});
