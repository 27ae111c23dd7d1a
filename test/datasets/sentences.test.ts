import { describe, expect, it } from "vitest";
import { gramsOf, jaccard, readSentences, splits, tally, wordsOf } from "./readSentences.js";

/** Words that have no place in a workshop for everybody. */
const unsafe =
  /\b(kill\w*|murder\w*|suicid\w*|stab\w*|tortur\w*|corpse\w*|rap(e|ed|ist)|sex\w*|nude\w*|naked|drunk\w*|drugs?|cocaine|cancer|tumou?r|terroris\w*|bomb\w*|nazi\w*|damn\w*|hell|crap\w*|idiot\w*|moron\w*|retard\w*|whore\w*|slut\w*|bitch\w*|bastard\w*|fat|lunatic\w*|insane|crazy|psycho\w*|lame|dumb)\b/i;

/** Capitalised words inside a sentence that aren't names of films, people or brands. */
const capitals =
  /^(I|I'(m|d|ve|ll)|Mum|Dad|Grand(ma|pa)|(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|January|March|May|October|December|Mill|Street|Portuguese|Finnish)$/;

describe.each(["reviews", "emotions"])("the sentences of %s", async (name) => {
  const sentences = await readSentences(name);

  it("have an id each and the file's own columns", () => {
    const letter = name[0];
    const ids = sentences.map(({ id }) => id);
    expect(ids).toEqual(ids.map((_, i) => letter + String(i + 1).padStart(3, "0")));
    const label = name === "reviews" ? "label" : "labels";
    for (const sentence of sentences) {
      expect(Object.keys(sentence)).toEqual(["id", "text", label, "split", "tags"]);
      expect(splits).toContain(sentence.split);
    }
  });

  it("are whole sentences of at most 80 words in plain or typographic characters", () => {
    for (const { text } of sentences) {
      expect(text).toMatch(/^[A-Z][ -~\u2018\u2019\u201C\u201D\u2013\u2014\u2026]*[.!?]$/);
      expect(text).not.toMatch(/ {2}| [,.;:!?]|\.\.|,,/);
      expect(wordsOf(text).length).toBeLessThanOrEqual(80);
    }
  });

  it("don't repeat one another, nor nearly", () => {
    const seen = sentences.map(({ text }) => ({
      text,
      words: new Set(wordsOf(text)),
      runs: gramsOf(text, 5),
    }));
    const alike: string[][] = [];
    seen.forEach((a, i) => {
      for (const b of seen.slice(i + 1)) {
        const sameWords = wordsOf(a.text).join(" ") === wordsOf(b.text).join(" ");
        if (sameWords || jaccard(a.words, b.words) > 0.5 || jaccard(a.runs, b.runs) > 0.05) {
          alike.push([a.text, b.text]);
        }
      }
    });
    expect(alike).toEqual([]);
  });

  it("open in many ways: no four words more than twice, no first word more than a fifth of the time", () => {
    const openings = tally(sentences.map(({ text }) => wordsOf(text).slice(0, 4).join(" ")));
    expect([...openings].filter(([, count]) => count > 2)).toEqual([]);
    const first = tally(sentences.map(({ text }) => wordsOf(text)[0]));
    expect(Math.max(...first.values())).toBeLessThanOrEqual(sentences.length / 5);
  });

  it("are fit for a workshop and name no real film, person or brand", () => {
    expect(sentences.filter(({ text }) => unsafe.test(text))).toEqual([]);
    const inside = sentences.flatMap(({ text }) =>
      Array.from(text.matchAll(/(?<![.?!] )(?<!^)\b[A-Z][\w']*/g), ([word]) => word),
    );
    expect(inside.filter((word) => !capitals.test(word))).toEqual([]);
  });

  it("carry the tags that can be counted, exactly where they hold", () => {
    for (const { text, tags } of sentences) {
      const count = text.split(" ").length;
      expect(tags.includes("short"), text).toBe(count <= 6);
      expect(tags.includes("long"), text).toBe(count >= 25);
      expect(tags.includes("question"), text).toBe(text.includes("?"));
      const isPlain = tags.every((tag) => ["plain", "short", "long", "domain-shift"].includes(tag));
      expect(tags.includes("plain"), text).toBe(isPlain);
      expect(new Set(tags).size).toBe(tags.length);
    }
  });
});
