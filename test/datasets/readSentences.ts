import { readFile } from "node:fs/promises";

export interface Sentence {
  id: string;
  text: string;
  label?: string;
  labels?: string[];
  split: string;
  tags: string[];
}

/** The file itself, read without the kit's own reader, which has tests of its own. */
export async function readSentences(name: string): Promise<Sentence[]> {
  const content = await readFile(new URL(`../../data/${name}.jsonl`, import.meta.url), "utf8");
  return content
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

export const splits = ["train", "validation", "test"];

export function labelsOf(sentence: Sentence): string[] {
  return sentence.labels ?? [sentence.label ?? ""];
}

export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];
}

/** Every run of `n` words in a text. */
export function gramsOf(text: string, n: number): Set<string> {
  const words = wordsOf(text);
  return new Set(words.slice(0, 1 - n || undefined).map((_, i) => words.slice(i, i + n).join(" ")));
}

/** The share of two sets that they have in common, 0 to 1; empty sets have nothing in common. */
export function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((item) => b.has(item)).length;
  return common / Math.max(1, a.size + b.size - common);
}

/** Counts how often each item occurs. */
export function tally(items: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}
