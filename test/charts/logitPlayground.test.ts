import fc from "fast-check";
import type { View } from "vega";
import { describe, expect, it } from "vitest";
import { ChartError, type JsonObject } from "../../src/charts/Chart.js";
import { logitPlayground } from "../../src/charts/logitPlayground.js";
import { softmax } from "../../src/logits/softmax.js";
import { bars, type DrawnClass, draw, texts } from "./draw.js";

const three = { logits: [1, 2, 0.5], labels: ["A", "B", "C"] };
const lettered = (logits: readonly number[]) => logits.map((_, i) => `class ${i}`);

interface Played extends DrawnClass {
  exponential: number;
  total: number;
}

/** One datum per class, from the first panel; its bars are in three panels and in the strip of the sum. */
const classesOf = (view: View, k: number) =>
  bars(view)
    .slice(0, k)
    .map(({ datum }) => datum as Played);

function expectSoftmax(view: View, logits: readonly number[], temperature = 1): void {
  const expected = softmax([...logits], { temperature });
  const drawn = bars(view);
  for (const { datum } of drawn) {
    expect(Math.abs(datum.probability - expected[datum.index])).toBeLessThan(1e-9);
  }
  // The third panel's bars are as long as their probability says.
  const width = 180;
  for (const bar of drawn.slice(2 * logits.length, 3 * logits.length)) {
    expect(Math.abs((bar.width ?? 0) / width - bar.datum.probability)).toBeLessThan(1e-9);
  }
}

async function move(view: View, signals: Record<string, number | boolean>): Promise<void> {
  for (const [name, value] of Object.entries(signals)) view.signal(name, value);
  await view.runAsync();
}

describe("logitPlayground", () => {
  it("starts at the given logits with softmax's probabilities, bar by bar", async () => {
    const view = await draw(logitPlayground(three.logits, three.labels));
    expect(bars(view)).toHaveLength(4 * 3);
    expect(classesOf(view, 3).map(({ logit }) => logit)).toEqual(three.logits);
    expectSoftmax(view, three.logits);
  });

  it("computes softmax(logits, { temperature }) to 1e-9 wherever the sliders stand, for 2 to 7 classes", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 2, maxLength: 7 }),
        fc.integer({ min: -100, max: 100 }),
        fc.integer({ min: -30, max: 30 }),
        async (hundredths, power, tenths) => {
          const temperature = 10 ** (power / 100);
          const logits = hundredths.map((value) => value / 100);
          const view = await draw(
            logitPlayground(
              logits.map(() => 0),
              lettered(logits),
            ),
          );
          const signals = Object.fromEntries(logits.map((logit, i) => [`logit_${i}`, logit]));
          await move(view, { ...signals, temperature, shift: tenths / 10 });
          expectSoftmax(view, logits, temperature);
        },
      ),
      { numRuns: 15 },
    );
  });

  it("shifts every logit and no probability", async () => {
    const view = await draw(logitPlayground(three.logits, three.labels));
    const before = classesOf(view, 3);
    await move(view, { shift: 2.5 });
    const after = classesOf(view, 3);
    expect(after.map(({ logit }) => logit)).toEqual([3.5, 4.5, 3]);
    for (const [i, { probability, exponential }] of after.entries()) {
      expect(probability).toBeCloseTo(before[i].probability, 14);
      expect(exponential).toBeCloseTo(before[i].exponential, 14);
    }
    // The fraction's numbers are those of the exp bars, which a shift leaves alone; the logits' panel says why its bars moved.
    expect(texts(view)).toContain("0.3679 + 1.0000 + 0.2231");
    expect(texts(view)).toContain("slider + 2.50 (shift)");
    await move(view, { shift: -1 });
    expect(texts(view)).toContain("slider - 1.00 (shift)");
    await move(view, { shift: 0 });
    expect(texts(view).join()).not.toContain("(shift)");
  });

  it("draws the exponentials of what is left after subtracting the largest, and their sum", async () => {
    const view = await draw(logitPlayground(three.logits, three.labels));
    const classes = classesOf(view, 3);
    expect(classes.map(({ exponential }) => exponential)).toEqual([
      Math.exp(-1),
      1,
      Math.exp(-1.5),
    ]);
    const sum = Math.exp(-1) + 1 + Math.exp(-1.5);
    expect(classes[0].total).toBeCloseTo(sum, 14);
    expect(texts(view)).toContain(`sum ${sum.toFixed(4)}`);
    // End to end: the strip is as long as the sum, on an axis as long as there are classes.
    const strip = bars(view).slice(9);
    const length = strip.reduce((total, { width }) => total + (width ?? 0), 0);
    expect(length / 630).toBeCloseTo(sum / 3, 9);
  });

  it("says each bar in words, with all three numbers", async () => {
    const view = await draw(logitPlayground(three.logits, three.labels));
    const said = bars(view)
      .slice(3, 6)
      .map(({ datum }) => (datum as unknown as { spoken: string }).spoken);
    expect(said).toEqual([
      "A: logit 1.00, exp 0.3679, probability 0.2312",
      "B: logit 2.00, exp 1.0000, probability 0.6285, predicted",
      "C: logit 0.50, exp 0.2231, probability 0.1402",
    ]);
  });

  it("writes the fraction with its numbers, and with the temperature where that isn't 1", async () => {
    const view = await draw(logitPlayground(three.logits, three.labels));
    expect(texts(view)).toContain("0.3679 + 1.0000 + 0.2231");
    expect(texts(view)).toContain("= 1.0000 / 1.5910 = 0.6285 at temperature 1");
    expect(texts(view)).toContain("predicted label: B");
    await move(view, { temperature: 2, logit_2: 5 });
    const [, , winner] = softmax([1, 2, 5], { temperature: 2 });
    const exponentials = [-4, -3, 0].map((gap) => Math.exp(gap / 2).toFixed(4));
    expect(texts(view)).toContain(exponentials.join(" + "));
    const sum = Math.exp(-2) + Math.exp(-1.5) + 1;
    expect(texts(view)).toContain(
      `= 1.0000 / ${sum.toFixed(4)} = ${winner.toFixed(4)} at temperature 2`,
    );
    expect(texts(view)).toContain("predicted label: C");
  });

  it("breaks a long sum into lines and leaves no term out", async () => {
    const logits = [1, 2, 3, 4, 3.5, 2.5, 1.5];
    const view = await draw(logitPlayground(logits, lettered(logits)));
    const lines = texts(view).filter((text) => text.includes(" +"));
    const terms = logits.map((logit) => Math.exp(logit - 4).toFixed(4));
    expect(lines).toEqual([
      `${terms.slice(0, 3).join(" + ")} +`,
      `${terms.slice(3, 6).join(" + ")} +`,
    ]);
    expect(texts(view)).toContain(terms[6]);
  });

  it("goes back to the start when that is ticked, again and again", async () => {
    const view = await draw(logitPlayground(three.logits, three.labels));
    for (const temperature of [2.5, 0.1]) {
      await move(view, { logit_0: 5, logit_1: -5, logit_2: 0.5, temperature, shift: 3 });
      await move(view, { reset: true });
      expect(
        ["logit_0", "logit_1", "logit_2", "temperature", "shift"].map((s) => view.signal(s)),
      ).toEqual([...three.logits, 1, 0]);
      expectSoftmax(view, three.logits);
      await move(view, { reset: false });
    }
  });

  it("has native controls, named in words", () => {
    const params = logitPlayground(three.logits, three.labels).toSpec().params as JsonObject[];
    const binds = params.flatMap(({ bind }) => (bind ? [bind as { name: string }] : []));
    expect(binds.map(({ name }) => name)).toEqual([
      "logit of A ",
      "logit of B ",
      "logit of C ",
      "temperature ",
      "shift all logits by ",
      "back to the start ",
    ]);
  });

  it("holds a table of its start", () => {
    expect(logitPlayground(three.logits, three.labels).table.rows).toEqual([
      ["A", "1.00", "0.3679", "0.2312"],
      ["B", "2.00", "1.0000", "0.6285"],
      ["C", "0.50", "0.2231", "0.1402"],
    ]);
  });

  it("keeps labels out of expressions and field names", () => {
    const hostile = `'] + alert(1) + ["{{x}}</script>`;
    const { params, ...rest } = logitPlayground([1, 2], [hostile, "__proto__"]).toSpec();
    expect(JSON.stringify(rest)).not.toContain(`alert(1) + [`);
    const [labels, first, ...others] = params as JsonObject[];
    expect(labels.value).toEqual([hostile, "__proto__"]);
    expect((first.bind as JsonObject).name).toContain("alert(1)");
    expect(JSON.stringify(others)).not.toContain("alert(1)");
  });

  it("refuses what it can't draw", () => {
    expect(() => logitPlayground([1], ["A"])).toThrow(ChartError);
    expect(() => logitPlayground(Array(8).fill(1), Array(8).fill("A"))).toThrow(
      "logitPlayground draws 2 to 7 classes, got 8 logits",
    );
    expect(() => logitPlayground([1, Number.NaN], ["A", "B"])).toThrow("logits[1] is NaN");
  });
});
