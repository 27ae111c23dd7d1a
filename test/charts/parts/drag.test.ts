import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/charts/Chart.js";
import { dragTheLogits } from "../../../src/charts/dragTheLogits.js";
import { dragParameters, gripRule, lineDrag, pulledTo } from "../../../src/charts/parts/drag.js";
import { rankingBars } from "../../../src/charts/rankingBars.js";
import { softmaxAgainstSigmoid } from "../../../src/charts/softmaxAgainstSigmoid.js";
import { softmax } from "../../../src/logits/softmax.js";
import { bars, draw, marks, texts } from "../draw.js";
import { inPage } from "../inPage.js";

const range = { min: -8, max: 8, step: 0.01 };

/** What a drag to a place on the scale gives, by the chart's own expression with a scale that is the identity. */
async function valueAt(dragged: Parameters<typeof dragParameters>[0], far: number) {
  const [, , pulled] = dragParameters(dragged);
  const [{ update }] = pulled.on as { update: string }[];
  const [, expression] = /\? \[hold\.place, (.*)\] : pulled$/.exec(update) ?? [];
  const plain = expression
    .replace(/invert\('\w+', (.*?) \/ hold\.shown\)/, "($1 / hold.shown)")
    .replace(/scale\('\w+', (.*?)\)/, "$1")
    .replaceAll(/\b(hold|event)\.(\w+)/g, "datum.$2");
  const [value] = await inPage(
    [{ from: 1, x: 100, y: 100, clientX: 100 + far, clientY: 100 + far, shown: 0.5 }],
    plain,
  );
  return value;
}

describe("dragParameters", () => {
  const dragged = { moves: ["a"], grips: ["a_grip"], along: { scale: "a_x" }, range };

  it("counts a pixel of a picture shown at half its size for two, and stays on the slider's steps", async () => {
    expect(await valueAt(dragged, 0)).toBe(1);
    expect(await valueAt(dragged, 1.007)).toBe(3.01);
    expect(await valueAt(dragged, -0.2)).toBe(0.6);
  });

  it("ends where the slider ends", async () => {
    expect(await valueAt(dragged, 500)).toBe(8);
    expect(await valueAt(dragged, -500)).toBe(-8);
  });

  it("goes in the slider's large steps, too, and by rows", async () => {
    const large = { ...dragged, range: { min: -12350, max: 12350, step: 10 } };
    expect(await valueAt(large, 57)).toBe(120);
    const rows = { ...dragged, along: { rowHeight: 30 }, range: { min: 1, max: 5, step: 1 } };
    expect([await valueAt(rows, 14), await valueAt(rows, 17), await valueAt(rows, 900)]).toEqual([
      2, 2, 5,
    ]);
  });
});

describe("pulledTo", () => {
  it("moves its own parameter and no other, and moves it again to where it was before", async () => {
    const view = await draw(dragTheLogits([1, 2, 0.5], ["A", "B", "C"]));
    const expectLogits = (logits: number[]) => {
      const drawn = bars(view).slice(0, 3);
      expect(drawn.map(({ datum }) => datum.logit)).toEqual(logits);
      const expected = softmax(logits);
      for (const [i, { datum }] of drawn.entries()) {
        expect(datum.probability).toBeCloseTo(expected[i], 12);
      }
    };
    await view.signal("pulled", [2, 4]).runAsync();
    expectLogits([1, 2, 4]);
    await view.signal("logit_2", -1).runAsync();
    expectLogits([1, 2, -1]);
    await view.signal("pulled", [2, 4]).runAsync();
    expectLogits([1, 2, 4]);
    expect(texts(view)).toContain("predicted label: C");
  });

  it("leaves everything as it is while nothing was pulled", () => {
    expect(pulledTo("logit_1", 1).update).toBe("pulled && pulled[0] === 1 ? pulled[1] : logit_1");
  });
});

describe("lineGrip", () => {
  it("has its knob and its grip where the line is, and room for the knob at both ends", async () => {
    const view = await draw(softmaxAgainstSigmoid([2, 1, -1], ["A", "B", "C"]));
    await view.signal("pulled", [0, 0.8]).runAsync();
    expect(view.signal("threshold")).toBe(0.8);
    const xs = (type: string, name: string) =>
      marks(view, type)
        .filter((item) => (item.datum as unknown as JsonObject | undefined)?.[name] !== undefined)
        .map((item) => (item as unknown as { x: number }).x);
    expect(xs("rule", "grip")).toEqual([0.8 * 270]);
    expect(xs("symbol", "place")).toEqual([0, 270, 0.8 * 270]);
  });
});

describe("lineDrag", () => {
  it("takes hold of the line in each of its panels, along the first one's scale", () => {
    const text = JSON.stringify(lineDrag("threshold", ["counts", "curves"], range));
    for (const name of ["counts_grip_marks", "curves_grip_marks", "'counts_x'"]) {
      expect(text).toContain(name);
    }
  });
});

describe("gripRule", () => {
  it("is unseen, and the pointer says which way to pull", () => {
    expect(gripRule(24)).toMatchObject({ opacity: 0, cursor: "ew-resize" });
    expect(gripRule(16, "ns-resize").cursor).toBe("ns-resize");
  });

  it("lies on the line of rankingBars wherever that goes", async () => {
    const view = await draw(rankingBars([1, 2, 0.5, 0], ["A", "B", "C", "D"], { top_k: 1 }));
    const grips = () =>
      marks(view, "rule")
        .filter(({ datum }) => (datum as unknown as JsonObject | undefined)?.grip === 0)
        .map(({ y }) => y);
    expect(grips()).toEqual([28.5, 28.5]);
    await view.signal("pulled", [0, 3]).runAsync();
    expect(view.signal("top_k")).toBe(3);
    expect(grips()).toEqual([88.5, 88.5]);
    const [d, ...others] = softmax([0, 1, 2, 0.5]);
    expect(others.reduce((sum, p) => sum + p, d)).toBeCloseTo(1, 12);
    expect(texts(view)).toContain(
      `The top 3 of 4 answers hold ${(1 - d).toFixed(4)} of the probability`,
    );
  });
});
