import { describe, expect, it } from "vitest";
import { formatTemperature, simplex, temperatures } from "../../src/charts/simplex.js";
import { simplexSlider } from "../../src/charts/simplexSlider.js";
import { argmax } from "../../src/logits/argmax.js";
import { softmax } from "../../src/logits/softmax.js";
import { hostileLabels } from "./hostileLabels.js";
import { figureOf, meaningIn, shownIn } from "./plotlyFigure.js";

describe("simplex", () => {
  const logits = [
    [1, 2, 0.5],
    [0.2, 3, 1],
    [-1, 0, 2],
  ];
  const labels = ["A", "B", "C"];
  const spread = (n: number) =>
    Array.from({ length: n }, (_, i) => [
      3 * Math.sin(i),
      3 * Math.sin(2.1 * i + 1),
      2 * Math.cos(i),
    ]);

  /** The traces that hold points, and the rows of the batch that each holds, in order. */
  function pointTraces(figure: ReturnType<typeof figureOf>) {
    return figure.data.map((trace, at) => ({ trace, at })).filter(({ trace }) => trace.customdata);
  }

  it("has a frame for each temperature, named as the slider's steps, and starts at T = 1", () => {
    const { frames, layout } = figureOf(simplex(logits, labels));
    expect(frames).toHaveLength(41);
    const [slider] = layout.sliders as [
      { active: number; steps: { label: string; args: [string[]] }[] },
    ];
    expect(slider.active).toBe(temperatures.indexOf(1));
    expect(slider.steps.map(({ args }) => args[0][0])).toEqual(frames.map(({ name }) => name));
    expect(slider.steps.map(({ label }) => label)).toEqual(frames.map(({ name }) => name));
    expect(frames[20].name).toBe("1");
  });

  it("gives in every frame the probabilities of softmax at that temperature, to 1e-12", () => {
    const rows = spread(60);
    const winners = argmax(rows);
    const figure = figureOf(simplex(rows, labels));
    for (const [f, { data, traces }] of figure.frames.entries()) {
      const expected = softmax(rows, { temperature: temperatures[f] });
      expect(traces).toEqual(pointTraces(figure).map(({ at }) => at));
      for (const [group, { a, b }] of data.entries()) {
        const own = expected.filter((_, row) => winners[row] === group);
        expect(a).toHaveLength(own.length);
        for (const [i, [p0, p1, p2]] of own.entries()) {
          expect(Math.abs(a[i] - p0)).toBeLessThanOrEqual(1e-12);
          expect(Math.abs(b[i] - p1)).toBeLessThanOrEqual(1e-12);
          expect(Math.abs(1 - a[i] - b[i] - p2)).toBeLessThanOrEqual(1.1e-12);
        }
      }
    }
  });

  it("shows first what its frame at T = 1 shows", () => {
    const figure = figureOf(simplex(logits, labels));
    const first = pointTraces(figure).map(({ trace: { a, b } }) => ({ a, b }));
    expect(figure.frames[20].data).toEqual(first);
    expect(figure.layout.ternary).toMatchObject({ sum: 1 });
  });

  it("carries points from their corner to the centre, and equal logits stay in it", () => {
    const { frames } = figureOf(
      simplex(
        [
          [9, 0, 0],
          [4, 4, 4],
        ],
        labels,
      ),
    );
    expect(frames[0].data[0].a[0]).toBe(1);
    expect(frames[40].data[0].a[0]).toBeCloseTo(softmax([9, 0, 0], { temperature: 20 })[0], 11);
    for (const { data } of frames) {
      expect(data[0].a[1]).toBeCloseTo(1 / 3, 11);
      expect(data[0].b[1]).toBeCloseTo(1 / 3, 11);
    }
  });

  it("draws logits of 1e100 at every temperature", () => {
    const { frames } = figureOf(simplex([[1e100, -1e100, 0]], labels));
    for (const { data } of frames) expect(data[0]).toEqual({ a: [1], b: [0] });
  });

  it("shows right and wrong in colour and shape where the truth is known", () => {
    const figure = figureOf(simplex(logits, labels, { label_ids: [1, 0, 2] }));
    const [right, wrong] = pointTraces(figure).map(({ trace }) => trace);
    expect([right.name, wrong.name]).toEqual(["right", "wrong"]);
    expect([right.a.length, wrong.a.length]).toEqual([2, 1]);
    expect(right.marker).not.toEqual(wrong.marker);
    expect(wrong.customdata[0]).toEqual(["row 1", "0.20", "3.00", "1.00", "B", "A"]);
    expect(wrong.hovertemplate).toContain("true class: %{customdata[5]}");
    expect(figure.layout.showlegend).toBe(true);
  });

  it("draws at most 500 points, says so, and stays under 0.65 MB", () => {
    const chart = simplex(spread(10_000), labels);
    const figure = figureOf(chart);
    const drawn = pointTraces(figure).flatMap(({ trace }) => trace.a);
    expect(drawn).toHaveLength(500);
    expect(figure.layout.title.subtitle.text).toContain("Drawn: 500 of 10,000 points.");
    expect(chart.description).toContain("500 of 10,000");
    expect(JSON.stringify(chart.toSpec()).length).toBeLessThan(0.65e6);
  });

  it("leaves no label and no text with a meaning of its own", () => {
    for (const label of hostileLabels) {
      const own = [label, `${label} 1`, `${label} 2`];
      const found = shownIn(simplex(logits, own, { texts: own }));
      expect(found.filter(meaningIn)).toEqual([]);
    }
  });

  it("has the slider's triangle as its still picture, and the same table", () => {
    const [chart, slider] = [simplex(logits, labels), simplexSlider(logits, labels)];
    expect(chart.toStill().layer).toEqual(slider.toSpec().layer);
    expect(chart.table).toEqual(slider.table);
    expect(chart.table.rows[0]).toEqual([
      "row 0",
      "1.00",
      "2.00",
      "0.50",
      "0.2312",
      "0.6285",
      "0.1402",
      "B",
    ]);
  });

  it("refuses what it can't draw", () => {
    expect(() => simplex([[1, 2]], ["A", "B"])).toThrow("simplex draws 3 classes");
    expect(() => simplex([], labels)).toThrow("simplex");
    expect(() => simplex(logits, ["A", "B"])).toThrow(
      "simplex needs one label for each logit: got 3 logits and 2 labels",
    );
  });
});

describe("the temperatures of the frames", () => {
  it("go from 0.05 to 20, with a round number at every fifth and equal ratios between", () => {
    expect(temperatures).toHaveLength(41);
    expect(temperatures[0]).toBeCloseTo(0.05, 15);
    expect(temperatures[20]).toBe(1);
    expect(temperatures[40]).toBe(20);
    const named = temperatures.filter((_, i) => i % 5 === 0);
    expect(named).toEqual([0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20]);
    for (let i = 2; i < 41; i++) {
      if (i % 5 === 1) continue;
      const ratio = temperatures[i] / temperatures[i - 1];
      expect(ratio).toBeCloseTo(temperatures[i - 1] / temperatures[i - 2], 12);
    }
  });

  it("have names that are short and different", () => {
    const names = temperatures.map(formatTemperature);
    expect([names[0], names[20], names[21], names[40]]).toEqual(["0.05", "1", "1.15", "20"]);
    expect(new Set(names).size).toBe(41);
  });
});
