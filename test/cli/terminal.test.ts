import { expect, it } from "vitest";
import { hasColours, narrowTerminal, paintFor, progressOn } from "../../src/cli/terminal.js";

const write = () => {};
const terminal = { isTTY: true, write };
const file = { write };

it("colours are for terminals that have them, and never with NO_COLOR", () => {
  expect(hasColours(terminal, {})).toBe(true);
  expect(hasColours(terminal, { NO_COLOR: "" })).toBe(true);
  expect(hasColours(terminal, { TERM: "dumb" })).toBe(false);
  expect(hasColours(file, {})).toBe(false);
  expect(hasColours(file, { FORCE_COLOR: "1" })).toBe(true);
  expect(hasColours(terminal, { FORCE_COLOR: "0" })).toBe(false);
  expect(hasColours(terminal, { FORCE_COLOR: "1", NO_COLOR: "1" })).toBe(false);
});

it("paints or leaves text as it is", () => {
  expect(paintFor(terminal, {})("red", "a")).toBe("\u001b[31ma\u001b[39m");
  expect(paintFor(file, {})("red", "a")).toBe("a");
});

it("progress is a line that goes away, on a terminal only, and not at once", () => {
  const seen: string[] = [];
  const stream = { isTTY: true, write: (text: string) => seen.push(text) };
  const bar = progressOn(stream, "reading", 0);
  bar.at(1, 3);
  bar.end();
  expect(seen).toEqual(["\r\u001b[Kreading: 33%", "\r\u001b[K"]);
  const quick = progressOn(stream, "reading");
  quick.at(1, 3);
  quick.end();
  const log = progressOn({ write: (text) => seen.push(text) }, "reading", 0);
  log.at(1, 3);
  log.end();
  expect(seen).toHaveLength(2);
});

it("a terminal's width counts where it is narrower than usual, and there is a terminal", () => {
  const of = (isTTY: boolean, columns?: number) => narrowTerminal({ isTTY, columns, write() {} });
  expect([of(true, 80), of(true, 20), of(true, 120), of(true), of(false, 80)]).toEqual([
    ...[80, 40, undefined, undefined, undefined],
  ]);
});
