import { describe, expect, it } from "vitest";
import { diagnose } from "../../../src/logits/diagnose/diagnose.js";

describe("diagnose gives each finding", () => {
  it("and prints, in a cell too", () => {
    const diagnosis = diagnose([[2, -1]]);
    const print = diagnosis[Symbol.for("nodejs.util.inspect.custom") as never] as () => string;
    expect(print.call(diagnosis)).toBe(diagnosis.toString());
    expect(JSON.parse(JSON.stringify(diagnosis)).kind).toBe("logits");
  });

  it("and shows what a label hides", () => {
    const label = `GOOD\u202E\u0007${"x".repeat(200)}`;
    const text = String(diagnose([[2, -1]], { id2label: [label, label] }));
    expect(text).toContain("GOOD\uFFFD");
    expect(text).not.toMatch(/\u202E|x{100}/);
  });
});
