import { describe, expect, it } from "vitest";
import { ChartError, type JsonObject } from "../../src/charts/Chart.js";
import { cellTones } from "../../src/charts/parts/cells.js";
import { type WordEffectsInput, wordEffects } from "../../src/charts/wordEffects.js";
import type { ExplainedWords } from "../../src/model/explainWords.js";
import { draw, marks, texts } from "./draw.js";

const explained: WordEffectsInput = {
  text: "I can't say that this film isn't good.",
  words: ["I", "can't", "say", "that", "this", "film", "isn't", "good."],
  label: "NEGATIVE",
  logit: 2.7851,
  logit_of_none: -0.7806,
  struck: [0.0164, -0.0133, -0.1233, -0.0205, -0.0263, -0.0274, 0.5908, 2.3421],
  shapley: [0.0848, 1.5731, -0.0894, -0.011, -0.0771, -0.2581, 2.0387, 0.3048],
};
const noShapley = { ...explained, shapley: null, reason: "too many words" };

/** The bars of all panels, in their order. */
async function barsIn(chart: ReturnType<typeof wordEffects>) {
  return marks(await draw(chart), "rect")
    .map(({ datum, width, fill }) => ({
      ...(datum as unknown as { effect: number; word: string; spoken: string }),
      width: width ?? 0,
      fill,
    }))
    .filter(({ spoken }) => spoken !== undefined);
}

describe("wordEffects", () => {
  it("draws a bar for each word and method, as long as its effect, all on one scale", async () => {
    const bars = await barsIn(wordEffects(explained));
    expect(bars.map(({ effect }) => effect)).toEqual([
      ...explained.struck,
      ...(explained.shapley ?? []),
    ]);
    const scale = bars[7].width / 2.3421;
    for (const { width, effect } of bars) expect(width).toBeCloseTo(Math.abs(effect) * scale, 6);
  });

  it("is blue above 0 and brown below", async () => {
    for (const { effect, fill } of await barsIn(wordEffects(explained))) {
      expect(fill).toBe(effect < 0 ? cellTones.low : cellTones.high);
    }
  });

  it("says each bar in words, and writes its number with a sign", async () => {
    const bars = await barsIn(wordEffects(explained));
    expect(bars[7].spoken).toBe("good.: one word struck +2.34");
    expect(bars[10].spoken).toBe("say: Shapley value -0.09");
    const written = texts(await draw(wordEffects(explained)));
    for (const text of ["+2.34", "-0.12", "+1.57", "sum +2.74", "sum +3.57"]) {
      expect(written).toContain(text);
    }
  });

  it("writes what isn't seen as 0 without a sign", async () => {
    const chart = wordEffects({
      ...explained,
      words: ["a", "b"],
      struck: [1, 0.001],
      shapley: [-0.001, 1e6],
    });
    expect(chart.table.rows.slice(0, 2)).toEqual([
      ["a", "+1.00", "0.00"],
      ["b", "0.00", "+1.00e+6"],
    ]);
    const written = texts(await draw(chart));
    expect(written.filter((text) => /^[+-]?0\.00$/.test(text))).toEqual(["0.00", "0.00"]);
    expect(written).toContain("+1.00e+6");
  });

  it.each([
    [explained, "Struck, “good.” counts most (+2.34); by Shapley values, “isn't” (+2.04)"],
    [noShapley, "Struck, no word changes the logit more than “good.” (+2.34)"],
    [
      { ...explained, words: ["Not", "good!"], struck: [-6, 1], shapley: [-4, 1] },
      "By both methods “Not” counts most: struck -6.00, Shapley -4.00",
    ],
    [
      { ...explained, words: ["a", "b"], struck: [1, -1], shapley: [0, 0.5] },
      "By both methods “b” counts most: struck -1.00, Shapley +0.50",
    ],
    [{ ...explained, words: ["a"], struck: [0], shapley: [0] }, "No word changes the logit"],
  ])("has a true headline (%#)", (given, title) => {
    expect(wordEffects(given).title).toBe(title);
  });

  it("shows one method where there are no Shapley values, and says why", async () => {
    const chart = wordEffects(noShapley);
    expect(await barsIn(chart)).toHaveLength(8);
    expect(JSON.stringify(chart.toSpec().title)).toContain("No Shapley values: too many words.");
    expect(chart.table.columns).toEqual(["word", "one word struck"]);
  });

  it("says what the words do together, which only Shapley values sum to", () => {
    const { rows } = wordEffects(explained).table;
    expect(rows.at(-1)).toEqual(["sum", "+2.74", "+3.57"]);
    expect(2.7851 - -0.7806).toBeCloseTo(3.57, 2);
  });

  it("draws the 60 words that did most of a longer text, in its order, and lists all", async () => {
    const words = Array.from({ length: 100 }, (_, i) => `word ${i}`);
    const struck = words.map((_, i) => (i % 2 === 0 ? i : -1 / (i + 1)));
    const chart = wordEffects({ ...noShapley, words, struck });
    const drawn = await barsIn(chart);
    expect(drawn).toHaveLength(60);
    expect(drawn.slice(0, 6).map(({ word }) => word)).toEqual([
      "word 1",
      "word 2",
      "word 3",
      "word 4",
      "word 5",
      "word 6",
    ]);
    expect(drawn.at(-1)?.word).toBe("word 98");
    expect(JSON.stringify(chart.toSpec().title)).toContain(
      "Drawn: the 60 of 100 words that did most when struck.",
    );
    expect(chart.table.rows).toHaveLength(101);
  });

  it("keeps words out of expressions and field names", () => {
    const hostile = `'] + alert(1) + ["{{x}}</script>`;
    const chart = wordEffects({
      ...explained,
      words: [hostile, "__proto__"],
      struck: [0, 1],
      shapley: [0, 1],
    });
    const { params, ...rest } = chart.toSpec();
    expect(JSON.stringify(rest)).not.toContain("alert(1)");
    expect((params as JsonObject[])[0].value).toEqual([hostile, "__proto__"]);
  });

  it("takes what explainWords returns", () => {
    const takes: (explained: ExplainedWords) => unknown = wordEffects;
    expect(takes).toBe(wordEffects);
  });

  it.each([
    [undefined, "wordEffects needs what explainWords returns, got undefined"],
    [Promise.resolve(), "got a Promise: write await"],
    [["good"], "got an array of 1"],
    [{ ...explained, words: [] }, "needs at least one word, got none"],
    [
      { ...explained, struck: [1] },
      "needs one effect for each of 8 words: struck is an array of 1",
    ],
    [{ ...explained, shapley: undefined }, "shapley is undefined"],
    [{ ...explained, struck: [...explained.struck.slice(1), Number.NaN] }, "struck[7] is NaN"],
  ])("refuses what it can't draw (%#)", (given, message) => {
    expect(() => wordEffects(given as WordEffectsInput)).toThrow(ChartError);
    expect(() => wordEffects(given as WordEffectsInput)).toThrow(message);
  });
});
