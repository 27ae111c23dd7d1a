import { describe, expect, it } from "vitest";
import { dragTheLogits } from "../../../src/charts/dragTheLogits.js";
import { logitPlayground } from "../../../src/charts/logitPlayground.js";
import {
  fraction,
  fractionLayout,
  termsInLine,
  unseenLine,
} from "../../../src/charts/parts/fraction.js";
import { palette } from "../../../src/charts/parts/theme.js";
import { draw, marks } from "../draw.js";

const lettered = (logits: readonly number[]) => logits.map((_, i) => `class ${i}`);

interface Term {
  x: number;
  y: number;
  text: string;
  fontSize: number;
  datum?: { index: number };
}

describe("fraction", () => {
  it("writes every class's term below the line, three a line, and the predicted one's above", async () => {
    for (const k of [2, 3, 4, 7]) {
      const logits = Array.from({ length: k }, (_, i) => i - 2);
      const view = await draw(dragTheLogits(logits, lettered(logits)));
      const terms = (marks(view, "text") as unknown as Term[]).filter(
        ({ text, fontSize }) => /^exp\(\S+\)$/.test(text) && fontSize === 13,
      );
      const [above, ...below] = terms;
      expect(above.text).toBe(`exp(${(k - 3).toFixed(2)})`);
      expect(below.map(({ text }) => text)).toEqual(logits.map((z) => `exp(${z.toFixed(2)})`));
      expect(new Set(below.map(({ x, y }) => `${x} ${y}`)).size).toBe(k);
      expect(new Set(below.map(({ y }) => y)).size).toBe(Math.ceil(k / termsInLine));
      const { across, bottom } = fractionLayout(k, 10);
      for (const { x, y } of terms) {
        expect(x).toBeGreaterThan(0);
        expect(x).toBeLessThan(across);
        expect(y).toBeLessThan(bottom);
      }
    }
  });

  it("lights up the term of the class under the pointer, above the line too if it is predicted", async () => {
    const view = await draw(logitPlayground([1, 2, 0.5], ["A", "B", "C"]));
    const lit = () =>
      marks(view, "rule").filter((rule) => {
        const { stroke, opacity } = rule as { stroke?: string; opacity?: number };
        return stroke === palette.lit && opacity === 1;
      });
    expect(lit()).toEqual([]);
    for (const [index, count] of [1, 2, 1].entries()) {
      await view.signal("hovered", index).runAsync();
      expect(lit().map(({ datum }) => datum?.index)).toEqual(Array(count).fill(index));
    }
  });

  it("keeps its parts from a screen reader, which has the whole line", () => {
    const parts = fraction(3, 7).layer as { mark: { aria?: boolean } }[];
    expect(parts.every(({ mark }) => mark.aria === false)).toBe(true);
    expect(unseenLine("formula")).toMatchObject({
      mark: { opacity: 0 },
      encoding: { description: { field: "formula" } },
    });
  });
});
