import type { View } from "vega";
import { describe, expect, it } from "vitest";
import { batchHeatMap } from "../../src/charts/batchHeatMap.js";
import { softmax } from "../../src/logits/softmax.js";
import { draw, marks, texts } from "./draw.js";

const batch = [
  [1, 2, 0.5],
  [0.2, 3, 1],
  [-1, 0, 2],
];
const labels = ["A", "B", "C"];
const sentences = ["one", "two", "three"];

type Cell = {
  name: string;
  index: number;
  logit: number;
  probability: number;
  isPredicted: boolean;
  spoken: string;
};

/** The cells of both maps: logits first, probabilities after. */
function cells(view: View) {
  return marks(view, "rect")
    .map((mark) => ({ ...mark, datum: mark.datum as unknown as Cell }))
    .filter(({ datum }) => datum?.spoken !== undefined);
}

async function chooseRow(view: View, place: number) {
  view.signal("chosen_place", place);
  await view.runAsync();
}

describe("batchHeatMap", () => {
  it("draws each logit on the left and its probability on the right", async () => {
    const drawn = cells(await draw(batchHeatMap(batch, labels)));
    expect(drawn).toHaveLength(18);
    const [logits, probabilities] = [drawn.slice(0, 9), drawn.slice(9)];
    expect(logits.map(({ datum }) => datum.logit)).toEqual(batch.flat());
    const expected = softmax(batch).flat();
    for (const [i, { datum }] of probabilities.entries()) {
      expect(datum.probability).toBeCloseTo(expected[i], 12);
    }
    expect(new Set(logits.map(({ y }) => y)).size).toBe(3);
  });

  it("writes the numbers where they fit, and colours 0 pale, the ends dark", async () => {
    const view = await draw(batchHeatMap(batch, labels));
    expect(texts(view)).toEqual(expect.arrayContaining(["-1.00", "3.00", "0.84", "0.04"]));
    const fillOf = (logit: number) =>
      cells(view)
        .find(({ datum }) => datum.logit === logit)
        ?.fill?.toString();
    expect(fillOf(3)).toBe("rgb(93, 155, 191)");
    expect(fillOf(0)).toBe("rgb(244, 246, 248)");
  });

  it("claims no certainty in its cells, and has four decimals for the chosen row", async () => {
    const view = await draw(batchHeatMap([[0, 6]], ["A", "B"]));
    expect(texts(view)).toEqual(expect.arrayContaining(["<0.01", ">0.99", "0.0025", "0.9975"]));
  });

  it("reads the chosen row below, from the most probable class on", async () => {
    const view = await draw(
      batchHeatMap(batch, labels, { texts: sentences, label_ids: [1, 2, 2] }),
    );
    expect(texts(view)).toContain("row 0: “one”");
    await chooseRow(view, 1);
    expect(texts(view)).toContain("row 1: “two”");
    expect(texts(view)).toContain("true class: C, predicted: B (wrong)");
    const listed = marks(view, "text")
      .filter(({ datum }) => (datum as { rank?: number } | undefined)?.rank !== undefined)
      .sort((a, b) => (a.y ?? 0) - (b.y ?? 0))
      .map(({ text }) => text);
    expect(listed).toEqual([
      ...["B", "3.00", "0.8360", "← predicted"],
      ...["C", "1.00", "0.1131", "← true"],
      ...["A", "0.20", "0.0508", ""],
    ]);
  });

  it("frames the cell of the true class", async () => {
    const view = await draw(batchHeatMap(batch, labels, { label_ids: [1, 2, 2] }));
    const frames = marks(view, "rect")
      .map(({ datum }) => datum as unknown as Record<string, number>)
      .filter((datum) => datum?.from !== undefined);
    expect(frames.slice(0, 3).map(({ truth, from, to }) => [truth, from, to])).toEqual([
      [1, 0, 1],
      [2, 1, 2],
      [2, 2, 3],
    ]);
  });

  it("sorts a long batch by true class, one frame and one heading a class", async () => {
    const logits = Array.from({ length: 90 }, (_, i) => [Math.sin(i), Math.cos(i), 0.1 * i]);
    const label_ids = logits.map((_, i) => i % 3);
    const chart = batchHeatMap(logits, labels, { label_ids });
    const view = await draw(chart);
    expect(texts(view)).toEqual(expect.arrayContaining(["A (30)", "B (30)", "C (30)"]));
    expect(JSON.stringify(chart.toSpec().title)).toContain("sorted by true class");
    const names = cells(view)
      .filter(({ datum }) => datum.index === 0)
      .slice(0, 30)
      .map(({ datum }) => Number(datum.name.slice(4)));
    expect(names.every((row) => row % 3 === 0)).toBe(true);
  });

  it("draws 560 of 10,000 rows on a canvas, and says so", async () => {
    const logits = Array.from({ length: 10_000 }, (_, i) => [Math.sin(i), 0]);
    const chart = batchHeatMap(logits, ["A", "B"]);
    expect(cells(await draw(chart))).toHaveLength(2 * 2 * 560);
    expect(JSON.stringify(chart.toSpec().title)).toContain("560 of 10000 rows are drawn");
    expect(JSON.stringify(chart.toSpec().usermeta)).toContain('"renderer":"canvas"');
    expect(chart.table.rows).toHaveLength(10_000);
  });

  it("counts the rows of a class only where all of them are drawn", async () => {
    const logits = Array.from({ length: 600 }, (_, i) => [Math.sin(i), 0]);
    const label_ids = logits.map((_, i) => i % 2);
    const view = await draw(batchHeatMap(logits, ["yes", "no"], { label_ids }));
    expect(texts(view).filter((text) => /^(yes|no) \(/.test(text))).toEqual([]);
  });

  it("draws 28 classes with labels of 60 characters, without numbers in the cells", async () => {
    const names = Array.from({ length: 28 }, (_, i) => `${i} ${"long ".repeat(12)}`.slice(0, 60));
    const logits = Array.from({ length: 5 }, (_, i) => names.map((_, j) => Math.sin(i + j)));
    const view = await draw(batchHeatMap(logits, names, { label_ids: [0, 1, 2, 3, 27] }));
    expect(texts(view)).toEqual(expect.arrayContaining(names));
    expect(texts(view)).toContain("the 7 most probable of 28 classes");
  });

  it("says in its title how many rows are right, or only what to see", () => {
    expect(batchHeatMap(batch, labels, { label_ids: [1, 2, 2] }).title).toBe(
      "2 of 3 rows have their highest probability in the true class",
    );
    expect(batchHeatMap(batch, labels).title).toBe(
      "3 rows, 3 classes: each row's highest logit is its highest probability",
    );
  });

  it("carries its numbers as a table", () => {
    const { table } = batchHeatMap(batch, labels, { texts: sentences, label_ids: [1, 2, 2] });
    expect(table.rows[1]).toEqual([
      "1",
      "C",
      "B",
      "0.20",
      "3.00",
      "1.00",
      "0.0508",
      "0.8360",
      "0.1131",
      "two",
    ]);
    expect(table.columns).toHaveLength(10);
  });

  it("draws one row, equal logits, and a tensor", async () => {
    expect(cells(await draw(batchHeatMap([[0, 0]], ["A", "B"])))).toHaveLength(4);
    const tensor = { data: Float32Array.of(1, 2, 3, 4), dims: [2, 2] };
    expect(cells(await draw(batchHeatMap(tensor, { 0: "A", 1: "B" })))).toHaveLength(8);
  });

  it("keeps labels and texts data", () => {
    const hostile = "'] + alert(1) + ['";
    const { params, data, ...rest } = batchHeatMap([[1, 2]], [hostile, "b"], {
      texts: [hostile],
      label_ids: [0],
    }).toSpec();
    expect(JSON.stringify([params, data])).toContain("alert");
    expect(JSON.stringify(rest)).not.toContain("alert");
  });

  it("says what doesn't fit, and where", () => {
    expect(() => batchHeatMap([1, 2] as never, ["A", "B"])).toThrow(
      "batchHeatMap draws a batch of logits [n, k], got a single row: write [logits]",
    );
    expect(() => batchHeatMap([[1, Number.NaN]], ["A", "B"])).toThrow(
      "batchHeatMap needs finite logits: row 0, column 1 is NaN",
    );
    expect(() => batchHeatMap(batch, ["A"])).toThrow("3 logits and 1 labels");
    expect(() => batchHeatMap(batch, labels, { texts: ["a"] })).toThrow(
      "batchHeatMap needs one text for each row: got 3 rows and 1 texts",
    );
    expect(() => batchHeatMap(batch, labels, { label_ids: [0] })).toThrow(
      "batchHeatMap needs one label id for each row: got 3 rows and 1 label ids",
    );
    expect(() => batchHeatMap(batch, labels, { label_ids: [0, 1, 3] })).toThrow(
      "batchHeatMap needs class indices from 0 to 2, as there are 3 classes: label_ids, row 2 is 3",
    );
  });
});
