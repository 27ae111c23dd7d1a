import { expect } from "vitest";
import { type Notebook, textOf } from "../../src/workshop/notebooks.js";
import { cellText, codeCells, outputKinds } from "./readOutputs.js";

/** Holds a fresh run of a notebook to the stored one: the same kinds of output, the same words, the same numbers to 1e-4. */
export function expectSameOutputs(fresh: Notebook, stored: Notebook): void {
  const now = codeCells(fresh);
  for (const [i, cell] of codeCells(stored).entries()) {
    const was = splitNumbers(cellText(cell));
    const is = splitNumbers(cellText(now[i]));
    const place = `cell ${cell.id}: ${textOf(cell.source)}`;
    expect(withoutRepeats(outputKinds(now[i])), place).toEqual(withoutRepeats(outputKinds(cell)));
    expect(is.words, place).toBe(was.words);
    for (const [k, value] of was.values.entries()) {
      expect(Math.abs(is.values[k] - value), place).toBeLessThan(1e-4);
    }
  }
}

/** JupyterLab stores as one what a cell prints in several pieces. */
function withoutRepeats(kinds: string[]): string[] {
  return kinds.filter((kind, i) => kind !== "stdout" || kinds[i - 1] !== "stdout");
}

const numbers = /[-−]?\d+(?:\.\d+)?(?:e[-+]?\d+)?/gi;

/** A text with its numbers taken out, and the numbers. */
export function splitNumbers(text: string): { words: string; values: number[] } {
  const values = (text.match(numbers) ?? []).map((number) => Number(number.replace("−", "-")));
  return { words: text.replace(numbers, "#").replace(/\s+/g, " "), values };
}
