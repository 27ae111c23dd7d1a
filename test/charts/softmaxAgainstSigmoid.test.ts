import type { View } from "vega";
import { describe, expect, it } from "vitest";
import { ChartError, type JsonObject } from "../../src/charts/Chart.js";
import { softmaxAgainstSigmoid } from "../../src/charts/softmaxAgainstSigmoid.js";
import { sigmoid } from "../../src/logits/sigmoid.js";
import { softmax } from "../../src/logits/softmax.js";
import { bars, type DrawnClass, draw, marks, texts } from "./draw.js";

const three = { logits: [2, 1, -1], labels: ["joy", "surprise", "anger"] };
const blue = "#00639C";

interface Compared extends DrawnClass {
  sigmoid: number;
  on: boolean;
}

const panels = (view: View, k: number) => {
  const all = bars(view).map((bar) => ({ ...bar, datum: bar.datum as Compared }));
  return { shared: all.slice(0, k), alone: all.slice(k) };
};

const namesOf = (logits: readonly number[]) => logits.map((_, i) => `class ${i}`);

describe("softmaxAgainstSigmoid", () => {
  it("draws softmax on the left and sigmoid on the right, to 1e-9, for 2 to 60 classes", async () => {
    for (const k of [2, 3, 7, 28, 60]) {
      const logits = Array.from({ length: k }, (_, i) => Math.round(500 * Math.sin(i + k)) / 100);
      const view = await draw(softmaxAgainstSigmoid(logits, namesOf(logits)));
      const { shared, alone } = panels(view, k);
      expect([shared.length, alone.length]).toEqual([k, k]);
      for (const [i, { width }] of shared.entries()) {
        expect(Math.abs((width ?? 0) / 270 - softmax(logits)[i])).toBeLessThan(1e-9);
      }
      for (const [i, { width }] of alone.entries()) {
        expect(Math.abs((width ?? 0) / 270 - sigmoid(logits)[i])).toBeLessThan(1e-9);
      }
    }
  });

  it("draws the given logits, not those of the sliders' steps, until a slider is moved", async () => {
    const logits = [-0.4098, 1.3539, -4.4732];
    const chart = softmaxAgainstSigmoid(logits, three.labels);
    const view = await draw(chart);
    const drawn = () => panels(view, 3).alone.map(({ datum }) => datum);
    const near = (values: number[]) => values.map((value) => expect.closeTo(value, 12));
    expect(drawn().map(({ sigmoid: p }) => p)).toEqual(near(sigmoid(logits)));
    expect(drawn().map(({ probability: p }) => p)).toEqual(near(softmax(logits)));
    expect(texts(view)).toContain("0.7948 on");
    expect(chart.table.rows[1]).toEqual(["surprise", "1.35", expect.any(String), "0.7948"]);
    await view.signal("logit_1", 1.36).runAsync();
    expect(drawn().map(({ sigmoid: p }) => p)).toEqual(near(sigmoid([logits[0], 1.36, logits[2]])));
    await view.signal("shift", 5).runAsync();
    expect(drawn()[0].sigmoid).toBeCloseTo(sigmoid([5 - 0.4098])[0], 12);
  });

  it("moves every softmax bar with one logit, and only that logit's own sigmoid", async () => {
    const view = await draw(softmaxAgainstSigmoid(three.logits, three.labels));
    const before = panels(view, 3).shared.map(({ datum }) => ({ ...datum }));
    await view.signal("logit_0", -2.5).runAsync();
    const after = panels(view, 3).shared.map(({ datum }) => datum);
    const expected = softmax([-2.5, 1, -1]);
    for (const i of [0, 1, 2]) {
      expect(Math.abs(after[i].probability - expected[i])).toBeLessThan(1e-9);
      expect(after[i].probability).not.toBeCloseTo(before[i].probability, 2);
    }
    expect(after[0].sigmoid).toBeCloseTo(sigmoid([-2.5])[0], 12);
    expect(after.slice(1).map((c) => c.sigmoid)).toEqual(before.slice(1).map((c) => c.sigmoid));
  });

  it("writes both sums: 1 for softmax, anything for sigmoid", async () => {
    const view = await draw(softmaxAgainstSigmoid(three.logits, three.labels));
    const sum = sigmoid(three.logits).reduce((a, b) => a + b, 0);
    expect(texts(view)).toContain("softmax: sum 1.0000");
    expect(texts(view)).toContain(`sigmoid: sum ${sum.toFixed(4)}, 2 of 3 on`);
  });

  it("marks what lies above the threshold, in colour and in words, as interpret decides it", async () => {
    const view = await draw(softmaxAgainstSigmoid([0, 1, -1], three.labels));
    // sigmoid(0) is exactly the threshold, and that isn't above it.
    expect(texts(view)).toContain("0.5000");
    expect(texts(view)).toContain("0.7311 on");
    expect(panels(view, 3).alone.map(({ fill }) => fill === blue)).toEqual([false, true, false]);
    await view.signal("threshold", 0.25).runAsync();
    expect(panels(view, 3).alone.map(({ fill }) => fill === blue)).toEqual([true, true, true]);
    expect(texts(view)).toContain("0.2689 on");
    expect(texts(view)).toContain("threshold 0.25");
  });

  it("draws the threshold where it is", async () => {
    const view = await draw(softmaxAgainstSigmoid(three.logits, three.labels));
    await view.signal("threshold", 0.8).runAsync();
    const xs = marks(view, "rule").map((rule) => (rule as unknown as { x: number }).x);
    expect(xs.some((x) => Math.abs(x - 0.8 * 270) < 1e-9)).toBe(true);
  });

  it("has a slider a class up to seven, and always one for all of them and the threshold", () => {
    const sliders = (k: number) => {
      const logits = Array.from({ length: k }, (_, i) => i);
      const { params } = softmaxAgainstSigmoid(logits, namesOf(logits)).toSpec();
      return (params as JsonObject[]).filter(({ bind }) => bind).length;
    };
    expect([2, 7, 8, 60].map(sliders)).toEqual([4, 9, 2, 2]);
  });

  it("takes logits without sliders as they are", async () => {
    const logits = Array.from({ length: 8 }, (_, i) => i / 7);
    const view = await draw(softmaxAgainstSigmoid(logits, namesOf(logits)));
    expect(panels(view, 8).shared.map(({ datum }) => datum.logit)).toEqual(logits);
  });

  it("holds a table that ends with the sums", () => {
    expect(softmaxAgainstSigmoid(three.logits, three.labels).table.rows).toEqual([
      ["joy", "2.00", "0.7054", "0.8808"],
      ["surprise", "1.00", "0.2595", "0.7311"],
      ["anger", "-1.00", "0.0351", "0.2689"],
      ["sum", "", "1.0000", "1.8808"],
    ]);
  });

  it("says each bar in words", async () => {
    const view = await draw(softmaxAgainstSigmoid(three.logits, three.labels));
    const { datum } = panels(view, 3).alone[2] as unknown as { datum: { spoken: string } };
    expect(datum.spoken).toBe("anger: logit -1.00, softmax 0.0351, sigmoid 0.2689, off");
  });

  it("keeps labels out of expressions and field names", () => {
    const hostile = `'] + alert(1) + ["{{x}}</script>`;
    const { params, ...rest } = softmaxAgainstSigmoid([1, 2], [hostile, "__proto__"]).toSpec();
    expect(JSON.stringify(rest)).not.toContain("alert(1)");
    expect((params as JsonObject[])[0].value).toEqual([hostile, "__proto__"]);
  });

  it("refuses what it can't draw", () => {
    expect(() => softmaxAgainstSigmoid([1], ["A"])).toThrow(ChartError);
    expect(() => softmaxAgainstSigmoid([1, 2], ["A"])).toThrow(
      "softmaxAgainstSigmoid needs one label for each logit: got 2 logits and 1 labels",
    );
  });

  it("shifts any number of logits by 5 and more", async () => {
    for (const k of [2, 28]) {
      const logits = Array.from({ length: k }, (_, i) => Math.round(500 * Math.sin(i)) / 100);
      const chart = softmaxAgainstSigmoid(logits, namesOf(logits));
      const { bind } = (chart.toSpec().params as JsonObject[]).find(
        ({ name }) => name === "shift",
      ) as { bind: { min: number; max: number } };
      expect([bind.min <= -5, bind.max >= 5]).toEqual([true, true]);
      const view = await draw(chart);
      await view.signal("shift", 5).runAsync();
      const { shared, alone } = panels(view, k);
      for (const [i, logit] of logits.entries()) {
        expect(shared[i].datum.probability).toBeCloseTo(softmax(logits)[i], 12);
        expect(alone[i].datum.sigmoid).toBeCloseTo(sigmoid([logit + 5])[0], 12);
      }
    }
  });

  it("shifts all logits: softmax stays, sigmoid doesn't", async () => {
    const view = await draw(softmaxAgainstSigmoid([2, 1, -1], ["A", "B", "C"]));
    await view.signal("shift", 1.5).runAsync();
    const drawn = bars(view).slice(0, 3);
    const shifted = [3.5, 2.5, 0.5];
    expect(drawn.map(({ datum }) => datum.logit)).toEqual(shifted);
    for (const [i, { datum }] of drawn.entries()) {
      expect(datum.probability).toBeCloseTo(softmax([2, 1, -1])[i], 12);
      const { sigmoid: alone } = datum as unknown as { sigmoid: number };
      expect(alone).toBeCloseTo(sigmoid(shifted)[i], 12);
    }
  });
});
