import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainText } from "../../../src/charts/words/plainText.js";

/** What Plotly makes of entities, its last step: `convertEntities` of its svg_text_utils. */
const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", nbsp: "\u00A0", mu: "μ" };
const shown = (text: string) =>
  text.replace(/&(#\d+|#x[\da-fA-F]+|[a-z]+);/g, (all, entity: string) =>
    entity.startsWith("#") ? String.fromCodePoint(Number(entity.slice(1))) : (named[entity] ?? all),
  );

/** Texts full of what Plotly gives a meaning. */
const tricky = fc
  .array(
    fc.oneof(
      fc.constantFrom("<", ">", "&", "%", "$", "{", "}", "#60;", "lt;", "&lt;", "<b>", "<br>"),
      fc.constantFrom("<a href='javascript:alert(1)'>", "%{x}", "$\\alpha$", "constructor"),
      fc.string({ unit: "binary" }),
    ),
  )
  .map((pieces) => pieces.join(""));

describe("plainText", () => {
  it("leaves nothing that Plotly gives a meaning but entities of its own", () => {
    fc.assert(
      fc.property(tricky, (text) => {
        expect(plainText(text)).not.toMatch(/[<>%$]|&(?!#\d\d;)/);
      }),
    );
  });

  it("is read as the text itself, letter by letter", () => {
    const visible = fc.oneof(tricky, fc.string()).map((text) => text.replace(/[^ -~]/g, "x"));
    fc.assert(
      fc.property(visible, (text) => {
        expect(shown(plainText(text))).toBe(text.replace(/\s+/g, " ").trim());
      }),
    );
  });

  it("is one line in one direction, whatever comes", () => {
    fc.assert(
      fc.property(tricky, (text) => {
        expect(plainText(text)).not.toMatch(
          /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u,
        );
      }),
    );
  });

  it("shows what would turn the letters around, and keeps right-to-left words and emoji whole", () => {
    expect(plainText("a\u202Eb")).toBe("a\uFFFDb");
    expect(plainText("שלום 👩‍👧 né")).toBe("שלום 👩‍👧 né");
    expect(plainText("half \uD83D pair")).toBe("half \uFFFD pair");
    expect(plainText(" two\r\nlines\t")).toBe("two lines");
  });

  it("writes entities as numbers", () => {
    expect(plainText("<b>50 %</b>")).toBe("&#60;b&#62;50 &#37;&#60;/b&#62;");
    expect(plainText("&lt;$x$")).toBe("&#38;lt;&#36;x&#36;");
  });
});
