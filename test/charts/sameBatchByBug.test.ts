import { describe, expect, it } from "vitest";
import { type Chart, ChartError, type JsonObject } from "../../src/charts/Chart.js";
import { palette } from "../../src/charts/parts/theme.js";
import { type SameBatchPanel, sameBatchByBug } from "../../src/charts/sameBatchByBug.js";
import { softmax } from "../../src/logits/softmax.js";
import { draw, marks, texts } from "./draw.js";

const labels = ["A", "B", "C"];
const logits = [
  [1, 2, 0.5],
  [0.2, 3, 1],
  [-1, 0, 2],
];
const turned = (rows: number[][]) => rows[0].map((_, column) => rows.map((row) => row[column]));
const right = { name: "row by row", values: softmax(logits) };
const overBatch = { name: "over the batch", values: turned(softmax(turned(logits))) };
const twice = { name: "twice", values: softmax(softmax(logits)) };
const raw = { name: "none", values: logits };
const wrongOrder = { name: "order", values: softmax(logits).map(([a, b, c]) => [c, a, b]) };

interface Cell {
  index: number;
  row: number;
  column: number;
  probability: number;
  spoken: string;
}

async function cellsOf(chart: Chart) {
  return marks(await draw(chart), "rect")
    .map(({ datum, fill }) => ({ ...(datum as unknown as Cell), fill }))
    .filter(({ column }) => column !== undefined);
}

describe("sameBatchByBug", () => {
  it("draws every number of every panel where it belongs", async () => {
    const panels = [right, overBatch, twice, raw];
    const cells = await cellsOf(sameBatchByBug(panels, labels));
    expect(cells).toHaveLength(4 * 9);
    for (const { index, row, column, probability } of cells) {
      expect(probability).toBeCloseTo(panels[index].values[row][column], 5);
    }
  });

  it("writes the sums of rows and columns", async () => {
    const written = texts(await draw(sameBatchByBug([right, overBatch], labels)));
    expect(written.filter((text) => text === "1.0000")).toHaveLength(6);
    const [first] = right.values.map((row) =>
      row.map((_, i) => right.values.reduce((s, r) => s + r[i], 0)),
    );
    for (const sum of first) expect(written).toContain(sum.toFixed(4));
    const sums = overBatch.values.map((row) => row.reduce((a, b) => a + b, 0));
    for (const sum of sums) expect(written).toContain(sum.toFixed(4));
  });

  it("says of each panel what sums to 1, and whose answers it gives", async () => {
    const written = texts(await draw(sameBatchByBug([right, overBatch, twice, raw], labels)));
    expect(written.filter((text) => / sum to 1$/.test(text))).toEqual([
      "rows sum to 1",
      "columns sum to 1",
      "rows sum to 1",
      "1 of 3 rows sum to 1",
    ]);
    expect(written.filter((text) => text.startsWith("answers:"))).toEqual([
      "answers: 2 of 3 as first",
      "answers: 3 of 3 as first",
      "answers: 3 of 3 as first",
    ]);
    const none = await draw(sameBatchByBug([{ name: "none", values: [[3, 4]] }], labels));
    expect(texts(none)).toContain("no row sums to 1");
  });

  it.each([
    [[right], "Every row sums to 1 in 1 of 1 panels"],
    [[raw, overBatch], "Every row sums to 1 in 0 of 2 panels"],
    [
      [right, twice, raw],
      "Every row sums to 1 in 2 of 3 panels; none of those gives other answers than the first",
    ],
    [
      [right, twice, wrongOrder],
      "Every row sums to 1 in 3 of 3 panels; 1 of those gives other answers than the first",
    ],
    [
      [right, wrongOrder, raw, wrongOrder],
      "Every row sums to 1 in 3 of 4 panels; 2 of those give other answers than the first",
    ],
  ])("has a true headline (%#)", (panels, title) => {
    expect(sameBatchByBug(panels, labels).title).toBe(title);
  });

  it("doesn't take 0.9990 for 1, as half precision may give it", () => {
    const half = { name: "float16", values: [[0.25, 0.5, 0.249]] };
    expect(sameBatchByBug([half], labels).title).toBe("Every row sums to 1 in 0 of 1 panels");
  });

  it("draws what is no number, and shapes that are none of the batch's", async () => {
    const nan = { name: "overflow", values: [[Number.NaN, 0, Number.POSITIVE_INFINITY]] };
    const single = { name: "argmax", values: [Float64Array.of(4)] };
    const chart = sameBatchByBug([right, nan, single], labels);
    const cells = await cellsOf(chart);
    expect(cells.filter(({ index }) => index === 1).map(({ spoken }) => spoken)).toEqual([
      "overflow, row 0, A: NaN",
      "overflow, row 0, B: 0.00",
      "overflow, row 0, C: Infinity",
    ]);
    expect(cells.find(({ index }) => index === 1)?.fill).toBe(palette.ghost);
    expect(cells.filter(({ index }) => index === 2)).toHaveLength(1);
    expect(texts(await draw(chart))).toContain("answers: 0 of 3 as first");
    expect(chart.table.rows.slice(3)).toEqual([
      ["overflow", "0", "NaN", "0.00", "Infinity", "NaN"],
      ["argmax", "0", "4.00", "", "", "4.0000"],
    ]);
  });

  it("draws the first 12 rows of more, and counts all", () => {
    const values = Array.from({ length: 20 }, (_, i) => (i < 19 ? [0.5, 0.5] : [1, 1]));
    const chart = sameBatchByBug([{ name: "many", values }], ["A", "B"]);
    expect(chart.title).toBe("Every row sums to 1 in 0 of 1 panels");
    expect(JSON.stringify(chart.toSpec().title)).toContain("The first 12 of 20 rows.");
    expect(chart.table.rows).toHaveLength(20);
  });

  it("draws 2 to 28 classes, with numbers up to 7", async () => {
    for (const k of [2, 7, 8, 28]) {
      const values = [Array.from({ length: k }, (_, i) => (i + 1) / ((k * (k + 1)) / 2))];
      const names = values[0].map((_, i) => `class ${i}`);
      const view = await draw(sameBatchByBug([{ name: "right", values }], names));
      expect(texts(view)).toContain("1.0000");
      expect(texts(view)).toContain("class 1");
      const numbers = texts(view).filter((text) => /^0\.\d\d$/.test(text));
      expect(numbers).toHaveLength(k <= 7 ? k : 0);
    }
  });

  it("keeps names and labels out of expressions and field names", () => {
    const hostile = `'] + alert(1) + ["{{x}}</script>`;
    const panels = [{ name: hostile, values: [[1, 2]] }];
    const { params, ...rest } = sameBatchByBug(panels, [hostile, "__proto__"]).toSpec();
    expect(JSON.stringify(rest)).not.toContain("alert(1)");
    expect((params as JsonObject[])[0].value).toEqual([hostile, "__proto__"]);
  });

  it.each([
    [
      [],
      labels,
      "sameBatchByBug draws 1 to 24 panels, a list of { name, values }, got an array of 0",
    ],
    [right, labels, "got an object with name, values"],
    [Array(25).fill(right), labels, "draws 1 to 24 panels"],
    [[undefined], labels, "panel 0 has undefined as name and undefined as values"],
    [
      [right, { name: "b", values: [] }],
      labels,
      'panel 1 has the string "b" as name and an array of 0',
    ],
    [[{ name: "b", values: [1, 2] }], labels, "panel 0, row 0 is 1"],
    [
      [right],
      ["A", "B"],
      "needs rows of 1 to 2 numbers, one for each label: panel 0, row 0 is an array of 3",
    ],
    [[{ name: "b", values: [["1"]] }], labels, 'panel 0, row 0, column 0 is the string "1"'],
    [[right], ["A"], "draws 2 to 60 classes, got 1 labels"],
  ])("refuses what it can't draw (%#)", (panels, names, message) => {
    expect(() => sameBatchByBug(panels as SameBatchPanel[], names)).toThrow(ChartError);
    expect(() => sameBatchByBug(panels as SameBatchPanel[], names)).toThrow(message);
  });
});
