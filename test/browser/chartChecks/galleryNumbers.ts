import { readFileSync } from "node:fs";

const gallery = readFileSync(
  new URL("../../../notebooks/source/chart-gallery.md", import.meta.url),
  "utf8",
);

/** The value of `const <name> = <JSON-like text>;` in the gallery, so that its numbers are written down once. */
function constantOf<T>(name: string): T {
  const text = new RegExp(`const ${name} = ([^;]+);`).exec(gallery)?.[1];
  if (!text) throw new Error(`the gallery has no \`${name}\``);
  return JSON.parse(text.replace(/,(\s*\])/g, "$1")) as T;
}

export const logits = constantOf<number[][]>("logits");
export const abc = constantOf<string[]>("abc");
export const movie = constantOf<number[]>("movie");
export const sentiments = constantOf<string[]>("sentiments");
export const emotions = constantOf<string[]>("emotions");
export const seven = constantOf<number[][]>("seven");
export const sentences = constantOf<string[]>("sentences");

/** POSITIVE minus NEGATIVE, one per review. */
export const differences = (/const differences = "([^"]+)"/.exec(gallery)?.[1] ?? "")
  .split(" ")
  .map(Number);

/** The same as two logits, as the gallery gives them to the charts of calibration and ranking. */
export const two = differences.map((difference) => [0, difference]);
