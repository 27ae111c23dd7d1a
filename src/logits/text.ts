/** Says in a few words what a value is, for the end of an error message: `null`, `the string "0.3"`, `NaN`, `an array of 2`. */
export function describe(value: unknown): string {
  if (value === null || value === undefined || typeof value === "number") return String(value);
  if (typeof value === "string") return `the string ${JSON.stringify(shorten(value, 60))}`;
  if (typeof value === "bigint") return `the bigint ${shorten(`${value}`, 60)}n`;
  if (typeof value === "boolean") return `the boolean ${value}`;
  if (typeof value !== "object") return `a ${typeof value}`;
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (ArrayBuffer.isView(value)) return `a ${kindOf(value)} of ${lengthOf(value)}`;
  if ("data" in value && "dims" in value) return `a tensor with dims ${describeDims(value.dims)}`;
  const kind = kindOf(value);
  if (kind !== "Object") return `${/^[AEIOU]/.test(kind) ? "an" : "a"} ${kind}`;
  return `an object with ${shorten(Object.keys(value).join(", "), 60) || "no properties"}`;
}

/** `[2, 3]` */
export function describeDims(dims: unknown): string {
  return Array.isArray(dims) || ArrayBuffer.isView(dims)
    ? `[${String(dims).replaceAll(",", ", ")}]`
    : describe(dims);
}

/** The class's name, also for objects from another realm (a notebook cell runs in its own). */
export function kindOf(value: object): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

function lengthOf(view: ArrayBufferView): number {
  return "length" in view ? Number(view.length) : view.byteLength;
}

/** The method that Node's console, and so a notebook cell, calls to print an object. */
export const inspectCustom: unique symbol = Symbol.for("nodejs.util.inspect.custom") as never;

/** Four decimals for people; a number that would round to a false 0 or 1 says so: `<0.0001`, `>0.9999`. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size > 0 && size < 0.00005) return value > 0 ? "<0.0001" : ">-0.0001";
  if (size < 1 && size >= 0.99995) return value > 0 ? ">0.9999" : "<-0.9999";
  if (size >= 1e6) return value.toExponential(3);
  return (value || 0).toFixed(4);
}

/** A bar of up to 20 blocks for a score from 0 to 1, in steps of an eighth of a block. */
export function scoreBar(score: number): string {
  const eighths = Math.round(Math.min(Math.max(score || 0, 0), 1) * 160);
  return "█".repeat(Math.floor(eighths / 8)) + " ▏▎▍▌▋▊▉"[eighths % 8].trim();
}

/** Headings of columns that hold words or bars; every other column holds numbers and is set flush right. */
const words = ["", "label", "text", "word", "panel"];

/** A name out of a person's data, which may hold anything, in quotation marks. */
export function quoted(name: unknown): string {
  return JSON.stringify(shorten(printable(String(name)), 60));
}

/**
 * Lists items in words: the first ones, and how many there are if that isn't all.
 *
 * @param last what stands before the last item instead of a comma
 *
 * @example
 * listed(["0", "1", "4"], { last: "and" }) // "0, 1 and 4"
 * listed(["0", "1", "4", "5"], { most: 2, last: "and" }) // "0, 1 and 2 more"
 * listed(["0", "1", "4"], { most: 2 }) // "0, 1, … (3 in all)"
 */
export function listed(
  items: readonly string[],
  { most = 10, last }: { most?: number; last?: "and" | "or" } = {},
): string {
  const first = items.slice(0, most);
  const left = items.length - first.length;
  if (last === undefined)
    return first.join(", ") + (left > 0 ? `, … (${items.length} in all)` : "");
  const end = left > 0 ? `${left} more` : (first.pop() ?? "");
  return first.length > 0 ? `${first.join(", ")} ${last} ${end}` : end;
}

/** Lays out a table under a header. */
export function textTable(
  header: readonly string[],
  lines: readonly (readonly string[])[],
): string {
  return alignCells([header, ...lines], (column) => !words.includes(header[column]));
}

/**
 * Lays out rows of cells in columns, two spaces apart. A cell longer than `limit` characters is shortened.
 *
 * @example alignCells([["良い", "1"], ["bad", "20"]], (column) => column === 1) // "良い   1\nbad   20"
 */
export function alignCells(
  rows: readonly (readonly string[])[],
  isFlushRight: (column: number) => boolean,
  limit = 60,
): string {
  const texts = rows.map((cells) => cells.map((cell) => shorten(printable(cell), limit)));
  const widths: number[] = [];
  for (const cells of texts) {
    for (const [column, cell] of cells.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, displayWidth(cell));
    }
  }
  const padded = (cell: string, column: number) => {
    const space = " ".repeat(widths[column] - displayWidth(cell));
    return isFlushRight(column) ? space + cell : cell + space;
  };
  return texts.map((cells) => cells.map(padded).join("  ").trimEnd()).join("\n");
}

/**
 * Labels are data: nothing in one may move the cursor, colour the terminal or break the table.
 *
 * Invisible characters become a visible "\uFFFD", except for the joiners that make one emoji of several.
 */
export function printable(text: string): string {
  return text.replace(unprintable, "\uFFFD");
}

const unprintable =
  /(?!(?<=\p{ExtPict}[\uFE0F\p{EMod}]?)\u200D\p{ExtPict})[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * A text as HTML shows it, letter by letter: nothing in it is markup.
 *
 * @example escapeText("<b> & co.") // "&lt;b&gt; &amp; co."
 */
export function escapeText(text: string): string {
  return text.replace(/[&<>\u00A0]/g, (character) => escapes[character]);
}

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  "\u00A0": "&nbsp;",
};

/** Splits a text into what a reader calls characters: an emoji, a flag or a letter with its accents is one of them. */
const characters = /* @__PURE__ */ new Intl.Segmenter();

/** Plain ASCII, where each code unit is one character, one cell wide. */
const ascii = /^[ -~]*$/;

/** The most UTF-16 code units per character of the limit; without it, any number of accents on one letter would pass as one. */
const mostUnits = 32;

/**
 * Returns a text of at most `limit` characters; a longer one is cut between two characters and ends in "…".
 *
 * @example
 * shorten("This is a fantastic movie!", 10) // "This is a…"
 * shorten("👩‍👧👩‍👧👩‍👧", 2) // "👩‍👧…"
 */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  if (ascii.test(text.slice(0, limit + 1))) return `${text.slice(0, limit - 1).trimEnd()}…`;
  let count = 0;
  let cut = 0;
  for (const { segment, index } of characters.segment(text)) {
    const end = index + segment.length;
    count++;
    if (count > limit || end > limit * mostUnits) return `${text.slice(0, cut)}…`;
    // The ellipsis needs room too, and never follows white space.
    if (count < limit && end < limit * mostUnits && segment.trim() !== "") cut = end;
  }
  return text;
}

/**
 * Returns how many cells of a terminal a text fills: two for each CJK character and emoji, none for accents and invisible
 * characters that stand alone.
 *
 * @example displayWidth("良い 👩‍👧") // 7
 */
export function displayWidth(text: string): number {
  if (ascii.test(text)) return text.length;
  let width = 0;
  for (const { segment } of characters.segment(text)) {
    if (invisible.test(segment)) continue;
    width += emoji.test(segment) || eastAsian.test(segment) ? 2 : 1;
  }
  return width;
}

/** Cuts a text to the characters that fit into a number of cells, for a terminal line that must not wrap. */
export function cutToWidth(text: string, cells: number): string {
  if (ascii.test(text)) return text.slice(0, cells);
  let width = 0;
  for (const { segment, index } of characters.segment(text)) {
    width += displayWidth(segment);
    if (width > cells) return text.slice(0, index);
  }
  return text;
}

const invisible = /^[\p{Cc}\p{Mn}\p{Me}\p{Default_Ignorable_Code_Point}]/u;

/** Flags, emoji and keycaps. */
const emoji =
  /^(?:\p{RI}{2}|(?!\p{RI})\p{Emoji_Presentation}|\p{ExtPict}(?:\uFE0F|\u200D|\p{EMod})|[0-9#*]\uFE0F?\u20E3)/u;

/** The characters that Unicode's EastAsianWidth.txt calls wide or full-width, apart from emoji. */
const eastAsian =
  /^[\u1100-\u115F\u2329\u232A\u2630-\u2637\u268A-\u268F\u2E80-\u303E\u3041-\u3247\u3250-\uA4C6\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6B\uFF01-\uFF60\uFFE0-\uFFE6\u{16FE0}-\u{1B2FB}\u{1D300}-\u{1D376}\u{1F200}-\u{1F265}\u{20000}-\u{3FFFD}]/u;

/** About the width of a notebook's cell, which would break a longer line in the middle of a word. */
const lineWidth = 100;

/**
 * Breaks a line between words so that it fits into a cell; continuation lines are indented two spaces further.
 *
 * @example wrapLine("  next: " + "word ".repeat(30)).split("\n").length // 2
 */
export function wrapLine(line: string, width = lineWidth): string {
  const indent = " ".repeat(line.search(/\S|$/) + 2);
  const lines: string[] = [];
  let current = "";
  for (const word of line.split(/(?<=\S) +/)) {
    const longer = current === "" ? word : `${current} ${word}`;
    if (current !== "" && displayWidth(longer) > width) {
      lines.push(current);
      current = indent + word;
    } else {
      current = longer;
    }
  }
  return [...lines, current].join("\n");
}
