/** Says in a few words what a value is, for the end of an error: `null`, `the string "0.3"`, `NaN`, `an array of 2`. */
export function describe(value: unknown): string {
  if (value === null || value === undefined || typeof value === "number") return String(value);
  if (typeof value === "string") return `the string ${JSON.stringify(shorten(value))}`;
  if (typeof value === "bigint") return `the bigint ${shorten(`${value}`)}n`;
  if (typeof value === "boolean") return `the boolean ${value}`;
  if (typeof value !== "object") return `a ${typeof value}`;
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (ArrayBuffer.isView(value)) return `a ${kindOf(value)} of ${lengthOf(value)}`;
  if ("data" in value && "dims" in value) return `a tensor with dims ${describeDims(value.dims)}`;
  return `an object with ${shorten(Object.keys(value).join(", ")) || "no properties"}`;
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

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** The name under which Node's console, and so a notebook cell, asks an object how it wants to be printed. */
export const inspectCustom: unique symbol = Symbol.for("nodejs.util.inspect.custom") as never;

/** Four decimals for people; what would round to a false 0 or 1 says so: `<0.0001`, `>0.9999`. */
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
const words = ["", "label", "text"];

/** Lays cells out in columns, two spaces apart. */
export function textTable(
  header: readonly string[],
  lines: readonly (readonly string[])[],
): string {
  const rows = [header, ...lines].map((cells) => cells.map((cell) => shortened(printable(cell))));
  const widths = header.map((_, column) => Math.max(...rows.map((cells) => cells[column].length)));
  return rows
    .map((cells) =>
      cells.map((cell, column) =>
        words.includes(header[column])
          ? cell.padEnd(widths[column])
          : cell.padStart(widths[column]),
      ),
    )
    .map((cells) => cells.join("  ").trimEnd())
    .join("\n");
}

/** Labels are data: nothing in one may move the cursor, colour the terminal or break the table. */
export function printable(cell: string): string {
  return cell.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "\uFFFD");
}

function shortened(cell: string): string {
  if (cell.length <= 60) return cell;
  // Counted in code points, so that no emoji is cut in half.
  const characters = Array.from(cell);
  return characters.length > 60 ? `${characters.slice(0, 59).join("")}…` : cell;
}

/** A cell of a notebook is about as wide; a longer line would be broken in the middle of a word. */
const width = 100;

/**
 * Breaks a line between words so that it fits into a cell; what follows stands two spaces deeper than the line itself.
 *
 * @example wrapLine("  next: " + "word ".repeat(30)).split("\n").length // 2
 */
export function wrapLine(line: string): string {
  const indent = " ".repeat(line.search(/\S|$/) + 2);
  const lines: string[] = [];
  let current = "";
  for (const word of line.split(/(?<=\S) +/)) {
    const longer = current === "" ? word : `${current} ${word}`;
    if (current !== "" && longer.length > width) {
      lines.push(current);
      current = indent + word;
    } else {
      current = longer;
    }
  }
  return [...lines, current].join("\n");
}
