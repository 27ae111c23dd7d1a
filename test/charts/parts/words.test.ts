import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatLogit,
  formatLogitExpression,
  formatProbability,
  formatProbabilityExpression,
  isolate,
  plainName,
  plainText,
  shorten,
} from "../../../src/charts/parts/words.js";
import { inPage } from "../inPage.js";

describe("formatLogit", () => {
  it("writes two digits after the point, and powers of ten from 100,000", () => {
    expect([3.8512, -3.4839, 0, -0, -0.001, 1000, -1234567].map(formatLogit)).toEqual([
      "3.85",
      "-3.48",
      "0.00",
      "0.00",
      "0.00",
      "1000.00",
      "-1.23e+6",
    ]);
  });

  it("is the same text in the page as here", async () => {
    const logits = Array.from({ length: 800 }, (_, i) => (i - 400) * 0.021 * 10 ** (i % 9));
    const written = await inPage(
      logits.map((logit) => ({ logit })),
      formatLogitExpression("datum.logit"),
    );
    expect(written).toEqual(logits.map(formatLogit));
  });
});

describe("formatProbability", () => {
  it("never claims a certainty that isn't there", () => {
    expect([0.99934, 1 - 1e-7, 1e-7, 0, 1, 0.5].map(formatProbability)).toEqual([
      "0.9993",
      ">0.9999",
      "<0.0001",
      "0.0000",
      "1.0000",
      "0.5000",
    ]);
  });

  it("is the same text in the page as here", async () => {
    const probabilities = Array.from({ length: 500 }, (_, i) => 1 / (1 + Math.exp((i - 250) / 9)));
    const written = await inPage(
      [0, 1, 0.99995, 0.00005, ...probabilities].map((probability) => ({ probability })),
      formatProbabilityExpression,
    );
    expect(written).toEqual([0, 1, 0.99995, 0.00005, ...probabilities].map(formatProbability));
  });
});

describe("isolate", () => {
  const [open, close] = ["\u2068", "\u2069"];

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

describe("plainName", () => {
  it("cuts what is read, never an entity", () => {
    expect(plainName("<<<<<", 3)).toBe("&#60;&#60;…");
  });

  it("encloses a label from right to left, and shows a mark that would turn the line", () => {
    expect(plainName("שמחה", 20)).toBe("\u2068שמחה\u2069");
    expect(plainName("a\u202Eb", 20)).toBe("a\uFFFDb");
  });
});

describe("plainText", () => {
  /** What Plotly makes of entities, its last step: `convertEntities` of its svg_text_utils. */
  const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", nbsp: "\u00A0", mu: "μ" };
  const shown = (text: string) =>
    text.replace(/&(#\d+|#x[\da-fA-F]+|[a-z]+);/g, (all, entity: string) =>
      entity.startsWith("#")
        ? String.fromCodePoint(Number(entity.slice(1)))
        : (named[entity] ?? all),
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

describe("shorten", () => {
  it("keeps short text and ends longer text in an ellipsis", () => {
    expect(shorten("This is a fantastic movie!", 30)).toBe("This is a fantastic movie!");
    expect(shorten("This is a fantastic movie!", 10)).toBe("This is a…");
  });

  it("makes one line of several", () => {
    expect(shorten(" one\n\ttwo\r\n", 20)).toBe("one two");
  });

  it("cuts no emoji in half", () => {
    expect(shorten("😀😀😀😀", 3)).toBe("😀😀…");
  });
});
