import { expect, it } from "vitest";
import type { JsonObject } from "../../../src/charts/Chart.js";
import { narrowRoom } from "../../../src/charts/parts/narrow.js";
import { narrowHistogram, placesInLine } from "../../../src/charts/parts/narrowHistogram.js";

const at = (x: number, x2?: number): JsonObject => ({
  encoding: { x: { value: x }, y: { value: -14 }, ...(x2 ? { x2: { value: x2 } } : {}) },
});
const panels: JsonObject[] = [
  { width: 620 },
  { width: 620, transform: [{ filter: "true" }], ...at(0) },
  { width: 620, layer: [{}, ...placesInLine.flatMap((x) => [at(x, x + 24), at(x + 30)])] },
];

it("stacks the names of the curves, each still after its piece of line", () => {
  const [, , shares] = narrowHistogram(panels);
  const [, ...names] = shares.layer as { encoding: Record<string, { value: number }> }[];
  const places = names.map(({ encoding: { x, x2, y } }) => [x.value, x2?.value, y.value]);
  const [rule, text] = places;
  for (const line of [1, 2]) {
    const lower = 16 * line;
    expect(places[2 * line]).toEqual([rule[0], rule[1], rule[2] + lower]);
    expect(places[2 * line + 1]).toEqual([text[0], undefined, text[2] + lower]);
  }
  expect(rule[1]).toBeLessThan(text[0]);
});

it("leaves room for the axis beside each panel, and breaks the sentence after its filter", () => {
  const narrow = narrowHistogram(panels);
  for (const { width } of narrow) expect(Number(width)).toBeLessThan(narrowRoom - 40);
  expect(narrow[1].transform).toEqual([
    { filter: "true" },
    { calculate: expect.stringContaining("split("), as: "words" },
  ]);
});
