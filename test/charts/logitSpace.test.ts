import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logitSpace } from "../../src/charts/logitSpace.js";
import { sigmoid } from "../../src/logits/sigmoid.js";
import { softmax } from "../../src/logits/softmax.js";
import { draw, marks, texts } from "./draw.js";
import { hostileLabels } from "./hostileLabels.js";
import { figureOf, meaningIn, shownIn } from "./plotlyFigure.js";

const labels = ["NEGATIVE", "POSITIVE"];
const logits = [
  [-3.48, 3.85],
  [1, 2],
  [3, -2],
];
const surfaceOf = (chart: ReturnType<typeof logitSpace>) => figureOf(chart).data[0];

/** The still picture, as a chart of its own to be drawn. */
const still = (chart: ReturnType<typeof logitSpace>) => draw({ ...chart, toSpec: chart.toStill });

describe("logitSpace", () => {
  it("is softmax's probability of class 1 over both logits from -6 to 6, to 1e-12", () => {
    const { x, y, z } = surfaceOf(logitSpace(labels));
    expect([x[0], x.at(-1), y[0], y.at(-1)]).toEqual([-6, 6, -6, 6]);
    for (const [i, z1] of y.entries()) {
      for (const [j, z0] of x.entries()) {
        expect(Math.abs(z[i][j] - softmax([z0, z1])[1])).toBeLessThanOrEqual(1e-12);
      }
    }
  });

  it("stays the same along the diagonal and is 0.5 on the boundary", () => {
    const { data } = figureOf(logitSpace(labels));
    const { z } = data[0];
    fc.assert(
      fc.property(fc.nat(47), fc.nat(47), (i, j) => {
        expect(z[i + 1][j + 1]).toBeCloseTo(z[i][j], 11);
      }),
    );
    const boundary = data.find(({ name }) => String(name).startsWith("decision boundary"));
    expect(boundary).toMatchObject({ x: [-6, 6], y: [-6, 6], z: [0.5, 0.5] });
  });

  it("reaches as far as the points need, to an even number", () => {
    const reach = (row: number[]) => surfaceOf(logitSpace(labels, { logits: [row] })).x.at(-1);
    expect(reach([-3.48, 3.85])).toBe(6);
    expect(reach([-9, 2])).toBe(10);
    expect(Number(reach([0, 123.4]))).toBeGreaterThanOrEqual(123.4);
  });

  it("puts points just above the surface, in two shapes", () => {
    const { data } = figureOf(logitSpace(labels, { logits, label_ids: [1, 0, 0] }));
    const [right, wrong] = data.filter(({ mode }) => mode === "markers");
    expect([right.name, wrong.name]).toEqual(["right", "wrong"]);
    expect(right.x).toEqual([-3.48, 3]);
    expect(wrong.y).toEqual([2]);
    expect(wrong.z[0] - sigmoid([1])[0]).toBeCloseTo(0.08, 11);
    expect(right.customdata[0]).toEqual(["row 0", "-3.48", "3.85", "0.9993"]);
    expect((right.marker as { symbol: string }).symbol).not.toBe(
      (wrong.marker as { symbol: string }).symbol,
    );
  });

  it("draws at most 1,000 points and says so", () => {
    const many = Array.from({ length: 3000 }, (_, i) => [Math.sin(i), Math.cos(i)]);
    const chart = logitSpace(labels, { logits: many });
    const drawn = figureOf(chart).data.filter(({ mode }) => mode === "markers");
    expect(drawn.flatMap(({ x }) => x)).toHaveLength(1000);
    expect(figureOf(chart).layout.title.subtitle.text).toContain("1,000 of 3,000 points");
  });

  it("has a still picture from above: a band for each tenth, the boundary, and the points", async () => {
    const view = await still(logitSpace(labels, { logits, texts: ["good", "meh", "bad"] }));
    const place = (logit: number) => (420 * (logit + 6)) / 12;
    const drawn = marks(view, "symbol")
      .map((item) => item as unknown as Record<"x" | "y", number> & { datum: { spoken?: string } })
      .filter(({ datum }) => datum?.spoken);
    expect(drawn.map(({ x }) => x)).toEqual(logits.map(([z0]) => expect.closeTo(place(z0), 6)));
    expect(drawn.map(({ y }) => y)).toEqual(
      logits.map(([, z1]) => expect.closeTo(420 - place(z1), 6)),
    );
    expect(drawn[0].datum.spoken).toBe(
      "good: logits -3.48 and 3.85, probability of POSITIVE 0.9993",
    );
    expect(texts(view)).toEqual(
      expect.arrayContaining(["0.0 to 0.1", "0.9 to 1.0", "equal logits: 0.5"]),
    );
    const areas = marks(view, "area").map(
      (item) => (item.datum as unknown as { band: number }).band,
    );
    expect(new Set(areas).size).toBe(10);
  });

  it("says in its table what each difference means, or each point", () => {
    const { rows } = logitSpace(labels).table;
    expect(rows).toContainEqual(["0.00", "0.5000"]);
    expect(rows).toContainEqual(["2.00", "0.8808"]);
    const chart = logitSpace(labels, { logits, label_ids: [1, 0, 0] });
    expect(chart.table.rows[0]).toEqual(["row 0", "-3.48", "3.85", "0.9993", "POSITIVE"]);
  });

  it("leaves no label and no text with a meaning of its own", async () => {
    for (const label of hostileLabels) {
      const own = [label, `${label} 1`];
      const chart = logitSpace(own, { logits, texts: [label, label, label] });
      expect(shownIn(chart).filter(meaningIn)).toEqual([]);
      await still(chart);
    }
  });

  it("refuses what it can't draw", () => {
    expect(() => logitSpace(["A", "B", "C"])).toThrow(
      "logitSpace needs one label for each logit: got 2 logits and 3 labels",
    );
    expect(() => logitSpace(labels, { logits: [[1, 2, 3]] })).toThrow("logitSpace");
    expect(() => logitSpace(labels, { logits: [[1, Number.POSITIVE_INFINITY]] })).toThrow(
      "logitSpace needs finite logits: row 0, column 1 is Infinity",
    );
  });
});
