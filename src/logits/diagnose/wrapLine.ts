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
