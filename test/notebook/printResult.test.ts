import { afterEach, expect, it, vi } from "vitest";
import { logitsBesideProbabilities } from "../../src/charts/logitsBesideProbabilities.js";
import { type PrintingCell, printResult } from "../../src/notebook/printResult.js";

afterEach(() => vi.restoreAllMocks());

/** What a cell with this text prints for a value, the charts that it draws, and what it waits for. */
function printed(value: unknown, source = "value") {
  vi.restoreAllMocks();
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  const cell: PrintingCell = { source, drawing: [] };
  const show = vi.fn(async () => {});
  printResult(value, cell, show);
  return {
    lines: log.mock.calls.flat(),
    shown: show.mock.calls.length,
    waits: cell.drawing.length,
  };
}

it("a value is printed as Node prints it, a chart is drawn", () => {
  expect(printed("POSITIVE")).toEqual({ lines: ["POSITIVE"], shown: 0, waits: 0 });
  const chart = logitsBesideProbabilities([1, 2], ["A", "B"]);
  expect(printed(chart)).toEqual({ lines: [], shown: 1, waits: 1 });
});

it("a promise says which await is missing, unless it is a call of show, for which the cell waits", () => {
  const promise = Promise.resolve(1);
  expect(printed(promise, "const a = 1;\nclassifier.logits(\n  text,\n);").lines).toEqual([
    "This is a promise, not its value: put `await` before classifier.logits(…).",
  ]);
  expect(printed(promise, "showTable(chart)")).toEqual({ lines: [], shown: 0, waits: 1 });
});
