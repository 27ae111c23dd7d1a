import { parseExpression } from "vega";
import { expect, it } from "vitest";
import { axisInset, narrowInset, narrowRoom, wrapped } from "../../../src/charts/parts/narrow.js";

it("leaves more than half of a phone to the panel, however long the labels are", () => {
  for (const labels of [["A", "B"], ["x".repeat(60)], ["NEGATIVE", "POSITIVE"]]) {
    expect(narrowRoom - narrowInset(labels)).toBeGreaterThan(narrowRoom / 2);
  }
  expect(narrowRoom - axisInset).toBeGreaterThan(narrowRoom / 2);
});

it("takes more room at the side for longer labels, up to a limit", () => {
  expect(narrowInset(["A"])).toBeLessThan(narrowInset(["POSITIVE"]));
  expect(narrowInset(["x".repeat(30)])).toBe(narrowInset(["x".repeat(60)]));
});

it("breaks an expression's text between words, and keeps every word", () => {
  const expression = wrapped("datum.text", 20);
  expect(() => parseExpression(expression)).not.toThrow();
  const read = new Function(
    "datum",
    "split",
    "trim",
    "replace",
    "regexp",
    `return ${expression}`,
  ) as (...parts: unknown[]) => string[];
  const lines = (text: string) =>
    read(
      { text },
      (value: string, at: string) => value.split(at),
      (value: string) => value.trim(),
      (value: string, pattern: RegExp, by: string) => value.replace(pattern, by),
      (pattern: string, flags: string) => new RegExp(pattern, flags),
    );
  const text = "row 3: “the story takes its time, the ending is a surprise”";
  expect(lines(text).length).toBeGreaterThan(2);
  for (const line of lines(text)) expect(line.trim().length).toBeLessThanOrEqual(20);
  expect(lines(text).join("").replace(/\s+/g, " ").trim()).toBe(text);
  expect(lines("short")).toEqual(["short"]);
});
