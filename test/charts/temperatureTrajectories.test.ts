import fc from "fast-check";
import type { View } from "vega";
import { describe, expect, it } from "vitest";
import { ChartError } from "../../src/charts/Chart.js";
import { classColours, palette } from "../../src/charts/parts/theme.js";
import { temperatureTrajectories } from "../../src/charts/temperatureTrajectories.js";
import { softmax } from "../../src/logits/softmax.js";
import { draw, marks, texts } from "./draw.js";

const three = { logits: [1, 2, 0.5], labels: ["A", "B", "C"] };
const width = 520;
const height = 320;

type Point = { label: string; probability: number; temperature?: number; colour?: string };
type Drawn = { x: number; y: number; fill: string; stroke: string; datum: Point };
const drawn = (view: View, type: string) => marks(view, type) as unknown as Drawn[];
/** The points on the curves where the slider stands. */
const onCurves = (view: View) =>
  drawn(view, "symbol").filter(({ datum }) => datum.temperature !== undefined);
const curvesOf = (view: View) => drawn(view, "line").filter(({ datum }) => datum.label);
const acrossTo = (temperature: number) => (width * (Math.log(temperature) / Math.log(20) + 1)) / 2;

describe("temperatureTrajectories", () => {
  it("gives softmax(logits, { temperature }) to 1e-9 wherever the slider stands, for 2 to 28 classes", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 2, maxLength: 28 }),
        fc.integer({ min: -100, max: 100 }),
        async (logits, hundredths) => {
          const labels = logits.map((_, i) => `class ${i}`);
          const view = await draw(temperatureTrajectories(logits, labels));
          await view.signal("temperature", 20 ** (hundredths / 100)).runAsync();
          const expected = softmax(logits, { temperature: 20 ** (hundredths / 100) });
          const points = onCurves(view);
          expect(points).toHaveLength(logits.length);
          for (const { datum } of points) {
            const index = labels.indexOf(datum.label);
            expect(Math.abs(datum.probability - expected[index])).toBeLessThan(1e-9);
          }
        },
      ),
      { numRuns: 10 },
    );
  });

  it("draws curves that are softmax at every temperature from 0.05 to 20", async () => {
    const view = await draw(temperatureTrajectories(three.logits, three.labels));
    const points = curvesOf(view);
    expect(points).toHaveLength(3 * 201);
    const temperatures = points.map(({ datum }) => datum.temperature ?? 0);
    expect([Math.min(...temperatures), Math.max(...temperatures)]).toEqual([0.05, 20]);
    for (const { x, y, datum } of points) {
      const { temperature = 1, label } = datum;
      const expected = softmax(three.logits, { temperature })[three.labels.indexOf(label)];
      expect(Math.abs(1 - y / height - expected)).toBeLessThan(1e-9);
      expect(Math.abs(x - acrossTo(temperature))).toBeLessThan(1e-6);
    }
  });

  it("lists the numbers at the slider, the most probable first, and says the temperature", async () => {
    const view = await draw(temperatureTrajectories(three.logits, three.labels));
    await view.signal("temperature", 2).runAsync();
    const said = texts(view);
    const probabilities = softmax(three.logits, { temperature: 2 }).map((p) => p.toFixed(4));
    const [a, b, c] = probabilities;
    const heights = [b, a, c].map(
      (text) =>
        drawn(view, "text").find((t) => (t as unknown as { text: string }).text === text)?.y ?? 0,
    );
    expect(heights).toEqual([...heights].sort((p, q) => p - q));
    expect(new Set(heights).size).toBe(3);
    expect(said).toContain("T = 2");
    expect(said).toContain("at temperature 2");
  });

  it("marks the winner's 1, everybody else's 0 and the uniform share beside the axis", async () => {
    const view = await draw(temperatureTrajectories(three.logits, three.labels));
    const limits = drawn(view, "symbol").filter(({ x }) => x < 0 || x > width);
    expect(limits.map(({ x, y }) => [x, y])).toEqual([
      [-14, 0],
      [-14, height],
      [width + 14, height * (1 - 1 / 3)],
    ]);
    expect(texts(view)).toContain("T → 0: 1 for B, 0 for the others");
    expect(texts(view)).toContain("T → ∞: 1/3 = 0.3333 for all");
  });

  it("shares the cold limit among equals", async () => {
    const tied = temperatureTrajectories([2, 2, 1], three.labels);
    expect(tied.title).toContain("From 2 winners to 3 equal shares");
    const view = await draw(tied);
    expect(texts(view)).toContain("T → 0: 0.5000 each for 2 winners, 0 for the others");
    const [winners] = drawn(view, "symbol").filter(({ x }) => x < 0);
    expect(winners.y).toBe(height / 2);
  });

  it("has no class at 0 when all are equal", async () => {
    const view = await draw(temperatureTrajectories([1, 1], ["A", "B"]));
    expect(drawn(view, "symbol").filter(({ x }) => x < 0)).toHaveLength(1);
    expect(texts(view)).toContain("T → 0: 0.5000 each for all 2");
  });

  it("names the best seven at their curve in their colour; the others are grey and in the list", async () => {
    const logits = Array.from({ length: 28 }, (_, i) => (i * 11) % 28);
    const labels = logits.map((_, i) => `class ${i}`);
    const view = await draw(temperatureTrajectories(logits, labels));
    const best = [...logits.keys()].sort((a, b) => logits[b] - logits[a]).map((i) => labels[i]);
    const colours = new Map(onCurves(view).map(({ datum, fill }) => [datum.label, fill]));
    expect(best.slice(0, 7).map((label) => colours.get(label))).toEqual([...classColours]);
    expect(new Set(best.slice(7).map((label) => colours.get(label)))).toEqual(
      new Set([palette.other]),
    );
    for (const label of labels) expect(texts(view)).toContain(label);
    const atCurve = texts(view).filter((text) => text === best[0]);
    // In the list, and at the curve.
    expect(atCurve).toHaveLength(2);
  });

  it("names curves beyond their right end, clear of each other, of the rule and of the panel's edges", async () => {
    for (const classes of [2, 3, 7, 28]) {
      const logits = Array.from({ length: classes }, (_, i) => 0.4 * i);
      const view = await draw(
        temperatureTrajectories(
          logits,
          logits.map((_, i) => `class ${i}`),
        ),
      );
      const names = drawn(view, "text").filter(({ datum }) => (datum as { ink?: string })?.ink);
      expect(names).toHaveLength(Math.min(7, classes));
      const ys = names.map(({ y }) => y);
      for (const [i, { x, y }] of names.entries()) {
        expect(x).toBeGreaterThan(width + 30);
        expect(y).toBeGreaterThanOrEqual(8);
        expect(y).toBeLessThanOrEqual(Math.max(320, classes * 15) - 8);
        if (i > 0) expect(ys[i] - ys[i - 1]).toBeGreaterThanOrEqual(15);
      }
    }
  });

  it("holds a table of five temperatures", () => {
    const { columns, rows } = temperatureTrajectories(three.logits, three.labels).table;
    expect(columns[2]).toBe("probability at temperature 0.05");
    expect(rows[0]).toEqual(["B", "2.00", ">0.9999", "0.8438", "0.6285", "0.4810", "0.3473"]);
  });

  it("keeps labels out of expressions and field names", () => {
    const hostile = `'] + alert(1) + ["{{x}}</script>`;
    const spec = temperatureTrajectories([1, 2], [hostile, "__proto__"]).toSpec();
    const found: string[] = [];
    const walk = (value: unknown, path: string) => {
      if (typeof value === "string" && value.includes("alert(1)")) found.push(path);
      else if (value && typeof value === "object") {
        for (const [key, child] of Object.entries(value)) walk(child, `${path}.${key}`);
      }
    };
    walk({ ...spec, hconcat: (spec.hconcat as unknown[])[1] }, "");
    expect(found).toEqual([".params.1.value.1"]);
  });

  it("refuses what it can't draw", () => {
    expect(() => temperatureTrajectories([1], ["A"])).toThrow(ChartError);
    expect(() => temperatureTrajectories(Array(29).fill(1), Array(29).fill("A"))).toThrow(
      "temperatureTrajectories draws 2 to 28 classes, got 29 logits",
    );
  });
});
