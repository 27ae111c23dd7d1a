import { existsSync, readFileSync, writeFileSync } from "node:fs";

/** Writes one benchmark's part of RESULTS.md and leaves the other benchmarks' parts as they are. */
export function writeResults(name: string, markdown: string): void {
  writePart(new URL("RESULTS.md", import.meta.url), name, markdown, "# Benchmarks\n");
}

/** Puts one table where the README shows it, between the marks `<!-- name -->` and `<!-- /name -->`. */
export function showInReadme(name: string, markdown: string): void {
  writePart(new URL("../../README.md", import.meta.url), name, markdown, "");
}

function writePart(file: URL, name: string, markdown: string, heading: string): void {
  const begin = `<!-- ${name} -->`;
  const end = `<!-- /${name} -->`;
  const old = existsSync(file) ? readFileSync(file, "utf8") : heading;
  const [before, rest = ""] = old.split(begin);
  const after = rest.split(end)[1] ?? "";
  const part = `${before.trimEnd()}\n\n${begin}\n\n${markdown.trim()}\n\n${end}\n`;
  writeFileSync(file, after.trim() ? `${part}\n${after.trimStart()}` : part);
}

/** A Markdown table with words in the first column and numbers in the others. */
export function markdownTable(header: string[], rows: string[][]): string {
  const rule = header.map((_, column) => (column === 0 ? "---" : "---:"));
  return [header, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
