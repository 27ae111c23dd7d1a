import { describe, expect, it } from "vitest";
import { isolate } from "../../../src/charts/words/isolate.js";

const [open, close] = ["\u2068", "\u2069"];

describe("isolate", () => {
  it("leaves a label from left to right as it is", () => {
    for (const label of ["joy", "très bien", "喜び", "😀", "", "<b>50 %</b>"]) {
      expect(isolate(label)).toBe(label);
    }
  });

  it("ends what turns the direction where the label ends", () => {
    for (const label of ["فرح", "שמחה", "\u202Eyoj", "a\u200Fb"]) {
      expect(isolate(label)).toBe(`${open}${label}${close}`);
    }
  });

  it("lets no label close it from within", () => {
    expect(isolate(`a${close}\u202Eb`)).toBe(`${open}a\u202Eb${close}`);
    expect(isolate(`a${open}b`)).toBe("ab");
  });
});
