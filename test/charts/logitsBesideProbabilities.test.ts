import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/charts/Chart.js";
import { logitsBesideProbabilities } from "../../src/charts/logitsBesideProbabilities.js";
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

  it("draws a batch one row at a time: the slider chooses the row, and the axes stay", async () => {
    const batch = [[1, 2, 0.5], Float32Array.of(0.2, 3, 1), [-1, 0, 2]];
    const view = await draw(
      logitsBesideProbabilities(batch, ["A", "B", "C"], { texts: ["one", "two", "three"] }),
    );
    const scale = new Set<number>();
    for (const [row, logits] of batch.entries()) {
      view.signal("row", row);
      await view.runAsync();
      const drawn = bars(view);
      expect(drawn.slice(0, 3).map(({ datum }) => datum.logit)).toEqual(Array.from(logits));
      for (const [index, probability] of softmax(Array.from(logits)).entries()) {
        expect((drawn[3 + index].width ?? 0) / 300).toBeCloseTo(probability, 9);
      }
      scale.add(Math.round((1e9 * (drawn[2].width ?? 0)) / Math.abs(logits[2])));
      expect(texts(view)).toContain(`“${["one", "two", "three"][row]}”`);
      expect(texts(view).join()).toContain(`row ${row}: ${["B", "B", "C"][row]} has the highest`);
    }
    expect(scale.size).toBe(1);
  });

  it("lists a batch's numbers row by row, also of a tensor", () => {
    const tensor = { data: Float32Array.of(1, 2, 4, 3), dims: [2, 2] };
    expect(logitsBesideProbabilities(tensor, ["A", "B"]).table).toEqual({
      columns: ["row", "label", "logit", "probability"],
      rows: [
        ["0", "A", "1.00", "0.2689"],
        ["0", "B", "2.00", "0.7311"],
        ["1", "A", "4.00", "0.7311"],
        ["1", "B", "3.00", "0.2689"],
      ],
    });
  });

  it("says which row or text of a batch it can't draw", () => {
    const labels = ["A", "B"];
    expect(() =>
      logitsBesideProbabilities(
        [
          [1, 2],
          [3, Number.NaN],
        ],
        labels,
      ),
    ).toThrow("logitsBesideProbabilities needs finite logits: row 1, column 1 is NaN");
    expect(() => logitsBesideProbabilities([[1, 2]], labels, { texts: [] })).toThrow(
      "logitsBesideProbabilities needs one text for each row: got 1 rows and 0 texts",
    );
    expect(() => logitsBesideProbabilities([1, 2], labels, { texts: ["a", "b"] })).toThrow(
      "got 1 rows and 2 texts",
    );
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
