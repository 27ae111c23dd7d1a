import { existsSync, readFileSync, writeFileSync } from "node:fs";

const file = new URL("RESULTS.md", import.meta.url);

/** Writes one bench's part of RESULTS.md, and leaves the other benches' parts as they are. */
export function writeResults(name: string, markdown: string): void {
  const begin = `<!-- ${name} -->`;
  const end = `<!-- /${name} -->`;
  const old = existsSync(file) ? readFileSync(file, "utf8") : "# Benchmarks\n";
  const [before, rest = ""] = old.split(begin);
  const after = rest.split(end)[1] ?? "";
  writeFileSync(file, `${before.trimEnd()}\n\n${begin}\n\n${markdown.trim()}\n\n${end}\n${after}`);
}

/** A markdown table, the first column as words, the others as numbers. */
export function markdownTable(header: string[], rows: string[][]): string {
  const rule = header.map((_, column) => (column === 0 ? "---" : "---:"));
  return [header, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
