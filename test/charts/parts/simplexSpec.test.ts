import { parse, View } from "vega";
import { describe, expect, it } from "vitest";
import { placeOf, type Shares } from "../../../src/charts/parts/simplexFrame.js";
import { softmaxOfThree } from "../../../src/charts/parts/simplexSpec.js";
import { softmax } from "../../../src/logits/softmax.js";

/** Runs the transforms as the page would. */
async function inPage(logits: number[], temperature: string) {
  const [z0, z1, z2] = logits;
  const transform = softmaxOfThree(temperature).map(({ calculate, as }) => ({
    type: "formula" as const,
    expr: String(calculate),
    as: String(as),
  }));
  const data = [{ name: "rows", values: [{ z0, z1, z2 }], transform }];
  const view = await new View(parse({ data }), { renderer: "none" }).runAsync();
  return view.data("rows")[0] as Record<string, number>;
}

describe("softmaxOfThree", () => {
  it.each([
    [[1, 2, 0.5], 1],
    [[-30, 700, 710], 0.05],
    [[0, 0, 0], 20],
    [[1e100, 1e100, -1e100], 2],
  ])("is softmax of %j at temperature %d, and where it lies", async (logits, temperature) => {
    const row = await inPage(logits, String(temperature));
    const expected = softmax(logits, { temperature });
    for (const [i, probability] of expected.entries()) {
      expect(row[`p${i}`]).toBeCloseTo(probability, 14);
    }
    const { x, y } = placeOf(expected as unknown as Shares);
    expect([row.x, row.y]).toEqual([expect.closeTo(x, 12), expect.closeTo(y, 12)]);
  });

  it("takes a whole expression as temperature", async () => {
    const row = await inPage([1, 2, 0.5], "1 + 1");
    expect(row.p1).toBeCloseTo(softmax([1, 2, 0.5], { temperature: 2 })[1], 14);
  });
});
