import { csvFormatRows, dsvFormat } from "d3-dsv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DatasetError } from "../../src/data/Dataset.js";
import { parseCsv, parseJsonLines, splitCsv } from "../../src/data/parseRows.js";

describe("parseCsv", () => {
  const columnsOf = (content: string) => parseCsv(content, "my.csv").map(({ columns }) => columns);

  describe("parseCsv", () => {
    it("reads quoted commas, doubled quotes and line breaks inside a cell", () => {
      expect(columnsOf('text,label\n"Slow, but ""sweet"".",1\n"two\nlines",0\n')).toEqual([
        { text: 'Slow, but "sweet".', label: "1" },
        { text: "two\nlines", label: "0" },
      ]);
    });

    it("reads alike with Windows line ends, without a last line end and with empty lines between", () => {
      const expected = [
        { text: "A", label: "1" },
        { text: "B", label: "0" },
      ];
      expect(columnsOf("text,label\r\nA,1\r\nB,0\r\n")).toEqual(expected);
      expect(columnsOf("text,label\nA,1\nB,0")).toEqual(expected);
      expect(columnsOf("text,label\n\nA,1\n\nB,0\n\n\n")).toEqual(expected);
    });

    it("reads what European spreadsheets write, with semicolons, and tabs", () => {
      expect(columnsOf("text;label\nA, b;1\n")).toEqual([{ text: "A, b", label: "1" }]);
      expect(columnsOf("text\tlabel\nA, b; c\t1\n")).toEqual([{ text: "A, b; c", label: "1" }]);
    });

    it("numbers the rows as a person counts them, without the header and with empty lines", () => {
      const places = parseCsv("text\nA\n\nB\n", "my.csv").map(({ place }) => place);
      expect(places).toEqual(["my.csv, row 1", "my.csv, row 3"]);
    });

    it("has no rows for an empty file or a lone header", () => {
      expect(columnsOf("")).toEqual([]);
      expect(columnsOf("text,label")).toEqual([]);
      expect(columnsOf("text,label\n")).toEqual([]);
    });

    it("takes column names that objects have of themselves as plain columns", () => {
      const [{ columns }] = parseCsv("__proto__,constructor\nA,B\n", "my.csv");
      expect(Object.entries(columns)).toEqual([
        ["__proto__", "A"],
        ["constructor", "B"],
      ]);
    });

    it("gives back any cells that a CSV writer wrote", () => {
      const cell = fc.oneof(fc.string(), fc.constantFrom('"', ",", "\n", "\r\n", ' "a" '));
      fc.assert(
        fc.property(fc.array(fc.tuple(cell, cell)), (rows) => {
          const content = csvFormatRows([["a", "b"], ...rows]);
          expect(columnsOf(content)).toEqual(rows.map(([a, b]) => ({ a, b })));
        }),
        { numRuns: 2000 },
      );
    });

    it.each([
      ['text,label\nA,1\n"B,0\nC,1\n', "my.csv, row 2 has a cell"],
      ['text,label\nA,"1', "my.csv, row 1 has a cell"],
      ['text,label\nA,"1\n', "my.csv, row 1 has a cell"],
      ['"text,label\nA,1\n', "my.csv, the header has a cell"],
    ])("names the row whose quote is never closed: %j", (content, message) => {
      expect(() => columnsOf(content)).toThrow(DatasetError);
      expect(() => columnsOf(content)).toThrow(
        `loadDataset needs every quote closed: ${message} that starts with " and has no closing "`,
      );
    });

    it.each([
      ["text,label\nA,1\nB, C,0\n", "my.csv, row 2 has 3, the header 2"],
      ["text,label\nA\n", "my.csv, row 1 has 1, the header 2"],
      ['text,label\n"A" and more,1\n', "my.csv, row 1 has 3, the header 2"],
    ])("names the row that has more or fewer cells than the header: %j", (content, message) => {
      expect(() => columnsOf(content)).toThrow(message);
    });

    it("refuses two columns of one name", () => {
      expect(() => columnsOf("text,text\nA,B\n")).toThrow('my.csv has two columns named "text"');
    });
  });
});

describe("splitCsv", () => {
  it("splits any text, however broken, as d3-dsv 3.0.2 does", () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('"', '""', ",", ";", "\t", "\n", "\r", "\r\n"),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 30 }),
        fc.constantFrom(",", ";", "\t"),
        (pieces, mark) => {
          // A first line that names the mark, and a last that is neither empty nor quoted.
          const content = `a${mark}b\n${pieces.join("")}`;
          const closed = content.endsWith("\n") ? content : `${content}\n`;
          fc.pre(content.split(/\r?\n/, 1)[0] === `a${mark}b`);
          const { rows, isClosed } = splitCsv(content);
          const expected = dsvFormat(mark).parseRows(`${closed}end`);
          if (isClosed) expect(rows).toEqual(expected.slice(0, -1));
          else expect(rows.slice(0, -1)).toEqual(expected.slice(0, -1));
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe("parseJsonLines", () => {
  it("reads one object a line and remembers the line, empty lines and Windows line ends aside", () => {
    expect(
      parseJsonLines('{"text": "A"}\r\n\r\n  \n{"text": "B", "label": 1}', "my.jsonl"),
    ).toEqual([
      { place: "my.jsonl, line 1", columns: { text: "A" } },
      { place: "my.jsonl, line 4", columns: { text: "B", label: 1 } },
    ]);
    expect(parseJsonLines("", "my.jsonl")).toEqual([]);
  });

  it("keeps line separators inside a text", () => {
    expect(parseJsonLines('{"text": "a\u2028b\\nc"}', "x")[0].columns.text).toBe("a\u2028b\nc");
  });

  it.each([
    ['{"text": "secret", "label": tru}', "Unexpected token '}'"],
    ['{"text": "A"', "Expected ',' or '}' after property value in JSON at position 12"],
    ["text,label", "Unexpected token 'e'"],
  ])("names the line that is no JSON, and why, but doesn't quote it: %s", (line, reason) => {
    const read = () => parseJsonLines(`{"text": "A"}\n${line}`, "my.jsonl");
    expect(read).toThrow(DatasetError);
    expect(read).toThrow(
      /^loadDataset needs one JSON object per line: my\.jsonl, line 2 is not JSON/,
    );
    expect(read).toThrow(`(${reason}`);
    expect(read).not.toThrow("secret");
  });

  it.each([
    ["[1, 2]", "an array of 2"],
    ['"hello"', 'the string "hello"'],
    ["null", "null"],
    ["7", "7"],
  ])("wants objects: %s is %s", (line, got) => {
    expect(() => parseJsonLines(line, "my.jsonl")).toThrow(`my.jsonl, line 1 is ${got}`);
  });
});
