import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { loadDataset } from "../../src/data/loadDataset.js";
import { wilsonInterval } from "../../src/evaluate/accuracy.js";
import { argmax } from "../../src/logits/argmax.js";
import { loadClassifier } from "../../src/model/loadClassifier.js";
import { labelsOf, readSentences, type Sentence, splits } from "./readSentences.js";

const models = [
  { name: "reviews", model: "sst2" },
  { name: "emotions", model: "emotions" },
];

/** The cells of each table row in a section of a card, by the row's first cell. */
function rowsOf(card: string, heading: string): Map<string, string[]> {
  const section = card.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? "";
  const lines = section.split("\n").filter((line) => line.startsWith("| ") && !/^\| -/.test(line));
  const cells = lines.map((line) => line.slice(2, -2).split(" | "));
  return new Map(cells.slice(1).map(([first, ...rest]) => [first.replaceAll("`", ""), rest]));
}

describe.each(models)("the card of $name", async ({ name, model }) => {
  const card = await readFile(new URL(`../../data/${name}.md`, import.meta.url), "utf8");
  const sentences = await readSentences(name);

  it("counts what is in the file", () => {
    const counted = (keep: (sentence: Sentence) => boolean) => {
      const counts = splits.map(
        (split) =>
          sentences.filter((sentence) => sentence.split === split && keep(sentence)).length,
      );
      return [...counts, counts.reduce((a, b) => a + b)].map(String);
    };
    const expected = new Map([["sentences", counted(() => true)]]);
    for (const sentence of sentences) {
      for (const label of labelsOf(sentence)) {
        expected.set(
          label,
          counted((other) => labelsOf(other).includes(label)),
        );
      }
      for (const tag of sentence.tags)
        expected.set(
          tag,
          counted(({ tags }) => tags.includes(tag)),
        );
    }
    if (name === "emotions") {
      expected.set(
        "two or three labels",
        counted((other) => labelsOf(other).length > 1),
      );
    }
    expect(rowsOf(card, "Counts")).toEqual(expected);
    expect(card).toMatch(new RegExp(`\n\n${sentences.length} (short reviews|everyday sentences)`));
  });

  it("says what the kit's own model makes of the test split", async () => {
    const { test } = await loadDataset(name);
    const classifier = await loadClassifier(model);
    const isRight = argmax(await classifier.logits(test.texts)).map((c, i) => c === test.labels[i]);
    await classifier.dispose();
    const cells = (keep: (tags: string[]) => boolean) => {
      const right = isRight.filter((_, i) => keep(test[i].tags));
      const hits = right.filter(Boolean).length;
      const { proportion, lower, upper } = wilsonInterval(hits, right.length);
      const [share, from, to] = [proportion, lower, upper].map((p) => `${(100 * p).toFixed(1)} %`);
      return [`${hits} of ${right.length}`, share, `${from} to ${to}`];
    };
    const tags = new Set(test.flatMap((example) => example.tags));
    const expected = new Map([...tags].map((tag) => [tag, cells((of) => of.includes(tag))]));
    expect(rowsOf(card, "Measured")).toEqual(expected);
    const [hits, share, interval] = cells(() => true);
    expect(card).toContain(`${hits} right, ${share} (95 % interval ${interval})`);
  });
});
