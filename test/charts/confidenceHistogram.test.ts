import fc from "fast-check";
import type { View } from "vega";
import { describe, expect, it } from "vitest";
import { confidenceBins, confidenceHistogram } from "../../src/charts/confidenceHistogram.js";
import { interpret } from "../../src/logits/interpret.js";
import { softmax } from "../../src/logits/softmax.js";
import { draw, marks, texts } from "./draw.js";

describe("confidenceHistogram", () => {
  const n = 200;
  const logits = Array.from({ length: n }, (_, i) => [
    3 * Math.sin(i),
    2 * Math.cos(3 * i),
    Math.sin(i * i),
  ]);
  const label_ids = logits.map((_, i) => (i * 7) % 3);
  const chart = () => confidenceHistogram(interpret(logits), label_ids);

  /** Counted one by one from the logits: what the page must show at a threshold. */
  function counted(threshold: number) {
    const kept = logits
      .map((row, i) => ({ scores: softmax(row), truth: label_ids[i] }))
      .map(({ scores, truth }) => ({ p: Math.max(...scores), isRight: scores[truth] }))
      .map(({ p, isRight }) => ({ p, isRight: isRight === p }))
      .filter(({ p }) => p >= threshold);
    const right = kept.filter(({ isRight }) => isRight).length;
    const share = (x: number) => `${(100 * x).toFixed(1)}%`;
    const claimed = kept.reduce((sum, { p }) => sum + p, 0) / kept.length;
    return `kept: ${kept.length} of ${n} (coverage ${share(kept.length / n)}), claimed: ${share(claimed)}, achieved: ${share(right / kept.length)}`;
  }

  async function moveTo(view: View, threshold: number) {
    view.signal("threshold", threshold);
    await view.runAsync();
  }

  it("says at each step of the slider what counting one by one says", async () => {
    const view = await draw(chart());
    for (let hundredths = 0; hundredths <= 90; hundredths++) {
      await moveTo(view, Number((0.01 * hundredths).toFixed(2)));
      expect(texts(view)).toContain(counted(hundredths / 100));
    }
  });

  it("finds its step also where the page adds up steps of 0.01", async () => {
    const view = await draw(chart());
    let threshold = 0;
    for (let step = 0; step < 57; step++) threshold += 0.01;
    expect(threshold).not.toBe(0.57);
    await moveTo(view, threshold);
    expect(texts(view)).toContain(counted(0.57));
  });

  it("says that nothing is left where nothing is", async () => {
    const view = await draw(confidenceHistogram(interpret([[0, 1]]), [0]));
    await moveTo(view, 0.74);
    expect(texts(view)).toContain(
      "kept: 0 of 1 (coverage 0.0%): nothing is left to be right or wrong",
    );
  });

  it("stacks the wrong on the right, all of them together", async () => {
    const view = await draw(chart());
    const bars = marks(view, "rect")
      .map(({ datum, y }) => ({ ...(datum as unknown as Record<string, number | string>), y }))
      .filter((bar) => "count" in bar) as {
      low: number;
      right: string;
      count: number;
      y: number;
    }[];
    expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(n);
    for (const wrong of bars.filter(({ right }) => right === "wrong")) {
      const below = bars.find(({ low, right }) => low === wrong.low && right === "right");
      if (below) expect(wrong.y).toBeLessThan(below.y);
    }
  });

  it("moves a rule through both panels and veils what is left out", async () => {
    const view = await draw(chart());
    for (const threshold of [0, 0.33, 0.9, 1]) {
      await moveTo(view, threshold);
      const rules = marks(view, "rule")
        .filter(({ datum }) => {
          const { threshold, measure } = (datum ?? {}) as { threshold?: number; measure?: string };
          return threshold !== undefined && measure === undefined;
        })
        .map((item) => (item as unknown as { x: number }).x);
      expect(rules).toHaveLength(2);
      for (const x of rules) expect(x).toBeCloseTo(620 * threshold, 6);
      const veil = marks(view, "rect").find(
        ({ datum }) => (datum as { from?: number } | undefined)?.from === 0,
      );
      expect(veil?.width).toBeCloseTo(620 * threshold, 6);
    }
  });

  it("says in its title what the sure ones are worth", () => {
    const rows = interpret([
      [0, 3],
      [0, 0.5],
      [0, 0.4],
      [0, 4],
    ]);
    expect(confidenceHistogram(rows, [1, 0, 1, 0]).title).toBe(
      "50.0% of all 4 are right, 50.0% of the 2 with a confidence of 0.90 or more",
    );
    expect(confidenceHistogram(interpret([[0, 1]]), [1]).title).toBe(
      "100.0% of all 1 are right; none has a confidence of 0.90 or more",
    );
  });

  it("says in its headline what the threshold keeps, at both ends and between", async () => {
    const view = await draw(chart());
    for (const threshold of [0, 0.61, 1]) {
      await moveTo(view, threshold);
      const headline = texts(view).find((text) => text.includes("of all"));
      expect(headline).toContain(`a confidence of ${threshold.toFixed(2)} or more`);
    }
  });

  it("names its curves above them, not on them", async () => {
    const view = await draw(chart());
    for (const threshold of [0, 0.5, 0.9]) {
      await moveTo(view, threshold);
      const names = marks(view, "text").filter(({ text }) =>
        /^(achieved|claimed|coverage) .*%$/.test(text ?? ""),
      );
      expect(names).toHaveLength(3);
      for (const { y } of names) expect(y).toBeLessThan(0);
    }
  });

  it("takes 10,000 rows and carries no more than the counts", () => {
    const many = Array.from({ length: 10_000 }, (_, i) => logits[i % n]);
    const ids = many.map((_, i) => label_ids[i % n]);
    const big = confidenceHistogram(interpret(many), ids);
    expect(JSON.stringify(big.toSpec()).length).toBeLessThan(50_000);
    expect(big.table.rows).toHaveLength(21);
  });

  it("refuses what has no single answer a row, and what doesn't fit", () => {
    const sigmoid = interpret([[1, 2]], { problem_type: "multi_label_classification" });
    expect(() => confidenceHistogram(sigmoid, [0])).toThrow(
      "confidenceHistogram needs one predicted class per row, as softmax gives it: row 0 was read by sigmoid",
    );
    expect(() => confidenceHistogram([], [])).toThrow("needs at least one row, got 0");
    expect(() => confidenceHistogram(interpret([[1, 2]]), [0, 1])).toThrow(
      "confidenceHistogram needs one label id for each row: got 1 rows and 2 label ids",
    );
    expect(() => confidenceHistogram(interpret([[1, 2]]), [2])).toThrow("row 0 is 2");
  });
});

describe("confidenceBins", () => {
  const confidence = fc.oneof(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.integer({ min: 0, max: 20 }).map((twentieths) => twentieths / 20),
  );
  const answers = fc.array(fc.record({ confidence, isRight: fc.boolean() }));

  it("counts each answer in the one bin that holds its confidence", () => {
    fc.assert(
      fc.property(answers, (all) => {
        const parts = confidenceBins(all);
        expect(parts.reduce((sum, { count }) => sum + count, 0)).toBe(all.length);
        for (const { low, high, right, count } of parts) {
          const inside = all.filter(
            (answer) =>
              answer.isRight === (right === "right") &&
              answer.confidence >= low &&
              (answer.confidence < high || high === 1),
          );
          expect(count).toBe(inside.length);
        }
      }),
    );
  });

  it("puts an edge into the bin above it, and 1 into the last", () => {
    for (let edge = 0; edge <= 20; edge++) {
      const [part] = confidenceBins([{ confidence: edge / 20, isRight: true }]);
      expect(part.low).toBe(Math.min(edge, 19) / 20);
    }
  });
});
