import { escapeText as escapeLikeEntities } from "entities/escape";
import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import {
  alignCells,
  cutToWidth,
  displayWidth,
  escapeText,
  formatNumber,
  printable,
  describe as say,
  scoreBar,
  shorten,
  textTable,
  wrapLine,
} from "../../src/logits/text.js";

describe("formatNumber", () => {
  describe("formatNumber", () => {
    it.each([
      [0, "0.0000"],
      [-0, "0.0000"],
      [1, "1.0000"],
      [-1, "-1.0000"],
      [0.62853, "0.6285"],
      [0.99994, "0.9999"],
      [0.99995, ">0.9999"],
      [1 - 2 ** -53, ">0.9999"],
      [-0.99996, "<-0.9999"],
      [0.00005, "0.0001"],
      [0.00004, "<0.0001"],
      [-1e-9, ">-0.0001"],
      [12.3, "12.3000"],
      [999999, "999999.0000"],
      [1e6, "1.000e+6"],
      [-1e300, "-1.000e+300"],
      [Number.POSITIVE_INFINITY, "Infinity"],
      [Number.NaN, "NaN"],
    ])("%d is %s", (value, expected) => {
      expect(formatNumber(value)).toBe(expected);
    });
  });

  describe("scoreBar", () => {
    it.each([
      [0, ""],
      [1, "█".repeat(20)],
      [0.5, "█".repeat(10)],
      [1 / 160, "▏"],
      [7 / 160, "▉"],
      [0.06, "█▎"],
      [-3, ""],
      [7, "█".repeat(20)],
      [Number.NaN, ""],
    ])("%d is %s", (score, expected) => {
      expect(scoreBar(score)).toBe(expected);
    });
  });

  describe("textTable", () => {
    it("sets words flush left and numbers flush right", () => {
      const lines = [
        ["a", "10", "x"],
        ["long", "2", ""],
      ];
      expect(textTable(["label", "n", ""], lines)).toBe("label   n\na      10  x\nlong    2");
    });

    it("keeps 60 characters whole", () => {
      expect(textTable([""], [["y".repeat(60)]])).toContain("y".repeat(60));
    });
  });

  describe("describe", () => {
    it.each([
      [null, "null"],
      [Number.NaN, "NaN"],
      ["a".repeat(99), `the string "${"a".repeat(59)}…"`],
      ["a".repeat(60), `the string "${"a".repeat(60)}"`],
      [10n ** 99n, `the bigint 1${"0".repeat(58)}…n`],
      [[1, 2], "an array of 2"],
      [Symbol("x"), "a symbol"],
      [{ data: 1, dims: [2, 3] }, "a tensor with dims [2, 3]"],
      [{ data: 1 }, "an object with data"],
      [{ dims: 1 }, "an object with dims"],
    ])("%s", (value, expected) => {
      expect(say(value)).toBe(expected);
    });
  });
});

/** Texts of all that one reader's character can be made of: letters with accents, CJK, flags, emoji joined from others. */
const pieces = [
  ..."aé9 -良ひ한ｱＡก😀❤◌",
  "e\u0301",
  "क्षि",
  "👩‍👧",
  "👩🏽‍🔬",
  "👍🏿",
  "🇩🇪",
  "🇯🇵",
  "❤️",
  "1️⃣",
  "\r\n",
  "\t",
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: "binary" })), { maxLength: 40 })
  .map((parts) => parts.join(""));
const limit = fc.integer({ min: 1, max: 50 });
const charactersOf = (whole: string) =>
  Array.from(new Intl.Segmenter().segment(whole), ({ segment }) => segment);

describe("shorten", () => {
  it.each([
    ["👩‍👧👩‍👧👩‍👧", 2, "👩‍👧…"],
    ["👩🏽‍🔬 at work", 3, "👩🏽‍🔬…"],
    ["🇩🇪🇫🇷🇯🇵", 2, "🇩🇪…"],
    ["e\u0301e\u0301e\u0301", 2, "e\u0301…"],
    ["क्षिक्षिक्षि", 2, "क्षि…"],
    ["1️⃣2️⃣3️⃣", 3, "1️⃣2️⃣3️⃣"],
    ["good\r\nbad", 6, "good…"],
    ["This is a fantastic movie!", 10, "This is a…"],
    ["This is a fantastic movie!", 26, "This is a fantastic movie!"],
    ["word", 1, "…"],
  ])("%j to %i is %j", (whole, most, expected) => {
    expect(shorten(whole, most)).toBe(expected);
  });

  it("never gives more characters than the limit", () => {
    fc.assert(
      fc.property(text, limit, (whole, most) => {
        expect(charactersOf(shorten(whole, most)).length).toBeLessThanOrEqual(most);
      }),
    );
  });

  it("gives the text itself, or its first characters and an ellipsis", () => {
    fc.assert(
      fc.property(text, limit, (whole, most) => {
        const short = shorten(whole, most);
        if (short === whole) return;
        const kept = charactersOf(short.slice(0, -1));
        expect(short.at(-1)).toBe("…");
        expect(kept).toEqual(charactersOf(whole).slice(0, kept.length));
      }),
    );
  });

  it("leaves what it has shortened as it is", () => {
    fc.assert(
      fc.property(text, limit, (whole, most) => {
        const short = shorten(whole, most);
        expect(shorten(short, most)).toBe(short);
      }),
    );
  });

  it("keeps what is short enough", () => {
    fc.assert(
      fc.property(text, (whole) => {
        expect(shorten(whole, charactersOf(whole).length + 1)).toBe(whole);
      }),
    );
  });

  it("counts accents piled up on one letter", () => {
    const piled = "a".repeat(5) + "\u0301".repeat(1000);
    expect(shorten(piled, 10)).toBe("aaaa…");
    expect(shorten(piled.repeat(2), 1)).toBe("…");
  });
});

describe("cutToWidth", () => {
  it.each([
    ["良い映画", 5, "良い"],
    ["👩‍👧👩‍👧", 3, "👩‍👧"],
    ["Reading 良い", 12, "Reading 良い"],
    ["of 2.0 kB", 7, "of 2.0 "],
  ])("%j to %i cells is %j", (whole, cells, expected) => {
    expect(cutToWidth(whole, cells)).toBe(expected);
  });

  it("gives as many whole characters as fit", () => {
    fc.assert(
      fc.property(text, limit, (whole, cells) => {
        const cut = cutToWidth(whole, cells);
        const kept = charactersOf(cut);
        const next = charactersOf(whole).at(kept.length);
        expect(kept).toEqual(charactersOf(whole).slice(0, kept.length));
        expect(displayWidth(cut)).toBeLessThanOrEqual(cells);
        if (next !== undefined) expect(displayWidth(cut + next)).toBeGreaterThan(cells);
      }),
    );
  });
});

describe("displayWidth", () => {
  it.each([
    ["POSITIVE", 8],
    ["良い", 4],
    ["한국어", 6],
    ["ｱｲｳ", 3],
    ["ＡＢ", 4],
    ["😀", 2],
    ["👩‍👧", 2],
    ["👍🏿", 2],
    ["🇩🇪", 2],
    ["❤", 1],
    ["❤️", 2],
    ["1️⃣", 2],
    ["e\u0301", 1],
    ["\u0301", 0],
    ["\u200B", 0],
    ["██▍", 3],
    ["", 0],
  ])("of %j is %i", (whole, expected) => {
    expect(displayWidth(whole)).toBe(expected);
  });

  // Where string-width 7 differs from terminals: it gives a symbol drawn as text, such as ❤ without U+FE0F, two cells, and
  // some accents that stand alone a cell.
  const isDisputed = (character: string) =>
    /^(?:(?!\p{Emoji_Presentation})\p{ExtPict}(?!\uFE0F|\u200D|\p{EMod})|[\p{Mn}\p{Me}])/u.test(
      character,
    );

  it("is that of string-width for every character of Unicode", () => {
    const different: string[] = [];
    for (let code = 0; code <= 0x10ffff; code++) {
      const character = String.fromCodePoint(code);
      if (!/(?!\p{Cs})\p{Assigned}/u.test(character) || isDisputed(character)) continue;
      if (displayWidth(character) !== stringWidth(character)) different.push(code.toString(16));
    }
    expect(different).toEqual([]);
  });

  it("is that of string-width for texts", () => {
    const plain = fc
      .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: "grapheme" })), {
        maxLength: 20,
      })
      .map((parts) => parts.join(""))
      .filter((whole) => !charactersOf(whole).some(isDisputed));
    fc.assert(
      fc.property(plain, (whole) => {
        expect(displayWidth(whole)).toBe(stringWidth(whole));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("alignCells", () => {
  it("lines up columns whatever the script of their labels", () => {
    const lines = alignCells(
      [
        ["label", "n", ""],
        ["良い", "1", "x"],
        ["👩‍👧 family", "20", "x"],
        ["🇩🇪", "3", "x"],
        ["cafe\u0301", "400", "x"],
      ],
      (column) => column === 1,
    ).split("\n");
    expect(lines).toEqual([
      "label        n",
      "良い         1  x",
      "👩‍👧 family   20  x",
      "🇩🇪           3  x",
      "cafe\u0301       400  x",
    ]);
    expect(new Set(lines.slice(1).map(displayWidth))).toEqual(new Set([17]));
  });

  it("makes every line that ends in a mark equally wide", () => {
    const cell = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((c) => c.join(""));
    const rows = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(rows, fc.boolean(), (cells, isRight) => {
        const ended = cells.map(([a, b]) => [a, b, "|"]);
        const lines = alignCells(ended, () => isRight, 12).split("\n");
        expect(lines).toHaveLength(cells.length);
        expect(new Set(lines.map(displayWidth)).size).toBe(1);
      }),
    );
  });

  it("shortens a cell by its characters", () => {
    expect(alignCells([["👩‍👧👩‍👧👩‍👧"]], () => false, 2)).toBe("👩‍👧…");
  });
});

describe("printable", () => {
  it("shows what would move the cursor, turn the line or hide", () => {
    expect(printable("a\u001b[31m\nb\u202e\u200b\u2028\ud83d")).toBe(
      "a\uFFFD[31m\uFFFDb\uFFFD\uFFFD\uFFFD\uFFFD",
    );
  });

  it("keeps emoji that are joined from others, and shows joiners that join nothing", () => {
    for (const whole of ["👩‍👧", "👩🏽‍🔬", "❤️‍🔥", "👨‍👩‍👧‍👦"]) expect(printable(whole)).toBe(whole);
    expect(printable("a\u200Db 👩\u200D")).toBe("a\uFFFDb 👩\uFFFD");
  });
});

it("escapeText escapes any text as the package entities 8.0.0 does", () => {
  const piece = fc.oneof(fc.string(), fc.constantFrom("<", ">", "&", "&lt;", "\u00A0", '"', "'"));
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      expect(escapeText(pieces.join(""))).toBe(escapeLikeEntities(pieces.join("")));
    }),
  );
});

describe("wrapLine", () => {
  it("leaves a line that fits as it is", () => {
    expect(wrapLine("  next: apply softmax once")).toBe("  next: apply softmax once");
  });

  it("breaks between words, and what follows stands deeper", () => {
    const lines = wrapLine(`  next: ${"word ".repeat(30).trim()}`).split("\n");
    expect(lines.map((line) => line.length <= 100)).toEqual([true, true]);
    expect(lines[1]).toMatch(/^ {4}word/);
  });

  it("keeps every word, and breaks only what is too long", () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,120}$/), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(words, (list) => {
        const wrapped = wrapLine(list.join(" "));
        expect(wrapped.split(/\s+/)).toEqual(list);
        for (const line of wrapped.split("\n")) {
          if (line.length > 100) expect(line.trim()).not.toContain(" ");
        }
      }),
    );
  });
});
