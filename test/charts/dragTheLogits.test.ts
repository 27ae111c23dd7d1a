import { describe, expect, it } from "vitest";
import { ChartError, type JsonObject } from "../../src/charts/Chart.js";
import { dragTheLogits } from "../../src/charts/dragTheLogits.js";
import { softmax } from "../../src/logits/softmax.js";
import { bars, draw, texts } from "./draw.js";

const two = { logits: [-3.48, 3.85], labels: ["NEGATIVE", "POSITIVE"] };

function sliders(input: { logits: number[]; labels: string[] }) {
  const params = dragTheLogits(input.logits, input.labels).toSpec().params as JsonObject[];
  return params.filter(({ bind }) => bind) as {
    name: string;
    value: number;
    bind: { input: string; min: number; max: number; step: number; name: string };
  }[];
}

describe("dragTheLogits", () => {
  it("starts at the given logits, with softmax's probabilities to 1e-12", async () => {
    const view = await draw(dragTheLogits(two.logits, two.labels));
    const drawn = bars(view).slice(0, 2);
    expect(drawn.map(({ datum }) => datum.logit)).toEqual(two.logits);
    const expected = softmax(two.logits);
    for (const [i, { datum }] of drawn.entries()) {
      expect(Math.abs(datum.probability - expected[i])).toBeLessThan(1e-12);
    }
  });

  it("starts on the sliders' steps, so that the formula's numbers are the ones computed with", () => {
    const start = (logits: number[]) =>
      sliders({ logits, labels: logits.map(String) }).map(({ value }) => value);
    expect(start([-3.4812345, 3.8549, -0.001])).toEqual([-3.48, 3.85, 0]);
    expect(start([120.04, 0.07])).toEqual([120, 0.1]);
    expect(start([1000.4, 0.3, 5e9])).toEqual([0, 0, 5e9]);
  });

  it("follows its sliders: moved logits give softmax's probabilities to 1e-9, for 2 to 7 classes", async () => {
    for (let classes = 2; classes <= 7; classes++) {
      const logits = Array.from({ length: classes }, (_, i) => 3 * Math.sin(i + classes));
      const view = await draw(
        dragTheLogits(
          logits,
          logits.map((_, i) => `c${i}`),
        ),
      );
      const moved = logits.map((_, i) => Math.round(800 * Math.cos(3 * i)) / 100);
      for (const [i, value] of moved.entries()) view.signal(`logit_${i}`, value);
      await view.runAsync();
      const drawn = bars(view).slice(classes);
      const expected = softmax(moved);
      expect(drawn).toHaveLength(classes);
      for (const [i, { datum, width }] of drawn.entries()) {
        expect(Math.abs(datum.probability - expected[i])).toBeLessThan(1e-9);
        expect(Math.abs((width ?? 0) / 300 - expected[i])).toBeLessThan(1e-9);
        expect(datum.predicted).toBe(moved[i] === Math.max(...moved));
      }
    }
  });

  it("puts the sliders' numbers into the formula and names the predicted label", async () => {
    const view = await draw(dragTheLogits(two.logits, two.labels));
    expect(texts(view)).toContain("exp(3.85) / (exp(-3.48) + exp(3.85)) = 0.9993");
    expect(texts(view)).toContain("predicted label: POSITIVE");
    view.signal("logit_0", 4).signal("logit_1", -8);
    await view.runAsync();
    expect(texts(view)).toContain("exp(4.00) / (exp(4.00) + exp(-8.00)) >0.9999");
    expect(texts(view)).toContain("predicted label: NEGATIVE");
  });

  it("predicts the first of equals, as argmax does", async () => {
    const view = await draw(dragTheLogits([1, 2, 2], ["A", "B", "C"]));
    expect(texts(view)).toContain("predicted label: B");
  });

  it("stays stable at logits of 1000, where exp overflows", async () => {
    const view = await draw(dragTheLogits([1000, 999, -1000], ["A", "B", "C"]));
    const drawn = bars(view).slice(0, 3);
    expect(drawn[0].datum.probability).toBeCloseTo(0.7310585786300049, 14);
    expect(drawn[2].datum.probability).toBe(0);
  });

  it("has one slider a class, from -8 to 8 in steps of 0.01, named by its label", () => {
    expect(sliders(two).map(({ bind }) => bind)).toEqual([
      { input: "range", min: -8, max: 8, step: 0.01, name: "logit of NEGATIVE " },
      { input: "range", min: -8, max: 8, step: 0.01, name: "logit of POSITIVE " },
    ]);
  });

  it("reaches further for larger logits", () => {
    const [{ bind }] = sliders({ logits: [1000, -20], labels: ["A", "B"] });
    expect(bind).toMatchObject({ min: -1250, max: 1250, step: 1 });
  });

  it("keeps labels out of expressions and field names", () => {
    const hostile = `'] + alert(1) + ["{{x}}</script>`;
    const spec = dragTheLogits([1, 2], [hostile, "__proto__"]).toSpec();
    const found: string[] = [];
    const walk = (value: unknown, path: string) => {
      if (typeof value === "string" && value.includes("alert(1)")) found.push(path);
      else if (value && typeof value === "object") {
        for (const [key, child] of Object.entries(value)) walk(child, `${path}.${key}`);
      }
    };
    walk(spec, "");
    expect(found.sort()).toEqual([".params.0.value.0", ".params.1.bind.name"]);
  });

  it("refuses what it can't draw", () => {
    const drag = (logits: unknown, labels: unknown) => () =>
      dragTheLogits(logits as number[], labels as string[]);
    expect(drag([1], ["A"])).toThrow(ChartError);
    expect(drag([1], ["A"])).toThrow("dragTheLogits draws 2 to 7 classes, got 1 logits");
    expect(drag([1, 2], ["A"])).toThrow(
      "dragTheLogits needs one label for each logit: got 2 logits and 1 labels",
    );
    expect(drag([1, Number.NaN], ["A", "B"])).toThrow(
      "dragTheLogits needs finite logits: logits[1] is NaN",
    );
    expect(
      drag(
        [
          [1, 2],
          [3, 4],
        ],
        ["A", "B"],
      ),
    ).toThrow("draws one row of logits, got a batch");
    expect(drag([1, 2], ["A", 7])).toThrow("needs text labels: labels[1] is 7");
    expect(drag(null, ["A", "B"])).toThrow("needs `logits` as an array, got null");
    expect(drag([1, 2, 3, 4, 5, 6, 7, 8], Array(8).fill("A"))).toThrow("2 to 7 classes, got 8");
  });

  it("reads typed arrays", async () => {
    const view = await draw(dragTheLogits(Float32Array.of(1, 2), ["A", "B"]));
    expect(bars(view)[0].datum.logit).toBe(1);
  });
});
