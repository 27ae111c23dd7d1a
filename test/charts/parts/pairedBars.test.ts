import { describe, expect, it } from "vitest";
import { type PairedRow, pairedBars } from "../../../src/charts/parts/pairedBars.js";
import { palette } from "../../../src/charts/parts/theme.js";
import { bars, draw, texts } from "../draw.js";

const labels = ["A", "B", "C"];
/** Bars in an order of their own, as a ranking gives them; class 1 is left out. */
const ranked: PairedRow = {
  title: "C wins",
  text: "one text",
  indices: [2, 0],
  logits: [3, -1],
  probabilities: [0.9, 0.1],
  predictions: [true, false],
};
const other: PairedRow = { ...ranked, title: "A wins", text: "", indices: [0, 2], logits: [7, 1] };

describe("pairedBars", () => {
  it("draws a row's numbers at the classes that they belong to, the predicted ones in colour", async () => {
    const drawn = bars(await draw(pairedBars([ranked], labels)));
    const byPanel = [drawn.slice(0, 2), drawn.slice(2)];
    for (const panel of byPanel) {
      const seen = panel.map(({ datum, fill }) => [datum.label, datum.logit, fill]);
      expect(seen).toContainEqual(["C", 3, palette.predicted]);
      expect(seen).toContainEqual(["A", -1, palette.other]);
    }
  });

  it("writes one row's title and text above its bars, with nothing to slide", async () => {
    const chart = pairedBars([ranked], labels);
    expect(chart.toSpec().title).toEqual({ text: "C wins", subtitle: "one text" });
    expect(pairedBars([other], labels).toSpec().title).toEqual({ text: "A wins" });
    expect(JSON.stringify(chart.toSpec().params)).not.toContain("bind");
    expect(chart.table).toEqual({
      columns: ["label", "logit", "probability"],
      rows: [
        ["C", "3.00", "0.9000"],
        ["A", "-1.00", "0.1000"],
      ],
    });
  });

  it("shows the one row of several that the slider chooses, on axes that stay", async () => {
    const chart = pairedBars([ranked, other], labels);
    const view = await draw(chart);
    const logitOfC = () => bars(view).find(({ datum }) => datum.label === "C");
    const before = (logitOfC()?.width ?? 0) / 3;
    expect(texts(view)).toEqual(expect.arrayContaining(["row 0: C wins", "one text"]));
    await view.signal("row", 1).runAsync();
    expect(texts(view)).toContain("row 1: A wins");
    expect(logitOfC()?.datum.logit).toBe(1);
    expect(logitOfC()?.width).toBeCloseTo(before, 9);
    // No bar of any row leaves its panel.
    expect(Math.max(...bars(view).map(({ width = 0 }) => width))).toBeLessThan(300);
    expect(chart.table.rows.map(([row, label]) => row + label)).toEqual(["0C", "0A", "1A", "1C"]);
  });
});
