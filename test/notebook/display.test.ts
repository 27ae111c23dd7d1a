import { afterEach, describe, expect, it, vi } from "vitest";
import { displayBundle, wellFormed } from "../../src/notebook/display.js";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe("displayBundle", () => {
  const printed = () => vi.spyOn(console, "log").mockImplementation(() => {});

  it("prints the text where there is no kernel, and nothing where there is no text", () => {
    const log = printed();
    displayBundle({ "text/html": "<b>0.9993</b>", "text/plain": "0.9993" });
    displayBundle({ "text/html": "<b>0.9993</b>" });
    expect(log.mock.calls).toEqual([["0.9993"]]);
  });

  it("prints the text where the kernel takes nothing", () => {
    const log = printed();
    const raw = () => {
      throw new Error("closed");
    };
    vi.stubGlobal("__tslab__", { require: () => ({ display: { raw } }) });
    displayBundle({ "text/plain": "0.9993" });
    expect(log.mock.calls).toEqual([["0.9993"]]);
  });

  it("sends the most useful form where only one can be sent", () => {
    const raw = vi.fn();
    vi.stubGlobal("__tslab__", { require: () => ({ display: { raw } }) });
    displayBundle({ "image/png": "aWNo", "text/plain": "t", "text/html": "<b>h</b>" });
    displayBundle({ "application/x-own": "o" });
    expect(raw.mock.calls).toEqual([
      ["text/html", "<b>h</b>"],
      ["application/x-own", "o"],
    ]);
  });

  it("sends what has the same name to the same display", () => {
    const sent: [number, string][] = [];
    let made = 0;
    const newDisplay = () => {
      const id = ++made;
      return { raw: (_: string, body: string) => sent.push([id, body]) };
    };
    vi.stubGlobal("__tslab__", { require: () => ({ newDisplay }) });
    displayBundle({ "text/plain": "a" }, { displayId: "first" });
    displayBundle({ "text/plain": "b" }, { displayId: "second" });
    displayBundle({ "text/plain": "c" }, { displayId: "first", update: true });
    expect(sent).toEqual([
      [1, "a"],
      [2, "b"],
      [1, "c"],
    ]);
  });
});

describe("wellFormed", () => {
  it("replaces lone halves of surrogate pairs, wherever they are", () => {
    expect(wellFormed({ "\uD800": ["a\uDC00b", { deep: "\uD83D" }] })).toEqual({
      "\uFFFD": ["a\uFFFDb", { deep: "\uFFFD" }],
    });
  });

  it("leaves everything else as it is: whole pairs, numbers, booleans, null, a key named __proto__", () => {
    const value = JSON.parse(
      '{"emoji": "😀", "n": -1.5e300, "yes": true, "none": null, "__proto__": 1}',
    );
    expect(JSON.stringify(wellFormed(value))).toBe(JSON.stringify(value));
  });
});
