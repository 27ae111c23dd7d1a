import fc from "fast-check";
import type { View } from "vega";
import { describe, expect, it } from "vitest";
import { ChartError, type JsonObject } from "../../src/charts/Chart.js";
import { palette } from "../../src/charts/parts/theme.js";
import { rankingBars } from "../../src/charts/rankingBars.js";
import { softmax } from "../../src/logits/softmax.js";
import { topK } from "../../src/logits/topK.js";
import { bars, draw, marks, texts } from "./draw.js";

const blue = "#00639C";
const three = { logits: [1, 2, 0.5], labels: ["A", "B", "C"] };

type Placed = { index: number; label: string; probability: number; cumulative: number };
const placesOf = (view: View, k: number) =>
  bars(view)
    .slice(0, k)
    .map(({ datum, fill }) => ({ ...(datum as unknown as Placed), chosen: fill === blue }));

describe("rankingBars", () => {
  it("ranks as topK does, with softmax's probabilities and their running sum", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 2, maxLength: 60 }),
        async (logits) => {
          const labels = logits.map((_, i) => `class ${i}`);
          const view = await draw(rankingBars(logits, labels));
          const places = placesOf(view, logits.length);
          const order = topK(logits, logits.length).map(({ index }) => index);
          expect(places.map(({ label }) => label)).toEqual(order.map((i) => labels[i]));
          const probabilities = softmax(logits);
          let sum = 0;
          for (const [place, index] of order.entries()) {
            sum += probabilities[index];
            expect(places[place].probability).toBe(probabilities[index]);
            expect(places[place].cumulative).toBeCloseTo(sum, 12);
          }
          expect(places.at(-1)?.cumulative).toBe(1);
        },
      ),
      { numRuns: 12 },
    );
  });

  it("says in its title what the best k hold, and follows the slider", async () => {
    const chart = rankingBars(three.logits, three.labels, { top_k: 2 });
    expect(chart.title).toBe("The top 2 of 3 answers hold 0.8598 of the probability");
    const view = await draw(chart);
    expect(texts(view)).toContain(chart.title);
    expect(placesOf(view, 3).map(({ chosen }) => chosen)).toEqual([true, true, false]);
    await view.signal("top_k", 1).runAsync();
    expect(texts(view)).toContain("The top answer of 3 holds 0.6285 of the probability");
    expect(placesOf(view, 3).map(({ chosen }) => chosen)).toEqual([true, false, false]);
    await view.signal("top_k", 3).runAsync();
    expect(texts(view)).toContain("The top 3 of 3 answers hold 1.0000 of the probability");
  });

  it("colours the k-th running sum only: that is the share in the title", async () => {
    const view = await draw(rankingBars(three.logits, three.labels, { top_k: 2 }));
    const sums = bars(view).slice(3);
    expect(sums.map(({ fill }) => fill === blue)).toEqual([false, true, false]);
    expect((sums[1].width ?? 0) / 270).toBeCloseTo(
      softmax(three.logits)[0] + softmax(three.logits)[1],
      12,
    );
  });

  it("draws its line under the last answer that is listed", async () => {
    const view = await draw(rankingBars(three.logits, three.labels, { top_k: 1 }));
    const below = () =>
      marks(view, "rule").flatMap((rule) =>
        (rule as { stroke?: string }).stroke === palette.threshold && rule.y ? [rule.y] : [],
      );
    // A hair above the next class's row of 30 pixels.
    expect(below()).toEqual([28.5, 28.5]);
    await view.signal("top_k", 2).runAsync();
    expect(below()).toEqual([58.5, 58.5]);
  });

  it("starts at three answers, or at all where there are two", () => {
    const start = (logits: number[]) => {
      const { params } = rankingBars(logits, logits.map(String)).toSpec();
      return (params as JsonObject[]).find(({ name }) => name === "top_k")?.value;
    };
    expect([start([1, 2]), start([1, 2, 3]), start([1, 2, 3, 4, 5])]).toEqual([2, 3, 3]);
  });

  it("shows the text that was classified, shortened to a line", async () => {
    const view = await draw(
      rankingBars(three.logits, three.labels, { text: `What a day! ${"so ".repeat(100)}` }),
    );
    const [line] = texts(view).filter((text) => text.startsWith("“What a day!"));
    expect(line).toMatch(/…”/);
    expect(line.split(",")[0].length).toBeLessThan(115);
  });

  it("holds a table with the running sum", () => {
    expect(rankingBars(three.logits, three.labels).table).toEqual({
      columns: ["place", "label", "logit", "probability", "cumulative probability"],
      rows: [
        ["1", "B", "2.00", "0.6285", "0.6285"],
        ["2", "A", "1.00", "0.2312", "0.8598"],
        ["3", "C", "0.50", "0.1402", "1.0000"],
      ],
    });
  });

  it("keeps labels and text out of expressions and field names", () => {
    const hostile = `'] + alert(1) + ["{{x}}</script>`;
    const { params, data, title, ...rest } = rankingBars([1, 2], [hostile, "__proto__"], {
      text: hostile,
    }).toSpec();
    expect(JSON.stringify([params, data, title])).toContain("alert(1)");
    expect(JSON.stringify(rest)).not.toContain("alert(1)");
    expect((title as JsonObject).text).toEqual({ expr: "titles[top_k - 1]" });
  });

  it("refuses a k that isn't there, and what can't be drawn", () => {
    const rank = (top_k: number) => () => rankingBars(three.logits, three.labels, { top_k });
    expect(rank(0)).toThrow(ChartError);
    expect(rank(4)).toThrow("rankingBars needs `top_k` as a whole number from 1 to 3, got 4");
    expect(rank(1.5)).toThrow("got 1.5");
    expect(() => rankingBars([1], ["A"])).toThrow(
      "rankingBars draws 2 to 60 classes, got 1 logits",
    );
  });
});
