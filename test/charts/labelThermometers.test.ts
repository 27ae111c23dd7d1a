import type { View } from "vega";
import { describe, expect, it } from "vitest";
import { ChartError, type JsonObject } from "../../src/charts/Chart.js";
import { labelThermometers } from "../../src/charts/labelThermometers.js";
import { palette } from "../../src/charts/parts/theme.js";
import { EvaluateError } from "../../src/evaluate/EvaluateError.js";
import { interpret } from "../../src/logits/interpret.js";
import { sigmoid } from "../../src/logits/sigmoid.js";
import type { Threshold } from "../../src/logits/thresholds.js";
import { draw, marks, texts } from "./draw.js";

const labels = ["joy", "fear", "anger"];
const logits = [1.3, -0.4, -3];
const batch = [logits, [-1, -1, -1], [2, 2, -2]];
const namesOf = (count: number) => Array.from({ length: count }, (_, i) => `label ${i}`);

interface Thermometer {
  index: number;
  probability: number;
  threshold: number;
  given: boolean;
  spoken: string;
}

/** The thermometers with their fill and its length. */
const tubes = (view: View) =>
  marks(view, "rect")
    .filter(({ fill }) => fill === palette.predicted || fill === palette.other)
    .map(({ datum, fill, width = 0 }) => ({ ...(datum as unknown as Thermometer), fill, width }));

/** The bold line above the picture. */
const headline = (view: View) => texts(view).find((text) => text.includes("labels given"));

describe("labelThermometers", () => {
  it("fills each to its label's sigmoid, to 1e-9, for 2 to 60 labels", async () => {
    for (const k of [2, 3, 7, 28, 60]) {
      const row = Array.from({ length: k }, (_, i) => 4 * Math.sin(i + k));
      const filled = tubes(await draw(labelThermometers(row, namesOf(k))));
      expect(filled).toHaveLength(k);
      for (const [i, { width }] of filled.entries()) {
        expect(Math.abs(width / 420 - sigmoid(row)[i])).toBeLessThan(1e-9);
      }
    }
  });

  it("gives the labels that interpret gives, wherever the thresholds are", async () => {
    const row = [0, 1.3, -0.4, -3, 6, 0.2, -0.1];
    const names = namesOf(7);
    const view = await draw(labelThermometers(row, names));
    for (const thresholds of [
      [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
      [0.49, 0.9, 0.3, 0.05, 0.99, 0.6, 0.4],
      [0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01],
      [0.99, 0.99, 0.99, 0.99, 0.999, 0.99, 0.99],
    ]) {
      for (const [i, threshold] of thresholds.entries()) view.signal(`threshold_${i}`, threshold);
      await view.runAsync();
      const config = { id2label: names, problem_type: "multi_label_classification" };
      const { predicted_labels = [] } = interpret(row, { ...config, threshold: thresholds });
      const given = names.filter((name) => predicted_labels.includes(name));
      expect(tubes(view).map((tube) => tube.given)).toEqual(
        names.map((name) => given.includes(name)),
      );
      expect(tubes(view).map(({ fill }) => fill === palette.predicted)).toEqual(
        names.map((name) => given.includes(name)),
      );
      const named = given.slice(0, 3).join(", ");
      const more = given.length > 3 ? ` and ${given.length - 3} more` : "";
      expect(headline(view)).toBe(
        given.length === 0
          ? "none of 7 labels given"
          : `${given.length} of 7 labels given: ${named}${more}`,
      );
    }
  });

  it("starts where its title says, with the given thresholds at their nearest hundredth", async () => {
    const starts: Threshold[] = [0.5, 0.333, [0.8, 0.4, 0.01], { fear: 0.4 }, { joy: 0 }];
    for (const threshold of starts) {
      const chart = labelThermometers(logits, labels, { threshold });
      expect(headline(await draw(chart))).toBe(chart.title);
    }
    const { table } = labelThermometers(logits, labels, { threshold: { joy: 0.785, anger: 1 } });
    expect(table.rows.map((row) => row[3])).toEqual(["0.79", "0.50", "1.00"]);
    expect(table.rows.map((row) => row[4])).toEqual(["no", "no", "no"]);
  });

  it("has a threshold for each of up to seven labels, and one for all of more", async () => {
    const sliders = (k: number) => {
      const { params } = labelThermometers(Array(k).fill(0.1), namesOf(k)).toSpec();
      return (params as JsonObject[]).filter(({ bind }) => bind).map(({ name }) => name);
    };
    expect(sliders(3)).toEqual(["threshold_0", "threshold_1", "threshold_2"]);
    expect(sliders(7)).toHaveLength(7);
    expect(sliders(8)).toEqual(["threshold"]);
    const view = await draw(labelThermometers(Array(8).fill(0.1), namesOf(8)));
    await view.signal("threshold", 0.6).runAsync();
    expect(headline(view)).toBe("none of 8 labels given");
  });

  it("marks the truth, and judges each label by it", async () => {
    const view = await draw(labelThermometers(logits, labels, { label_ids: ["joy", "fear"] }));
    const judged = () => texts(view).filter((text) => /^(right|wrong|missed)$/.test(text));
    expect(judged()).toEqual(["right", "missed"]);
    await view.signal("threshold_2", 0.01).runAsync();
    expect(judged()).toEqual(["right", "missed", "wrong"]);
    expect(tubes(view)[2].spoken).toBe(
      "anger: probability 0.0474, threshold 0.01, given, not true",
    );
    const diamonds = marks(view, "symbol").filter(({ fill }) => fill === palette.ink);
    expect(diamonds).toHaveLength(2);
  });

  it.each([[["joy", "fear"]], [["fear", "joy"]], [[1, 1, 0]], [[["joy", "fear"]]], [[[1, 1, 0]]]])(
    "takes a row's true labels as %j",
    (label_ids) => {
      const { rows } = labelThermometers(logits, labels, { label_ids: label_ids as never }).table;
      expect(rows.map((row) => row[5])).toEqual(["yes", "yes", "no"]);
    },
  );

  it("knows a text with none of the labels", () => {
    const chart = labelThermometers(logits, labels, { label_ids: [0, 0, 0], text: "I envy her." });
    expect(JSON.stringify(chart.toSpec().title)).toContain(
      "“I envy her.” True: none of the labels.",
    );
  });

  it("has a slider for the row of a batch, and a headline for each", async () => {
    const options = { texts: ["a", "b", "c"], label_ids: [[0], [1], [0, 1]] };
    const chart = labelThermometers(batch, labels, options);
    expect(chart.title).toBe("row 0: 1 of 3 labels given: joy");
    const view = await draw(chart);
    await view.signal("row", 1).runAsync();
    expect(headline(view)).toBe("row 1: none of 3 labels given");
    expect(texts(view)).toContain("“b” True: fear.");
    await view.signal("row", 2).runAsync();
    expect(headline(view)).toBe("row 2: 2 of 3 labels given: joy, fear");
    expect(chart.table.rows[8]).toEqual(["2", "anger", "-2.00", "0.1192", "0.50", "no", "no"]);
  });

  it("breaks its headline into as many lines as it may need, where the page is narrow", async () => {
    const names = namesOf(7).map((name) => `${name} is rather long`);
    const chart = labelThermometers(Array(7).fill(3), names);
    const { usermeta } = chart.toSpec() as {
      usermeta: { narrow: { at: string[]; value: string }[] };
    };
    const change = usermeta.narrow.find(({ at }) => at.join(".") === "title.text.expr");
    const spec = chart.toSpec();
    (spec.title as JsonObject).text = { expr: change?.value ?? "" };
    const view = await draw({ ...chart, toSpec: () => spec });
    const [title] = marks(view, "text").filter(({ text }) => Array.isArray(text));
    expect([title.text].flat().map((line) => String(line).trim())).toEqual([
      "7 of 7 labels given: label 0 is",
      "rath…, label 1 is rath…, label 2 is",
      "rath… and 4 more",
      "",
    ]);
  });

  it("keeps labels out of expressions and field names", () => {
    const hostile = `'] + alert(1) + ["{{x}}</script>`;
    const {
      params,
      description: _,
      ...rest
    } = labelThermometers([1, 2], [hostile, "__proto__"]).toSpec();
    expect(JSON.stringify(rest)).not.toContain("alert(1)");
    expect((params as JsonObject[])[0].value).toEqual([hostile, "__proto__"]);
  });

  it.each([
    [[1], ["A"], {}, "labelThermometers draws 2 to 60 classes, got 1 logits"],
    [[1, 2], ["A"], {}, "needs one label for each logit"],
    [[1, Number.NaN], ["A", "B"], {}, "labelThermometers needs finite logits: logits[1] is NaN"],
    [
      [1, 2],
      ["A", "B"],
      { threshold: 1.5 },
      "needs a threshold from 0 to 1, a probability, got 1.5",
    ],
    [
      [1, 2],
      ["A", "B"],
      { threshold: [0.5] },
      "needs one threshold for each of the 2 labels, got 1",
    ],
    [[1, 2], ["A", "B"], { threshold: { C: 0.5 } }, 'got threshold["C"], which is no label'],
    [[1, 2], ["A", "B"], { text: "a", texts: ["a"] }, "takes text for a row or texts for a batch"],
    [[1, 2], ["A", "B"], { thresholds: 0.5 }, 'did you mean "threshold"?'],
    [
      Array(8).fill(0),
      namesOf(8),
      { threshold: { "label 0": 0.4 } },
      "draws one threshold for all of more than 7 labels, got several for 8 labels",
    ],
  ])("refuses what it can't draw (%#)", (row, names, options, message) => {
    expect(() => labelThermometers(row, names, options as object)).toThrow(ChartError);
    expect(() => labelThermometers(row, names, options as object)).toThrow(message);
  });

  it("refuses true labels that don't fit", () => {
    const given = (label_ids: never) => () => labelThermometers(logits, labels, { label_ids });
    expect(given(["hope"] as never)).toThrow(EvaluateError);
    expect(given([[0], [1]] as never)).toThrow("labelThermometers needs label_ids");
    // Zeros and ones for two labels, or the indices of the first two?
    expect(given([0, 1] as never)).toThrow("got [1, 2] and [1, 3]");
  });
});
