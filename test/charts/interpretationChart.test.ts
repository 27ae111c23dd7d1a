import { describe, expect, it } from "vitest";
import { interpretationChart } from "../../src/charts/interpretationChart.js";
import { interpret } from "../../src/logits/interpret.js";
import { bars, draw, texts } from "./draw.js";

const id2label = { 0: "NEGATIVE", 1: "POSITIVE" };
const three = interpret(
  [
    [-3.48, 3.85],
    [2.97, -3.29],
    [-0.14, 0.16],
  ],
  { id2label },
);

describe("interpretationChart", () => {
  it("draws one row's logits and scores, with the prediction as its title", async () => {
    const row = interpret([-3.48, 3.85], { id2label });
    const view = await draw(interpretationChart(row));
    expect(bars(view).map(({ datum }) => datum.probability)).toEqual([
      ...row.ranking.map(({ score }) => score),
      ...row.ranking.map(({ score }) => score),
    ]);
    expect(texts(view)).toContain("POSITIVE");
    expect(interpretationChart(row).title).toBe("POSITIVE");
  });

  it("draws a batch one row at a time: the slider chooses which", async () => {
    const view = await draw(interpretationChart(three, { texts: ["first", "second", "third"] }));
    for (const [row, text] of ["first", "second", "third"].entries()) {
      view.signal("row", row);
      await view.runAsync();
      const drawn = bars(view).slice(0, 2);
      expect(drawn.map(({ datum }) => datum.logit)).toEqual(
        three[row].ranking.map(({ logit }) => logit),
      );
      expect(texts(view)).toContain(text);
      expect(texts(view).join()).toContain(`row ${row}: ${three[row].predicted_label}`);
    }
  });

  it("says by how much the prediction leads, over whom, and how undecided the row is", async () => {
    const view = await draw(interpretationChart(three, { texts: ["first", "", "third"] }));
    for (const row of three.keys()) {
      await view.signal("row", row).runAsync();
      const { ranking, margin, entropy } = three[row];
      expect(texts(view)).toContain(
        `runner-up ${ranking[1].label}, margin ${margin.toFixed(2)} log-odds, entropy ${entropy.toFixed(4)} nats`,
      );
    }
  });

  it("marks every label that a multi-label model predicts", async () => {
    const problem_type = "multi_label_classification";
    const row = interpret([2, -1, 0.5], { problem_type, id2label: ["joy", "fear", "surprise"] });
    const predicted = bars(await draw(interpretationChart(row))).filter((b) => b.datum.predicted);
    expect(new Set(predicted.map(({ datum }) => datum.label))).toEqual(
      new Set(["joy", "surprise"]),
    );
    expect(interpretationChart(row).title).toBe("joy, surprise");
  });

  it("draws only the classes that top_k kept", async () => {
    const row = interpret([1, 3, 2], { top_k: 2, id2label: ["a", "b", "c"] });
    const labels = bars(await draw(interpretationChart(row))).map(({ datum }) => datum.label);
    expect(new Set(labels)).toEqual(new Set(["b", "c"]));
  });

  it("keeps labels and texts data: they stand in values and parameters only", () => {
    const hostile = "'] + alert(1) + ['<script>";
    const row = interpret([1, 2], { id2label: [hostile, "b"] });
    const { params, title, ...rest } = interpretationChart(row, { texts: [hostile] }).toSpec();
    expect(JSON.stringify(params)).toContain("alert");
    expect(title).toEqual({ text: "b", subtitle: [hostile, expect.stringContaining("runner-up")] });
    expect(JSON.stringify(rest)).not.toContain("alert");
  });

  it("writes labels with commas, quotes and brackets as they are", async () => {
    const odd = ['a, "b"', "labels[0]"];
    const view = await draw(interpretationChart(interpret([1, 2], { id2label: odd })));
    expect(bars(view).map(({ datum }) => datum.label)).toEqual([...odd, ...odd].reverse());
  });

  it("puts no class in colour where the threshold withholds the label", async () => {
    const chart = interpretationChart(interpret([0, 0.2], { id2label, threshold: 0.6 }));
    expect(chart.title).toBe("no label above the threshold");
    expect(bars(await draw(chart)).map(({ datum }) => datum.predicted)).not.toContain(true);
  });

  it("refuses what it can't draw", () => {
    expect(() => interpretationChart([])).toThrow("needs at least one row, got 0");
    const value = interpret([3.2], { problem_type: "regression" });
    expect(() => interpretationChart(value)).toThrow("row 0 is a regression's value");
    expect(() => interpretationChart(three, { texts: ["one"] })).toThrow(
      "interpretationChart needs one text for each row: got 3 rows and 1 texts",
    );
  });
});
