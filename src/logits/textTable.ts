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
