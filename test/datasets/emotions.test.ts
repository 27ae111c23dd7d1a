import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { labelsOf, readSentences, splits, tally } from "./readSentences.js";

describe("data/emotions.jsonl", async () => {
  const sentences = await readSentences("emotions");
  const of = (split: string) => sentences.filter((sentence) => sentence.split === split);
  const config = new URL("../../data/models/emotions/config.json", import.meta.url);
  const classes: string[] = Object.values(JSON.parse(await readFile(config, "utf8")).id2label);

  it("has at least 300 sentences, enough in each split", () => {
    expect(sentences.length).toBeGreaterThanOrEqual(300);
    expect(of("train").length).toBeGreaterThanOrEqual(140);
    expect(of("validation").length).toBeGreaterThanOrEqual(60);
    expect(of("test").length).toBeGreaterThanOrEqual(100);
  });

  it("has the model's seven classes, at least 30 sentences each and some in every split", () => {
    const counts = tally(sentences.flatMap(labelsOf));
    expect([...counts.keys()].sort()).toEqual([...classes].sort());
    expect(Math.min(...counts.values())).toBeGreaterThanOrEqual(30);
    for (const split of splits) {
      const inSplit = tally(of(split).flatMap(labelsOf));
      expect(inSplit.size).toBe(7);
      expect(Math.min(...inSplit.values())).toBeGreaterThanOrEqual(10);
    }
  });

  it("has at least 45 sentences with two or three labels, which are those tagged mixed", () => {
    const several = sentences.filter((sentence) => labelsOf(sentence).length > 1);
    expect(several.length).toBeGreaterThanOrEqual(45);
    expect(several).toEqual(sentences.filter(({ tags }) => tags.includes("mixed")));
    for (const sentence of sentences) {
      const labels = labelsOf(sentence);
      expect(labels.length).toBeGreaterThanOrEqual(1);
      expect(labels.length).toBeLessThanOrEqual(3);
      expect(new Set(labels).size).toBe(labels.length);
    }
  });

  it("has neutral alone or not at all", () => {
    const neutral = sentences.filter((sentence) => labelsOf(sentence).includes("neutral"));
    for (const sentence of neutral) {
      expect(labelsOf(sentence)).toEqual(["neutral"]);
      expect(sentence.tags).not.toContain("indirect");
    }
  });

  it("has no tags but its own", () => {
    const tags = new Set(sentences.flatMap((sentence) => sentence.tags));
    const known = "contrast indirect long mixed negation plain question sarcasm short".split(" ");
    expect([...tags].sort()).toEqual(known);
  });
});
