import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { logitsBesideProbabilities } from "../../src/charts/logitsBesideProbabilities.js";
import type { JsonObject } from "../../src/charts/MimeBundle.js";
import { palette } from "../../src/charts/parts/theme.js";
import { softmax } from "../../src/logits/softmax.js";
import { bars, draw, texts } from "./draw.js";

const two = { logits: [-3.48, 3.85], labels: ["NEGATIVE", "POSITIVE"] };

describe("logitsBesideProbabilities", () => {
  it("draws a bar for each logit and for each probability, the winner in its own colour", async () => {
    const view = await draw(logitsBesideProbabilities(two.logits, two.labels));
    const drawn = bars(view);
    expect(drawn.map(({ datum }) => datum.logit)).toEqual([...two.logits, ...two.logits]);
    expect(drawn.map(({ fill }) => fill)).toEqual([
      palette.other,
      palette.predicted,
      palette.other,
      palette.predicted,
    ]);
    const [, , negative, positive] = drawn;
    const expected = softmax(two.logits);
    expect((negative.width ?? 0) / 300).toBeCloseTo(expected[0], 12);
    expect((positive.width ?? 0) / 300).toBeCloseTo(expected[1], 12);
  });

  it("keeps the lengths of the logits' bars in proportion, also below zero", async () => {
    for (const logits of [
      [-3.48, 3.85],
      [-5, -2.5],
      [1000, 999],
      [1e-3, 2e-3],
    ]) {
      const view = await draw(logitsBesideProbabilities(logits, ["A", "B"]));
      const [a, b] = bars(view).map(({ width }) => width ?? 0);
      expect(a / b).toBeCloseTo(Math.abs(logits[0] / logits[1]), 9);
      // No bar leaves its panel.
      expect(Math.max(a, b)).toBeLessThan(300);
    }
  });

  it("writes every number and label, for 2 to 28 classes", async () => {
    for (const classes of [2, 3, 7, 28]) {
      const logits = Array.from({ length: classes }, (_, i) => 2 * Math.sin(i));
      const labels = logits.map((_, i) => `label ${i}`);
      const view = await draw(logitsBesideProbabilities(logits, labels));
      expect(texts(view)).toEqual(expect.arrayContaining(labels));
      expect(texts(view)).toEqual(
        expect.arrayContaining(logits.map((x) => x.toFixed(2).replace("-0.00", "0.00"))),
      );
    }
  });

  it("takes a model's id2label for the labels, in the order of the class indices", () => {
    const fromMap = logitsBesideProbabilities([1, 2], { 1: "B", 0: "A" });
    expect(fromMap.toSpec()).toEqual(logitsBesideProbabilities([1, 2], ["A", "B"]).toSpec());
    expect(() => logitsBesideProbabilities([1, 2], { 0: "A" })).toThrow(
      "logitsBesideProbabilities needs one label for each logit: id2label has 1 labels, a row has 2 logits",
    );
  });

  it("keeps classes apart whose labels are the same", async () => {
    const view = await draw(logitsBesideProbabilities([1, 2, 3], ["A", "A", "A"]));
    expect(bars(view)).toHaveLength(6);
    expect(texts(view).filter((text) => text === "A")).toHaveLength(3);
  });

  it("shows labels of 60 characters whole in the data and keeps them out of expressions", async () => {
    const label = `${"long ".repeat(11)}label`;
    expect(label).toHaveLength(60);
    const chart = logitsBesideProbabilities([1, 2], [label, "datum.x'] + 1"]);
    const view = await draw(chart);
    expect(bars(view)[0].datum.label).toBe(label);
    expect(texts(view)).toContain("datum.x'] + 1");
  });

  it("says in its title who wins, or that several share the first place", () => {
    expect(logitsBesideProbabilities(two.logits, two.labels).title).toBe(
      "POSITIVE has the highest logit, and so the highest probability",
    );
    expect(logitsBesideProbabilities([0, 0], ["A", "B"]).title).toBe(
      "2 classes share the highest logit: argmax takes the first, A",
    );
    expect(logitsBesideProbabilities(two.logits, two.labels, { title: "Mine" }).title).toBe("Mine");
  });

  it("shows the classified text under the title, shortened to a line", () => {
    const { title } = logitsBesideProbabilities(two.logits, two.labels, {
      text: `a\n${"b".repeat(200)}`,
    }).toSpec();
    const { subtitle } = title as { subtitle: string };
    expect(subtitle.startsWith("“a bbb")).toBe(true);
    expect(subtitle.length).toBeLessThan(120);
  });

  it("comes as a v5 specification with a table of its numbers, on white paper", () => {
    const bundle = logitsBesideProbabilities(two.logits, two.labels).toMimeBundle();
    const spec = bundle["application/vnd.vegalite.v5+json"] as JsonObject;
    expect(spec.$schema).toBe("https://vega.github.io/schema/vega-lite/v5.json");
    expect(spec.background).toBe("#FFFFFF");
    expect(spec.usermeta).toEqual({
      embedOptions: {
        renderer: "svg",
        actions: {
          export: { svg: true, png: true },
          source: false,
          compiled: false,
          editor: false,
        },
      },
    });
    expect(bundle["text/plain"]).toBe(
      [
        "POSITIVE has the highest logit, and so the highest probability",
        "",
        "label     logit  probability",
        "NEGATIVE  -3.48       0.0007",
        "POSITIVE   3.85       0.9993",
      ].join("\n"),
    );
  });

  it("is plain data: a caller who changes a specification changes no chart", () => {
    const chart = logitsBesideProbabilities(two.logits, two.labels);
    chart.toSpec().title = "changed";
    expect(chart.toSpec().title).not.toBe("changed");
    expect(JSON.parse(JSON.stringify(chart.toSpec()))).toEqual(chart.toSpec());
  });

  it("offers itself to other kernels, and prints how to be shown", () => {
    const chart = logitsBesideProbabilities(two.logits, two.labels);
    const offered = (chart as never as Record<symbol, () => unknown>)[
      Symbol.for("Jupyter.display")
    ];
    expect(offered()).toEqual(chart.toMimeBundle());
    expect(inspect(chart)).toBe(`Chart "${chart.title}": use \`await show(chart)\` to draw it`);
  });
});
