import { describe, expect, it } from "vitest";
import { readSentences, splits, tally } from "./readSentences.js";

describe("data/reviews.jsonl", async () => {
  const sentences = await readSentences("reviews");
  const of = (split: string) => sentences.filter((sentence) => sentence.split === split);

  it("has at least 380 reviews, enough in each split", () => {
    expect(sentences.length).toBeGreaterThanOrEqual(380);
    expect(of("train").length).toBeGreaterThanOrEqual(200);
    expect(of("validation").length).toBeGreaterThanOrEqual(80);
    expect(of("test").length).toBeGreaterThanOrEqual(100);
  });

  it.each(splits)("is balanced in %s: 45 to 55 % are POSITIVE, the rest NEGATIVE", (split) => {
    const labels = tally(of(split).map(({ label }) => String(label)));
    expect([...labels.keys()].sort()).toEqual(["NEGATIVE", "POSITIVE"]);
    const share = (labels.get("POSITIVE") ?? 0) / of(split).length;
    expect(share).toBeGreaterThanOrEqual(0.45);
    expect(share).toBeLessThanOrEqual(0.55);
  });

  it("has at least 12 test reviews of every tag, and no other tag", () => {
    const tags = tally(of("test").flatMap((sentence) => sentence.tags));
    const known = "contrast domain-shift long mixed negation plain question sarcasm short".split(
      " ",
    );
    expect([...tags.keys()].sort()).toEqual(known);
    expect(Math.min(...tags.values())).toBeGreaterThanOrEqual(12);
    for (const tag of sentences.flatMap((sentence) => sentence.tags)) expect(known).toContain(tag);
  });

  it("has both labels under every tag, so that a tag doesn't give the label away", () => {
    const pairs = sentences.flatMap(({ tags, label }) => tags.map((tag) => `${tag} ${label}`));
    const counts = tally(pairs);
    expect(counts.size).toBe(18);
    expect(Math.min(...counts.values())).toBeGreaterThanOrEqual(8);
  });

  it("spans very short to long", () => {
    const lengths = sentences.map(({ text }) => text.split(" ").length);
    expect(Math.min(...lengths)).toBeLessThanOrEqual(3);
    expect(Math.max(...lengths)).toBeGreaterThanOrEqual(45);
  });
});
