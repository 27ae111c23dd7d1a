import { expect, it } from "vitest";
import { parsePredictions } from "../../src/data/parsePredictions.js";
import { readPredictions } from "../../src/data/readPredictions.js";
import { fitTemperature } from "../../src/evaluate/temperature.js";
import type { CardOptions } from "../../src/report/cardLines.js";
import { readingCard } from "../../src/report/readingCard.js";

const npz = "data/examples/predictions.npz";
const date = new Date("2026-11-28T12:00:00Z");
const cardOf = async (options: CardOptions = {}) =>
  readingCard(await readPredictions(npz), options);

it("leaves open what nobody asked, and fills in what the predictions show", async () => {
  const card = await cardOf({ date });
  expect(card.open).toEqual([
    "How much does it read?",
    "Does the batch change anything?",
    "Known sentences?",
    "Temperature?",
    "Threshold, from a cost?",
  ]);
  expect(String(card)).toContain("Labels, in order?: 0 LABEL_0, 1 LABEL_1: placeholders");
  expect(card.markdown).toContain("| Known sentences? | *not asked* |");
  expect(card.markdown).toContain("| Date? | 2026-11-28 |");
});

it("a full card has nothing open, and says what may be concluded", async () => {
  const card = await cardOf({
    id2label: ["NEGATIVE", "POSITIVE"],
    length: { tokens: 512, cut: 1 },
    batch: 0.3,
    known: { right: 9, n: 12 },
    temperature: 2,
    costs: { label: "POSITIVE", false_positive: 3, false_negative: 1 },
  });
  expect(card.open).toEqual([]);
  const text = String(card);
  expect(text).toContain("512 tokens; 1 of 4 texts were cut");
  expect(text).toContain("logits change by 0.3 at most, more than rounding");
  expect(text).toContain("POSITIVE from 0.75 on: a false one costs 3, a missed one 1");
  expect(text).toContain("from 30 to 95 of 100 answers are right");
  expect(card.toMimeBundle()).toEqual({ "text/markdown": card.markdown, "text/plain": text });
});

it("labels and titles stay text in Markdown, whatever they hold", async () => {
  const hostile = [
    "<img src=x onerror=alert(1)>",
    "[a](javascript:b) | $x$ **c**\n# d https://e.f",
  ];
  const { markdown } = await cardOf({ id2label: hostile, title: "`x` <b>\n\n| y www.z.de a@b.c" });
  expect(markdown).not.toMatch(/(?<!\\)[<>`[\]$]/);
  expect(markdown).not.toMatch(/https?:\/\/|www\.|(?<!\\)@|^# d/m);
  expect(markdown).toContain(
    "\\[a\\](javascript:b) \\| \\$x\\$ \\*\\*c\\*\\*\uFFFD\\# d https\\://e.f",
  );
  const rows = markdown.split("\n").filter((line) => line.startsWith("|"));
  for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(3);
});

it("where no temperature is best, the card says why, and costs are counted without one", async () => {
  const none = fitTemperature(
    [0, 1],
    [
      [2, 0],
      [0, 2],
    ],
  );
  const card = await cardOf({
    temperature: none,
    costs: { label: "LABEL_1", false_positive: 1, false_negative: 1 },
  });
  expect(card.lines[7].answer).toBe("none is best (separable)");
  expect(card.lines[8].answer).toContain("LABEL_1 from 0.50 on");
});

it("predictions without labels give no accuracy, and the card says what may not be concluded", async () => {
  const bytes = new TextEncoder().encode("[[2, -1], [0.5, 3]]");
  const card = await readingCard(await parsePredictions(bytes, "two.json"), { date });
  expect(card.title).toBe("two.json");
  expect(card.open).toContain("Accuracy on labelled rows?");
  expect(card.may_not_conclude).toContain("how often it is right: no row has a true label");
});

it("with labels it says how sure and how right the model is, and asks for no more labelled data", async () => {
  const average =
    "how sure it is, and how often it is right, on average over the labelled rows: 0.97 and 0.75";
  const card = await cardOf();
  expect(card.may_conclude).toContain(average);
  expect(card.may_not_conclude.join()).not.toContain("needs labelled data");
  const cooled = await cardOf({ temperature: 2 });
  expect(cooled.may_conclude).toContain(`${average}, before the temperature`);
  const bytes = new TextEncoder().encode("[[2, -1], [0.5, 3]]");
  const without = await readingCard(await parsePredictions(bytes, "two.json"));
  expect(without.may_not_conclude.join()).toContain("needs labelled data");
});

it("refuses an option that it doesn't know", async () => {
  await expect(cardOf({ titel: "x" } as never)).rejects.toThrow(
    'readingCard has no option "titel"; did you mean "title"?',
  );
});

it("takes nothing but predictions", async () => {
  await expect(readingCard([[1, 2]] as never)).rejects.toThrow(
    "readingCard needs what readPredictions or parsePredictions gives, got an array of 1",
  );
});
