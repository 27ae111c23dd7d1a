import fc from "fast-check";
import { parse, View } from "vega";
import { compile } from "vega-lite";
import { describe, expect, it } from "vitest";
import { softmaxInThePage } from "../../../src/charts/parts/inThePage.js";
import { argmax } from "../../../src/logits/argmax.js";
import { softmax } from "../../../src/logits/softmax.js";

interface Row {
  index: number;
  exponential: number;
  total: number;
  probability: number;
  predicted: boolean;
  spoken: string;
}

/** The transforms run by Vega over rows that hold their logit. */
async function run(logits: number[], temperature?: number): Promise<Row[]> {
  const { spec } = compile({
    params: [
      { name: "labels", value: logits.map((_, i) => `class ${i}`) },
      { name: "temperature", value: temperature ?? 1 },
    ],
    data: { values: logits.map((given, index) => ({ index, given })) },
    transform: softmaxInThePage(
      logits.length,
      "datum.given",
      temperature === undefined ? undefined : "temperature",
    ) as never,
    mark: "point",
    // Only what is drawn is kept.
    encoding: { detail: { field: "index" } },
  });
  const view = await new View(parse(spec), { renderer: "none" }).runAsync();
  const name = (spec.data ?? []).at(-1)?.name ?? "";
  return view.data(name) as Row[];
}

const logit = fc.double({ min: -60, max: 60, noNaN: true });

describe("softmaxInThePage", () => {
  it("gives softmax's probabilities at any temperature, and argmax's winner", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(logit, { minLength: 2, maxLength: 28 }),
        fc.double({ min: 0.05, max: 20, noNaN: true }),
        async (logits, temperature) => {
          const rows = await run(logits, temperature);
          const expected = softmax(logits, { temperature });
          for (const { index, probability, predicted } of rows) {
            expect(Math.abs(probability - expected[index])).toBeLessThan(1e-9);
            expect(predicted).toBe(index === argmax(logits));
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it("subtracts the largest logit first: exp never passes 1, at 1000 as at 1", async () => {
    const rows = await run([1000, 999, -1000]);
    expect(rows.map(({ exponential }) => exponential)).toEqual([1, Math.exp(-1), 0]);
    expect(rows[0].total).toBe(1 + Math.exp(-1));
  });

  it("predicts the first of equals", async () => {
    const rows = await run([1, 2, 2]);
    expect(rows.map(({ predicted }) => predicted)).toEqual([false, true, false]);
  });

  it("says each class in words", async () => {
    const rows = await run([1, 2, 0.5]);
    expect(rows[1].spoken).toBe("class 1: logit 2.00, probability 0.6285, predicted");
    expect(rows[2].spoken).toBe("class 2: logit 0.50, probability 0.1402");
  });
});
