import { describe, expect, it } from "vitest";
import { cellError, sameLine } from "../../src/notebook/cellError.js";

// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape sequences of a terminal's colours
const withoutColours = (lines: string[]) => lines.join("\n").replace(/\u001b\[[\d;]*m/g, "");

describe("cellError", () => {
  it("has the name and the message of what was thrown, and those of its causes", () => {
    const thrown = new RangeError("too large", { cause: new TypeError("not a number") });
    const { ename, evalue, traceback } = cellError({ source: "f()", failures: [{ thrown }] });
    expect([ename, evalue]).toEqual(["RangeError", "too large"]);
    expect(withoutColours(traceback)).toBe(
      "RangeError: too large\n  because of TypeError: not a number",
    );
  });

  it.each([
    ["text", "text"],
    [{ a: 1 }, '{"a":1}'],
    [undefined, "undefined"],
    [10n, "[object BigInt]"],
  ])("says what was thrown if that is no error: %o", (thrown, evalue) => {
    expect(cellError({ source: "", failures: [{ thrown }] })).toMatchObject({
      ename: "Thrown",
      evalue,
    });
  });

  it("shows the line of each thing that the type checker found", () => {
    const place = { file: "", column: 1 };
    const { ename, evalue, traceback } = cellError({
      source: "let a: number = 'x';\n\nb()",
      failures: [
        { ...place, line: 1, message: "Not assignable." },
        { ...place, line: 3, message: "Cannot find name 'b'." },
      ],
    });
    expect([ename, evalue]).toEqual(["TypeScript", "Not assignable."]);
    expect(withoutColours(traceback)).toBe(
      "TypeScript: Not assignable.\n  line 1:  let a: number = 'x';\nCannot find name 'b'.\n  line 3:  b()",
    );
  });

  it("ends even when a cause leads back to itself", () => {
    const thrown = new Error("round");
    thrown.cause = thrown;
    expect(cellError({ source: "", failures: [{ thrown }] }).traceback).toHaveLength(4);
  });
});

describe("sameLine", () => {
  const source = ["// a comment", "const p = softmax(z);", "", "console.log(p)", "console.log(p)"];

  it("finds the line by its words, whatever the conversion added", () => {
    const code = ["exports.p = (0, reading_logits_1.softmax)(exports.z);"];
    expect(sameLine(code, 0, source)).toBe(1);
  });

  it("takes the second of two equal lines when it is the second that failed", () => {
    const code = ["console.log(exports.p)", "console.log(exports.p)"];
    expect(sameLine(code, 0, source)).toBe(3);
    expect(sameLine(code, 1, source)).toBe(4);
  });

  it("names no line when none is like it", () => {
    expect(sameLine(["tsLastExpr = 1"], 0, source)).toBeUndefined();
    expect(sameLine([], 3, source)).toBeUndefined();
  });
});
